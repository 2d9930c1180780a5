"""The files of a content folder, by their names."""

from __future__ import annotations

from typing import Any

from workplan.editions.frozen import SCHEMA
from workplan.editions.writing import write_yaml
from workplan.importing.rules.front import BLANKS, Front
from workplan.importing.rules.understanding import Understood
from workplan.importing.writing.manuscripts import manuscript

#: What stands above the entries of a file, for those who open it first.
_ABOUT = {
    "plan.yaml": "Whose plan it is, for when, and how its files introduce themselves.",
    "priorities.yaml": "The priorities, in the order in which they are printed and numbered.",
    "actions.yaml": "The action items, in the order in which the table prints and numbers them.",
    "footnotes.yaml": "The notes, by id. A note is called in the text with its id, as in [^id].",
    "members.yaml": "The members that actions name, by the short names that the table prints.",
}


def content_files(found: Understood) -> dict[str, bytes]:
    """The files of what was understood."""
    files: dict[str, bytes] = {}
    for name, value in (
        ("plan.yaml", _plan(found)),
        ("priorities.yaml", found.priorities),
        ("actions.yaml", found.actions.entries),
        ("footnotes.yaml", found.notes),
        ("members.yaml", [{"id": name} for name in found.actions.members]),
    ):
        files[name] = f"# {_ABOUT[name]}\n\n{write_yaml(value)}".encode()
    files["plan.md"] = manuscript(found.blocks).encode()
    for n, each in enumerate(found.appendices, 1):
        name = f"appendices/{n:02}-{each.id}.md"
        files[name] = manuscript(each.blocks, appendix=each.id).encode()
    return {**files, **found.images}


def _given(front: Front, name: str) -> str:
    return front.words(name) or f"[[{BLANKS[name]}]]"


def _edition(front: Front, start: int) -> dict[str, Any]:
    """The edition, or where the plan was amended."""
    said = front.edition
    if said is None:
        return {"edition": {"label": str(start), "date": f"{start}-01-01"}}
    label, day = said.label or str(said.day.year), said.day.isoformat()
    value: dict[str, Any] = {"edition": {"label": label, "date": day}}
    if said.amended_at:
        return value | {"amended": {"at": said.amended_at, "date": day}}
    return value | ({"show_edition": True} if said.printed else {})


def _plan(found: Understood) -> dict[str, Any]:
    """plan.yaml. What nobody has said yet is a blank."""
    front = found.front
    start, end = front.period or (2000, 2000)
    organisation: dict[str, str] = {"name": _given(front, "organisation")}
    if mandate := front.words("mandate"):
        organisation["mandate"] = mandate
    value: dict[str, Any] = {
        "schema": SCHEMA,
        "organisation": organisation,
        "group": _given(front, "group"),
        "title": _given(front, "title"),
        "period": {"start": start, "end": end},
    }
    if symbol := front.words("symbol"):
        value["symbol"] = symbol
    if front.co_chairs:
        value["co_chairs"] = list(front.co_chairs)
    value |= _edition(front, start)
    value["language"] = found.language
    if found.numbered:
        value["numbered"] = True
    wording: dict[str, str] = {}
    if found.actions.word:
        wording["linked_priority"] = found.actions.word
    if found.annexes:
        wording["appendix"] = found.annexes
    if wording != {"linked_priority": "linked priority"} and wording:
        value["wording"] = wording
    return value
