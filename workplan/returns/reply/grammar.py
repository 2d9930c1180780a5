"""One line of a reply in words: which actions it names, and what for.

    3 lead, 5 contributing          5-7: contributing          lead: 3, 5 – 7
    No. 3 – lead (with the RSO)     Answer 3: lead             contribuer ៣, ៥

A line is read where there is one way to read all of it. Where there is none, or two that say different
things, it is not read at all: "3 lead, unless Fiji does" says nothing clear of 3.

[x] digits of every script; ranges; roles before and behind the numbers; the plan's own words and English ones
[x] remarks in brackets
[-] "and", "for", "action": left out where they stand between what is read
[ ] sentences ("we would be glad to take the third")
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

#: What a line can say of an action; "none": explicitly nothing.
Role = Literal["lead", "contributing", "none"]

#: English words, which people write whatever the language of the plan is.
_ENGLISH: dict[Role, tuple[str, ...]] = {
    "lead": ("lead", "leads", "leading", "leader"),
    "contributing": (
        *("contributing", "contribute", "contributes", "contribution", "contributor", "contributors"),
    ),
    "none": ("none", "no interest", "not interested", "no", "nil", "n/a"),
}
#: Said around what counts.
_AROUND = (
    *(
        "actions",
        "action",
        "items",
        "item",
        "numbers",
        "number",
        "for",
        "in",
        "on",
        "to",
        "and",
        "we",
        "will",
        "please",
    ),
)
#: As above, right before a number.
_LABELS = ("nos.", "nos", "no.", "no", "nr.", "n°", "nº", "№", "#")
#: Of a line; and of what can be read in one: longer ones are no answers.
_MOST_CHARACTERS = 2_000
_MOST_SIGNS = 400
#: Of the numbers in a range.
_MOST_IN_RANGE = 1_000
_DASHES = r"\-‐‑‒–—―−~〜～"
_BETWEEN = ",;，；、،؛&+/"
#: Of these, what ends an answer rather than standing in a list.
_ENDS = ";；؛."
_BULLET = re.compile(r"\s*[*•·▪‣◦●○–—-]\s+")


class Named(NamedTuple):
    """That a line names an action by its number, with a role and a remark."""

    number: int
    role: Role
    remark: str = ""


class Sign(NamedTuple):
    """A piece of a line: N numbers, R a role, Z the word for none, C a remark in brackets, S what stands
    in lists and between answers, E what ends an answer, K what ties a number to a role."""

    kind: str
    numbers: tuple[int, ...] = ()
    words: str = ""


class Vocabulary(Struct, frozen=True, dict=True):
    """The words of a plan: those that it has for the two roles, and `around`, those of its forms that may
    stand before a number ("Answer", "Action")."""

    lead: str = "lead"
    contributing: str = "contributing"
    around: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Each word for a role, in small letters."""
        own: dict[Role, tuple[str, ...]] = {
            "lead": (self.lead,),
            "contributing": (self.contributing,),
            "none": self.none,
        }
        english = {word: role for role, words in _ENGLISH.items() for word in words}
        return english | {_small(word): role for role, words in own.items() for word in words}

    @cached_property
    def role(self) -> re.Pattern[str]:
        return _any_of(self.roles)

    @cached_property
    def _pieces(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?P<space>\s+)|(?P<range>\d{{1,6}}\s*(?:[{_DASHES}]|\bto\b|\.\.+|…)\s*\d{{1,6}}(?!\d))"
            rf"|(?P<label>(?:{_any_of(_LABELS).pattern})\s*(?=\d))"
            rf"|(?P<number>\d{{1,6}}(?!\d)(?:st|nd|rd|th)?\b[.)]?)|\((?P<remark>[^()]*)\)|（(?P<wide>[^（）]*)）"
            rf"|(?P<role>{self.role.pattern})|(?P<around>{_any_of((*_AROUND, *self.around)).pattern})"
            rf"|(?P<between>[{_BETWEEN}]|\.(?=\s|$))|(?P<tie>[:：={_DASHES}→]+>?)",
            re.IGNORECASE,
        )

    def signs(self, line: str) -> list[Sign] | None:
        """The pieces of a line; None where something in it is none of them."""
        found: list[Sign] = []
        at = bullet.end() if (bullet := _BULLET.match(line)) else 0
        if len(line) > _MOST_CHARACTERS:
            return None
        while at < len(line):
            piece = self._pieces.match(line, at)
            if not piece or piece.end() == at or len(found) > _MOST_SIGNS:
                return None
            found += self._sign(piece)
            at = piece.end()
        return found

    def _sign(self, piece: re.Match[str]) -> Iterator[Sign]:
        words = piece[0]
        match piece.lastgroup:
            case "range":
                first, last = (int(each) for each in re.findall(r"\d+", words))
                is_range = first <= last < first + _MOST_IN_RANGE
                yield Sign("N", (first, last) if is_range else (), words)
            case "number":
                yield Sign("N", (int(re.match(r"\d+", words)[0]),), words)  # type: ignore[index]
            case "role":
                yield _role(self.roles[_small(words)])
            case "remark" | "wide":
                inside = (piece["remark"] or piece["wide"] or "").strip()
                role = self.roles.get(_small(inside))
                yield _role(role) if role else Sign("C", (), inside)
            case "between":
                yield Sign("E" if words in _ENDS else "S")
            case "tie":
                yield Sign("K")

    def names(self, line: str) -> bool:
        """Whether a line has a word for a role in it."""
        return bool(self.role.search(line[:_MOST_CHARACTERS]))


