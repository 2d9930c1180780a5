"""The symbols of a content folder: which are taken by papers and issued editions, and what follows from that.

Each is read from its line in the file, since no paper reads the others: one that has faults still has its
symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.files.papers import PLAN, head_text, paper_files
from workplan.content.values.blank import is_blank
from workplan.content.values.symbols import EFFECTS, next_free, parse
from workplan.errors import Place, Problem
from workplan.text.hints import quoted

_LINE = re.compile(
    r"""^(?P<before>[ ]*symbol:[ ]*)(?P<quote>["']?)(?P<symbol>[^\n"'#]+?)(?P=quote)[ ]*(?:#.*)?$""",
    re.MULTILINE,
)

_LABEL = re.compile(r"""^-[ ]*\{?[ ]*label:[ ]*["']?(?P<symbol>[^\n"'#,}]+)""", re.MULTILINE)


class Known(Struct, frozen=True):
    """A symbol, the paper that it names, and where that is said; `issued` in an edition."""

    symbol: str
    paper: str
    place: Place
    issued: bool = False


def known_symbols(folder: Folder) -> tuple[Known, ...]:
    """The symbols of all papers of the whole content folder, and of the editions of each."""
    return tuple(_known(folder.whole))


def _known(whole: Folder) -> Iterator[Known]:
    papers = {PLAN: "plan.yaml", **paper_files(whole)}
    for paper, file in papers.items():
        below = "editions" if paper == PLAN else f"editions/{paper}"
        for name in whole.files(below, ".yaml"):
            text = _text(whole, name)
            yield from _told(text, paper, whole.shown(name))
            start, end = ("\nplan:", "\nmanuscript:") if paper == PLAN else ("\nhead:", "\nplan:")
            at = text.find(start)
            if 0 <= at < (stop := text.find(end, at)):
                yield from _found(text, at, stop, "  ", paper, whole.shown(name), issued=True)
        text = _text(whole, file)
        yield from _found(
            text, 0, len(text if paper == PLAN else head_text(text)), "", paper, whole.shown(file)
        )


def _found(
    text: str, start: int, end: int, indent: str, paper: str, shown: str, *, issued: bool = False
) -> Iterator[Known]:
    for found in _LINE.finditer(text, start, end):
        if found["before"].startswith(f"{indent}symbol"):
            line = text.count("\n", 0, found.start()) + 1
            yield Known(found["symbol"].strip(), paper, Place(shown, line, len(found["before"]) + 1), issued)
            return


def _told(text: str, paper: str, shown: str) -> Iterator[Known]:
    """The labels in the list of editions of which there is no file: in a folder that was restored, all that
    came before."""
    for found in _LABEL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Known(found["symbol"].strip(), paper, Place(shown, line, 1), issued=True)


def _text(folder: Folder, name: str) -> str:
    try:
        return folder.text(name)
    except UnreadableFileError:
        return ""


def check_symbol(
    symbol: str | None, series: str | None, paper: str, place: Place, known: tuple[Known, ...]
) -> Iterator[Problem]:
    """What is wrong with the symbol of a paper beside all that are `known`."""
    taken = [each.symbol for each in known]
    if symbol is None:
        return
    if is_blank(symbol):
        if series:
            free = next_free(f"{series}.1", taken)
            message = f"the symbol is a blank: the next free one of the series is {quoted(free)}"
            yield Problem(message, place, f"write symbol: {free}", warning=True)
        return
    mine = parse(symbol)
    for other in known:
        if other.paper != paper and parse(other.symbol).key == mine.key and _comes_first(other, paper, known):
            whose = "an issued edition of the paper" if other.issued else "the paper"
            hint = f"the next free one is {next_free(symbol, taken)}"
            message = f"{whose} {quoted(other.paper)} has the symbol {quoted(symbol)}, too: {other.place}"
            yield Problem(message, place, hint)
            return
    if mine.kind and parse(mine.before).key not in {parse(each).key for each in taken}:
        effect, missing = EFFECTS[mine.kind], quoted(mine.before)
        message = f"{quoted(symbol)} {effect} {quoted(mine.base)}, and there is no {missing}"
        others = [each.symbol for each in known if each.paper != paper]
        first = next_free(f"{mine.base}/{mine.kind}.1", others)
        there = "" if first == symbol else f"; the next free one is {first}"
        hint = f"correct it, or put the paper {missing} into papers/{there}"
        yield Problem(message, place, hint, warning=True)


def _comes_first(other: Known, paper: str, known: tuple[Known, ...]) -> bool:
    """Whether the fault is that of `paper`: the other is issued, or stands before it."""
    papers = list(dict.fromkeys(each.paper for each in known))
    return other.issued or papers.index(other.paper) < papers.index(paper)
