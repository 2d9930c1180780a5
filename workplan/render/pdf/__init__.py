"""The PDF: PDF/UA-1 and PDF/A-3a in one file, laid out by WeasyPrint in a process of its own.

process     the process from its parent's side, light to import; `job` is what it is asked to do
worker      the process itself; `printing` are its steps
engine      what WeasyPrint does again and again, done once
layout      how pages are filled
page        what stands on one page, and what a reader meets there
beside      pages drawn by copies of the process while the next ones are laid out
file        tags, form fields, attachments, metadata
fonts       the fonts that a PDF may use, with their `font_tables`
"""
