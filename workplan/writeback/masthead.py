"""The masthead, in plan.yaml: who, and what the paper is called."""

from __future__ import annotations

from collections.abc import Sequence

from workplan.content.models import Identity
from workplan.document.look import PLAIN
from workplan.document.resolve import MASTHEAD
from workplan.document.tree import Block, NoteReference, Paragraph, ParagraphRole, Text
from workplan.document.walk import plain
from workplan.hints import quoted
from workplan.writeback.findings import Findings
from workplan.writeback.yaml_values import Value
from workplan.yaml import Path

_FILE = "plan.yaml"
#: Where the words of each line stand, in the order in which they are printed.
_PATHS: dict[ParagraphRole, Path] = {
    "organisation": ("organisation", "name"),
    "mandate": ("organisation", "mandate"),
    "group": ("group",),
    "title": ("title",),
}
_OPTIONAL = "mandate"


def identity_data(
    blocks: Sequence[Block], identity: Identity, data: dict[str, Value], findings: Findings
) -> tuple[dict[str, Value], tuple[Paragraph, ...]]:
    """What plan.yaml, which holds `data`, is to hold for the masthead among `blocks`, and the masthead."""
    organisation = identity.organisation
    before = {
        "organisation": organisation.name,
        "mandate": organisation.mandate or "",
        "group": identity.group,
        "title": identity.title,
    }
    roles = [block.role for block in blocks if isinstance(block, Paragraph) and block.role in MASTHEAD]
    order = list(dict.fromkeys(roles))
    first = [block.role if isinstance(block, Paragraph) else "body" for block in blocks[: len(roles)]]
    if order != [role for role in _PATHS if role in order] or first != roles:
        message = "the masthead is printed first, in the order organisation, mandate, group, title"
        findings.add(message, _FILE, hint="what stood between its lines follows it", warning=True)
    wanted = {role: _words(blocks, role, before[role], findings) for role in _PATHS}
    if wanted["title"] != before["title"] and identity.short_title:
        message = f"the running head of each page still says {quoted(identity.short_title)}"
        findings.add(message, _FILE, ("short_title",), "change short_title too", warning=True)
    changed = {role: words for role, words in wanted.items() if words != before[role]}
    lines = (Paragraph(role, (Text(words),), role) for role, words in wanted.items() if words)
    return _with(data, changed), tuple(lines)


def _words(blocks: Sequence[Block], role: ParagraphRole, before: str, findings: Findings) -> str:
    lines = [block for block in blocks if isinstance(block, Paragraph) and block.role == role]
    path = _PATHS[role]
    if len(lines) > 1:
        hint = f"it is one line of plan.yaml: {'.'.join(map(str, path))}"
        findings.add(f"the {role} has {len(lines)} lines", _FILE, path, hint)
        return before
    if not lines:
        if before and role != _OPTIONAL:
            findings.add(f"the {role} is gone, which a plan needs", _FILE, path, "give it other words")
            return before
        return ""
    inlines = [inline for inline in lines[0].inlines if not isinstance(inline, NoteReference)]
    if len(inlines) < len(lines[0].inlines):
        hint = "the masthead is plain words: call the note in the text below it"
        findings.add(f"a note of the {role} is left out", _FILE, path, hint)
    if any(not isinstance(inline, Text) or inline.look != PLAIN for inline in inlines):
        words = quoted(plain(lines[0].inlines))
        message = f"the {role} {words} has markup, which it cannot have in the content"
        findings.add(message, _FILE, path, "its looks come from styles/theme.yaml", warning=True)
    return plain(lines[0].inlines)


def _with(data: dict[str, Value], changed: dict[ParagraphRole, str]) -> dict[str, Value]:
    result = dict(data)
    for role, words in changed.items():
        key, *below = _PATHS[role]
        if not below:
            result[str(key)] = words
            continue
        group = dict(result["organisation"])  # type: ignore[arg-type]
        if words:
            group[str(below[0])] = words
        else:
            group.pop(str(below[0]))
        result["organisation"] = group
    return result
