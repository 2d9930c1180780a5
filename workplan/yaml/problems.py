"""What is wrong with a YAML file, in the words of the person who keeps it.

libyaml and pydantic say what they expected; these functions say what stands there, what belongs
there and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import yaml
from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from workplan.errors import Place, Problem
from workplan.hints import did_you_mean, join, one_of, quoted
from workplan.slug import slug
from workplan.yaml.places import Path, Places

_QUOTE = 'put the words in "quotes", or on the next line after ">-"'

#: What libyaml says (the start of its problem) → what we say, and what to do.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon followed by a space cannot stand here",
        _QUOTE + "; or check the indentation",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it; inside 'single quotes' an apostrophe is written twice",
    ),
    (
        "found unknown escape character",
        'a backslash in "double quotes" has a meaning of its own',
        "write it twice, or use 'single quotes'",
    ),
    (
        "did not find expected ',' or ']'",
        "the list that begins with [ here is not closed",
        "separate its entries with commas and end it with ]",
    ),
    (
        "did not find expected ',' or '}'",
        "the group that begins with { here is not closed",
        "separate its entries with commas and end it with }",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not belong to the list above it",
        'indent it as its neighbours; each entry of a list begins with "- "',
    ),
    (
        "did not find expected key",
        "this line does not fit what stands above it",
        "indent it as its neighbours; inside 'single quotes' an apostrophe is written twice",
    ),
    (
        "could not find expected ':'",
        "here a key has no colon after it",
        "write key: value, with a space after the colon",
    ),
    ("did not find expected node content", "a value is expected here", "check the brackets and commas"),
    (
        "found undefined tag handle",
        "tags (!name) are not used here",
        'words that begin with "!" go in "quotes"',
    ),
)
#: Where the mistake begins is a better place than where libyaml noticed it.
_AT_CONTEXT = (
    "found unexpected end",
    "found unknown",
    "did not find expected ','",
    "could not find expected",
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The one problem of a text that is not YAML."""
    said = error.problem or ""
    mark = error.problem_mark
    if said.startswith(_AT_CONTEXT):
        mark = error.context_mark or mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    place = _inside(place, text)
    if said.startswith(("found character that cannot start any token", "found a tab")):
        return _bad_start(text, place)
    for start, message, hint in _SYNTAX:
        if said.startswith(start):
            return Problem(message, place, hint)
    return Problem(f"this is not YAML: {said}", place, "compare it with the lines around it")


def _inside(place: Place, text: str) -> Place:
    """The end of the last line where libyaml points after the end of the text."""
    lines = text.rstrip("\n").split("\n")
    return place if place.line <= len(lines) else Place(place.file, len(lines), len(lines[-1]) + 1)


def _bad_start(text: str, place: Place) -> Problem:
    line = text.split("\n")[place.line - 1]
    character = line[place.column - 1 : place.column]
    if character == "\t":
        return Problem("a tab cannot indent", place, "use spaces; most editors can convert tabs")
    return Problem(f'words cannot begin with "{character}" here', place, 'put them in "quotes"')


def empty_problem(adapter: TypeAdapter[Any], places: Places) -> Problem:
    """The problem of a file that holds nothing, or nothing but comments."""
    keys = _schema_at(adapter, ()).get("required", [])
    return Problem(
        "the file is empty", Place(places.file), f"it needs: {one_of(keys)}" if keys else "fill it in"
    )


def value_problems(
    errors: Sequence[ErrorDetails], adapter: TypeAdapter[Any], places: Places
) -> list[Problem]:
    """One problem for each of pydantic's errors, less those that only follow from another: a key
    that is missing because it is misspelt is reported as misspelt."""
    misspelt = {
        (*error["loc"][:-1], meant)
        for error in errors
        if error["type"] == "extra_forbidden"
        for meant in [_meant(str(error["loc"][-1]), _keys_at(adapter, error["loc"][:-1]))]
        if meant
    }
    return [
        _value_problem(error, adapter, places)
        for error in errors
        if not (error["type"] == "missing" and error["loc"] in misspelt)
    ]


def _meant(key: str, known: Sequence[str]) -> str:
    found = re.search('"(.*)"', did_you_mean(key, known))
    return found[1] if found else ""


def _value_problem(error: ErrorDetails, adapter: TypeAdapter[Any], places: Places) -> Problem:
    path: Path = error["loc"]
    if path and path[-1] == "[key]":
        path = path[:-1]
        place, name = places.key(path), f"the key {quoted(str(path[-1]))}"
    else:
        place, name = places.value(path), _name(path)
    match error["type"]:
        case "missing":
            inside = f" from {_name(path[:-1])}" if len(path) > 1 else ""
            return Problem(f'"{path[-1]}" is missing{inside}', place, f'add a line "{path[-1]}: …"')
        case "extra_forbidden":
            known = _keys_at(adapter, path[:-1])
            hint = join(did_you_mean(str(path[-1]), known), _keys_here(known))
            return Problem(f"the key {quoted(str(path[-1]))} is unknown", places.key(path), hint)
        case kind if kind in _WANTED:
            return _wrong_type(error, name, place, _keys_at(adapter, path), places.words(path))
        case _:
            message, hint = _bad_value(error, _schema_at(adapter, path))
            return Problem(f"{name}{message}", place, hint)


