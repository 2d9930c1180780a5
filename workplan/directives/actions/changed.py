"""Which actions are new since an edition of the plan, or say something else than they said then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from workplan.content.files.papers import PLAN
from workplan.text.unspaced import line_end

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from workplan.content.models.data import Action
    from workplan.content.paper.plan import Plan


def changed_since(plan: Plan, named: str) -> frozenset[str]:
    """The ids of these actions; none where no edition was issued before, or it was not opened yet."""
    known = plan.earlier.of(named, PLAN) if plan.earlier else None
    if not plan.earlier or not known:
        return frozenset()
    if (before := plan.earlier.actions.get(named)) is not None:
        return frozenset(changed(before, plan.actions))
    return frozenset(known.changed or ())


def changed(before: Iterable[Action], now: Iterable[Action]) -> Iterator[str]:
    """Actions that were there before are known by their ids. Where an action stands makes no difference, nor
    how its words are written down."""
    was = {action.id: (asked(action), reported(action)) for action in before}
    return (action.id for action in now if was.get(action.id) != (asked(action), reported(action)))


def asked(action: Action) -> tuple[Any, ...]:
    """What is to be done: the words of an action, and the priorities that it is linked to."""
    return _words(action.action), sorted(action.linked_priorities)


def reported(action: Action) -> tuple[Any, ...]:
    """Who is interested in an action, and where it stands."""
    status = action.status
    told = status and (status.state, _words(status.text or ""), status.timeframe, status.meeting)
    return sorted(action.interest, key=lambda each: each.role or ""), told  # as they are printed: by roles


def _words(markup: str) -> tuple[tuple[str, str], ...]:
    """What markup says: its words, each run of them with what stands around it."""
    from workplan.content.markup.inline import read_inline  # where two editions are compared

    runs: list[tuple[str, str]] = []
    ends_line = False
    for around, words in _pieces(read_inline(markup).node, ""):
        if words == _LINE_END:
            ends_line = True
            continue
        if ends_line:
            words = line_end("".join(said for _, said in runs), words) + words
            ends_line = False
        if runs and runs[-1][0] == around:
            words = runs.pop()[1] + words
        runs.append((around, words))
    return tuple(runs)


_LINE_END = "\n"


def _pieces(node: SyntaxTreeNode, around: str) -> Iterator[tuple[str, str]]:
    for child in node.children:
        match child.type:
            case "text":
                yield around, child.content
            case "softbreak":
                yield around, _LINE_END
            case _:
                about = child.attrs.get("href") or child.meta.get("target") or child.meta.get("id") or ""
                within = f"{around}/{child.type}:{about}"
                yield within, ""
                yield from _pieces(child, within)
