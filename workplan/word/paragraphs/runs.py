"""One run of paragraphs, on either side of a redline.

A *run* is the text between two tables, in one section, or a cell: its last mark cannot go. `revisions` has
the conventions, and here they are worked out: for each side, this module goes through a run as accepting or
rejecting would (`document.revisions`), notes which paragraph marks stand there and what each is, and compares
the two. In a document without marks the two are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Figure, Inline, Link, Marked, Revision
from workplan.document.walking.lines import Line
from workplan.word.paragraphs.looks import Look, Looks, Side
from workplan.word.paragraphs.paragraph import PLAIN, Piece, WordParagraph


class _Plan(Struct, frozen=True):
    """A run on one side. `stands`: which marks do; `owners`: whose properties each paragraph has (a place in
    the run, `_NOBODY` for those of an empty paragraph, None where it has no words there); `causes`: who
    took the marks out that do not stand."""

    looks: list[Look | None]
    stands: list[bool]
    owners: list[int | None]
    causes: list[Revision | None]

    def look(self, n: int, empty: Look) -> Look | None:
        owner = self.owners[n]
        if owner is None:
            return None
        return empty if owner == _NOBODY else self.looks[owner]


_NOBODY = -1


def of_run(
    run: Sequence[Line | Figure], looks: Looks, sides: tuple[Side, Side], empty: Look, style: str = ""
) -> list[WordParagraph]:
    """The paragraphs of one run. One of which nothing is left on a side looks `empty` there; a break that
    stands on neither side is not written, unless somebody put it in and somebody took it out."""
    if not run:
        return []
    new, old = (_plan(run, looks, side, style) for side in sides)
    result: list[WordParagraph] = []
    pieces: list[Piece] = []
    now = before = None
    for n, node in enumerate(run):
        pieces.append(Piece(node, _typed(node, new.looks[n], old.looks[n])))
        now, before = new.look(n, empty) or now, old.look(n, empty) or before
        if not (new.stands[n] or old.stands[n] or (node.inserted and node.deleted)):
            continue
        mark = Marked(inserted=old.causes[n], deleted=new.causes[n])
        look = now or before or looks.in_passing(node, style)
        changed = now is not None and before is not None and _properties(now) != _properties(before)
        result.append(
            WordParagraph(
                look,
                tuple(pieces),
                mark,
                before if changed else None,
                _author(run, n) if changed else None,
            )
        )
        pieces, now, before = [], None, None
    return result


def _plan(run: Sequence[Line | Figure], looks: Looks, side: Side, style: str) -> _Plan:
    gone = [goes(node, side) for node in run]
    stands: list[bool] = []
    owners: list[int | None] = []
    waiting: list[int] = []
    for n, node in enumerate(run):
        words = [*waiting, n] if has_words(node, side) else waiting
        if gone[n] and not (words and not goes_on(run, n)):
            stands.append(False)
            waiting = words
        else:
            stands.append(True)
            for earlier in waiting:
                owners[earlier] = n
            waiting = []
        owners.append(n if stands[-1] else None)
    plan = _Plan(
        looks.of_run(run, stands, side, style),
        stands,
        owners,
        [None if stand else revision for stand, revision in zip(stands, gone, strict=True)],
    )
    _shift(plan, [None if side.new else _inserted_last(node) for node in run])
    return plan


def _shift(plan: _Plan, inserted_last: Sequence[Revision | None]) -> None:
    """Let lines that end their run go from the end of the last line that is left to the end of theirs; and
    lines that come behind new words at the end of one come from there, as an editor types them."""
    left = _NOBODY  # the line before these, that is left
    for n, stand in enumerate(list(plan.stands)):
        if stand:
            left = n
        elif n + 1 == len(plan.stands) or (
            plan.owners[n] is None  # no old words are on their way to the next line
            and plan.stands[n + 1]
            and left != _NOBODY
            and inserted_last[left] == plan.causes[n]
        ):
            if left != _NOBODY:
                plan.stands[left] = False
                plan.causes[left:n] = plan.causes[left + 1 : n + 1]
            plan.stands[n], plan.owners[n], plan.causes[n] = True, left, None
        elif plan.owners[n] is not None:
            left = _NOBODY


def _inserted_last(node: Line | Figure) -> Revision | None:
    """Who put in the last words of a line. Where the next line is theirs too, LibreOffice 7.4 takes both for
    one insertion, and rejects the break between them with it."""
    if isinstance(node, Figure) or not node.inlines:
        return None
    last = node.inlines[-1]
    return last.children[-1].inserted if isinstance(last, Link) else last.inserted


def _typed(node: Line | Figure, new: Look | None, old: Look | None) -> tuple[tuple[str, Marked], ...]:
    """The typed words of both sides; what is the same on both is not marked."""
    now, before = new.typed if new else "", old.typed if old else ""
    if now == before:
        return ((now, PLAIN),) if now else ()
    former = node.former.revision if isinstance(node, Line) and node.former else None
    typed = (
        (before, Marked(deleted=node.deleted or former)),
        (now, Marked(inserted=node.inserted or former)),
    )
    return tuple((words, mark) for words, mark in typed if words)


def _properties(look: Look) -> Look:
    return replace(look, typed="")


def _author(run: Sequence[Line | Figure], n: int) -> Revision | None:
    """Who changed the look of a paragraph: its former place says it, else the change next to it does."""
    node = run[n]
    if isinstance(node, Line) and node.former:
        return node.former.revision
    near = (run[n], *reversed(run[:n]), *run[n + 1 :])
    return next((revision for one in near if (revision := one.inserted or one.deleted)), None)


def goes(node: Marked, side: Side) -> Revision | None:
    """Who takes a line, picture or mark away on this side."""
    return node.deleted if side.new else node.inserted


def has_words(node: Line | Figure, side: Side) -> bool:
    """Whether a line has any words on this side; a picture counts as one."""
    if isinstance(node, Figure):
        return not goes(node, side)
    return any(stays(inline, side) for inline in node.inlines)


def stays(inline: Inline, side: Side) -> bool:
    """Whether anything of an inline is there on this side."""
    if isinstance(inline, Link):
        return any(stays(text, side) for text in inline.children)
    return not goes(inline, side)


def goes_on(run: Sequence[Line | Figure], n: int) -> bool:
    """Whether what is left of a line can go on in the next: a picture and its caption keep to themselves."""
    return n + 1 < len(run) and all(
        isinstance(one, Line) and one.place.role != "caption" for one in run[n : n + 2]
    )
