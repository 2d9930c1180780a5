"""Circulation: whom a paper goes to, a copy for each, and whether a file may go out.

recipients.py       who gets a copy
contacts.py         whom to write to, which is private
copies.py           which copies there are to be, each with its number
stamping.py         copies of papers, for so many members at a time
circulate.py        all that is missing, written so that the next run can go on
register/           which copy went to whom
messages/           what goes out with copies
strays.py           whose a copy is that turns up
examination/        what a Word file or a PDF, of ours or not, holds that nobody should receive
"""
