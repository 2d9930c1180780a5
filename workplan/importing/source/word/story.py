"""The blocks of one part: paragraphs, tables, and what stands in content controls and text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from workplan.importing.source.model import Block, Cell, Line, Row, Table, Where
from workplan.importing.source.word.paragraphs import Paragraphs
from workplan.importing.source.word.parts import AROUND_BLOCKS, DELETED, INSERTED, MATHS, Opened, Part
from workplan.importing.source.word.runs import Runs, Words
from workplan.word.file.run_looks import toggle
from workplan.word.file.xml import value, w
from workplan.word.reader.words.walk import is_placeholder


class Story:
    """One part with paragraphs: the text, the notes, a head."""

    def __init__(self, opened: Opened, name: str, root: _Element) -> None:
        self._opened = opened
        self._part = Part(opened, name, root)
        self._runs = Runs(opened, self._part, root)
        self._paragraphs = Paragraphs(opened, self._part, self._runs)
        self.sections = self._paragraphs.sections
        self.passed, self.missed = self._part.passed, self._part.missed

    def blocks(self, parent: _Element, prefix: str, where: Where = "") -> list[Block]:
        """The blocks of a part, a cell, a note or a text box."""
        return [*self._inside(parent, prefix, where), *self._rest(prefix, where)]

    def _inside(self, parent: _Element, prefix: str, where: Where) -> list[Block]:
        found: list[Block] = []
        for child in self._part.children(parent):
            if child.tag == w("p"):
                found += self._paragraph(child, prefix, where)
            elif child.tag == w("tbl"):
                found += self._rest(prefix, where)
                table = self._table(child, prefix)
                found += [table] if table.rows else []  # all of them may be gone in the chosen view
            elif child.tag in AROUND_BLOCKS:
                if is_placeholder(child):
                    self._part.aside(child, "a placeholder of an empty content control")
                else:
                    found += self._inside(child, prefix, where or _control(child))
            elif child.tag == w("bookmarkStart"):
                pass
            elif child.tag in (MATHS + "oMathPara", MATHS + "oMath", w("r")):
                wrapped = Words(self._opened.styles.paragraph(""))
                if child.tag == w("r"):
                    self._runs.run(child, wrapped, "")
                else:
                    self._runs.equation(child, wrapped)
                found.append(Line(self._part.address(prefix, "p"), tuple(wrapped.pieces)))
        return found

    def _paragraph(self, element: _Element, prefix: str, where: Where) -> list[Block]:
        return self._with_boxes(self._paragraphs.paragraph(element, prefix, where))

    def _rest(self, prefix: str, where: Where) -> list[Block]:
        return self._with_boxes(self._paragraphs.rest(prefix, where))

    def _with_boxes(self, read: tuple[Line, list[_Element]] | None) -> list[Block]:
        if read is None:
            return []
        line, boxes = read
        found: list[Block] = [line]
        for box in boxes:
            found += self.blocks(box, f"{line.address}.box.", "box")
        return found

    def _table(self, element: _Element, prefix: str) -> Table:
        address = self._part.address(prefix, "t")
        rows: list[Row] = []
        for child in self._parts(element, w("tr")):
            properties = child.find(w("trPr"))
            if not self._is_there(properties):
                self._part.passed(child)
                continue
            at = f"{address}.r{len(rows) + 1}"
            cells: list[Cell] = []
            for cell in self._parts(child, w("tc")):
                about = cell.find(w("tcPr"))
                if not self._is_there(about):
                    self._part.passed(cell)
                    continue
                span = value(about, "gridSpan") if about is not None else ""
                merged = about.find(w("vMerge")) if about is not None else None
                blocks = self.blocks(cell, f"{at}.c{len(cells) + 1}.")
                cells.append(
                    Cell(
                        tuple(blocks),
                        min(int(span), 63) if span.isdecimal() and len(span) < 3 and int(span) else 1,
                        merged is not None and merged.get(w("val"), "continue") == "continue",
                    )
                )
            header = properties is not None and bool(toggle(properties, "tblHeader"))
            rows.append(Row(tuple(cells), header, _is_shaded(child)))
        summary = element.find(f"{w('tblPr')}/{w('tblDescription')}")
        caption = element.find(f"{w('tblPr')}/{w('tblCaption')}")
        said = next((e.get(w("val"), "") for e in (summary, caption) if e is not None), "")
        return Table(address, tuple(rows), summary=said)

    def _is_there(self, properties: _Element | None) -> bool:
        """Whether a row or cell with these properties is there in the chosen view."""
        changes = () if properties is None else properties.iterchildren(*INSERTED, *DELETED)
        return all(map(self._part.shows, changes))

    def _parts(self, element: _Element, tag: str) -> Iterator[_Element]:
        """The rows of a table or the cells of a row, those in content controls, too."""
        for child in self._part.children(element):
            if child.tag == tag:
                yield child
            elif child.tag in AROUND_BLOCKS:
                yield from self._parts(child, tag)


def _control(element: _Element) -> Where:
    """What a content control makes of the lines in it."""
    gallery = element.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    if gallery is not None and gallery.get(w("val"), "") == "Table of Contents":
        return "contents"
    return "control" if element.tag == w("sdt") else ""


def _is_shaded(row: _Element) -> bool:
    """Whether all cells of a row have a colour."""
    shades = [cell.find(f"{w('tcPr')}/{w('shd')}") for cell in row.iterfind(w("tc"))]
    return bool(shades) and all(
        shade is not None and shade.get(w("fill"), "auto").upper() not in ("AUTO", "FFFFFF", "")
        for shade in shades
    )
