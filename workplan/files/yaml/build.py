"""Plain values out of parser events, with the place of each key and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from workplan.errors import Place, Problem
from workplan.files.yaml.folds import unfolded
from workplan.files.yaml.places import Path, Places, Spot
from workplan.text.hints import quoted

MAX_DEPTH = 20

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
#: A leading zero makes words, not an octal number; more digits than this are no number we print.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")


class UnbuildableError(Exception):
    """Building cannot go on; the reason is among the problems."""


class _Frame(Struct):
    """A mapping or list that is still open."""

    container: dict[str, object] | list[object]
    path: Path
    key: str | None = None
    repeated: bool = False  # the key was there before: its value is not taken
    flowing: bool = False  # it is written in brackets
    two: bool = False  # another entry of the list began in this one, whose hyphen was forgotten


class Builder:
    """Builds plain values from parser events, and notes the place of each key and value."""

    def __init__(self, places: Places) -> None:
        self.problems: list[Problem] = []
        self.broken: set[Path] = set()
        self._places = places
        lines = places.text.rstrip("\n").split("\n")
        self._end = (len(lines), len(lines[-1]) + 1)
        self._stack: list[_Frame] = []
        self._root: object = None

    def build(self, events: Iterator[Any]) -> object:
        documents = 0
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._open(event, {})
                case yaml.SequenceStartEvent():
                    self._open(event, [])
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close()
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._report(event, "a second document begins here", 'delete the line "---"')
                        break
        return self._root

    def _scalar(self, event: Any) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._key(frame, event)
            return
        path = self._note(event, event.value)
        self._refuse_extras(event, path)
        plain = event.implicit[0] and not event.style
        value = _resolve(event.value) if plain else event.value
        self._add(unfolded(event, self._places.text) if isinstance(value, str) else value)

    def _key(self, frame: _Frame, event: Any) -> None:
        key = event.value
        path = (*frame.path, key)
        if key == "<<" and not event.style:
            self._report(event, "merge keys are not used here", "write the values out where they belong")
            self.broken.add(path)
        assert isinstance(frame.container, dict)
        frame.key = key
        frame.repeated = key in frame.container
        if frame.repeated:
            self._repeated(frame, event)
            return
        self._places.keys[path] = self._spot(event, key)
        self._refuse_extras(event, path)

    def _repeated(self, frame: _Frame, event: Any) -> None:
        """A key that is there already. Where it is the one with which the entry of a list begins, the next
        entry begins here, and all that repeats behind it follows from that."""
        if frame.two:
            return
        first = self._places.key((*frame.path, event.value))
        in_list = bool(frame.path) and isinstance(frame.path[-1], int)
        frame.two = in_list and not frame.flowing and event.value == next(iter(frame.container))
        hint = f"it stands in line {first.line} already"
        if frame.two:
            hint += '; where another entry of the list begins here, write "- " before it'
        self._report(event, f"the key {quoted(event.value)} is given twice", hint)

    def _open(self, event: Any, container: dict[str, object] | list[object]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._report(event, f"nested more than {MAX_DEPTH} levels deep", "check the brackets and indents")
            raise UnbuildableError
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._report(event, "a key is words, not a list or a group", "write key: value")
            raise UnbuildableError
        path = self._note(event)
        self._refuse_extras(event, path)
        self._stack.append(_Frame(container, path, flowing=bool(event.flow_style)))

    def _close(self) -> None:
        container = self._stack.pop().container
        self._add(tuple(container) if isinstance(container, list) else container)

    def _alias(self, event: Any) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._report(event, "aliases (*name) are not used here", "write key: value")
            raise UnbuildableError
        self.broken.add(self._note(event))
        self._report(event, "aliases (*name) are not used here", 'words that begin with "*" go in "quotes"')
        self._add(None)

    def _add(self, value: object) -> None:
        if not self._stack:
            self._root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
            return
        assert frame.key is not None
        if not frame.repeated:
            frame.container[frame.key] = value
        frame.key, frame.repeated = None, False

    def _note(self, event: Any, words: str = "") -> Path:
        """Remember where the value that begins here stands; its path."""
        path: Path = ()
        if self._stack:
            frame = self._stack[-1]
            step = len(frame.container) if isinstance(frame.container, list) else frame.key
            assert step is not None
            path = (*frame.path, step)
            if frame.repeated:
                return path
        self._places.values.setdefault(path, self._spot(event, words))
        return path

    def _refuse_extras(self, event: Any, path: Path) -> None:
        if event.anchor is not None:
            self._report(
                event, "anchors (&name) are not used here", 'words that begin with "&" go in "quotes"'
            )
            self.broken.add(path)
        elif event.tag is not None:
            self._report(event, "tags (!name) are not used here", 'words that begin with "!" go in "quotes"')
            self.broken.add(path)

    def _report(self, event: Any, message: str, hint: str) -> None:
        spot = self._spot(event)
        self.problems.append(Problem(message, Place(self._places.file, spot.line, spot.column), hint))

    def _spot(self, event: Any, words: str = "") -> Spot:
        """Where `event` begins; libyaml places an empty value at the end behind the last line."""
        mark = event.start_mark
        line, column = min((mark.line + 1, mark.column + 1), self._end)
        return Spot(line, column, mark.index, event.end_mark.index, words)


def _resolve(words: str) -> object:
    """A plain scalar by the core schema of YAML 1.2 (10.3.2), less octal, hexadecimal, infinity,
    exponents and leading zeros, which are words here."""
    if words in _NULL:
        return None
    if words in _BOOLEAN:
        return _BOOLEAN[words]
    if _INTEGER.fullmatch(words):
        return int(words)
    return float(words) if _DECIMAL.fullmatch(words) else words
