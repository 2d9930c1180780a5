"""What is read of a paragraph's words, and what the paragraphs of one part have in common."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element
from msgspec import Struct

from workplan.document.tree import Inline
from workplan.word.file.opening import WordFile
from workplan.word.file.package import Relation
from workplan.word.reader.findings import Findings
from workplan.word.reader.marks import Revisions
from workplan.word.reader.parts.comments import Anchors
from workplan.word.reader.parts.styles import Styles
from workplan.word.reader.words.drawings import Picture
from workplan.word.reader.words.fields import Field


class Content(Struct):
    """What a paragraph holds, run by run. `begins` and `ends` are its bookmarks, each with the number of
    pieces before it."""

    pieces: list[Inline | Picture] = []
    begins: list[tuple[str, int]] = []
    ends: dict[str, int] = {}
    drawn: bool = False  # a chart of ours stands in it, which is made of the table below
    generated: bool = False  # part of a table of contents or the like
    page_breaks: list[int] = []  # each with the number of pieces before it


class Story(Struct):
    """What the paragraphs of one part have in common; `open` are fields that a paragraph has left open,
    `endless` the characters that begin one which does not end, `endnotes` the words of endnotes by their
    numbers, `sent` the characters that nobody meant which were sent all the same;
    where it is None, all characters are read as they are. `own_marks` are those of notes that have
    one instead of their number (17.11.14)."""

    file: WordFile
    styles: Styles
    revisions: Revisions
    relations: dict[str, Relation]
    findings: Findings
    anchors: Anchors
    languages: frozenset[str] = frozenset()
    calls: dict[str, list[str]] = {}  # the bookmarks around each first call
    open: list[Field] = []
    endless: frozenset[_Element] = frozenset()
    endnotes: Mapping[str, str] = {}
    sent: frozenset[str] | None = None
    own_marks: dict[str, str] = {}
