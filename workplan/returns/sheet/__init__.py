"""A spreadsheet: one row for each action, with a choice of "yes" or nothing for each of the two roles.

columns.py  what writing and reading agree on
writing.py  a form as a spreadsheet
reading.py  one that came back
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workplan.returns.answers import Returned
from workplan.returns.form import Form, Layout
from workplan.returns.sheet.reading import read_sheet
from workplan.returns.sheet.writing import as_xlsx

if TYPE_CHECKING:
    from workplan.render.pdf.process import PdfProcess

__all__ = ["read", "write"]


def write(form: Form, layout: Layout, process: PdfProcess | None) -> bytes:
    """The spreadsheet of a form, which has one layout."""
    return as_xlsx(form)


def read(data: bytes, file: str, forms: Mapping[str, Form]) -> Returned:
    """What a spreadsheet that came back says. Raises `GivenFileError`."""
    return read_sheet(data, file, forms)
