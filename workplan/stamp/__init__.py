"""Stamps: one finished file as many copies, each with its number and whose it is.

stamps.py     a stamp, and its lines as they are drawn
sheet.py      the words of all stamps, laid out once
pdf.py        copies of a PDF
"""
