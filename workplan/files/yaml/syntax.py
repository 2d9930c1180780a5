"""What is wrong with a text that is not YAML, in the words of the person who keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from workplan.errors import Place, Problem

_CLOSE = "close it; inside 'single quotes' an apostrophe is written twice"
_NO_COLON = ("here a key has no colon after it", "write key: value, with a space after the colon")
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
        _CLOSE,
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
        *_NO_COLON,
    ),
    (
        "did not find expected <document start>",
        "this line does not belong to what stands above it",
        'begin each entry of a list with "- ", the first one, too',
    ),
    (
        "did not find expected comment or line break",
        'words cannot stand behind ">-" or "|"',
        "begin them on the next line, indented",
    ),
    (
        "block sequence entries are not allowed",
        'a hyphen and a space, "- ", cannot stand here',
        'begin each entry on a line of its own; words that begin with "- " go in "quotes"',
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
#: Said of a line that does not go on as the ones above it.
_AT_LINES = ("did not find expected", "could not find expected ':'")
#: What stands before such words: `- key: `. Behind them, the words go on: `"…" words`, `[…] words`.
_MARKED = re.compile(
    r"""[ ]*(-[ ]+)*([\w-]+:[ ]+)?"""
    r"""(?=[*&]|>[ ]*[^-+\s\d]|"[^"]*"[ ]*[^\s#:]|'[^']*'[ ]+[^\s#:]|\[[^]]*\][ ]*[^\s#:])"""
)

#: What git leaves where two changes meet, and what is said of it.
_MERGE = re.compile(r"^((?:<{7}|>{7}) .*)$", re.MULTILINE)
_MARK = ("a mark of a merge that git could not make", "choose what is to stand, and delete git's three lines")
_WIDE_SPACE = re.compile("[ \t]*([\u00a0\u3000\u2007\u202f])")
_HYPHEN = re.compile("([ ]*-)(\u00a0|(?=[\\w-]+:[ ]))")
_WIDE_COLON = re.compile("[ ]*(?:-[ ]+)*[\\w-]+(\uff1a)")
_BLOCK = re.compile(r"([ ]*(?:-[ ]+)*)[\w-]+:[ ]+([>|][-+]?)[ ]*")
#: A line that is a key with its colon, or an entry of a list.
_ITEM = re.compile(r"[ ]*(-|[\w-]+:)([ ]|$)")
#: A line that may be meant as `key: value`, without the colon or the space behind it.
_KEYED = re.compile("(?P<key>[ ]*(?:-[ ]+)*[\\w-]+)(?P<between>:?)(?P<behind>.+)?")
_TYPED_QUOTE = re.compile("[ ]*(?:-[ ]+)*[\\w-]+:[ ]+([\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a])")


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The one problem of a text that is not YAML."""
    if problem := merge_problem(text, file):
        return problem
    said, lines = error.problem or "", text.split("\n")
    mark = error.problem_mark
    noticed = _inside(Place(file, mark.line + 1, mark.column + 1), lines) if mark else Place(file)
    if said.startswith(_AT_CONTEXT):
        mark = error.context_mark or mark
    place = _inside(Place(file, mark.line + 1, mark.column + 1), lines) if mark else Place(file)
    near = tuple(dict.fromkeys((place.line, noticed.line, _above(lines, noticed.line))))
    if problem := _unlike_yaml(lines, near, file):
        return problem
    if said.startswith(("found character that cannot start any token", "found a tab")):
        return _bad_start(lines[place.line - 1], place)
    if said.startswith("mapping values") and (problem := _one_colon(lines, place)):
        return problem
    if said.startswith(_AT_MARKUP) and (problem := _never_closed(lines, place) or _half_quoted(lines, place)):
        return problem
    if said.startswith(_AT_LINES) and (problem := _not_indented(lines, place)):
        return problem
    for start, message, hint in _SYNTAX:
        if said.startswith(start):
            return Problem(message, place, hint)
    return Problem(f"this is not YAML: {said}", place, "compare it with the lines around it")


def merge_problem(text: str, file: str) -> Problem | None:
    """The first mark that git left in a text where two changes meet."""
    if not (found := _MERGE.search(text)):
        return None
    return Problem(_MARK[0], Place(file, text.count("\n", 0, found.start()) + 1), _MARK[1])


def _above(lines: Sequence[str], line: int) -> int:
    """The line above one, empty ones left out; the line itself where there is none. All count from 1."""
    return next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), line)


def _unlike_yaml(lines: Sequence[str], near: Iterable[int], file: str) -> Problem | None:
    """A sign that looks like YAML's, in one of the lines where the parser stopped."""
    for line in near:
        if found := _WIDE_SPACE.match(lines[line - 1]):
            message = "a no-break space where a line is indented, which is no space in YAML"
            if found[1] == "\u3000":
                message = "a full-width space where a line is indented, which is no space in YAML"
            place = Place(file, line, found.start(1) + 1)
            return Problem(message, place, "delete it, and type ordinary spaces")
        if found := _HYPHEN.match(lines[line - 1]):
            blank = "a no-break space" if found[2] == "\u00a0" else "no space"
            message = f"{blank} stands behind the hyphen that begins an entry"
            return Problem(message, Place(file, line, found.end(1) + 1), 'write "- " with an ordinary space')
        if found := _WIDE_COLON.match(lines[line - 1]):
            message = "a full-width colon behind a key, which is no colon in YAML"
            place = Place(file, line, found.start(1) + 1)
            return Problem(message, place, "write key: value, with the colon : and a space")
    return None


