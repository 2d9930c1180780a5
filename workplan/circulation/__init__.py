"""Circulation: whom a paper goes to, a copy for each, and whether a file may go out.

contacts.py         whom to write to, which is private
examination/        what a Word file or a PDF, of ours or not, holds that nobody should receive
"""
