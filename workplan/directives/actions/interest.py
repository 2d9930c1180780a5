"""How the interest of members in an action is printed, and read again.

    Lead: Indonesia, IOM
    Contributing: Fiji
    UNODC

A line for each role, and the last one for members without. Before schema 6, roles stood behind the names:
"Indonesia (lead), Fiji (contributing), UNODC". Whoever reads takes both, wherever they stand: people type
both.

How such a cell changes, and how changes go together, `interest_changes` says.

A name may hold commas, brackets and colons where it is `known` ("Korea, Republic of"). Of others, these
stand between names or around roles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from workplan.content.models.data import Interest
    from workplan.content.words.wording import Wording


#: What people write between the last two of several.
_AND = "and"
#: What stands between members.
SEPARATORS = ",;，；、،؛"
_BRACKETED = r"\s*[(（](?P<role>[^()（）]*)[)）]"
#: A role before its members; and a full stop, where another one follows.
_ROLE = re.compile(rf"(?P<role>[^{SEPARATORS}:：.。]+?)\s*[:：]")
_STOP = re.compile(rf"[.。]\s*(?={_ROLE.pattern.replace('?P<role>', '?:')})")
_END = re.compile(rf"[{SEPARATORS}\n]|{_STOP.pattern}|$")
_BEHIND = re.compile(rf"(?P<name>.*\S){_BRACKETED}")


class Listed(Struct, frozen=True):
    """A member as a cell lists it, and the words for its role, as they stand there; empty for none."""

    member: str
    role: str = ""


def printed(interest: Sequence[Interest], wording: Wording, *, behind: bool = False) -> Iterator[str]:
    """The lines of a cell. `behind` prints the roles behind the names, as before schema 6."""
    words = {"lead": wording.lead, "contributing": wording.contributing}
    if behind:
        names = [f"{each.member} ({words[each.role]})" if each.role else each.member for each in interest]
        if names:
            yield ", ".join(names)
        return
    for role in (*words, None):
        names = [each.member for each in interest if each.role == role]
        if names:
            yield f"{_capital(words[role])}: {', '.join(names)}" if role else ", ".join(names)


def in_file_order(interest: Sequence[Interest], before: Sequence[str], *, behind: bool) -> Sequence[Interest]:
    """The members that were listed `before` in their order of then, where that prints the same: a file keeps
    its order, though it is printed by roles. A new one stands behind the one that it is printed behind."""
    keys: dict[str, int] = {}
    last = -1
    for each in interest:
        last = keys[each.member] = before.index(each.member) if each.member in before else last
    ordered = sorted(interest, key=lambda each: keys[each.member])  # those of one key stay as they are
    groups = [None] if behind else ["lead", "contributing", None]
    is_same = all(
        [each for each in ordered if behind or each.role == group]
        == [each for each in interest if behind or each.role == group]
        for group in groups
    )
    return ordered if is_same else interest


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(lines: Iterable[str], known: Collection[str] = ()) -> Iterator[Listed]:
    """The members that the lines of a cell list, each with its role."""
    longest = sorted(known, key=len, reverse=True)
    for line in lines:
        role, rest = "", line.strip(f" \t\n{SEPARATORS}")
        while rest:
            name = _known(rest, longest)
            if not name and (found := _ROLE.match(rest)):
                role, rest = found["role"].strip(), rest[found.end() :]
            else:
                end = _END.search(rest, len(name))
                assert end
                entry, rest = rest[: end.start()].strip(), rest[end.end() :]
                yield from _entry(entry, role, known)
            rest = rest.lstrip(f" \t\n{SEPARATORS}")


def _known(words: str, longest: Iterable[str]) -> str:
    """The known name that `words` begin with; empty where there is none."""
    follows = rf"(?:{_BRACKETED})?\s*(?:{_END.pattern})"
    return next((name for name in longest if re.match(rf"{re.escape(name)}{follows}", words)), "")


def _entry(words: str, role: str, known: Collection[str]) -> Iterator[Listed]:
    """Both of "A and B" where both are known: of others it may be one name."""
    words = words.removeprefix(f"{_AND} ")
    whole, pieces = _one(words, role, known), [_one(piece, role, known) for piece in _pieces(words)]
    if whole.member not in known and all(piece.member in known for piece in pieces):
        yield from pieces
    else:
        yield whole


def may_be_several(member: str, known: Collection[str]) -> bool:
    """Whether a name may be those of several members: "A and B", where one of them is known."""
    return member not in known and any(_one(piece, "", known).member in known for piece in _pieces(member))


def _pieces(words: str) -> list[str]:
    return re.split(rf"\s+(?:{_AND}|&)\s+", words)


def _one(words: str, role: str, known: Collection[str]) -> Listed:
    found = None if words in known else _BEHIND.fullmatch(words)
    return Listed(found["name"], found["role"].strip()) if found else Listed(words, role)
