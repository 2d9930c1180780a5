"""What the cells of an action say: its number, its links, who is interested, how it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from workplan.content.models.states import STATES
from workplan.content.words.wording import Wording
from workplan.directives.actions.interest import listed
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.labels import typed_label
from workplan.importing.rules.tables.columns import LINKED
from workplan.importing.source.model import Cell, Line

_LONGEST_NAME = 64


@rule("K1")
def number(line: Line) -> tuple[str, int]:
    """The number before the words of an action, counted or typed, is cut off and made anew. Where it would be
    another one, that is a doubt."""
    if line.counting:
        return line.counting.label, 0
    typed = typed_label(line.text)
    if typed and typed.counts[0][0].startswith("decimal"):
        return typed.label, typed.length
    return "", 0


@rule("K2")
def linked(text: str, priorities: Sequence[str]) -> tuple[str, list[str], int] | None:
    """ "(linked priority 3,4)" and its like at the end of an action link it to these priorities, where they
    exist, and where what is printed then is what stood there. Else the words stay, and it is a doubt."""
    found = LINKED.search(text)
    if not found:
        return None
    numbers = [int(each) for each in re.findall(r"\d+", found["numbers"])]
    if re.search(r"\d\s*[–-]\s*\d", found["numbers"]):
        numbers = list(range(numbers[0], numbers[-1] + 1)) if len(numbers) == 2 else numbers
    if not all(0 < each <= len(priorities) for each in numbers) or len(set(numbers)) != len(numbers):
        return None
    word = " ".join(found["word"].split())
    shown = "".join(f"({word}{','.join(map(str, sorted(numbers)))})".split())
    if "".join(found[0].split()) != shown:
        return None
    return word, [priorities[each - 1] for each in sorted(numbers)], found.start()


def in_column(text: str, priorities: Sequence[str]) -> list[str]:
    """The priorities whose numbers stand in a column of their own; none where one of them is not there."""
    numbers = sorted({int(each) for each in re.findall(r"[0-9]{1,3}", text)})
    return [priorities[n - 1] for n in numbers] if all(0 < n <= len(priorities) for n in numbers) else []


@rule("K3")
def interest(
    lines: Sequence[str], role: str, wording: Wording, known: Sequence[str]
) -> list[dict[str, str]] | None:
    """Names in the column of interest are members, with their roles where they stand before or behind (Lead:
    Indonesia; Fiji (contributing)). Words of more than 64 letters, or that begin with a small one, are no
    name: the words of such a cell stand below those of the action."""
    roles = {wording.lead.casefold(): "lead", wording.contributing.casefold(): "contributing"}
    found: list[dict[str, str]] = []
    for each in listed(lines, known):
        sentence = len(each.member) > _LONGEST_NAME or each.member[:1].islower()
        if sentence or (each.role and each.role.casefold() not in roles):
            return None
        entry = {"member": each.member}
        if role or each.role:
            entry["role"] = role or roles[each.role.casefold()]
        if each.member and all(other["member"] != each.member for other in found):
            found.append(entry)
    return found


@rule("K4")
def members(names: Sequence[str], claims: Claims) -> None:
    """The members are those that the table names, by the names that it has. All of them are new, and so a
    doubt; two that are nearly alike (Viet Nam, Vietnam) are said once more."""
    if names:
        claims.add(
            "K4",
            "guessed",
            "",
            ", ".join(names),
            f"{len(names)} members in members.yaml",
            "named in the table of actions",
        )
    for n, name in enumerate(names):
        for other in names[n + 1 :]:
            one, two = (re.sub(r"\W", "", each.casefold()) for each in (name, other))
            if one == two or (len(one) > 4 and SequenceMatcher(None, one, two).ratio() > 0.85):
                claims.add("K4", "guessed", "", f"{name}, {other}", "two members with nearly the same name")


@rule("K5")
def status(
    lines: Sequence[Line], wording: Wording, *, has_timeframe: bool = False
) -> tuple[dict[str, str], list[Line]]:
    """A line of the column of status that is the name of a state (Ongoing, ■ Completed) is the state;
    "Timeframe: …" is the timeframe, where it has no column of its own, "As reported at …" the meeting. All
    else is the text of the status."""
    found: dict[str, str] = {}
    rest: list[Line] = []
    for line in lines:
        words = " ".join(line.text.split())
        state = says_state(line)
        if state and "state" not in found and not rest:
            found["state"] = state
        elif (
            not has_timeframe
            and (value := _behind(words, f"{wording.timeframe}:"))
            and "timeframe" not in found
        ):
            found["timeframe"] = value
        elif (value := _behind(words, f"{wording.as_reported} ")) and "meeting" not in found:
            found["meeting"] = value
        else:
            rest.append(line)
    return found, rest


def says_state(line: Line) -> str:
    """The id of the state that a line names, with its shape or without."""
    bare = re.sub(r"^[^\w(]+\s*", "", " ".join(line.text.split())).casefold()
    return next((each.id for each in STATES if each.name.casefold() == bare), "")


def _behind(words: str, beginning: str) -> str:
    return words[len(beginning) :].strip() if words.startswith(beginning) else ""


def last_line(cell: Cell) -> str:
    return next((line.text for line in reversed(cell.lines) if not line.empty), "")
