"""Symbols of documents, and what their parts say: "BP/TIPWG/10/WP.3/Rev.1".

    BP/TIPWG/10/WP.3          a paper: the number WP.3 of the series BP/TIPWG/10/WP
    BP/TIPWG/10/WP.3/Rev.1    replaces it; Rev.2 replaces Rev.1
    BP/TIPWG/10/WP.3/Add.1    adds to it
    BP/TIPWG/10/WP.3/Corr.1   corrects it

A suffix may follow another: WP.3/Rev.1/Corr.1 corrects the revision. Other kinds of symbols ("PC23 Doc. 6.1")
are words like any: their last number counts, and they have no suffix.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from workplan.content.values.blank import is_blank

Suffix = Literal["Rev", "Add", "Corr"]

#: What a suffix does to the paper before it.
EFFECTS: dict[Suffix, str] = {"Rev": "replaces", "Add": "adds to", "Corr": "corrects"}

_SUFFIX = re.compile(r"(?P<kind>rev|add|corr)\.?\s?(?P<number>[0-9]*)", re.IGNORECASE)
_WELL = re.compile(r"(?P<kind>Rev|Add|Corr)\.(?P<number>[1-9][0-9]{0,3})")
_LAST_NUMBER = re.compile(r"(?P<series>.*?)(?P<number>[0-9]{1,9})", re.DOTALL)


class Symbol(Struct, frozen=True):
    """A symbol taken apart. `kind` and `number` are those of the last suffix, if it has one."""

    text: str
    kind: Suffix | None = None
    number: int = 0

    @property
    def base(self) -> str:
        """The symbol of the paper that the last suffix belongs to; its own where it has none."""
        return self.text.rpartition("/")[0] if self.kind else self.text

    @property
    def paper(self) -> str:
        """The symbol without any suffix."""
        symbol = self
        while symbol.kind:
            symbol = parse(symbol.base)
        return symbol.text

    @property
    def series(self) -> str:
        """What all papers that are counted with this one begin with: "BP/TIPWG/10/WP."."""
        return counted(self.paper)[0]

    @property
    def before(self) -> str:
        """The symbol that must be there before this one can be: Rev.1 for a Rev.2, else the base."""
        return f"{self.base}/{self.kind}.{self.number - 1}" if self.number > 1 else self.base

    @property
    def key(self) -> str:
        """Two symbols with one key are the same to whoever reads them."""
        return " ".join(self.text.casefold().split())


def parse(text: str) -> Symbol:
    """Any symbol that `checked` lets through."""
    found = _WELL.fullmatch(text.rpartition("/")[2]) if "/" in text else None
    return Symbol(text, found["kind"], int(found["number"])) if found else Symbol(text)  # type: ignore[arg-type]


def checked(text: str) -> str:
    """A symbol whose suffixes are written as they must be. Raises `ValueError`, saying how."""
    if is_blank(text):
        return text
    base, *parts = text.split("/")
    for part in parts:
        found = _SUFFIX.fullmatch(part)
        if found and not _WELL.fullmatch(part):
            wanted = f"{found['kind'].capitalize()}.{found['number'].lstrip('0') or 1}"
            raise ValueError(f'"{part}" is written "{wanted}"')
    suffixes = [bool(_WELL.fullmatch(part)) for part in parts]
    if suffixes != sorted(suffixes):
        raise ValueError("Rev., Add. and Corr. stand at its end")
    if _WELL.fullmatch(base):
        raise ValueError(f'the paper that "{base}" belongs to stands before it')
    return text


def in_short(symbols: Iterable[str]) -> dict[str, str]:
    """What each symbol is called among the others: "WP.3/Rev.1" for "BP/TIPWG/10/WP.3/Rev.1". Its last part,
    with its suffixes, where that begins with a letter, and no other symbol ends so; else the whole."""
    known = list(dict.fromkeys(symbols))
    last = {each: each[len(parse(each).paper.rpartition("/")[0]) :].lstrip("/") for each in known}
    times = Counter(last.values())
    return {each: name if name[:1].isalpha() and times[name] == 1 else each for each, name in last.items()}


def counted(paper: str) -> tuple[str, int | None]:
    """A symbol without suffixes as what its series begins with and its number: ("BP/10/WP.", 3)."""
    found = _LAST_NUMBER.fullmatch(paper)
    return (found["series"], int(found["number"])) if found else (f"{paper}.", None)


def _with_bases(symbol: str) -> Iterator[str]:
    """A symbol, and those that its suffixes belong to."""
    while True:
        yield symbol
        if not (found := parse(symbol)).kind:
            return
        symbol = found.base


def next_free(symbol: str, taken: Iterable[str]) -> str:
    """The next symbol that nobody has: of the series, or of the suffixes of its base."""
    wanted = parse(symbol)
    keys = {parse(part).key for each in taken for part in _with_bases(each)}
    if wanted.kind:
        start, number = f"{wanted.base}/{wanted.kind}.", wanted.number
    else:
        start, counted_ = counted(wanted.paper)
        number = counted_ or 0
    prefix = parse(start).key.rstrip()
    numbers = [
        int(key[len(prefix) :]) for key in keys if key.startswith(prefix) and key[len(prefix) :].isdecimal()
    ]
    highest = max([number - 1, *numbers])
    return f"{start}{highest + 1}"
