"""What is wrong with a text that is not YAML, in the words of the person who keeps it."""

from __future__ import annotations

import re

import yaml

from workplan.errors import Place, Problem

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
#: Said of words that begin with a mark of YAML's own.
_AT_MARKUP = (
    "did not find expected key",
    "did not find expected '-'",
    "did not find expected alphabetic",
    "did not find expected comment",
    "mapping values are not allowed",
)
#: What stands before such words: `- key: `. Behind them, the words go on: `"…" words`, `[…] words`.
_MARKED = re.compile(
    r"""[ ]*(-[ ]+)*([\w-]+:[ ]+)?"""
    r"""(?=[*&]|>[ ]*[^-+\s\d]|"[^"]*"[ ]*[^\s#:]|'[^']*'[ ]+[^\s#:]|\[[^]]*\][ ]*[^\s#:])"""
)

#: What git leaves where two changes meet, and what is said of it.
_MERGE = re.compile(r"^((?:<{7}|>{7}) .*)$", re.MULTILINE)
_MARK = ("a mark of a merge that git could not make", "choose what is to stand, and delete git's three lines")
_WIDE_SPACE = re.compile("^[ \t]*([\u00a0\u3000\u2007\u202f])", re.MULTILINE)
_WIDE_COLON = re.compile("^[ ]*(?:-[ ]+)*[\\w-]+(\uff1a)", re.MULTILINE)
_BLOCK = re.compile(r"([ ]*)(?:-[ ]+)*[\w-]+:[ ]+([>|][-+]?)[ ]*")


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The one problem of a text that is not YAML."""
    for about in (merge_problem, _indentation, _wide_colon):
        if problem := about(text, file):
            return problem
    said = error.problem or ""
    mark = error.problem_mark
    if said.startswith(_AT_CONTEXT):
        mark = error.context_mark or mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    place = _inside(place, text)
    if said.startswith(("found character that cannot start any token", "found a tab")):
        return _bad_start(text, place)
    if said.startswith(_AT_MARKUP) and (problem := _half_quoted(text, place)):
        return problem
    if problem := _not_indented(text, place):
        return problem
    for start, message, hint in _SYNTAX:
        if said.startswith(start):
            return Problem(message, place, hint)
    return Problem(f"this is not YAML: {said}", place, "compare it with the lines around it")


def _found(pattern: re.Pattern[str], text: str, file: str, message: str, hint: str) -> Problem | None:
    if not (found := pattern.search(text)):
        return None
    line = text.count("\n", 0, found.start(1)) + 1
    column = found.start(1) - text.rfind("\n", 0, found.start(1))
    return Problem(message, Place(file, line, column), hint)


def merge_problem(text: str, file: str) -> Problem | None:
    """The first mark that git left in a text where two changes meet."""
    return _found(_MERGE, text, file, *_MARK)


def _indentation(text: str, file: str) -> Problem | None:
    message = "a no-break space where a line is indented, which is no space in YAML"
    return _found(_WIDE_SPACE, text, file, message, "delete it, and type ordinary spaces")


def _wide_colon(text: str, file: str) -> Problem | None:
    message = "a full-width colon behind a key, which is no colon in YAML"
    return _found(_WIDE_COLON, text, file, message, "write key: value, with the colon : and a space")


def _not_indented(text: str, place: Place) -> Problem | None:
    """Words below ">-" or "|" that begin where their key does, or before."""
    lines = text.split("\n")
    above = next((n for n in range(place.line - 2, -1, -1) if lines[n].strip()), None)
    if above is None or not (found := _BLOCK.fullmatch(lines[above])):
        return None
    at = Place(place.file, place.line)
    hint = f"indent them with {len(found[1]) + 2} spaces, two more than the key"
    return Problem(f'the words below "{found[2]}" are not indented', at, hint)


def _half_quoted(text: str, place: Place) -> Problem | None:
    """Words that go on behind what YAML takes for a whole value, such as `key: [^note] and more`;
    or that begin with a star, as bold and italic do, which YAML takes for an alias."""
    if not (found := _MARKED.match(line := _line(text, place))):
        return None
    start = found.end()
    at = Place(place.file, place.line, start + 1)
    hint = 'put all of them on the next line after ">-"' if line[start] in "\"'" else _QUOTE
    return Problem(f"words cannot begin with {line[start]} and go on like this", at, hint)


def _line(text: str, place: Place) -> str:
    return text.split("\n")[place.line - 1]


def _inside(place: Place, text: str) -> Place:
    """The end of the last line where libyaml points after the end of the text."""
    lines = text.rstrip("\n").split("\n")
    return place if place.line <= len(lines) else Place(place.file, len(lines), len(lines[-1]) + 1)


def _bad_start(text: str, place: Place) -> Problem:
    line = _line(text, place)
    character = line[place.column - 1 : place.column]
    if character == "\t":
        return Problem("a tab cannot indent", place, "use spaces; most editors can convert tabs")
    return Problem(f'words cannot begin with "{character}" here', place, 'put them in "quotes"')
