"""Messages to members: one for each recipient, and a list of all for a mail merge.

manuscript.py    the words, with fields
outgoing.py      the files of a message, and its line in the list
eml.py           a message as a draft that mail programs open
"""
