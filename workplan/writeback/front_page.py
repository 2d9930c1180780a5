"""The front page, in plan.yaml and in a paper's head: who, and what the paper is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from pydantic import ValidationError

from workplan.content.files.papers import HEAD
from workplan.content.models.head import Head
from workplan.content.models.identity import Identity
from workplan.content.paper.front_fields import ACTION, Field, action_is_made
from workplan.content.paper.masthead import FrontLine, edition_lines, front_lines, front_page
from workplan.content.paper.plan import Plan
from workplan.content.paper.roles import MASTHEAD
from workplan.content.values.blank import parts, written
from workplan.document.composing.compose import front_paragraphs
from workplan.document.tree import Block, Document, Inline, NoteReference, Paragraph, Reference, Text
from workplan.document.walking.walk import plain
from workplan.files.yaml import Path
from workplan.text.hints import quoted
from workplan.writeback.losses import Losses
from workplan.writeback.markdown.loosened import same
from workplan.writeback.yaml.values import Value

#: What a file is to hold, by its name.
Data = dict[str, dict[str, Value]]


def masthead_data(
    blocks: Sequence[Block], plan: Plan, data: Data, findings: Losses
) -> tuple[Data, tuple[Paragraph, ...]]:
    """What the files of a masthead, which hold `data`, are to hold for the masthead among `blocks`, and the
    masthead."""
    return _Masthead(blocks, plan, data, findings).taken()


def with_own_edition(document: Document, plan: Plan) -> Document:
    """A document that was composed when the same edition was a draft, or issued, as it is composed now."""
    known = edition_lines(plan)
    own = {paragraph.id: paragraph for paragraph in front_paragraphs(plan)}

    def line(block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.role != "edition" or block.id not in own:
            return block
        return own[block.id] if plain(block.inlines) in known else block

    return replace(document, blocks=tuple(map(line, document.blocks)))


class _Masthead:
    """`said` are the fields that were changed, each with the words of its line and its new value."""

    def __init__(self, blocks: Sequence[Block], plan: Plan, data: Data, findings: Losses) -> None:
        self._plan, self._data, self._findings = plan, data, findings
        self._lines = front_lines(plan)
        self._front = [b for b in blocks if isinstance(b, Paragraph) and b.role in MASTHEAD]
        self._printed = {each.id: each.inlines for each in front_paragraphs(plan)}
        self._first = list(blocks[: len(self._front)]) == self._front
        self._said: dict[str, tuple[str, object]] = {}

    def taken(self) -> tuple[Data, tuple[Paragraph, ...]]:
        self._look_at_order()
        self._look_at_strangers()
        for line in self._lines:
            before, words = line.words(self._plan), self._words(line)
            if words != before:
                self._take(line, words)
        return self._data, tuple(front_paragraphs(self._plan))

    def _look_at_order(self) -> None:
        order = list(dict.fromkeys(block.id for block in self._front))
        known = [line.id for line in self._lines]
        if not self._first or [id for id in order if id in known] != [id for id in known if id in order]:
            names = ", ".join(_called(line) for line, _ in front_page(self._plan))
            message = f"the masthead is printed first, in the order {names}"
            file = self._lines[0].fields[0].spot(self._plan)[0] if self._lines[0].fields else HEAD
            hint = "what stood between its lines follows it"
            self._findings.add("", message, file, hint=hint, warning=True)

    def _look_at_strangers(self) -> None:
        known = {line.id for line in self._lines}
        for block in self._front:
            if block.id not in known and plain(block.inlines).strip():
                message = f"the head has a line that no field of it prints: {quoted(plain(block.inlines))}"
                hint = "give a field of the head these words, or write them in the text below it"
                self._findings.add(block.id, message, HEAD if self._plan.head else "plan.yaml", hint=hint)

    def _words(self, line: FrontLine) -> str:
        """The words that a line has now, as they are written."""
        before = line.words(self._plan)
        file, path = self._spot(line)
        name = _called(line)
        blocks = [block for block in self._front if block.id == line.id]
        if len(blocks) > 1:
            hint = f"it is one line of {self._findings.shown(file)}: {'.'.join(map(str, path))}"
            self._findings.add(line.id, f"the {name} has {len(blocks)} lines", file, path, hint)
            return before
        if not blocks:
            if before and any(field.required and field.words(self._plan) for field in line.fields):
                message = f"the {name} is gone, which a plan needs"
                self._findings.add(line.id, message, file, path, "give it other words")
                return before
            if before and not line.fields:
                return before  # it comes and goes with what it stands above
            return ""
        if self._is_as_made(line, blocks[0]):
            return before
        inlines = [_as_words(inline) for inline in blocks[0].inlines if not isinstance(inline, NoteReference)]
        if len(inlines) < len(blocks[0].inlines):
            hint = "the masthead is plain words: call the note in the text below it"
            self._findings.add(line.id, f"a note of the {name} is left out", file, path, hint)
        said = _written(inlines)
        if self._has_markup(line, inlines, said):
            message = f"the {name} {quoted(said)} has markup, which it cannot have in the content"
            looks = "its looks come from styles/theme.yaml"
            self._findings.add(line.id, message, file, path, looks, warning=True)
        return said

    def _is_as_made(self, line: FrontLine, block: Paragraph) -> bool:
        """Whether a line that is made of the recommendations says what it said, but for numbers and titles,
        which follow from other changes; a number of what is gone is words by now."""
        if ACTION not in line.fields or not action_is_made(self._plan) or line.id not in self._printed:
            return False
        before = self._printed[line.id]
        numbers = (_NUMBER.sub("#", plain(inlines)) for inlines in (before, block.inlines))
        return same(before, block.inlines) or len(set(numbers)) == 1

    def _has_markup(self, line: FrontLine, inlines: Sequence[Any], said: str) -> bool:
        """Whether words look otherwise than the line makes them."""
        if not all(isinstance(inline, Text) for inline in inlines):
            return True
        if said != line.words(self._plan):
            bold = any(bold for _, bold in line.runs(self._plan))
            return any(
                t.look.but("blank", False).but("bold", t.look.bold and not bold).names for t in inlines
            )
        runs = [(each, bold, blank) for words, bold in line.runs(self._plan) for each, blank in parts(words)]
        wanted = [look for each, *look in runs for _ in each]
        found = [[t.look.bold, t.look.blank] for t in inlines for _ in t.text]
        return found != wanted or any(t.look.but("bold", False).but("blank", False).names for t in inlines)

    def _take(self, line: FrontLine, words: str) -> None:
        """Give the fields of a line what its words say."""
        for field, value in self._read(line, words).items():
            if field is ACTION and value is None and action_is_made(self._plan):
                message = f"the line {quoted(line.words(self._plan))} is made of the recommendations"
                hint = "it is printed as long as there are any; other words are kept in action"
                self._findings.add(line.id, message, HEAD, ("action",), hint, warning=True)
                continue
            if field.name in self._said and self._said[field.name][1] != value:
                other = self._said[field.name][0]
                message = (
                    f"two lines say something else of the {field.name}: {quoted(other)}, {quoted(words)}"
                )
                self._findings.add("", message, *field.spot(self._plan), "give both the same words")
                continue
            self._said[field.name] = (words, value)
            file, path = field.spot(self._plan)
            try:
                said = _plan(self._plan, file, path, value)
            except ValidationError as error:
                self._refuse(line, words, error.errors()[0]["msg"])
                continue
            short = said.identity.short_title
            if field.name == "title" and short:
                message = f"the running head of each page still says {quoted(short)}"
                self._findings.add(
                    "", message, file, ("short_title",), "change short_title too", warning=True
                )
            self._plan = said
            self._data = {**self._data, file: _with(self._data[file], path, value)}

    def _read(self, line: FrontLine, words: str) -> Mapping[Field, object]:
        try:
            return line.read(words, self._plan)
        except ValueError as error:
            self._refuse(line, words, str(error))
            return {}

    def _refuse(self, line: FrontLine, words: str, why: str) -> None:
        message = f"the {_called(line)} cannot be {quoted(words)}"
        self._findings.add(line.id, message, *self._spot(line), why.removeprefix("Value error, "))

    def _spot(self, line: FrontLine) -> tuple[str, Path]:
        printed = [field for field in line.fields if field.words(self._plan)]
        return (printed or [*line.fields, *line.when])[0].spot(self._plan)


_NUMBER = re.compile(r"\d+")


def _as_words(inline: Inline) -> Inline:
    return Text(inline.text, inline.look) if isinstance(inline, Reference) else inline


def _called(line: FrontLine) -> str:
    """The name of a line in what is said of it: its role, or its fields as the head names them."""
    if line.id == line.role or line.is_title:
        return line.id
    return " and ".join(each.name for each in (line.fields or line.when))


def _written(inlines: Sequence[Any]) -> str:
    """The words of a line as they are written: blanks in double brackets."""
    return "".join(
        written(inline.text) if isinstance(inline, Text) and inline.look.blank else plain((inline,))
        for inline in inlines
    )


def _plan(plan: Plan, file: str, path: Path, value: object) -> Plan:
    """`plan` with another value in one of the files of its front page. Raises `ValidationError`."""
    group = plan.group or plan.identity
    if file == HEAD and plan.head:
        data = plan.head.model_dump(exclude_unset=True)
        head = Head.model_validate(_strict(_with(data, path, value)))
        return replace(plan, head=head, identity=head.identity(group))
    group = Identity.model_validate(_strict(_with(group.model_dump(by_alias=True), path, value)))
    if plan.head:
        return replace(plan, group=group, identity=plan.head.identity(group))
    return replace(plan, identity=group)


def _strict(value: Any) -> Any:
    """Plain values as the models take them."""
    match value:
        case list():
            return tuple(map(_strict, value))
        case dict():
            return {key: _strict(each) for key, each in value.items()}
        case _:
            return value


def _with(data: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """`data` with `value` at `path`; None takes it out, and what would be empty without it."""
    key, *below = path
    result = dict(data)
    if below:
        inner = result.get(str(key))
        if isinstance(inner, str):  # short for the one field that must be there
            inner = {_SHORT[str(key)]: inner}
        value = _with(inner or {}, tuple(below), value) or None
    if value is None:
        result.pop(str(key), None)
    else:
        result[str(key)] = list(value) if isinstance(value, tuple) else value
    return result


_SHORT = {"meeting": "name", "late_submission": "reason"}
