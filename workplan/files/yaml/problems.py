"""What is wrong with the values of a YAML file, in the words of the person who keeps it.

pydantic says what it expected; these functions say what stands there, what belongs there and what
to do.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from workplan.errors import Place, Problem
from workplan.files.yaml.places import Path, Places
from workplan.files.yaml.schema import keys_at, schema_at
from workplan.text.excerpts import shortened
from workplan.text.hints import did_you_mean, join, one_of, quoted
from workplan.text.slug import slug


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
    renamed = _renamed(errors, adapter)
    misspelt = {(*path[:-1], meant) for path, meant in renamed.items()}
    return [
        _value_problem(error, adapter, places, renamed.get(error["loc"], ""))
        for error in errors
        if not (error["type"] == "missing" and error["loc"] in misspelt)
    ]


def _renamed(errors: Sequence[ErrorDetails], adapter: TypeAdapter[Any]) -> dict[Path, str]:
    """The unknown keys that are another's by mistake, each with the one that is meant: it is written almost
    like it, or the only one that is missing where this is the only one that is unknown."""
    missing, unknown = defaultdict[Path, list[str]](list), defaultdict[Path, list[str]](list)
    for error in errors:
        if error["type"] in ("missing", "extra_forbidden"):
            of = missing if error["type"] == "missing" else unknown
            of[error["loc"][:-1]].append(str(error["loc"][-1]))
    found: dict[Path, str] = {}
    for group, keys in unknown.items():
        alone = missing[group][0] if len(keys) == len(missing[group]) == 1 else ""
        for key in keys:
            if meant := _meant(key, keys_at(adapter, group)) or alone:
                found[*group, key] = meant
    return found


def _meant(key: str, known: Sequence[str]) -> str:
    found = re.search('"(.*)"', did_you_mean(key, known))
    return found[1] if found else ""


def _value_problem(error: ErrorDetails, adapter: TypeAdapter[Any], places: Places, meant: str) -> Problem:
    path: Path = error["loc"]
    if path and path[-1] == "[key]":
        path = path[:-1]
        place, name = places.key(path), f"the key {quoted(str(path[-1]))}"
    else:
        place, name = places.value(path), _name(path)
    match error["type"]:
        case "missing":
            entry = len(path) > 1 and isinstance(path[-2], int)
            inside = " from this entry" if entry else f" from {_name(path[:-1])}" if len(path) > 1 else ""
            return Problem(f'"{path[-1]}" is missing{inside}', place, f'add a line "{path[-1]}: …"')
        case "extra_forbidden":
            if hint := schema_at(adapter, path[:-1]).get("elsewhere", {}).get(path[-1], ""):
                return Problem(f"{quoted(str(path[-1]))} is not kept in this file", places.key(path), hint)
            known = keys_at(adapter, path[:-1])
            hint = join(f"did you mean {quoted(meant)}?" if meant else "", _keys_here(known))
            return Problem(f"the key {quoted(str(path[-1]))} is unknown", places.key(path), hint)
        case kind if kind in _WANTED:
            return _wrong_type(error, name, place, adapter, places.words(path))
        case _:
            message, hint = _bad_value(error, schema_at(adapter, path))
            return Problem(f"{name}{message}", place, hint)


#: What other scripts have for a comma, which YAML takes for a letter.
_COMMAS = re.compile("[\uff0c\u3001\uff1b\u060c;]")

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
    error: ErrorDetails, name: str, place: Place, adapter: TypeAdapter[Any], words: str
) -> Problem:
    kind, stands, path = error["type"], error["input"], error["loc"]
    schema = schema_at(adapter, path)
    if len(path) > 1 and isinstance(path[-1], int) and isinstance(path[-2], str):
        name = f"{quoted(path[-2])} holds"  # all of its entries are written alike, and make one problem
        if kind == "string_type" and _is_id(schema) and isinstance(stands, int | float):
            hint = "write the id of each, as it stands behind id: where it is defined"
            return Problem(f"{name} a number, where ids belong", place, hint)
        if kind == "model_type" and isinstance(stands, str) and (key := _only(schema)):
            hint = f"write each as {{{key}: …}}; {_keys_here(list(schema['properties'])).lower()}"
            return Problem(f"{name} words, where groups of keys belong", place, hint)
    message = f"{name} is {_what(stands, words)}, where {_WANTED[error['type']]}"
    return Problem(message, place, _type_hint(kind, stands, schema, words, schema_at(adapter, (*path, 0))))


def _is_id(schema: dict[str, Any]) -> bool:
    return str(schema.get("description", "")).startswith("an id")


def _only(schema: dict[str, Any]) -> str:
    """The key of a group that words alone can be meant to be the value of; empty where none is."""
    required, keys = schema.get("required", []), schema.get("properties", {})
    if len(required) == 1:
        return str(required[0])
    return "text" if not required and "text" in keys else ""


def _type_hint(kind: str, stands: object, schema: dict[str, Any], words: str, entry: dict[str, Any]) -> str:
    match kind, stands:
        case "tuple_type", _:
            return _list_hint(stands, words, entry)
        case (("model_type" | "dict_type"), _):
            return _group_hint(stands, schema, words)
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


def _list_hint(stands: object, words: str, entry: dict[str, Any]) -> str:
    if stands is None:
        return "write [] for none, or leave the key out"
    if isinstance(stands, dict):
        return 'begin each entry with "- "'
    if words.startswith("\uff3b"):
        return "write ordinary brackets: [ and ]"
    return f"write a list: [{{{key}: {words}}}]" if (key := _only(entry)) else f"write a list: [{words}]"


def _group_hint(stands: object, schema: dict[str, Any], words: str) -> str:
    keys = list(schema.get("properties", {}))
    if not keys:
        return "write key: value lines"
    if isinstance(stands, str):
        if words.partition(":")[0] in keys:
            return "write key: value, with a space after the colon"
        if key := _only(schema):
            return f"write {{{key}: {_in_quotes(words)}}}; {_keys_here(keys).lower()}"
    return f"the keys here are: {one_of(keys, 30)}"


def _in_quotes(words: str) -> str:
    return json.dumps(shortened(" ".join(words.split()), 60), ensure_ascii=False)


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
            suggestion = "" if _COMMAS.search(stands) else slug(stands)
            fits = bool(suggestion) and re.fullmatch(context["pattern"], suggestion) is not None
            wanted = schema.get("description", f"written like {context['pattern']}")
            return (
                f" is {quoted(stands)}, but must be {wanted}",
                "write a comma and a space between two: [one, other]"
                if _COMMAS.search(stands)
                else f"write: {suggestion}"
                if fits
                else "change it",
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
            message, *hint = context["error"].args
            return f"{value}: {message}", hint[0] if hint else "correct the value"
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