def _role(role: Role) -> Sign:
    return Sign("Z" if role == "none" else "R", (), role)


def _small(words: str) -> str:
    return " ".join(words.casefold().split())


def _any_of(words: Sequence[str] | dict[str, Role]) -> re.Pattern[str]:
    """Any of these words, the longest first, and no part of a longer one (where words have ends)."""
    each = sorted({_small(word) for word in words if word.strip()}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole, each)), re.IGNORECASE)


def _whole(word: str) -> str:
    pattern = re.escape(word).replace(r"\ ", r"\s+")
    first = r"(?<![^\W\d_])" if word[0].isascii() and word[0].isalpha() else ""
    last = r"(?![^\W\d_])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{first}{pattern}{last}"


class Line(Struct, frozen=True):
    """What a line says: `named`, in its order; or else `why` it says nothing clear, in a few words. Both are
    empty for a line that is about no action. `blank` are the numbers of actions of which it says nothing, as
    a line that was left blank does."""

    named: tuple[Named, ...] = ()
    why: str = ""
    blank: tuple[int, ...] = ()


def read_line(line: str, vocabulary: Vocabulary) -> Line:
    """What a line says."""
    signs = vocabulary.signs(line)
    has_role = vocabulary.names(line)
    if signs is None:
        return (
            Line(why="only part of it is understood")
            if has_role and re.search(r"\d", line)
            else (Line(why="it names no action by its number") if has_role and _short(line) else Line())
        )
    kinds = "".join(sign.kind for sign in signs)
    if "N" not in kinds:
        return Line(why="it names no action by its number") if {"R", "Z"} & {*kinds} else Line()
    if not {"R", "Z"} & {*kinds}:
        blank = re.fullmatch("[SEK]*N[SEK]*", kinds)
        if blank and len(kinds) > 1:
            return Line(blank=next(sign.numbers for sign in signs if sign.kind == "N"))
        return Line(why="it names actions, and neither lead nor contributing")
    if any(sign.kind == "N" and not sign.numbers for sign in signs):
        return Line(why="a range in it runs backwards, or is too long")
    found = _different(signs) or _different([Sign("S") if sign.kind == "E" else sign for sign in signs])
    if len(found) == 1:
        return Line(next(iter(found.values())))
    return Line(why="it can be read in two ways" if found else "only part of it is understood")


#: A line with a role and no number is an attempt at an answer if it is about as short as one.
def _short(line: str) -> bool:
    return len(line.split()) <= 6


def _different(signs: Sequence[Sign]) -> dict[tuple[Named, ...], tuple[Named, ...]]:
    """The readings that say different things."""
    return {tuple(sorted(each)): each for each in _readings(tuple(signs))}


_CLAUSES = (
    re.compile(r"N(?:S*N)*K*[RZ](?:K*C)?"),
    re.compile(r"[RZ]K*N(?:S*N)*(?:K*C)?"),
    re.compile(r"RK*Z"),  # "lead: none"
)


def _readings(signs: tuple[Sign, ...]) -> list[tuple[Named, ...]]:
    """All ways to divide the pieces of a line into answers, each as what it says; no more than three."""
    kinds = "".join(sign.kind for sign in signs)
    ways: dict[int, list[tuple[Named, ...]]] = {len(kinds): [()]}
    for at in range(len(kinds) - 1, -1, -1):
        found = dict.fromkeys(ways.get(at + 1, ())) if kinds[at] in "SEK" else {}
        for clause in _CLAUSES:
            for end in _ends(clause, kinds, at):
                said = _said(signs[at:end])
                found |= {(*said, *rest): None for rest in ways.get(end, ())}
        ways[at] = list(found)[:3]
    return ways[0]


def _ends(clause: re.Pattern[str], kinds: str, at: int) -> Iterator[int]:
    """Where an answer that begins here may end: with any of its numbers, with or without its remark."""
    for end in range(at + 2, len(kinds) + 1):
        if kinds[end - 1] in "NRZC" and clause.fullmatch(kinds, at, end):
            yield end


def _said(signs: Sequence[Sign]) -> tuple[Named, ...]:
    role = next(sign.words for sign in signs if sign.kind in "RZ")
    remark = next((sign.words for sign in signs if sign.kind == "C"), "")
    return tuple(
        Named(number, role, remark)  # type: ignore[arg-type]
        for sign in signs
        if sign.kind == "N"
        for number in range(sign.numbers[0], sign.numbers[-1] + 1)
    )
