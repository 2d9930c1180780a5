"""What is wrong with the values of a YAML file, in the words of the person who keeps it.

pydantic says what it expected; these functions say what stands there, what belongs there and what
to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from workplan.errors import Place, Problem
from workplan.excerpts import shortened
from workplan.hints import did_you_mean, join, one_of, quoted
from workplan.slug import slug
from workplan.yaml.places import Path, Places
from workplan.yaml.schema import keys_at, schema_at


def empty_problem(adapter: TypeAdapter[Any], places: Places) -> Problem:
    """The problem of a file that holds nothing, or nothing but comments."""
    keys = schema_at(adapter, ()).get("required", [])
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
        for meant in [_meant(str(error["loc"][-1]), keys_at(adapter, error["loc"][:-1]))]
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
            known = keys_at(adapter, path[:-1])
            hint = join(did_you_mean(str(path[-1]), known), _keys_here(known))
            return Problem(f"the key {quoted(str(path[-1]))} is unknown", places.key(path), hint)
        case kind if kind in _WANTED:
            written = str(schema_at(adapter, path).get("description", ""))
            return _wrong_type(error, name, place, keys_at(adapter, path), places.words(path), written)
        case _:
            message, hint = _bad_value(error, schema_at(adapter, path))
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


def _wrong_type(
    error: ErrorDetails, name: str, place: Place, keys: Sequence[str], words: str, written: str
) -> Problem:
    stands = error["input"]
    message = f"{name} is {_what(stands, words)}, where {_WANTED[error['type']]}"
    return Problem(message, place, _type_hint(error["type"], stands, keys, words, written))


def _type_hint(kind: str, stands: object, keys: Sequence[str], words: str, written: str) -> str:
    match kind, stands:
        case "tuple_type", None:
            return "write [] for none, or leave the key out"
        case "tuple_type", dict():
            return 'begin each entry with "- "'
        case "tuple_type", _:
            return f"write a list: [{words}]"
        case (("model_type" | "dict_type"), _):
            return _keys_hint(stands, keys)
        case _, None:
            return "write a value after the colon, or leave the key out if it may be absent"
        case "string_type", (int() | float()):
            by_id = written.startswith("an id")
            return "write the id, as it stands behind id:" if by_id else f'put it in quotes: "{words}"'
        case "string_type", dict():
            return 'words that hold ": " or begin with { go in "quotes", or on the next line after ">-"'
        case "string_type", _:
            return "write the words themselves, without brackets or hyphen"
        case "int_type", str() if stands.isdecimal():
            return f"take the quotation marks or leading zeros away: {stands.lstrip('0') or '0'}"
        case _:
            return "write true or false" if kind == "bool_type" else "write a number, without quotation marks"


def _keys_hint(stands: object, keys: Sequence[str]) -> str:
    if isinstance(stands, str) and "text" in keys:
        return f"write the words below the key, indented: text: {shortened(stands, 60)}"
    return f"the keys here are: {one_of(keys, 30)}" if keys else "write key: value lines"


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
        case "too_long":
            return f" has more than {context['max_length']} entries", "divide it"
        case "string_too_long":
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
