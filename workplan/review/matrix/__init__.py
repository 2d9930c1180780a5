"""The comment matrix: what is proposed, row by row, and what is decided on it.

Written as a spreadsheet, as YAML, and as a `Document` for the formats of a meeting paper; decisions are read
back from the first two.
"""

from workplan.review.matrix.decisions import Decision, Decisions, MatrixError, decided, impossible
from workplan.review.matrix.document import as_document
from workplan.review.matrix.keeping import with_decisions
from workplan.review.matrix.reading import read_matrix
from workplan.review.matrix.rows import Besides, Matrix
from workplan.review.matrix.spreadsheet import as_xlsx
from workplan.review.matrix.yaml_file import as_yaml

__all__ = [
    "Besides",
    "Decision",
    "Decisions",
    "Matrix",
    "MatrixError",
    "as_document",
    "as_xlsx",
    "as_yaml",
    "decided",
    "impossible",
    "read_matrix",
    "with_decisions",
]
