"""From an import as a review to the content that its copy makes, when every change is accepted, or none."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from workplan.content.files.folder import MemoryFolder, OverlaidFolder
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.importing.first_copy import FirstCopy
from workplan.opening import open_content
from workplan.review.incoming.dossier import Given
from workplan.review.matrix import as_yaml, read_matrix
from workplan.review.steps.collecting import Collected, collect
from workplan.review.steps.deciding import Decided, decide

#: A name that says nobody, as the command gives one.
NAME = "plan-tracked-changes.docx"


def collected(found: FirstCopy) -> Collected:
    return collect([Given(NAME, found.copy, "")], MemoryFolder(found.imported.files, "content"))


def decided(found: FirstCopy, disposition: str) -> tuple[Decided, Document]:
    """What `apply` does when every change has this disposition, and what the content prints then."""
    review = collected(found)
    rows = tuple(
        replace(row, disposition="note" if row.kind == "comment" else disposition)
        for row in review.matrix.amendments
    )
    decisions = read_matrix(as_yaml(replace(review.matrix, amendments=rows)).encode(), "matrix.yaml")
    folder = MemoryFolder(found.imported.files, "content")
    done = decide(decisions, review.dossier, folder, date(2031, 5, 2))
    files = {name: data for name, data in done.files().items() if name != "dispositions.yaml"}
    opened = open_content(OverlaidFolder(files, folder))
    return done, compose(opened.plan, None, opened.standing)
