"""The form as a PDF to fill in, and what comes back of it.

printed_form.py   the form as a document, with the rooms for its fields
writing.py        its file: PDF/UA-1 and PDF/A-3a while it is blank
reading.py        what a file that came back says
"""

from workplan.returns.pdf.reading import read
from workplan.returns.pdf.writing import write

__all__ = ["read", "write"]
