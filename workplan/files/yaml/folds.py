"""Line ends that YAML has folded into spaces, found again.

YAML reads the words of several lines as one line, with a space for each line end. Which of the spaces was a
line end matters where words have no spaces between them (`workplan.text.unspaced`); no event says so.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from workplan.text.unspaced import kind, may_join

#: Signs for private use, one of which stands at the end of each line while the words are read once more.
_SIGNS = "".join(map(chr, range(0xE000, 0xE100)))
_SPACE = re.compile(r"\s+")
#: How far, and how, the lines of `|` and `>` are chomped and indented.
_HEADER = re.compile(r"([|>])([0-9+-]*)")


def unfolded(event: Any, text: str) -> str:
    """The words of a scalar of `text`, with those line ends that folding has made spaces of, but that may
    print nothing."""
    words = str(event.value)
    start, end = event.start_mark, event.end_mark
    if start.line == end.line or event.style == "|" or not any(map(kind, words)):
        return words
    source = text[start.index : end.index]
    if not (sign := next((sign for sign in _SIGNS if sign not in source), "")):
        return words
    found = _read(_signed(source, sign, event.style))
    return _with_line_ends(found, sign) if found.replace(sign, "") == words else words


def _with_line_ends(found: str, sign: str) -> str:
    """Words that have a sign at the end of each line, with line ends instead."""
    words, *lines = found.split(f"{sign} ")
    for line in lines:
        joins = may_join(_SPACE.split(words)[-1], _SPACE.split(line)[0].replace(sign, ""))
        words += ("\n" if joins else " ") + line
    return words.replace(sign, "")


def _signed(source: str, sign: str, style: str | None) -> str:
    """A scalar, as the value of a key, with a sign at the end of each of its lines; in "quotation marks"
    before the backslash that joins two of them."""
    first, *lines = source.split("\n")
    if style == ">":
        header = _HEADER.match(first)
        chomping = "".join(sign for sign in (header[2] if header else "") if sign in "+-")
        marked = [line + sign if line.strip() else line for line in lines]
        return "\n".join([f"key: >{chomping}", *(f" {line}" for line in marked)])
    ends = [re.sub(r"(?<=\S)[ \t]*$", sign, line) for line in (first, *lines[:-1])]
    if style == '"':
        ends = [re.sub(rf"(?<!\\)((?:\\\\)*)\\{sign}$", rf"\1{sign}\\", line) for line in ends]
    return "key: " + "\n ".join([*ends, *lines[-1:]])


def _read(text: str) -> str:
    try:
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return ""
    values = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
    return str(values[1]) if len(values) == 2 else ""