_WANTED = {
    "string_type": "words belong",
    "int_type": "a whole number belongs",
    "float_type": "a number belongs",
    "bool_type": "true or false belongs",
    "tuple_type": "a list belongs",
    "model_type": "a group of keys belongs",
    "dict_type": "a group of keys belongs",
}


def _wrong_type(error: ErrorDetails, name: str, place: Place, keys: Sequence[str], words: str) -> Problem:
    stands = error["input"]
    message = f"{name} is {_what(stands, words)}, where {_WANTED[error['type']]}"
    return Problem(message, place, _type_hint(error["type"], stands, keys, words))


def _type_hint(kind: str, stands: object, keys: Sequence[str], words: str) -> str:
    match kind, stands:
        case "tuple_type", None:
            return "write [] for none, or leave the key out"
        case "tuple_type", dict():
            return 'begin each entry with "- "'
        case "tuple_type", _:
            return f"write a list: [{words}]"
        case (("model_type" | "dict_type"), _):
            return f"the keys here are: {one_of(keys, 30)}" if keys else "write key: value lines"
        case _, None:
            return "write a value after the colon, or leave the key out if it may be absent"
        case "string_type", (int() | float()):
            return f'put it in quotes: "{words}"'
        case "string_type", dict():
            return 'words that hold ": " or begin with { go in "quotes", or on the next line after ">-"'
        case "string_type", _:
            return "write the words themselves, without brackets or hyphen"
        case "int_type", str() if stands.isdecimal():
            return f"take the quotation marks or leading zeros away: {stands.lstrip('0') or '0'}"
        case _:
            return "write true or false" if kind == "bool_type" else "write a number, without quotation marks"


def _keys_here(keys: Sequence[str]) -> str:
    return f"The keys here are: {one_of(keys, 30)}" if keys else ""


def _what(stands: object, words: str) -> str:
    match stands:
        case None:
            return "empty"
        case bool():
            return f"the value {words or stands}"
        case int() | float():
            return f"the number {words or stands}"
        case str():
            return quoted(stands)
        case tuple():
            return "a list"
        case _:
            return "a group of keys"


def _bad_value(error: ErrorDetails, schema: dict[str, Any]) -> tuple[str, str]:
    stands, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "literal_error":
            known = re.findall(r"'([^']*)'", context["expected"])
            hint = join(did_you_mean(str(stands), known), f"Known values: {one_of(known)}")
            return f" is {_what(stands, '')}, which is unknown", hint
        case "string_pattern_mismatch":
            suggestion = slug(stands)
            fits = bool(suggestion) and re.fullmatch(context["pattern"], suggestion) is not None
            wanted = schema.get("description", f"written like {context['pattern']}")
            return (
                f" is {quoted(stands)}, but must be {wanted}",
                f"write: {suggestion}" if fits else "change it",
            )
        case "too_short" | "string_too_short":
            return " is empty", "fill it in, or leave the key out if it may be absent"
        case "too_long" | "string_too_long":
            return f" is longer than {context['max_length']} characters", "shorten it"
        case "greater_than_equal":
            return f" is {stands}, less than {context['ge']}", "correct the number"
        case "less_than_equal":
            return f" is {stands}, more than {context['le']}", "correct the number"
        case "value_error":
            value = f" is {_what(stands, '')}" if isinstance(stands, str) else ""
            return f"{value}: {context['error']}", "correct the value"
        case _:
            return (
                f" is {_what(stands, '')}: {error['msg'][0].lower()}{error['msg'][1:]}",
                "correct the value",
            )


def _name(path: Path) -> str:
    """`"member"`, `entry 2 of "interest"`, `entry 4`, `the file`."""
    match path:
        case ():
            return "the file"
        case (*_, str(key)):
            return quoted(key)
        case (*_, str(key), int(index)):
            return f"entry {index + 1} of {quoted(key)}"
        case _:
            return f"entry {int(path[-1]) + 1}"


def _keys_at(adapter: TypeAdapter[Any], path: Path) -> list[str]:
    return list(_schema_at(adapter, path).get("properties", {}))


def _schema_at(adapter: TypeAdapter[Any], path: Path) -> dict[str, Any]:
    """The JSON Schema of what belongs at `path`; empty where anything may stand."""
    root = _schema(adapter)
    schema = _resolved(root, root)
    for step in path:
        if isinstance(step, int):
            inner = schema.get("items", {})
        else:
            inner = schema.get("properties", {}).get(step) or schema.get("additionalProperties") or {}
        schema = _resolved(root, inner) if isinstance(inner, dict) else {}
    return schema


@lru_cache(maxsize=8)
def _schema(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    return adapter.json_schema()


def _resolved(root: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and the one branch of `X | None` that is not null."""
    branches = [branch for branch in schema.get("anyOf", []) if branch.get("type") != "null"]
    if branches:
        return _resolved(root, branches[0])
    if reference := schema.get("$ref"):
        found: dict[str, Any] = root["$defs"][reference.rpartition("/")[2]]
        return found
    return schema
