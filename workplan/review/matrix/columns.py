"""The columns of the spreadsheet: what writing and reading agree on."""

from __future__ import annotations

from enum import Enum


class Column(Enum):
    """A column, by its heading. The order is that of the sheet; reading goes by the headings."""

    NUMBER = "No."
    PLACE = "Place"
    SOURCE = "Source"
    MEMBERS = "Members"
    DATE = "Date"
    KIND = "Kind"
    PRESENT = "Present text"
    PROPOSED = "Proposed text"
    COMMENTS = "Comments"
    CONFLICT = "Conflict"
    DISPOSITION = "Disposition"
    AMENDED = "Amended text"
    REMARK = "Remark"
    KEY = "Key"


#: Those that are read back.
READ = (Column.NUMBER, Column.DISPOSITION, Column.AMENDED, Column.REMARK, Column.KEY)

#: Stands before the digest, on the second sheet.
BASELINE = "Baseline (SHA-256)"

#: Above what the copies have that is in no row.
BESIDES = "Not in any row"
