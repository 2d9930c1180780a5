"""The matrix as YAML that a person can edit."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from workplan.review.matrix.rows import (
    DISPOSITIONS,
    Matrix,
    comments,
    fingerprint,
    kind,
    marked_words,
    source,
)
from workplan.review.rows.amendment import Amendment
from workplan.text import printable

_STRING, _LIST, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:null"

_HEAD = """\
# Comment matrix. Fill in what was decided on each amendment, after "disposition:"
#
{words}
#
# With "amend", write the words that were agreed on after "amended:"; a remark may be added to anything.
# Long words go on lines of their own, indented, after "amended: |-". What has no disposition is undecided.
# Words are taken as they stand: no Markdown. [^2] calls a note that is called there; " | " stands between the
# cells of an action.
# [-words-] are taken out and [+words+] put in. Nothing but disposition, amended and remark is to be edited.

"""


def as_yaml(matrix: Matrix) -> str:
    """The matrix as text. `read_matrix` reads what was decided back out of it."""
    width = max(map(len, DISPOSITIONS))
    words = "\n".join(f"#   {word:<{width}}  {does}" for word, does in DISPOSITIONS.items())
    data: dict[str, object] = {
        "title": printable(matrix.title),
        "edition": printable(matrix.edition),
        "baseline": matrix.digest,
        **({"copies": list(map(printable, matrix.copies))} if matrix.copies else {}),
        "amendments": [dict(_entry(amendment)) for amendment in matrix.amendments],
    }
    if matrix.besides:
        data["besides"] = [_words(words) for words in matrix.besides]
    return _HEAD.format(words=words) + yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


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


def _entry(amendment: Amendment) -> Iterator[tuple[str, object]]:
    yield "number", amendment.number
    yield "place", printable(amendment.place)
    if amendment.source:
        yield "source", source(amendment)
    yield "members", _Flow(map(printable, amendment.members))
    if amendment.date:
        yield "date", f"{amendment.date:%Y-%m-%d}"
    yield "kind", kind(amendment)
    if amendment.group:
        yield "conflict", amendment.group
    yield "present", _words(amendment.present)
    yield "proposed", _words(marked_words(amendment.proposed))
    if amendment.thread:
        yield "comments", [_words(line) for line in comments(amendment)]
    yield "disposition", amendment.disposition or None
    yield "amended", _words(amendment.amended)
    yield "remark", _words(amendment.remark)
    yield "key", fingerprint(amendment)


def _words(words: str) -> _Words | None:
    words = printable(words).strip()
    return _Words(words) if words else None
