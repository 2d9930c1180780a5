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

from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

import yaml
from msgspec import Struct
from pydantic import TypeAdapter, ValidationError

from workplan.errors import Problem
from workplan.files.text import unreadable
from workplan.files.yaml.build import Builder, UnbuildableError
from workplan.files.yaml.places import Path, Places
from workplan.files.yaml.problems import empty_problem, value_problems
from workplan.files.yaml.syntax import merge_problem, syntax_problem
from workplan.text.characters import with_plain_line_ends

__all__ = ["ANYTHING", "MAPPING", "Path", "Places", "Read", "merge_problem", "read"]

T = TypeVar("T")

MAX_CHARACTERS = 8_000_000

#: For files of which only some keys are of interest, or whose form is not known yet.
MAPPING: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])
ANYTHING: TypeAdapter[object] = TypeAdapter(object)


class Read(Struct, Generic[T], frozen=True):
    """What was read: the value, or None and the problems that explain why. `data` is what the text
    holds before it is checked: None where it is not YAML at all."""

    value: T | None
    problems: tuple[Problem, ...]
    places: Places
    data: object = None


#: So many texts are kept as they were read: a command reads the plan's files anew for each of its papers.
_KEPT = 32


def read(
    kind: TypeAdapter[T] | type[T],
    text: str,
    file: str,
    empty: T | None = None,
    limit: int = MAX_CHARACTERS,
) -> Read[T]:
    """Read `text` as a `kind`; `file` names it in problems. Where the text holds nothing, the value
    is `empty`, or there is a problem. It may have `limit` characters.

    Lists reach pydantic as tuples, so give the type tuples: `TypeAdapter(tuple[Action, ...])`. The same
    text gives the same values again: nobody changes what was read. Never raises for what stands in `text`.
    """
    built = _built(text, file, limit)
    if built.is_yaml and built.data is None and not built.problems and empty is not None:
        return Read(empty, (), built.places)
    found: Read[T] = _checked(cast(Any, kind), text, file, limit)
    return found


class _Built(Struct, frozen=True):
    """What a text holds; unless it `is_yaml`, the problems say why not. They say what is wrong with what is
    at the `broken` paths."""

    places: Places
    problems: tuple[Problem, ...]
    is_yaml: bool = False
    data: object = None
    broken: frozenset[Path] = frozenset()


@lru_cache(_KEPT)
def _built(text: str, file: str, limit: int) -> _Built:
    text = with_plain_line_ends(text)
    places = Places(file, text)
    if problem := unreadable(text, file, limit):
        return _Built(places, (problem,))
    builder = Builder(places)
    try:
        data = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        problem = syntax_problem(error, text, file)
        known = any(problem.place == other.place for other in builder.problems)
        return _Built(places, (*builder.problems, *(() if known else (problem,))))
    except UnbuildableError:
        return _Built(places, tuple(builder.problems))
    return _Built(places, tuple(builder.problems), True, data, frozenset(builder.broken))


@lru_cache(_KEPT)
def _checked(kind: TypeAdapter[Any] | type[Any], text: str, file: str, limit: int) -> Read[Any]:
    built = _built(text, file, limit)
    if not built.is_yaml:
        return Read(None, built.problems, built.places)
    return _validate(kind if isinstance(kind, TypeAdapter) else TypeAdapter(kind), built)


def _validate(adapter: TypeAdapter[T], built: _Built) -> Read[T]:
    problems, places, data = list(built.problems), built.places, built.data
    if data is None and () not in built.broken:
        problems.append(empty_problem(adapter, places))
        return Read(None, tuple(problems), places)
    try:
        value = adapter.validate_python(data)
    except ValidationError as error:
        found = [
            details
            for details in error.errors(include_url=False)
            if not any(details["loc"][:n] in built.broken for n in range(len(details["loc"]) + 1))
        ]
        if isinstance(data, dict) and any(not each["loc"] and each["type"] == "tuple_type" for each in found):
            problems = []  # of a list whose hyphens were forgotten, all keys are given twice
        problems += value_problems(found, adapter, places)
        return Read(None, tuple(sorted(problems, key=lambda problem: problem.place)), places, data)
    return Read(None if problems else value, tuple(problems), places, data)
