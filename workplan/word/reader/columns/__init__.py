"""Which columns of a table are which: those that were sent, and what an editor did to them.

A table of a copy gets the columns back that it was sent with, so that what other people wrote in its cells
stays where it was. What came, went, was merged or moved is a `ColumnChange`, one for each column.

    [x] columns and single cells that came (`w:cellIns`) or went (`w:cellDel`), tracked or not; the first, the
        last, several; the words of the same author in them are part of it
    [x] columns and cells that were merged (`w:gridSpan`, `w:vMerge`, `w:cellMerge`): each line goes back into
        the cell whose bookmark it has, or that said the same
    [x] columns in another order
    [x] a row that came or went whose cells say so, too: nothing of its own
    [-] a cell that is gone without a mark says what was sent

The modules, in their order. Each uses the ones above it alone:

    cells      what a cell says, and whether it came or went by itself
    tracks     which row and column of the copy is which of those that were sent
    alignment  the cells of each row by these columns, and the columns that have one cell there
    filling    each line in the cell that it belongs to; cells that are gone say what was sent, and the
               document has the notes that these call
    changes    what an editor did: a `ColumnChange` for each column
    tables     which table is which, and all of the above for it: `Columns`

What we call things:

    place      the row and the column where a cell was when it was sent; row 0 is that of the headings
    track      a column of the copy: the one of those that were sent, or one that came
    known      of a row or a track: which of those that were sent it is
    tracked    of a cell: it has a mark that it came or went, and that is not its row's
    alone      a cell that stands in no track
    joined     columns that have one cell in a row
    gone       a place that has no cell of its own in the copy, or one that is merged
    stray      a line in a merged cell that belongs to a place that is gone
    restored   a cell that says what was sent

ECMA-376 Part 1, 17.4.17 (gridSpan), 17.4.84 (vMerge), 17.13.5.1-3 (cells that are tracked).
"""

from workplan.word.reader.columns.cells import tell_cells
from workplan.word.reader.columns.changes import ColumnChange, column_id
from workplan.word.reader.columns.filling import with_restored, without_deletions_by
from workplan.word.reader.columns.tables import Columns, sent_tables

__all__ = [
    "ColumnChange",
    "Columns",
    "column_id",
    "sent_tables",
    "tell_cells",
    "with_restored",
    "without_deletions_by",
]
