"""What places in a document are called, in words and in the plan's language (`content.words.phrases`).

parts     the pieces of names: "14 (a)", "2.b", a column, a row, a line of the front page
naming    the one walk that names places, for a summary of changes, a comment matrix and all findings
added     the same of a document that was made of another one: "After action 4, status"
"""
