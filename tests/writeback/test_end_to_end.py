"""Law: accept all of a copy that came back from Word, write it into the content, build: it is what the copy
said. Writing it again changes nothing, and lines that nobody touched are as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.editors.marks import changes
from tests.editors.word_saves import as_word_saves
from tests.writeback.amending import folder
from tests.writeback.in_word import WordFileEditor
from tests.writeback.test_laws import PLAN, composed
from tests.writeback.word_edits import edits
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.directives.actions.interest import listed
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Inline, Link, NoteReference, Paragraph, Table
from workplan.document.walking.lines import Line, flatten
from workplan.document.walking.walk import plain
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.sources import sources
from workplan.writeback.write import write_back

LOADED = load(folder(PLAN))
BASE = compose(LOADED.plan)


@cache
def sent_out() -> bytes:
    return write(BASE, theme())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_copy_says_is_what_the_content_says_then(data: st.DataObject) -> None:
    editor = WordFileEditor(sent_out())
    data.draw(edits(editor))
    holds(as_word_saves(editor.saved(), data.draw(st.integers(0, 9))))


def holds(file: bytes) -> bool:
    """The laws, for one copy. Whether all of it could be written."""
    marked = read(file).document
    assert reject(marked) == BASE
    copy = accept(marked)
    found = write_back(folder(PLAN), copy)
    errors = [problem for problem in found.problems if not problem.warning]
    if not found.files:
        assert errors or shape(copy) == shape(BASE)  # a row that was pasted where it was
        return not errors
    new = {**PLAN, **found.files}
    again = composed(folder(new))
    assert write_back(folder(new), again).files == {}
    assert not strangers(new, marked)
    if errors:
        return False
    if not any("is printed as" in problem.message for problem in found.problems):
        assert shape(again) == shape(copy)
    assert write_back(folder(new), copy).files == {}
    return True


def shape(document: Document) -> list[object]:
    """All that is printed, in order, but for spaces: what each thing is, its label, its words and looks."""
    found: list[object] = []
    for unit in flatten(document.blocks):
        match unit:
            case Line():
                depth = [frame.kind for frame in unit.place.frames]
                labels = (unit.label, unit.item_label)
                found.append((unit.place.role, unit.place.level, depth, labels, _signs(unit.inlines)))
            case Table():
                rows = (unit.header, *unit.rows)
                found += [
                    [_cell(cell.blocks, data=n > 0) for n, cell in enumerate(row.cells)] for row in rows
                ]
            case _:
                found.append(unit)
    found += [(note.number, _signs(note.inlines)) for note in document.notes]
    return [line for line in found if not (isinstance(line, tuple) and line[-1] == [])]


def _cell(paragraphs: tuple[Paragraph, ...], *, data: bool) -> list[object]:
    """The words of a cell; those of data look as data do: states are bold, members stand by their roles."""
    if data and (members := [*listed(plain(p.inlines) for p in paragraphs)]) and any(m.role for m in members):
        return sorted((each.role.casefold(), each.member) for each in members)
    if data:
        return ["".join(plain(p.inlines).split()) for p in paragraphs if p.inlines]
    return [(p.label, _signs(p.inlines)) for p in paragraphs if p.inlines]


def _signs(inlines: tuple[Inline, ...], href: str = "") -> list[object]:
    signs: list[object] = []
    for inline in inlines:
        match inline:
            case Link():
                signs += _signs(inline.children, inline.href)
            case NoteReference():
                signs.append(inline.number)
            case _:
                words = (sign for sign in plain((inline,)) if not sign.isspace())
                signs += [(sign, inline.look, href) for sign in words]
    return signs


def strangers(new: dict[str, str], marked: Document) -> list[str]:
    """Entries, blocks and comments of the content that are not there as they were, though nobody changed what
    they say: whatever stands between blank lines, but for what is put between its own lines."""
    ids = {*changes(BASE, marked), *({n.id for n in BASE.notes} - {n.id for n in accept(marked).notes})}
    places = sources(LOADED)
    touched = {(place.file, place.line) for id in ids if (place := places.get(id))}
    lost: list[str] = []
    for name, text in PLAN.items():
        stays = Counter(words for _, words in _pieces(new[name]))
        stays.subtract(
            words
            for lines, words in _pieces(text)
            if not any((f"content/{name}", line) in touched for line in lines)
        )
        lines = new[name].split("\n")
        lost += [words for words, number in stays.items() if number < 0 and not _among(lines, words)]
    return lost


def _among(lines: list[str], words: str) -> bool:
    """Whether all lines of a piece are still there, with new ones between them: an item more in a list."""
    rest = iter(lines)
    return all(line in rest for line in words.split("\n"))


def _pieces(text: str) -> Iterator[tuple[range, str]]:
    """What stands between blank lines, with the numbers of its lines."""
    line = 1
    for piece in text.rstrip("\n").split("\n\n"):
        end = line + piece.count("\n") + 1
        yield range(line, end), piece
        line = end + 1
