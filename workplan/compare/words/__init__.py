"""The words of one line: which stay, go and come.

tokens     words as they are compared; `unspaced` cuts those of scripts without spaces
weights    how much it matters that one stays; `chain` keeps what weighs most together
words      the steps (`hunk`) from one line to another
borders    slides them to where words and sentences begin
"""
