"""Inspect: what a file of ours is, and whether it is as it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workplan.content.models import Plan
from workplan.document.tree import Source
from workplan.editions.opening import Opened
from workplan.errors import ContentError
from workplan.origins.altered import edited
from workplan.origins.carried import Carried, Kind

_KINDS: dict[Kind, str] = {"pdf": "PDF", "docx": "Word file", "edition": "edition file"}

#: Makes the file of some content anew.
Rebuild = Callable[[Opened], bytes]


@dataclass(frozen=True, slots=True)
class Finding:
    """`lines` are what there is to say, each with its heading; `altered` what is not as it was made."""

    lines: tuple[tuple[str, str], ...]
    altered: bool


def inspect(file: Carried, rebuild: Rebuild) -> Finding:
    """Say what `file` is. `rebuild` is called for a PDF or Word file whose content is intact.

    Raises `ContentError` where the content is intact and of a newer program.
    """
    lines = [("file", _KINDS[file.kind])]
    if file.kind != "edition":
        lines.append(("made by", file.producer or "a program that it does not name"))
    if not file.intact:
        words = "altered: its fingerprint is not the one that the file names"
        return Finding((*lines, ("content", words)), True)
    lines.insert(1, _edition(file))
    try:
        opened = file.open()
    except ContentError as error:
        if file.kind != "edition":
            raise
        return Finding((*lines, ("content", f"altered: {error.problems[0].message}")), True)
    lines[0] = ("file", f"{_KINDS[file.kind]} of {_plan(opened.plan)}")
    lines.append(("content", f"intact; {_digest(opened)}"))
    state, altered = _state(file, opened, rebuild)
    return Finding((*lines, ("state", state)), altered)


def _edition(file: Carried) -> tuple[str, str]:
    edition = file.edition
    standing = "a draft, not issued" if edition.draft else "issued"
    return "edition", f"{edition.label} of {edition.date.isoformat()}, {standing}"


def _plan(plan: Plan) -> str:
    return f"{plan.identity.title} ({plan.identity.group})"


def _digest(opened: Opened) -> str:
    return f"SHA-256 {Source(opened.standing.text).digest}"


def _state(file: Carried, opened: Opened, rebuild: Rebuild) -> tuple[str, bool]:
    if file.kind == "edition":
        return "unaltered: it is as the program writes it", False
    if change := edited(file, opened):
        kept = (
            "; the content before that is still inside, and `restore` writes it"
            if file.kind == "docx"
            else ""
        )
        return f"altered: {change}{kept}", True
    if rebuild(opened) == file.data:
        return "unaltered: byte for byte what this program makes of its content", False
    return (
        "it says what its content says, but is not byte for byte what this program makes of it: it was made "
        "by another version, with a house style or a date of its own, or saved by another program",
        False,
    )
