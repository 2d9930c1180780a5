"""Comments in a Word file of ours: each on the words that it is about, with its answers.

    [x] author, initials, date, paragraphs, "resolved", answers
    [x] on words of one line; on the whole line where they are not found there, or none are given
    [x] on a note: at its first call, since Word has no comments in notes
    [-] over several lines: on the first

The reader is `word.reader.parts.comments`. ECMA-376 Part 1, 17.13.4; MS-DOCX 2.5.4 (w15:commentEx).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree
from lxml.etree import _Element

from workplan.word.file.bookmarks import bookmark, call_bookmark
from workplan.word.file.package import packed
from workplan.word.file.xml import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, W, parse, serialise, w
from workplan.word.reader.parts.comments import Comment

_MAIN, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EXTENDED = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACES = {"w": W, "w14": _W14, "w15": _W15, "mc": _MC}


def with_comments(file: bytes, comments: Sequence[Comment]) -> bytes:
    """The `file`, which has none, with these comments. Those on an id that is not there are on the first
    line."""
    if not comments:
        return file
    with ZipFile(BytesIO(file)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    main = parse(entries[_MAIN], _MAIN)
    for number, comment in enumerate(comments):
        _anchor(main, number, comment)
    entries[_MAIN] = serialise(main)
    entries["word/comments.xml"] = serialise(_comments(comments))
    entries["word/commentsExtended.xml"] = serialise(_threads(comments))
    types, relations = parse(entries[_TYPES], _TYPES), parse(entries[_RELATIONS], _RELATIONS)
    for name, content_type, relation in (
        ("comments", CT.WML_COMMENTS, RT.COMMENTS),
        ("commentsExtended", _EXTENDED, _EXTENDED_RELATION),
    ):
        etree.SubElement(
            types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/word/{name}.xml", ContentType=content_type
        )
        etree.SubElement(
            relations,
            f"{{{PACKAGE_RELATIONSHIPS}}}Relationship",
            Id=name,
            Type=relation,
            Target=f"{name}.xml",
        )
    entries[_TYPES], entries[_RELATIONS] = serialise(types), serialise(relations)
    return packed(entries)


# Where they stand


def _anchor(main: _Element, number: int, comment: Comment) -> None:
    line = _line(main, comment.first)
    found = _between(line, comment.words) if comment.words else None
    begin, end = (w("commentRangeStart"), w("commentRangeEnd"))
    start, stop = (line.makeelement(tag, {w("id"): str(number)}) for tag in (begin, end))
    mark = line.makeelement(w("r"), {})
    etree.SubElement(mark, w("commentReference"), {w("id"): str(number)})
    if found:
        first, last = found
        first.addprevious(start)
        last.addnext(stop)
        while (above := stop.getparent()) is not None and above.tag != w("p"):
            above.addnext(stop)  # what is marked ends before it
        stop.addnext(mark)
    else:
        about = line.find(w("pPr"))
        line.insert(0 if about is None else line.index(about) + 1, start)
        line.extend((stop, mark))


def _line(main: _Element, id: str) -> _Element:
    """The paragraph of a line, or of the first call of a note; the first of all where there is none."""
    names = (bookmark(id), call_bookmark(id))
    for mark in main.iter(w("bookmarkStart")):
        if mark.get(w("name"), "") in names:
            paragraph = next(mark.iterancestors(w("p")), None)
            if paragraph is None:
                paragraph = next((each for each in mark.itersiblings() if each.tag == w("p")), None)
            if paragraph is not None:
                return paragraph
    return next(main.iter(w("p")))


def _between(line: _Element, words: str) -> tuple[_Element, _Element] | None:
    """The runs that hold exactly these words, made so; None where the line does not say them."""
    at = "".join(text for _, text in _texts(line)).find(words)
    if at < 0:
        return None
    for place in (at + len(words), at):
        _divide(line, place)
    found: list[_Element] = []
    so_far = 0
    for run, text in _texts(line):
        if at <= so_far and so_far + len(text) <= at + len(words) and text:
            found.append(run)
        so_far += len(text)
    return (found[0], found[-1]) if found else None


def _texts(line: _Element) -> Iterator[tuple[_Element, str]]:
    for run in line.iter(w("r")):
        yield run, "".join(each.text or "" for each in run.iter(w("t"), w("delText")))


def _divide(line: _Element, at: int) -> None:
    """Make a run end at this letter of the line."""
    so_far = 0
    for run, text in list(_texts(line)):
        if so_far < at < so_far + len(text):
            _divide_run(run, at - so_far)
            return
        so_far += len(text)


def _divide_run(run: _Element, at: int) -> None:
    rest = run.makeelement(run.tag, {str(name): str(said) for name, said in run.attrib.items()})
    if (look := run.find(w("rPr"))) is not None:
        rest.append(deepcopy(look))
    so_far = 0
    for child in list(run):
        if child.tag == w("rPr"):
            continue
        text = child.text or "" if child.tag in (w("t"), w("delText")) else ""
        if so_far >= at:
            rest.append(child)
        elif so_far + len(text) > at:
            other = deepcopy(child)
            child.text, other.text = text[: at - so_far], text[at - so_far :]
            for each in (child, other):
                each.set(_PRESERVE, "preserve")
            rest.append(other)
        so_far += len(text)
    run.addnext(rest)


# What they say


def _comments(comments: Sequence[Comment]) -> _Element:
    root = etree.Element(w("comments"), nsmap=_SPACES)
    root.set(f"{{{_MC}}}Ignorable", "w14 w15")
    for number, comment in enumerate(comments):
        about = {w("id"): str(number), w("author"): comment.author, w("initials"): comment.initials}
        if comment.date:
            about[w("date")] = comment.date.strftime("%Y-%m-%dT%H:%M:%SZ")
        element = etree.SubElement(root, w("comment"), about)
        for words in comment.paragraphs or ("",):
            paragraph = etree.SubElement(element, w("p"))
            text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
            text.text = words
            text.set(_PRESERVE, "preserve")
        paragraph.set(f"{{{_W14}}}paraId", _key(number))
    return root


def _threads(comments: Sequence[Comment]) -> _Element:
    root = etree.Element(f"{{{_W15}}}commentsEx", nsmap=_SPACES)
    root.set(f"{{{_MC}}}Ignorable", "w14 w15")
    for number, comment in enumerate(comments):
        entry = etree.SubElement(root, f"{{{_W15}}}commentEx")
        entry.set(f"{{{_W15}}}paraId", _key(number))
        if comment.parent is not None:
            entry.set(f"{{{_W15}}}paraIdParent", _key(comment.parent))
        entry.set(f"{{{_W15}}}done", str(int(comment.resolved)))
    return root


def _key(number: int) -> str:
    """The paraId of a comment: less than 0x80000000, as Word wants it."""
    return f"{0x57500000 + number:08X}"
