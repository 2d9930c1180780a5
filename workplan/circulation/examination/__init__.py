"""Whether a file may go out: what a Word file or a PDF, of ours or not, holds that nobody should receive.

examine.py      a file, whatever it is
word.py         a Word file
pdf.py          a PDF, read within limits (`pdf_worker`)
pictures.py     what a picture says besides what it shows
findings.py     what is found; the words that unfinished papers have
"""
