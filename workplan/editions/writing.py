"""Plain values to YAML that people read and compare line by line.

    [x] groups, lists, words, whole numbers, true and false, days
    [x] words with line ends as `|` blocks, long ones as `>-` blocks folded at spaces
    [-] anchors, tags, comments

One value has one form: keys stand in the order that they are given in, lines are at most `WIDTH` long
where words allow it. (PyYAML's emitter, in Python, takes seconds for a thousand actions; libyaml's
writes a manuscript as one line of escapes where an emoji stands in it.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from workplan.text.unspaced import may_join

WIDTH = 100

#: Words that no reader of YAML, old or new, takes for anything else.
_PLAIN = re.compile(r"[^\W\d_]([\w .,()/’'-]*[\w.,()/’'-])?")
#: Several lines: neither the first nor the last is empty, and no line ends with a space.
_LITERAL = re.compile(r"(?=.*\n)[^\n\t\r](?:[^\n\t\r]|(?<! )\n)*(?<![\n ])\n?")
#: Words with one space between any two.
_FOLDABLE = re.compile(r"[^ \t\n\r\v\f]+(?: [^ \t\n\r\v\f]+)*")
_KEYWORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def write_yaml(value: object) -> str:
    """`value` as a YAML document; a group or list at its root. Empty lists and groups are `[]` and `{}`.

    Words must be such as content may hold (`workplan.text.characters`), and those of several lines must have
    no spaces or tabs at the end of a line (`literal` sees to it).
    """
    return "".join(f"{line}\n" for line in _lines(value, 0))


def literal(text: str) -> str:
    """`text` as a `|` block can hold it: spaces for tabs, none at line ends, no empty lines around it,
    one line end behind it. Nothing at all where there is nothing in it."""
    lines = (line.expandtabs(4).rstrip(" ") for line in text.split("\n"))
    return "\n".join(lines).strip("\n") + "\n" if text.strip() else ""


def _lines(value: object, indent: int) -> Iterator[str]:
    """The lines of a value that begins on a line of its own."""
    space = " " * indent
    match value:
        case Mapping() if value:
            for key, inner in value.items():
                yield from _entry(f"{space}{scalar(key)}:", inner, indent)
        case list() | tuple() if value:
            for inner in value:
                if isinstance(inner, Mapping | list | tuple) and inner:
                    first, *rest = _lines(inner, indent + 2)
                    yield f"{space}- {first[indent + 2 :]}"
                    yield from rest
                else:
                    yield from _entry(f"{space}-", inner, indent)
        case _:
            yield space + scalar(value)


def _entry(before: str, value: object, indent: int) -> Iterator[str]:
    """A value behind its key or hyphen, or on the lines below it."""
    if isinstance(value, str) and (block := _block(before, value, indent)):
        yield from block
    elif isinstance(value, Mapping | list | tuple) and value and not (flow := _flow(before, value)):
        yield before
        yield from _lines(value, indent + 2)
    else:
        yield f"{before} {flow if isinstance(value, list | tuple) and value else scalar(value)}"


def _block(before: str, words: str, indent: int) -> list[str]:
    """The lines of words that take several; none for those that fit behind `before`, or that only a
    quoted form can hold."""
    space = " " * (indent + 2)
    if _LITERAL.fullmatch(words):
        indicator = ("|2" if words.startswith(" ") else "|") + ("" if words.endswith("\n") else "-")
        lines = words.removesuffix("\n").split("\n")
        return [f"{before} {indicator}", *(space + line if line else "" for line in lines)]
    if not _FOLDABLE.fullmatch(words) or len(before) + 1 + len(scalar(words)) <= WIDTH:
        return []
    return [f"{before} >-", *(space + line for line in _folded(words, WIDTH - len(space)))]


def _folded(words: str, width: int) -> list[str]:
    """Lines that end at spaces; not where a line end prints nothing (`workplan.text.unspaced`)."""
    lines: list[str] = []
    for piece in words.split(" "):
        if lines and (
            len(lines[-1]) + 1 + len(piece) <= width or may_join(lines[-1].rsplit(" ", 1)[-1], piece)
        ):
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines


def _flow(before: str, value: Iterable[object]) -> str:
    """A list of scalars that fits on the line; else nothing."""
    if isinstance(value, Mapping) or any(isinstance(inner, Mapping | list | tuple) for inner in value):
        return ""
    flow = f"[{', '.join(scalar(inner, flow=True) for inner in value)}]"
    return flow if len(before) + 1 + len(flow) <= WIDTH else ""


def scalar(value: object, *, flow: bool = False) -> str:
    """A single value on one line; in a `flow` list no comma stands in it unquoted."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float() | date():
            return str(value)
        case Mapping():
            return "{}"
        case list() | tuple():
            return "[]"
    words = str(value)
    plain = _PLAIN.fullmatch(words) and words.casefold() not in _KEYWORDS and not (flow and "," in words)
    return words if plain else json.dumps(words, ensure_ascii=False)
