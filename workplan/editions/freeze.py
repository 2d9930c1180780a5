"""Freeze: from a checked plan to the one text that holds all that it prints."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode
from pydantic import BaseModel

from workplan.content.manuscript.markdown import parse_inline
from workplan.content.models.identity import Edition
from workplan.content.models.meeting import Item, Meeting, SubItem
from workplan.content.paper.plan import Plan
from workplan.directives.declaration import Declaration
from workplan.directives.declared import DIRECTIVES, FROM_FILES, of_agenda
from workplan.editions.comments import without_comments
from workplan.editions.frozen import MAX_CHARACTERS, SCHEMA, sealed
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError, Place, Problem

#: A directive of a manuscript, and its options.
_Used = tuple[Declaration, Mapping[str, Any]]


def freeze(plan: Plan, history: Sequence[Edition], *, draft: bool = False) -> str:
    """`plan` as a frozen edition (see `frozen`); its `history` ends with itself unless it is a `draft`.

    What is not printed is left out: comments, e-mail addresses, full names of members and members that no
    action names unless a directive prints or names them, data that no directive prints, notes that these
    alone call. The same plan gives the same text, and freezing what `thaw` makes of it gives it again. Raises
    `ContentError` where its pictures are too large.
    """
    below = "annexes" if plan.annexed else "appendices"
    edition = _dump(plan.identity.edition) | ({"draft": True} if draft else {})
    text = write_yaml(
        {
            "schema": SCHEMA,
            "edition": edition,
            "history": [_dump(each) for each in history],
            **_whose(plan),
            "manuscript": without_comments(plan.manuscript.source.lstrip("\n")),
            **_printed(plan),
            **_kept(plan),
            "appendices": [
                {
                    "file": f"{below}/{appendix.manuscript.file.rpartition('/')[2]}",
                    "text": without_comments(appendix.manuscript.source),
                }
                for appendix in plan.appendices
            ],
            "images": [
                {"file": path, "data": _in_base64(image.data)} for path, image in sorted(plan.images.items())
            ],
        }
    )
    if len(text) > MAX_CHARACTERS:
        hint = f"together they may have {MAX_CHARACTERS * 3 // 4 // 1_000_000} MB; save them smaller"
        raise ContentError([Problem("the pictures are too large", Place(plan.manuscript.file), hint)])
    return sealed(text)


def may_be_too_large(plan: Plan) -> bool:
    """Whether only writing it can tell that an edition has not more characters than it may have."""
    words = [each.source for each in (plan.manuscript, *(each.manuscript for each in plan.appendices))]
    entries = ((directive, entry) for directive in FROM_FILES for entry in getattr(plan, directive.data))
    words += [words for directive, entry in entries for _, words in directive.markup(entry)]
    words += [note.text for note in plan.footnotes]
    return sum(map(len, words)) + sum(len(image.data) for image in plan.images.values()) > MAX_CHARACTERS // 4


def _dump(model: BaseModel, leaving_out: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
    """The values that were given, in the order of the model."""
    return model.model_dump(by_alias=True, exclude_defaults=True, exclude=leaving_out)


def _whose(plan: Plan) -> dict[str, Any]:
    """What plan.yaml says; and before it the paper and its head, where it is another than the plan."""
    if not plan.head or not plan.group:
        return {"plan": _dump(plan.identity, leaving_out={"schema_", "edition"})}
    head = _dump(plan.head, leaving_out={"edition"})
    layout = {"layout": plan.layout_text} if plan.layout_text else {}
    whose = {"paper": plan.paper, "head": head, **layout, "plan": _dump(plan.group, leaving_out={"schema_"})}
    if not plan.meeting:
        return whose
    return {**whose, "meeting": {"file": plan.meeting_name, **_meeting(plan, plan.meeting)}}


#: What the directives print of a paper.
_OF_ENTRY = {"id", "title", "symbol", "date", "purpose", "action", "note"}


def _meeting(plan: Plan, meeting: Meeting) -> dict[str, Any]:
    """What the front page prints of a meeting, and what its directives do: annotations and papers stay with
    those who prepare it where an agenda is printed without them."""
    prints = of_agenda(plan.trees)

    def item(given: SubItem) -> dict[str, Any]:
        below = given.items if isinstance(given, Item) else ()
        papers = [
            each.model_dump(exclude_defaults=True, include=_OF_ENTRY)
            for each in given.papers
            if "papers" in prints
        ]
        found = {
            "title": given.title,
            "annotation": given.annotation if "annotations" in prints else None,
            "papers": papers,
            "items": [item(each) for each in below],
        }
        return {name: value for name, value in found.items() if value}

    about = meeting.model_dump(exclude_defaults=True, include={"name", "ordinal", "place", "dates"})
    return {**about, "agenda": [item(each) for each in meeting.agenda]} if prints else about


def _printed(plan: Plan) -> dict[str, Any]:
    """The data that directives print, or need for their numbers, and the notes that they or the manuscripts
    call."""
    used = list(_directives(plan))
    written = {directive.name for directive, _ in used}
    written |= {needed for directive, options in used for needed in directive.needed(options)}
    printed = {
        directive: getattr(plan, directive.data) if directive.name in written else ()
        for directive in FROM_FILES
    }
    entries = [(directive, entry) for directive, found in printed.items() for entry in found]
    interested = {member for directive, entry in entries for member in directive.members(entry)}
    interested |= {member for directive, options in used for member in directive.named_members(options)}
    words = [words for directive, entry in entries for _, words in directive.markup(entry)]
    called = set(_called(plan, words))
    return {
        **{directive.data: [_dump(entry) for entry in found] for directive, found in printed.items()},
        "footnotes": {note.id: note.text for note in plan.footnotes if note.id in called},
        "members": [*_members(plan, interested, used)],
    }


def _kept(plan: Plan) -> dict[str, Any]:
    """What is known of earlier editions: theirs may be gone when this one is built again."""
    return {"kept": [_dump(each) for each in plan.earlier.known]} if plan.earlier else {}


def _members(plan: Plan, interested: set[str], used: Sequence[_Used]) -> Iterator[Any]:
    in_full = any(directive.full_names for directive, _ in used)
    everybody = any(directive.all_members(options) for directive, options in used)
    for member in plan.members:
        if everybody or member.id in interested:
            yield _dump(member) if in_full and member.name else member.id


def _directives(plan: Plan) -> Iterator[_Used]:
    for tree in plan.trees:
        for node in tree.children:
            if node.type == "directive":
                yield DIRECTIVES[node.meta["name"]], node.meta["options"]


def _called(plan: Plan, words: Iterable[str]) -> Iterator[str]:
    """The ids of the notes that manuscripts, or `words`, call."""
    for tree in (*plan.trees, *map(parse_inline, words)):
        for node in tree.walk():
            if node.type == "note_call":
                yield node.meta["id"]
            elif node.type == "directive":
                options = (each for each in node.meta["options"].values() if isinstance(each, SyntaxTreeNode))
                yield from (
                    inner.meta["id"] for each in options for inner in each.walk() if inner.type == "note_call"
                )


def _in_base64(data: bytes) -> str:
    words = b64encode(data).decode("ascii")
    return "".join(f"{words[at : at + 96]}\n" for at in range(0, len(words), 96))
