"""What the cells of the table of actions say: the inverse of `blocks`.

    action    its words, and behind them the priorities it is linked to: "(linked priority 2,3)"; also
              "(linked priorities 2 and 3)"
    interest  members, with their roles (`interest`): "Lead: Indonesia"; also "Indonesia (lead), Viet
              Nam", one on each line, and "A and B" of two that are known
    status    a state by its wording; "Timeframe: …"; "As reported at …"; any other line is its text

The words around these are the plan's own (`Wording`). What fits none of it is `NotUnderstood`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from workplan.content.models.data import Interest
from workplan.content.models.identity import Identity
from workplan.content.values.values import printable
from workplan.content.words.wording import Wording
from workplan.directives.actions.interest import listed, may_be_several
from workplan.document.look import PLAIN
from workplan.document.tree import Inline, Paragraph, Reference, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.text.hints import did_you_mean, join, one_of, quoted
from workplan.text.segmentation import clusters, is_word

_LINKED = "linked_priorities"

#: A letter or one of its signs, and the most of them that an ending of a word has.
_LETTER, _ENDING = r"[^\s\d_!-/:-@\[-`{-~]", 3
#: What people write between the last two of several.
_AND = "and"


class NotUnderstoodError(Exception):
    """Words that stand for data, and do not fit it: those of a `field`, where not of the cell's own."""

    def __init__(self, message: str, hint: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.field = message, hint, field


class Said(Struct, frozen=True):
    """An action's own words, and the ids of the priorities that it is linked to."""

    inlines: tuple[Inline, ...]
    linked: tuple[str, ...]


def action_said(paragraphs: Sequence[Paragraph], wording: Wording, numbers: Mapping[str, str]) -> Said:
    """`numbers` are the ids of the priorities, by their numbers."""
    if len(paragraphs) != 1:
        raise NotUnderstoodError(
            "an action is one paragraph" if paragraphs else "an action without words",
            "join its paragraphs" if paragraphs else "delete the row to take the action out",
        )
    example = f'end the action with "({wording.linked_priority} 2)"; the numbers are those of the priorities'
    inlines = paragraphs[0].inlines
    if not numbers:  # a plan without priorities, in which words of links are words
        return Said(_without_end_space(inlines), ())
    at, start = _suffix(inlines, wording)
    if at is None:
        message = f'the words "({wording.linked_priority} …)" are missing: they follow from linked_priorities'
        raise NotUnderstoodError(message, example, _LINKED)
    opening = inlines[at]
    assert isinstance(opening, Text)
    words = normal((*inlines[:at], Text(opening.text[:start].rstrip(" "), opening.look)))
    tail = (Text(opening.text[start:]), *inlines[at + 1 :])
    said = "".join(_token(inline) for inline in tail)
    pattern = rf"{_opening(wording)}\s*:?\s+(?P<linked>.*?)\s*\)\s*"
    found = re.fullmatch(pattern, said, re.IGNORECASE | re.DOTALL)
    if not found:
        message = f"{quoted(plain(tail))} is made of linked_priorities and cannot hold other words"
        raise NotUnderstoodError(message, f"write other words before it; {example}", _LINKED)
    return Said(_without_end_space(words), tuple(_linked(found["linked"], numbers, wording, example)))


def own_words(words: str, wording: Wording) -> str:
    """The words of an action, without those of its linked priorities."""
    found = list(re.finditer(rf"{_opening(wording)}(?!\w)", words, re.IGNORECASE))
    return words[: found[-1].start()].rstrip() if found else words


def _opening(wording: Wording) -> str:
    """The pattern of "(linked priority", whose long words may have other endings: "(linked priorities"."""
    return r"\(\s*" + r"\s+".join(map(_with_endings, wording.linked_priority.split()))


def _with_endings(word: str) -> str:
    """The pattern of a word with another ending in place of its last letter."""
    *stem, last = clusters(word)
    if len(stem) < 3 or not is_word(last):
        return re.escape(word)
    return rf"{re.escape(''.join(stem))}{_LETTER}{{1,{_ENDING}}}"


def _suffix(inlines: Sequence[Inline], wording: Wording) -> tuple[int | None, int]:
    """Where "(linked priority" begins: the last text that holds it, and the place in it."""
    pattern = re.compile(rf"{_opening(wording)}(?!\w)", re.IGNORECASE)
    for at in range(len(inlines) - 1, -1, -1):
        inline = inlines[at]
        if isinstance(inline, Text) and (found := list(pattern.finditer(inline.text))):
            return at, found[-1].start()
    return None, 0


def _token(inline: Inline) -> str:
    """A piece of "2,3": a reference by the id that it leads to, unless its number was written over."""
    match inline:
        case Reference(kind="words"):
            return inline.text
        case Reference():
            return f"\0{inline.target}\0"
        case Text():
            return inline.text
        case _:
            return "\0\0"


def _linked(said: str, numbers: Mapping[str, str], wording: Wording, example: str) -> Iterator[str]:
    seen: set[str] = set()
    for piece in re.split(rf"\s*[,;&]\s*(?:{_AND}\s+)?|\s+{_AND}\s+", said):
        referred = re.fullmatch("\0([^\0]+)\0", piece)
        id = referred[1] if referred else numbers.get(piece)
        if id is None or id not in numbers.values():
            shown = quoted(re.sub("\0[^\0]*\0", "…", piece))
            raise NotUnderstoodError(
                f"{wording.linked_priority} {shown}: no priority has this number", example, _LINKED
            )
        if id in seen:
            raise NotUnderstoodError(f"the priority {quoted(id)} is linked twice", "delete one", _LINKED)
        seen.add(id)
        yield id


def priorities_said(
    paragraphs: Sequence[Paragraph], wording: Wording, numbers: Mapping[str, str]
) -> tuple[str, ...]:
    """The ids of the priorities of a cell of numbers: "2, 3"."""
    said = ", ".join("".join(_token(inline) for inline in line.inlines).strip() for line in paragraphs)
    if not said:
        raise NotUnderstoodError("an action that is linked to no priority", "write their numbers", _LINKED)
    return tuple(_linked(said, numbers, wording, "write numbers of priorities with commas between them"))


def plain_words(paragraphs: Sequence[Paragraph], what: str) -> str:
    """Those of a cell of one line, which has no markup."""
    if len(paragraphs) > 1:
        raise NotUnderstoodError(f"{what} is one line", "join the lines")
    return _plain(paragraphs[0], what).strip() if paragraphs else ""


def _without_end_space(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    *before, last = inlines or (Text(" "),)
    if isinstance(last, Text):
        last = Text(last.text.rstrip(" "), last.look)
    if not (kept := normal((*before, last))):
        raise NotUnderstoodError("an action without words", "delete the row to take the action out")
    return kept


def interest_said(
    paragraphs: Sequence[Paragraph], wording: Wording, members: Sequence[str]
) -> tuple[Interest, ...]:
    """`members` are those that are known: their names may hold commas and brackets."""
    roles = {"": None, wording.lead.casefold(): "lead", wording.contributing.casefold(): "contributing"}
    lines = [_plain(paragraph, "the interest of members") for paragraph in paragraphs]
    found: dict[str, Interest] = {}
    for entry in listed(lines, members):
        member, role = entry.member, entry.role.casefold()
        if role not in roles:
            message = f"{quoted(member)}: {quoted(entry.role)} is not a role"
            raise NotUnderstoodError(message, f"roles are {wording.lead} and {wording.contributing}")
        if may_be_several(member, members):
            message = f"{quoted(member)} may be one member or more"
            raise NotUnderstoodError(message, "write members with commas between them")
        if member in found:
            raise NotUnderstoodError(f"the member {quoted(member)} is listed twice", "delete one")
        if len(member) > 64:
            message = f"{quoted(member)} is too long for the short name of a member"
            raise NotUnderstoodError(message, "write members with commas between them")
        try:
            printable(member)
        except ValueError as error:
            raise NotUnderstoodError(
                f"the member {quoted(member)}: {error}", "write its short name"
            ) from None
        found[member] = Interest(member=member, role=roles[role])  # type: ignore[arg-type]
    return tuple(found.values())


class Reported(Struct, frozen=True):
    """A status: each field where it was given."""

    state: str | None = None
    text: tuple[Inline, ...] = ()
    timeframe: str = ""
    meeting: str = ""


def status_said(paragraphs: Sequence[Paragraph], identity: Identity) -> Reported:
    wording = identity.wording
    found: dict[str, Any] = {}
    for paragraph in paragraphs:
        name, value = _line(paragraph, identity)
        if name in found:
            message = f"a status with two lines of {name}; the second is {quoted(plain(paragraph.inlines))}"
            hint = (
                f'it has a state, a text, "{wording.timeframe}: …" and "{wording.as_reported} …", once each; '
                "join the lines, or delete one"
            )
            raise NotUnderstoodError(message, hint)
        found[name] = value
    return Reported(**found)


def _line(paragraph: Paragraph, identity: Identity) -> tuple[str, Any]:
    """The field that a line of a status is, and what it says."""
    words, wording = plain(paragraph.inlines).strip(), identity.wording
    if state := state_said(words, identity):
        return "state", state
    if paragraph.id.endswith(".state"):
        raise no_state(words, identity)
    for name, what, start in (
        ("timeframe", "a timeframe", f"{wording.timeframe}:"),
        ("meeting", "a meeting", wording.as_reported),
    ):
        if _behind(words, start):
            return name, _behind(_plain(paragraph, what).strip(), start)
    return "text", paragraph.inlines


def state_said(words: str, identity: Identity) -> str:
    """The id of the state that words name; empty where they name none. The shape in front may be missing, or
    be that of another state: the name says which one it is."""
    name = without_shape(words, identity).casefold()
    return next((each.id for each in identity.states if identity.state_name(each).casefold() == name), "")


def without_shape(words: str, identity: Identity) -> str:
    """Words that name a state, without the shape in front of them."""
    shapes = "".join(each.shape for each in identity.states)
    return words.strip().lstrip(shapes).strip() if words.strip(shapes + " ") else words


def no_state(words: str, identity: Identity) -> NotUnderstoodError:
    """What to say where words stand for a state, and name none."""
    names = [identity.state_name(state) for state in identity.states]
    said = without_shape(words, identity)
    hint = join(did_you_mean(said, names), f"states: {one_of(names)}")
    return NotUnderstoodError(f"{quoted(said)} is not a state", hint)


def _behind(words: str, start: str) -> str:
    """What follows `start`, in small or capital letters; empty where the words begin otherwise."""
    if not words.casefold().startswith(start.casefold()):
        return ""
    rest = words[len(start) :]
    return rest.strip() if start.endswith(":") or rest[:1].isspace() else ""


def _plain(paragraph: Paragraph, what: str) -> str:
    """Words that have no markup."""
    for inline in paragraph.inlines:
        if not isinstance(inline, Text) or inline.look != PLAIN:
            shown = quoted(plain((inline,)) or "a note")
            message = f"{shown}: {what} is plain words, without notes, links, bold or italic"
            raise NotUnderstoodError(message, "write the words alone")
    return plain(paragraph.inlines)
