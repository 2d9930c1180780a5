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
    MEMBERS = "members"
    KIND = "kind"
    CONFLICT = "conflict"
    PRESENT = "present"
    PROPOSED = "proposed"
    COMMENTS = "comments"
    DISPOSITION = "disposition"
    AMENDED = "amended"
    REMARK = "remark"
    DATE = "date"  # those from here on are not printed
    SOURCE = "source"
    KEY = "key"


#: Those that are read back.
READ = (Column.NUMBER, Column.DISPOSITION, Column.AMENDED, Column.REMARK, Column.KEY)
