"""The matrix as YAML that a person can edit."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import yaml

from workplan.content.words.matrix import DISPOSITIONS, MatrixWords
from workplan.review.matrix.rows import (
    Matrix,
    comments,
    fingerprint,
    kind,
    marked_words,
    source,
)
from workplan.review.rows.amendment import Amendment
from workplan.text.characters import printable

_STRING, _LIST, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:null"

#: Of a remark, in characters.
_WIDTH = 108


def as_yaml(matrix: Matrix) -> str:
    """The matrix as text. `read_matrix` reads what was decided back out of it."""
    own = {name: matrix.words.of(name) for name in DISPOSITIONS if matrix.words.of(name) != name}
    data: dict[str, object] = {
        "title": printable(matrix.title),
        "edition": printable(matrix.edition),
        "baseline": matrix.digest,
        **({"copies": list(map(printable, matrix.copies))} if matrix.copies else {}),
        **({"words": own} if own else {}),
        "amendments": [dict(_entry(amendment, matrix.words)) for amendment in matrix.amendments],
    }
    if matrix.besides:
        data["besides"] = [_words(each.whole) for each in matrix.besides]
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return "".join(f"# {line}".rstrip() + "\n" for line in _head(matrix.words)) + f"\n{text}"


def _head(words: MatrixWords) -> Iterator[str]:
    """The remark above it: how it is filled in."""
    choices = words.dispositions()
    width = max(map(len, choices))
    yield from wrap(f"{words.name}. {words.fill_in}", _WIDTH)
    yield ""
    yield from (f"  {word:<{width}}  {does}" for word, does in choices.items())
    yield ""
    yield from wrap(words.fill_in_amended.format(amend=words.amend), _WIDTH)
    yield from wrap(words.fill_in_signs, _WIDTH)
    yield from wrap(words.fill_in_nothing_else, _WIDTH)


class _Words(str):
    """Words that stand on lines of their own."""


class _Flow(list[str]):
    """A list that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Lists indented below their key, words as they are, nothing for none."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(_Words, lambda dumper, words: dumper.represent_scalar(_STRING, str(words), style="|"))
_Dumper.add_representer(_Flow, lambda dumper, items: dumper.represent_sequence(_LIST, items, flow_style=True))
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar(_NULL, ""))


def _entry(amendment: Amendment, words: MatrixWords) -> Iterator[tuple[str, object]]:
    yield "number", amendment.number
    yield "place", printable(amendment.place)
    if amendment.source:
        yield "source", source(amendment)
    yield "members", _Flow(map(printable, amendment.members))
    if amendment.date:
        yield "date", f"{amendment.date:%Y-%m-%d}"
    yield "kind", kind(amendment, words)
    if amendment.group:
        yield "conflict", amendment.group
    yield "present", _words(amendment.present)
    proposed = marked_words(amendment.proposed, targets=True) if amendment.kind != "comment" else ""
    yield "proposed", _words(proposed)
    if amendment.thread:
        yield "comments", [_words(line) for line in comments(amendment, words)]
    yield "disposition", words.of(amendment.disposition) or None
    yield "amended", _words(amendment.amended)
    yield "remark", _words(amendment.remark)
    yield "key", fingerprint(amendment)


def _words(words: str) -> _Words | None:
    words = printable(words).strip()
    return _Words(words) if words else None
