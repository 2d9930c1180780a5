"""A form as plain text: it can be filled in and sent back as it is, in a message or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from workplan.returns.form import Form
from workplan.returns.reply.passages import passages
from workplan.text.segmentation import is_unspaced

#: Of a line, in characters: e-mail programs leave these as they are, quoted twice too.
_WIDTH = 72


def as_text(form: Form) -> str:
    """The text of a form. Lines end as mail has them on every system that reads a text at all: with a line
    feed."""
    return "\n".join(_lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    before = ""
    for passage in passages(form):
        if before and not (before == passage.kind == "label" and passage.action):
            yield ""
        before = passage.kind
        yield from [f"{passage.words} "] if passage.kind == "label" else _wrapped(passage.words)


def _wrapped(words: str) -> list[str]:
    if is_unspaced(words):
        return [words]
    return wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
