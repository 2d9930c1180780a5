"""What people and programs make of a Word form: the file after each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from workplan.returns.form import TICKS, Field, Form
from workplan.returns.naming import bookmark, tag, words_bookmark
from workplan.word.file.xml import W, unwrap, w

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
#: What a member says: ticks and words by field.
Filled = Mapping[Field, bool | str]
Edit = Callable[[_Element], None]


def edited(data: bytes, *edits: Edit, program: str = "Microsoft Office Word", without: str = "") -> bytes:
    """The file after these edits of its text, saved by a program that drops the parts `without`."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w") as saved:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                for edit in edits:
                    edit(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            elif name == "docProps/app.xml":
                content = re.sub(rb">workplan<", f">{program}<".encode(), content)
            is_list = name.endswith((".rels", "].xml"))
            if is_list and without:
                content = _less(content, without)
            if is_list or not without or not re.search(without, name):
                saved.writestr(name, content)
    return target.getvalue()


def _less(content: bytes, without: str) -> bytes:
    """A list of parts or relationships without these."""
    root = etree.fromstring(content)
    for each in [*root]:
        if re.search(without, each.get("Target", "") + each.get("PartName", "")):
            root.remove(each)
    return etree.tostring(root)


def run(words: str) -> _Element:
    """A run of these words."""
    made = etree.Element(w("r"))
    for n, line in enumerate(words.split("\n")):
        if n:
            etree.SubElement(made, w("br"))
        text = etree.SubElement(made, w("t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def filled_in(filled: Filled) -> Edit:
    """Somebody ticks and types in Word: the states of boxes change with their letters, and what is typed
    takes the place of the placeholder."""

    def edit(root: _Element) -> None:
        controls = {each.findtext(f".//{w('tag')}") or _tag(each): each for each in root.iter(w("sdt"))}
        for field, value in filled.items():
            control = controls[tag(field)]
            content = control.find(w("sdtContent"))
            assert content is not None
            if field.what in TICKS:
                checked = control.find(f".//{_W14}checked")
                assert checked is not None
                checked.set(f"{_W14}val", "1" if value else "0")
                text = next(content.iter(w("t")))
                text.text = "☒" if value else "☐"
            elif value:
                showing = control.find(f".//{w('showingPlcHdr')}")
                assert showing is not None
                showing.getparent().remove(showing)  # type: ignore[union-attr]
                content[:] = [run(str(value))]

    return edit


def _tag(control: _Element) -> str:
    found = control.find(f"{w('sdtPr')}/{w('tag')}")
    return found.get(w("val"), "") if found is not None else ""


def without_controls(root: _Element) -> None:
    """As ONLYOFFICE-like programs do: what is in a control stays, as text."""
    for content in [*root.iter(w("sdtContent"))]:
        unwrap(content)
    for control in [*root.iter(w("sdt"))]:
        for about in control.findall(w("sdtPr")):
            control.remove(about)
        unwrap(control)


def without_names(root: _Element) -> None:
    """As Google-like programs do: neither controls nor bookmarks."""
    without_controls(root)
    for mark in [*root.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        mark.getparent().remove(mark)  # type: ignore[union-attr]


def as_google(data: bytes, *edits: Edit) -> bytes:
    return edited(data, *edits, without_names, without="customXml|docProps")


def container(root: _Element, name: str) -> _Element:
    """The cell or line of a bookmark."""
    start = next(each for each in root.iter(w("bookmarkStart")) if each.get(w("name")) == name)
    line = next(start.iterancestors(w("p")))
    return next(start.iterancestors(w("tc")), line)


def typed(field: Field, words: str, *, instead: bool = False) -> Edit:
    """Words typed behind what stands in the place of an answer, or instead of it, control and all."""

    def edit(root: _Element) -> None:
        place = container(root, bookmark(field))
        line = place if place.tag == w("p") else next(place.iter(w("p")))
        if instead:
            for each in [*line.iter(w("sdt")), *line.iter(w("r"))]:
                if each.getparent() is not None and "".join(each.itertext()).strip() in ("☐", "…"):
                    each.getparent().remove(each)  # type: ignore[union-attr]
        last = [each for each in line if each.tag != w("bookmarkEnd")][-1]
        last.addnext(run(words))

    return edit


def words_replaced(action: str, old: str, new: str, *, tracked: bool = False) -> Edit:
    """The words of an action, changed."""

    def edit(root: _Element) -> None:
        text = next(
            each for each in container(root, words_bookmark(action)).iter(w("t")) if old in (each.text or "")
        )
        whole = text.getparent()
        assert whole is not None and text.text is not None
        if not tracked:
            text.text = text.text.replace(old, new)
            return
        before, _, after = text.text.partition(old)
        deleted, inserted = (
            etree.Element(w(name), {w("id"): "9001", w("author"): "A"}) for name in ("del", "ins")
        )
        gone = run(old)
        gone[0].tag = w("delText")
        deleted.append(gone)
        inserted.append(run(new))
        for each in (run(before), deleted, inserted, run(after)):
            whole.addprevious(each)
        whole.getparent().remove(whole)  # type: ignore[union-attr]

    return edit


def row_of(root: _Element, action: str) -> _Element:
    return next(container(root, words_bookmark(action)).iterancestors(w("tr")))


def row_deleted(action: str, *, tracked: bool = False) -> Edit:
    def edit(root: _Element) -> None:
        row = row_of(root, action)
        if not tracked:
            row.getparent().remove(row)  # type: ignore[union-attr]
            return
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        etree.SubElement(properties, w("del"), {w("id"): "9002", w("author"): "A"})

    return edit


def rows_turned(root: _Element) -> None:
    """The rows in the opposite order."""
    table = next(root.iter(w("tbl")))
    _, *rows = table.findall(w("tr"))
    for row in rows:
        table.remove(row)
    table.extend(reversed(rows))


def row_cut(action: str, at: str) -> Edit:
    """The row cut in two by hand: the second half of its words in a row below, other cells empty."""

    def edit(root: _Element) -> None:
        row = row_of(root, action)
        second = deepcopy(row)
        row.addnext(second)
        for mark in [*second.iter(w("bookmarkStart"), w("bookmarkEnd"), w("sdt"))]:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        cells = [row.findall(w("tc"))[1], second.findall(w("tc"))[1]]
        for text in second.iter(w("t")):
            if text not in [*cells[1].iter(w("t"))]:
                text.text = ""
        for cell, is_first in zip(cells, (True, False), strict=True):
            texts = [*cell.iter(w("t"))]
            here = next(n for n, text in enumerate(texts) if at in (text.text or ""))
            for n, text in enumerate(texts):
                before, _, after = (text.text or "").partition(at)
                if n == here:
                    text.text = before if is_first else at + after
                elif (n > here) == is_first:
                    text.text = ""

    return edit


def as_sent(form: Form) -> dict[Field, bool | str]:
    """What a form says that nobody filled in."""
    return {field: False if field.what in TICKS else "" for field in form.fields()}


NAMESPACES = {"w": W}
