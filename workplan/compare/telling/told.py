"""What a summary says, as runs of words with their marks: "sentence amended: “The five six members …”".

    fill("“{words}” added", words="two")         →  (Run("“two” added"),)
    fill("amended: “{words}”", words=(Run("five", "removed"), Run("six", "added")))

Each format shows the marks in its own way; `with_signs` shows them in plain letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Literal

from msgspec import Struct

Mark = Literal["", "added", "removed"]


class Run(Struct, frozen=True):
    """Words of a summary. With a mark, they are words of the plan that were added or removed."""

    text: str
    mark: Mark = ""


Told = tuple[Run, ...]

_FIELD = re.compile(r"\{(\w+)\}")


def fill(phrase: str, **filled: str | Told) -> Told:
    """A phrase with each `{name}` in it filled in. What is filled in may hold braces of its own."""
    return normal(_filled(phrase, filled))


def _filled(phrase: str, filled: dict[str, str | Told]) -> Iterator[Run]:
    for n, part in enumerate(_FIELD.split(phrase)):
        value = filled[part] if n % 2 else part
        yield from (Run(value),) if isinstance(value, str) else value


def normal(runs: Iterable[Run]) -> Told:
    """The same words in as few runs as can be."""
    found = (
        Run("".join(run.text for run in group), mark) for mark, group in groupby(runs, lambda run: run.mark)
    )
    return tuple(run for run in found if run.text)


def joined(parts: Iterable[Told], between: str) -> Told:
    runs: list[Run] = []
    for part in parts:
        runs += [Run(between), *part] if runs else part
    return normal(runs)


def with_signs(told: Told, escaped: Callable[[str], str] = lambda words: words) -> str:
    """The words with signs around the marked ones, as Markdown has them: ~~removed~~ and **added**. Signs
    stand at words alone (CommonMark 6.2 would take others for letters), so a mark that begins or ends with
    anything else is written `<del>` or `<ins>`."""
    return "".join(escaped(run.text) if not run.mark else _signed(run, escaped) for run in told)


def _signed(run: Run, escaped: Callable[[str], str]) -> str:
    words = run.text.strip()
    before, _, after = run.text.partition(words) if words else (run.text, "", "")
    if not words:
        return before
    if words[0].isalnum() and words[-1].isalnum():
        opens = closes = "~~" if run.mark == "removed" else "**"
    else:
        name = "del" if run.mark == "removed" else "ins"
        opens, closes = f"<{name}>", f"</{name}>"
    return f"{before}{opens}{escaped(words)}{closes}{after}"
