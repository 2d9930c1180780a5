"""What a change of one paper makes of the others, which print the same data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.content.files.folder import Folder, OverlaidFolder
from workplan.content.files.papers import PLAN, paper_files, paper_folder
from workplan.content.load import load
from workplan.errors import ContentError, Problem


def broken_elsewhere(folder: Folder, files: Mapping[str, str]) -> Iterator[Problem]:
    """The errors that other papers than the one that `folder` shows would have, were its `files` written, and
    that they have not now."""
    whole = folder.whole
    changed = OverlaidFolder(folder.originals({name: text.encode() for name, text in files.items()}), whole)
    for paper in (PLAN, *paper_files(whole)):
        if paper != folder.paper and not tuple(_errors(whole, paper)):
            yield from _errors(changed, paper)


def _errors(whole: Folder, paper: str) -> Iterator[Problem]:
    try:
        load(paper_folder(whole, paper))
    except ContentError as error:
        yield from (problem for problem in error.problems if not problem.warning)