def _one_colon(lines: Sequence[str], place: Place) -> Problem | None:
    """A colon too many for YAML: because of words in quotation marks that are none, or because the line above
    has none that counts, so that both lines are one run of words."""
    line = lines[place.line - 1]
    if found := _TYPED_QUOTE.match(line):
        at = Place(place.file, place.line, found.start(1) + 1)
        hint = 'write straight ones: "…"'
        return Problem(f"the quotation mark {found[1]} is not one that YAML knows", at, hint)
    above = _above(lines, place.line)
    found = _KEYED.fullmatch(lines[above - 1].rstrip(" ")) if above < place.line else None
    if not found or ": " in line[: place.column - 1]:
        return None
    at = Place(place.file, above, found.end("between") + 1)
    if not found["between"]:
        return Problem(_NO_COLON[0], at, _NO_COLON[1]) if found["behind"] else None
    if not found["behind"] or found["behind"][0] == " ":
        return None
    blank = "a no-break space" if found["behind"][0] in "\u00a0\u202f" else "no space"
    return Problem(f"here {blank} stands behind the colon of a key", at, "write key: value, with a space")


def _never_closed(lines: Sequence[str], place: Place) -> Problem | None:
    """A quotation mark that was opened in a line above: what looks like another that opens closes it."""
    before = lines[place.line - 1][: place.column - 1].rstrip()
    if not (sign := before[-1:]) or sign not in "\"'" or not re.fullmatch(r".*(:|-|\[|,)[ ]+", before[:-1]):
        return None
    for line in range(place.line - 1, 0, -1):
        if lines[line - 1].count(sign) % 2:
            at = Place(place.file, line, lines[line - 1].rfind(sign) + 1)
            return Problem("a quotation mark is opened here and never closed", at, _CLOSE)
    return None


def _not_indented(lines: Sequence[str], place: Place) -> Problem | None:
    """Words below ">-" or "|" that begin where their key does, or before."""
    line, inner = place.line, None
    while (above := _above(lines, line)) < line:
        line = above
        if found := _BLOCK.fullmatch(lines[line - 1]):
            indent = len(found[1]) + 2
            at, hint = (
                Place(place.file, place.line),
                f"indent them with {indent} spaces, two more than the key",
            )
            if _ITEM.match(lines[place.line - 1]):
                return None
            if inner is None:
                return Problem(f'the words below "{found[2]}" are not indented', at, hint)
            message = "neither key: value, nor indented as the words above"
            hint = f"indent it with {inner} spaces; or write a colon and a space behind the key"
            return Problem(message, at, hint) if inner > _indentation(lines[place.line - 1]) else None
        inner = _indentation(lines[line - 1])
    return None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _half_quoted(lines: Sequence[str], place: Place) -> Problem | None:
    """Words that go on behind what YAML takes for a whole value, such as `key: [^note] and more`;
    or that begin with a star, as bold and italic do, which YAML takes for an alias."""
    if not (found := _MARKED.match(line := lines[place.line - 1])):
        return None
    start = found.end()
    at = Place(place.file, place.line, start + 1)
    hint = 'put all of them on the next line after ">-"' if line[start] in "\"'" else _QUOTE
    return Problem(f"words cannot begin with {line[start]} and go on like this", at, hint)


def _inside(place: Place, lines: Sequence[str]) -> Place:
    """The end of the last line with words where libyaml points after the end of the text."""
    last = max((n for n, line in enumerate(lines, start=1) if line), default=1)
    return place if place.line <= last else Place(place.file, last, len(lines[last - 1]) + 1)


def _bad_start(line: str, place: Place) -> Problem:
    character = line[place.column - 1 : place.column]
    if character == "\t":
        return Problem("a tab cannot indent", place, "use spaces; most editors can convert tabs")
    return Problem(f'words cannot begin with "{character}" here', place, 'put them in "quotes"')
