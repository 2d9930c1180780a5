"""The columns of the spreadsheet: what writing and reading agree on."""

from __future__ import annotations

from enum import Enum

#: Begins the sheet that nobody sees, which has the words that a reader of the matrix must know.
MARK = "workplan comment matrix"


class Column(Enum):
    """A column, by the name of its heading's words (`MatrixWords`). The order is that of the sheet; reading
    goes by the headings."""

    NUMBER = "number"
    PLACE = "place"
    SOURCE = "source"
    MEMBERS = "members"
    DATE = "date"
    KIND = "kind"
    PRESENT = "present"
    PROPOSED = "proposed"
    COMMENTS = "comments"
    CONFLICT = "conflict"
    DISPOSITION = "disposition"
    AMENDED = "amended"
    REMARK = "remark"
    KEY = "key"


#: Those that are read back.
READ = (Column.NUMBER, Column.DISPOSITION, Column.AMENDED, Column.REMARK, Column.KEY)
