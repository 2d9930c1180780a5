"""Reading what is marked: what it was and what it is.

sides                      words before and after; `standing` is where a line stood and stands
stayed, moved_words        both copies of what moved, as if it had stayed
wholes                     sections that came or went as a whole
rows_joined, resized       rows that were merged or divided; pictures of another width
"""
