"""YAML text and a pydantic type in; a value, or problems with their lines, out.

    [x] YAML 1.2 mappings, lists, words in every style, comments, flow style
    [x] null, true and false, whole and decimal numbers; all else is words: no, 010, 12:30:00, dates
    [-] tags, anchors, aliases, merge keys, keys that are not words, a second document: errors
    [-] a key given twice, nesting deeper than 20, more than 8 million characters: errors

libyaml (through PyYAML) reads 18,000 lines of actions in 0.05 s where ruamel.yaml's own parser
takes 1.1 s (measured); only its parser is used, never a loader. The value is built from events in
a loop, so no input can exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from workplan.errors import Place, Problem
from workplan.yaml.build import Builder, UnbuildableError
from workplan.yaml.places import Path, Places
from workplan.yaml.problems import empty_problem, syntax_problem, value_problems

__all__ = ["Path", "Places", "Read", "read"]

T = TypeVar("T")

MAX_CHARACTERS = 8_000_000

#: What libyaml cannot read or would take for a line end (YAML 1.1); surrogates cannot be encoded.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read: the value, or None and the problems that explain why."""

    value: T | None
    problems: tuple[Problem, ...]
    places: Places


def read(kind: TypeAdapter[T] | type[T], text: str, file: str) -> Read[T]:
    """Read `text` as a `kind`; `file` names it in problems.

    Lists reach pydantic as tuples, so give the type tuples: `TypeAdapter(tuple[Action, ...])`.
    Never raises for what stands in `text`.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    places = Places(file, text)
    if problem := _unreadable(text, file):
        return Read(None, (problem,), places)
    builder = Builder(places)
    try:
        data = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        return Read(None, (*builder.problems, syntax_problem(error, text, file)), places)
    except UnbuildableError:
        return Read(None, tuple(builder.problems), places)
    adapter = kind if isinstance(kind, TypeAdapter) else TypeAdapter(kind)
    return _validate(adapter, data, places, builder)


def _validate(adapter: TypeAdapter[T], data: object, places: Places, builder: Builder) -> Read[T]:
    problems = list(builder.problems)
    if data is None and () not in builder.broken:
        problems.append(empty_problem(adapter, places))
        return Read(None, tuple(problems), places)
    try:
        value = adapter.validate_python(data)
    except ValidationError as error:
        found = [
            details
            for details in error.errors(include_url=False)
            if not any(details["loc"][:n] in builder.broken for n in range(len(details["loc"]) + 1))
        ]
        problems += value_problems(found, adapter, places)
        return Read(None, tuple(sorted(problems, key=lambda problem: problem.place)), places)
    return Read(None if problems else value, tuple(problems), places)


def _unreadable(text: str, file: str) -> Problem | None:
    if len(text) > MAX_CHARACTERS:
        return Problem(
            f"the file is larger than {MAX_CHARACTERS:,} characters", Place(file), "split the content"
        )
    if not (found := _UNREADABLE.search(text)):
        return None
    before = text[: found.start()]
    place = Place(file, before.count("\n") + 1, found.start() - before.rfind("\n"))
    message = f"control character U+{ord(found.group()):04X} cannot be printed"
    return Problem(message, place, "delete it; it is invisible in most editors")
