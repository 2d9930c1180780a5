"""The masthead, in plan.yaml and in a paper's head: who, and what the paper is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from workplan.content.masthead import LINES, MASTHEAD, FrontLine
from workplan.content.models import Identity, Plan
from workplan.document.look import PLAIN
from workplan.document.tree import Block, NoteReference, Paragraph, Text
from workplan.document.walk import plain
from workplan.hints import quoted
from workplan.writeback.findings import Findings
from workplan.writeback.yaml_values import Value

#: What a file is to hold, by its name.
Data = dict[str, dict[str, Value]]


def masthead_data(
    blocks: Sequence[Block], plan: Plan, data: Data, findings: Findings
) -> tuple[Data, tuple[Paragraph, ...]]:
    """What the files of a masthead, which hold `data`, are to hold for the masthead among `blocks`, and the
    masthead."""
    identity = plan.identity
    roles = [block.role for block in blocks if isinstance(block, Paragraph) and block.role in MASTHEAD]
    order = list(dict.fromkeys(roles))
    first = [block.role if isinstance(block, Paragraph) else "body" for block in blocks[: len(roles)]]
    if order != [line.role for line in LINES if line.role in order] or first != roles:
        names = ", ".join(line.role for line in LINES if line.words(identity))
        message = f"the masthead is printed first, in the order {names}"
        findings.add(
            message, LINES[0].file(plan), hint="what stood between its lines follows it", warning=True
        )
    printed = []
    for line in LINES:
        before = line.words(identity)
        file = line.file(plan)
        words = _words(blocks, line, file, before, findings)
        if words != before:
            data[file], words = _taken(data[file], line, file, words, identity, findings)
        if words:
            printed.append(Paragraph(line.role, (Text(words),), line.role))
        if line.role == "title" and words != before and identity.short_title:
            message = f"the running head of each page still says {quoted(identity.short_title)}"
            findings.add(message, file, ("short_title",), "change short_title too", warning=True)
    return data, tuple(printed)


def _taken(
    data: dict[str, Value], line: FrontLine, file: str, words: str, identity: Identity, findings: Findings
) -> tuple[dict[str, Value], str]:
    """`data` with what the words of a line say, and the words that the line has then."""
    try:
        value = line.read(words, identity)
        said = Identity.model_validate(_with(identity.model_dump(by_alias=True), line, value))
    except ValueError as error:
        hint = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        message = f"the {line.role} cannot be {quoted(words)}"
        findings.add(message, file, line.path, hint)
        return data, line.words(identity)
    written = list(value) if isinstance(value, tuple) else value
    return _with(data, line, written), line.words(said)


def _with(data: dict[str, Any], line: FrontLine, value: Any) -> dict[str, Any]:
    """`data` with `value` where the line's words come from; None takes it out."""
    key, *below = line.path
    result = dict(data)
    if below:
        value = _with(dict(result[str(key)]), replace(line, path=tuple(below)), value)
    if value is None:
        result.pop(str(key), None)
    else:
        result[str(key)] = value
    return result


def _words(blocks: Sequence[Block], line: FrontLine, file: str, before: str, findings: Findings) -> str:
    role, path = line.role, line.path
    lines = [block for block in blocks if isinstance(block, Paragraph) and block.role == role]
    if len(lines) > 1:
        hint = f"it is one line of {findings.shown(file)}: {'.'.join(map(str, path))}"
        findings.add(f"the {role} has {len(lines)} lines", file, path, hint)
        return before
    if not lines:
        if before and line.required:
            findings.add(f"the {role} is gone, which a plan needs", file, path, "give it other words")
            return before
        return ""
    inlines = [inline for inline in lines[0].inlines if not isinstance(inline, NoteReference)]
    if len(inlines) < len(lines[0].inlines):
        hint = "the masthead is plain words: call the note in the text below it"
        findings.add(f"a note of the {role} is left out", file, path, hint)
    if any(not isinstance(inline, Text) or inline.look != PLAIN for inline in inlines):
        words = quoted(plain(lines[0].inlines))
        message = f"the {role} {words} has markup, which it cannot have in the content"
        findings.add(message, file, path, "its looks come from styles/theme.yaml", warning=True)
    return plain(lines[0].inlines)
