"""The fields that a house template's headers and footers may hold.

    [x] page numbers, properties and counters of the document itself, references inside it
    [x] HYPERLINK to http, https, mailto, or to a bookmark
    [x] fields in fields: IF and formulas on them
    [-] every other field is refused, as is one whose pieces are not neighbours

An instruction may run over several runs, and editors choose between the branches of an
`mc:AlternateContent` or pass over elements that they do not know. So that everybody reads the same
instruction, all pieces of a field must be children of runs that have one and the same parent.
(ECMA-376 Part 1, 17.16; Part 3, 9 and 10)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from workplan.text.hints import quoted
from workplan.word.file.xml import UnsafeFile, w

_FIELDS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS"),
        *("DOCPROPERTY", "STYLEREF", "REF", "PAGEREF", "NOTEREF", "SEQ", "TOC", "IF", "HYPERLINK"),
    }
)
#: The first word, and what ends it; a formula needs no space after its sign.
_KIND = re.compile(r"\s*(=|[A-Za-z]+(?![^\s\"\\]))")
#: A place in the document, or an address as the only argument that is no switch.
_LINK = re.compile(
    r"\s*HYPERLINK(?:\s+\"(?:https?://|mailto:)[^\"\\\s]+\")?(?:\s+\\[lot]\s+\"[^\"\\]*\"|\s+\\[hmn])*\s*",
    re.IGNORECASE,
)


class _Field(Struct):
    parent: etree._Element | None
    words: str = ""
    nests: bool = False
    separated: bool = False


def check_fields(root: etree._Element, name: str) -> None:
    """Raise `UnsafeFile` for a field that is not accepted in the part `name`."""
    for simple in root.iter(w("fldSimple")):
        _check(_Field(None, simple.get(w("instr"), "")), name)
    for field in _fields(root, name):
        _check(field, name)


def _fields(root: etree._Element, name: str) -> Iterator[_Field]:
    """The complex fields, each once its instruction has ended (17.16.18)."""
    open_: list[_Field] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        kind = element.get(w("fldCharType")) if element.tag == w("fldChar") else "words"
        parent = _parent_of_run(element)
        if kind == "begin" and parent is not None:
            for outer in open_[-1:]:
                outer.nests |= not outer.separated
                # A field that begins there could write the name of the field around it.
                if not outer.separated and not _KIND.match(outer.words):
                    raise _refused(outer.words, name)
            open_.append(_Field(parent))
            continue
        if not open_ or parent is not open_[-1].parent or (open_[-1].separated and kind != "end"):
            raise UnsafeFile(f"the reference document’s {quoted(name)} has a field in pieces")
        _continue(open_[-1], kind, element.text or "")
        if kind == "end":
            yield open_.pop()
    if open_:
        raise UnsafeFile(f"the reference document’s {quoted(name)} has a field without an end")


def _continue(field: _Field, kind: str | None, words: str) -> None:
    if kind == "words":
        field.words += words
    elif kind == "separate":
        field.separated = True


def _parent_of_run(element: etree._Element) -> etree._Element | None:
    run = element.getparent()
    return run.getparent() if run is not None and run.tag == w("r") else None


def _check(field: _Field, name: str) -> None:
    kind = _KIND.match(field.words)
    if not field.words.strip() and not field.nests:
        return
    if not kind or not (kind[1] == "=" or kind[1].upper() in _FIELDS):
        raise _refused(field.words, name)
    if kind[1].upper() == "HYPERLINK" and (field.nests or not _LINK.fullmatch(field.words)):
        raise _refused(field.words, name)


def _refused(words: str, name: str) -> UnsafeFile:
    return UnsafeFile(
        f"the reference document’s {quoted(name)} has a field that is not accepted: {quoted(words)}"
    )
