"""The files of a review: the matrix as tables and as a meeting paper, and the compilation text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.words.matrix import MatrixWords
from workplan.design.theme import theme
from workplan.document.tree import NO_AMENDMENT, Document, Revision
from workplan.review.consolidate import Consolidated
from workplan.review.edits.marks import remade
from workplan.review.matrix import Matrix, as_document, as_xlsx, as_yaml
from workplan.review.matrix.document import in_landscape
from workplan.review.papers.all_names import in_all_names
from workplan.review.papers.brackets import compilation
from workplan.review.record.log import Entry
from workplan.review.record.table import record
from workplan.word import write


class Paper(Struct, frozen=True):
    """The matrix as a document, for the formats of meeting papers; and as `tables` to fill in."""

    matrix: Matrix
    document: Document

    @property
    def shown(self) -> Document:
        return self.document

    @property
    def statement(self) -> str:
        """Nothing is compared."""
        return ""

    @property
    def stem(self) -> str:
        return self.document.properties.file_stem

    def tables(self) -> dict[str, bytes]:
        """The spreadsheet and the YAML, by their suffix."""
        date = self.document.properties.date
        return {"xlsx": as_xlsx(self.matrix, theme(), date), "yaml": as_yaml(self.matrix).encode()}


def paper(matrix: Matrix, found: Consolidated, log: Sequence[Entry] = ()) -> Paper:
    """The paper of a matrix, with a disposition log printed behind it."""
    document = as_document(matrix, found.base)
    whole = replace(document, blocks=(*document.blocks, *record(log, matrix.words)))
    return Paper(matrix, in_landscape(whole))


def compiled(consolidated: Consolidated, words: MatrixWords) -> dict[str, bytes]:
    """The compilation text, by its file's name."""
    documents = [copy.document for copy in consolidated.copies]
    merged, copies, short = in_all_names(consolidated.merged, documents, words)
    document = compilation(consolidated.base, merged, copies, words)

    def as_published(mark: Revision) -> Revision:
        return replace(mark, author=short.get(mark.author, mark.author), amendment=NO_AMENDMENT)

    document = remade(document, as_published)
    before = document.properties
    properties = replace(
        before,
        title=f"{words.compilation}: {before.title}",
        running_head=f"{words.compilation} · {before.running_head}",
        file_stem=f"{before.file_stem}-compilation",
    )
    return {f"{properties.file_stem}.docx": write(replace(document, properties=properties), theme())}
