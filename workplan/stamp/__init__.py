"""Stamps: one finished file as many copies, each with its number and whose it is.

stamps.py         a stamp, and its lines as they are drawn
sheet.py          the words of all stamps, laid out once
pdf.py            copies of a PDF
word.py           copies of a Word file
properties.py     what a stamped PDF says of itself
stamped.py        a stamped PDF: what its stamp says, and the file without it (`plain_worker`)
"""
