"""The recommendations of a manuscript: where each list of them stands, and with which verbs.

Whoever prints what is to be done about a paper asks here: its head for `action_pieces`, an agenda for
`action_words_in`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from workplan.content.paper.paragraphs import is_numbered
from workplan.directives.recommendations.verbs import is_list, items_of, verb_of, words_of

if TYPE_CHECKING:
    from workplan.content.models.identity import Identity
    from workplan.content.paper.plan import Manuscript, Plan
    from workplan.content.words.wording import Wording


class Recommended(Struct, frozen=True):
    """One list of recommendations: the number of the paragraph that it hangs below, 0 where the paper has no
    numbers; the words of the heading above, empty where there is none; and the verb of each
    recommendation, in order."""

    paragraph: int
    section: str
    verbs: tuple[str, ...]


def actions_of(plan: Plan) -> tuple[Recommended, ...]:
    """What a paper recommends, list by list, in the order of its text."""
    return recommended_in(plan.manuscript, plan.identity)


def recommended_in(manuscript: Manuscript, identity: Identity) -> tuple[Recommended, ...]:
    """The same, of a paper of which only these two are known."""
    found = _lists(manuscript, identity.wording.verbs)
    return tuple(each if identity.numbered else _unnumbered(each) for each in found)


@lru_cache(64)  # the head of a paper asks once for each of its lines
def _lists(manuscript: Manuscript, verbs: tuple[str, ...]) -> tuple[Recommended, ...]:
    return tuple(_found(manuscript, verbs))


def _found(manuscript: Manuscript, verbs: Sequence[str]) -> Iterator[Recommended]:
    number, section = 0, ""
    for node in manuscript.tree.children:
        number += is_numbered(node)
        if node.type == "heading":
            section = words_of(node.children[0])
        elif is_list(node):
            found = tuple(verb_of(words_of(item), verbs) for item in items_of(node))
            yield Recommended(number, section, found)


def _unnumbered(each: Recommended) -> Recommended:
    return Recommended(0, each.section, each.verbs)


class Piece(Struct, frozen=True):
    """Words of what is to be done about a paper. A piece that is no `text` cites where a list of
    recommendations stands, the one at this place in `actions_of`: the number of its paragraph with the words
    around it or alone, or the title of its section."""

    words: str
    kind: Literal["text", "number", "bare", "title"] = "text"
    at: int = 0


def action_words(plan: Plan) -> str:
    """What is to be done about a paper, made of its recommendations: "paragraphs 14 and 15"."""
    return action_words_in(plan.manuscript, plan.identity)


def action_words_in(manuscript: Manuscript, identity: Identity) -> str:
    """The same, of a paper of which only these two are known."""
    found = recommended_in(manuscript, identity)
    return "".join(piece.words for piece in _pieces(found, identity.wording))


def action_pieces(plan: Plan) -> tuple[Piece, ...]:
    """The same, piece by piece; none where it recommends nothing."""
    return _pieces(actions_of(plan), plan.identity.wording)


def _pieces(found: Sequence[Recommended], wording: Wording) -> tuple[Piece, ...]:
    if not found:
        return ()
    if found[0].paragraph and len(found) == 1:
        return (Piece(wording.paragraph.replace("{number}", str(found[0].paragraph)), "number"),)
    if found[0].paragraph:
        # Where nothing stands around a number, it is one as it is.
        kind: Literal["number", "bare"] = "number" if wording.paragraph == "{number}" else "bare"
        numbers = [(Piece(str(each.paragraph), kind, at),) for at, each in enumerate(found)]
        return _filled(wording.paragraphs, {"numbers": _listed(numbers, wording)})
    if not all(each.section for each in found):
        return (Piece(wording.recommendations),)
    sections = {each.section: at for at, each in reversed(list(enumerate(found)))}
    named = (
        _filled(wording.section, {"title": (Piece(title, "title", at),)})
        for title, at in sorted(sections.items(), key=itemgetter(1))
    )
    return _filled(wording.recommendations_in, {"sections": _listed(list(named), wording)})


def _listed(parts: Sequence[tuple[Piece, ...]], wording: Wording) -> tuple[Piece, ...]:
    """Several in a row, as in summaries of changes."""
    *others, last = parts
    if not others:
        return last
    first, *rest = others
    for each in rest:
        first = _filled(wording.summary.comma, {"first": first, "next": each})
    return _filled(wording.summary.both, {"first": first, "last": last})


def _filled(pattern: str, given: Mapping[str, tuple[Piece, ...]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for part in re.split(r"(\{\w+\})", pattern):
        name = part[1:-1]
        found += given[name] if part.startswith("{") and name in given else [Piece(part)] if part else []
    return tuple(found)
