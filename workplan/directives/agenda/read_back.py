"""The agenda: titles and annotations go back to the file of the meeting. Which items there are, in which
order, and what their papers say of themselves is not changed in Word: an edit of these is told with the file
that says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from workplan.content.files.papers import PLAN
from workplan.content.markup.inline import read_inline
from workplan.content.models.meeting import meeting_file
from workplan.content.values.blank import written
from workplan.directives.agenda.blocks import agenda_lines, agenda_list
from workplan.directives.agenda.declared import AGENDA
from workplan.directives.agenda.lines import Line
from workplan.directives.printed import uses
from workplan.directives.several import Printed
from workplan.directives.taker import Taker
from workplan.document.composing.inlines import plain_words
from workplan.document.tree import Block, Inline, List, ListItem, Paragraph, Text
from workplan.document.walking.walk import plain
from workplan.files.yaml import Path
from workplan.text.hints import quoted
from workplan.writeback.files import Files
from workplan.writeback.markdown.inline import respelled
from workplan.writeback.markdown.pairing import paired_and_staying


class AgendaTaker(Taker):
    declares = AGENDA
    refusal = ""

    def take_all(
        self, new: Sequence[Printed], old: Sequence[Printed], blocks: Sequence[Block], files: Files
    ) -> Sequence[Printed]:
        plan = files.plan
        if not new or not plan.meeting:
            return new
        file, wording = meeting_file(plan.meeting_name), plan.identity.wording
        annotated = {scope.id: node.meta["options"].get("annotated") for node, scope in uses(plan)}
        wanted: dict[Path, str] = {}
        for one, was in zip(new, old, strict=True):
            lines = agenda_lines(plan.meeting, wording, was.id, annotated=bool(annotated[was.id]))
            reader = _Reader([line for _, line in lines], [id for id, _ in lines], files)
            for path, said in reader.changed(list(_paragraphs(one)), list(_paragraphs(was))):
                if wanted.setdefault(path, said) != said:
                    message = (
                        f"this is changed in two ways: {quoted(wanted[path])} is taken, {quoted(said)} is not"
                    )
                    hint = "it is printed more than once: change it in one place, or alike in all"
                    files.findings.add(was.id, message, file, path, hint)
        data = files.now(file, {})
        meeting = plan.meeting
        for path, said in wanted.items():
            data = _with(data, path, said)
            meeting = _changed(meeting, path, said)
        files.patch(file, data)
        return [agenda_list(meeting, wording, was.id, annotated=bool(annotated[was.id])) for was in old]


class _Reader(Struct, frozen=True):
    """Reads one list, whose lines were made as `lines`, with these `ids`."""

    lines: Sequence[Line]
    ids: Sequence[str]
    files: Files

    def changed(self, new: Sequence[Paragraph], old: Sequence[Paragraph]) -> Iterator[tuple[Path, str]]:
        """The titles and annotations that say something else now. Lines are paired by what they say, since
        their ids are those of their places."""
        places, staying = paired_and_staying(old, new)
        found = list(_with_reworded([at if n in staying else None for n, at in enumerate(places)], len(old)))
        for place in sorted(set(range(len(old))) - set(found)):
            self._tell(place, f"{quoted(plain(old[place].inlines), 80)} is gone", "take it out there")
        near = 0
        for n, at in enumerate(found):
            if at is not None:
                near = at
                yield from self._pairs([at], new[n : n + 1])
            else:
                said = quoted(plain(new[n].inlines), 80)
                self._tell(near, f"{said} is new in the agenda", "put it in there")

    def _pairs(self, places: Sequence[int], new: Sequence[Paragraph]) -> Iterator[tuple[Path, str]]:
        for place, paragraph in zip(places, new, strict=True):
            line = self.lines[place]
            if paragraph.inlines == line.inlines:
                continue
            if line.kind == "made":
                said = f"{quoted(plain(line.inlines), 80)} cannot be changed into"
                self._tell(place, f"{said} {quoted(plain(paragraph.inlines), 80)} here", "change it there")
            elif (taken := self._said(place, paragraph.inlines)) is not None:
                yield line.path, taken

    def _said(self, place: int, inlines: tuple[Inline, ...]) -> str | None:
        """The words for the field of a title or an annotation; None where they cannot be its."""
        line = self.lines[place]
        shown = plain(inlines)
        if not shown.strip():
            self._tell(place, f"{quoted(plain(line.inlines), 80)} has no words any more", "take it out there")
            return None
        if line.kind == "title":
            said = " ".join("".join(_written(each) for each in inlines).split())
            look = next(each.look for each in line.inlines if isinstance(each, Text))
            if plain_words(said, look.but("blank", False)) != inlines:
                message = f"the title {quoted(said, 80)} has more than words, which alone are taken"
                self._tell(place, message, "it is plain words there")
            return said
        source = self._at(self.files.plan.meeting, line.path)
        said = respelled(source, line.inlines, inlines).words
        if any(node.type in ("note_call", "reference") for node in read_inline(said).node.walk()):
            message = f"the annotation {quoted(shown, 80)} calls a note, or refers to a part of the paper"
            self._tell(
                place, message, "an annotation has neither, since several papers may print it; write it there"
            )
            return None
        return said

    def _tell(self, place: int, message: str, advice: str) -> None:
        line, files = self.lines[place], self.files
        file = meeting_file(files.plan.meeting_name)
        source = files.findings.shown(file)
        if line.entry and line.entry.id:
            source = "plan.yaml" if line.entry.id == PLAN else f"papers/{line.entry.id}.md, in its head"
        hint = f"it is said in {source}: {advice}"
        files.findings.add(self.ids[place], message, file, line.path, hint)

    def _at(self, value: Any, path: Path) -> str:
        for key in path:
            value = value[key] if isinstance(key, int) else getattr(value, key)
        return str(value)


def _with_reworded(places: Sequence[int | None], count: int) -> Iterator[int | None]:
    """The place of the old line that each new one was, also where one was reworded all through: as many new
    lines as old ones stand between two that stay."""
    start, last = 0, -1
    for n, at in enumerate((*places, count)):
        if at is None:
            continue
        fresh, lost = n - start, at - last - 1
        yield from range(last + 1, at) if fresh == lost else [None] * fresh
        if n < len(places):
            yield at
        start, last = n + 1, at


def _written(inline: Inline) -> str:
    """The words of a title as they are written: a blank in two brackets."""
    words = plain((inline,))
    return written(words) if isinstance(inline, Text) and inline.look.blank else words


def _paragraphs(block: Printed | ListItem) -> Iterator[Paragraph]:
    if isinstance(block, List):
        for item in block.items:
            yield from _paragraphs(item)
    elif isinstance(block, ListItem):
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                yield inner
            else:
                yield from _paragraphs(inner)


def _with(data: Any, path: Path, said: str) -> Any:
    """The values of a file with other words at `path`."""
    if not path:
        return said
    key, *below = path
    inner = _with(data[key], tuple(below), said)
    if isinstance(data, Mapping):
        return {**data, key: inner}
    return [inner if n == key else each for n, each in enumerate(data)]


def _changed(value: Any, path: Path, said: str) -> Any:
    """A meeting with other words at `path`."""
    if not path:
        return said
    key, *below = path
    if isinstance(key, int):
        inner = _changed(value[key], tuple(below), said)
        return tuple(inner if n == key else each for n, each in enumerate(value))
    inner = _changed(getattr(value, key), tuple(below), said)
    return value.model_copy(update={key: inner})
