"""What is written back says what was wanted, and touches nothing else."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.contents import FILES, ROOT_CONTENT
from tests.pairs import amended
from tests.writeback.amending import amended_content, folder
from workplan.content.files.folder import Folder
from workplan.content.load import load
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.document.walking.walk import lines, plain
from workplan.errors import ContentError
from workplan.writeback.write import write_back

PLAN = {
    path.relative_to(ROOT_CONTENT).as_posix(): path.read_text("utf-8")
    for path in sorted(ROOT_CONTENT.rglob("*"))
    if path.suffix in (".yaml", ".md") and "editions" not in path.parts
}
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def composed(content: Folder) -> Document:
    return compose(load(content).plan)


PLAN_DOCUMENT = composed(folder(PLAN))
TIDES_DOCUMENT = composed(folder(FILES))


#: A line end within a paragraph or a value of several lines.
WITHIN = re.compile(r"(?<=\S)\n *(?! *(?:[-*+#>%:|(]|[0-9]+[.)]|[\w-]+:|\n|$))")


def gone(old: dict[str, str], new: dict[str, str]) -> int:
    """How many paragraphs, entries and other lines are not there any more, however they are wrapped, and
    whatever stands before them: where somebody typed a dash before a paragraph, its other lines are written
    below the first word. (That lines above an edit stay is in `test_wrapping`.)"""
    lost = 0
    for name, text in old.items():
        before, after = (
            [line.lstrip() for line in WITHIN.sub(" ", each).split("\n")] for each in (text, new[name])
        )
        changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        lost += sum(i_end - i for tag, i, i_end, *_ in changes if tag != "equal")
    return lost


@SLOW
@given(amended_content(PLAN))
def test_amended_content_is_written_from_the_document_alone(amended_files: dict[str, str]) -> None:
    try:
        wanted = composed(folder(amended_files))
    except ContentError:
        assume(False)
    found = write_back(folder(PLAN), wanted)
    assert not [problem for problem in found.problems if not problem.warning]
    written = {**PLAN, **found.files}
    said = composed(folder(written))
    assert said.blocks == wanted.blocks
    assert said.notes == wanted.notes
    assert gone(PLAN, written) <= gone(PLAN, amended_files)


@SLOW
@given(st.data())
def test_any_amended_document_is_written_or_told(data: st.DataObject) -> None:
    """As from Word: `write_back` itself compares what it wrote with what was wanted."""
    files, document = data.draw(st.sampled_from(((PLAN, PLAN_DOCUMENT), (FILES, TIDES_DOCUMENT))))
    new = data.draw(amended(document, most=3))
    found = write_back(folder(files), new)
    if any(not problem.warning for problem in found.problems):
        return
    written = folder({**files, **found.files})
    again = composed(written)
    assert write_back(written, again).files == {}
    if not found.problems:
        assert said(again) == said(new)


def said(document: Document) -> list[str]:
    """All words in reading order, without spaces and what has no words."""
    found = [line.inlines for block in document.blocks for line in lines(block)]
    found += [note.inlines for note in document.notes]
    return [words for inlines in found if (words := "".join(plain(inlines).split()))]


def test_nothing_to_write() -> None:
    for files, document in ((PLAN, PLAN_DOCUMENT), (FILES, TIDES_DOCUMENT)):
        found = write_back(folder(files), document)
        assert (found.files, found.problems) == ({}, ())
