"""Word files as sources: every word of any of them, with its address.

    [x] paragraphs, tables in tables, content controls, text boxes (behind the paragraph that they hang on)
    [x] footnotes, endnotes, comments, heads and feet, watermarks, charts and diagrams (their words)
    [x] looks, sizes, languages, alignment, numbering with its labels, outline levels, borders, sections
    [x] links, references, fields (their results), contents lists (said to be ones)
    [x] symbols of Wingdings and Symbol that have a character
    [x] tracked changes: as they are `accepted` or `rejected`, and counted
    [-] former looks and properties in a rejected view: those of now
    [-] embedded objects, ink, sound: left out, and said

No word can be passed over: what this reader does not come to is found at the end, and said to stand
elsewhere (`_Story.missed`). Opened as any file from outside (`workplan.word.opening`).
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml.etree import _Element

from workplan.document.tree import LINE_BREAK
from workplan.importing.source.model import (
    Apart,
    Block,
    Cell,
    Comment,
    Counting,
    Line,
    Note,
    Piece,
    Row,
    Source,
    Table,
    all_lines,
)
from workplan.importing.source.styles import Style, Styles, value, with_run
from workplan.word.hyphens import HYPHENS
from workplan.word.opening import ADDRESS, WordFile, open_word
from workplan.word.reader.drawings import pictures
from workplan.word.reader.fields import Field, endless
from workplan.word.reader.marks import PLAIN as NO_MARKS
from workplan.word.reader.numbering import Counter
from workplan.word.reader.walk import is_placeholder
from workplan.word.run_looks import toggle
from workplan.word.xml import A, R, UnsafeFile, w

#: How tracked changes are read.
View = Literal["accepted", "rejected"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_INSERTED = frozenset(map(w, ("ins", "moveTo")))
_DELETED = frozenset(map(w, ("del", "moveFrom")))
_AROUND_BLOCKS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag")))
_AROUND_RUNS = frozenset(map(w, ("smartTag", "customXml", "dir", "bdo", "sdtContent", "ruby", "rubyBase")))
_WORDS = frozenset({w("t"), _MATHS + "t", f"{{{A}}}t"})
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF0E8: "➔", 0xF04A: "☺",
    0xF0FE: "☑", 0xF06F: "□", 0xF0B2: "◦", 0xF076: "❖", 0xF02D: "-", 0xF0AE: "→", 0xF0A3: "≤", 0xF0B3: "≥",
    0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0AB: "↔", 0xF061: "α", 0xF062: "β", 0xF06D: "µ",
}  # fmt: skip
#: Characters that are elements of their own.
_SIGNS = {**HYPHENS, w("tab"): "\t", w("ptab"): "\t"}


def read_word(data: bytes, name: str, view: View = "accepted") -> Source:
    """The source in a Word file. Raises `UnsafeFile` with what is wrong with it."""
    return _Reader(open_word(data, copy=True), name, view).source()


class _Reader:
    """One file."""

    def __init__(self, file: WordFile, name: str, view: View) -> None:
        self.file, self.name, self.view = file, name, view
        self.styles = Styles(self._part("styles"))
        self.numbering = self._part("numbering")
        self.linked = _linked_levels(self.numbering)
        self.apart: list[Apart] = []
        self.pictures: dict[str, bytes] = {}
        self.changed: Tally[str] = Tally()
        self.remarks = list(file.left_out)
        self.note_marks: dict[str, str] = {}
        self.about: dict[str, str] = {}  # the line that a comment is about, by the comment's number

    def source(self) -> Source:
        root = self.file.xml(self.file.main)
        body = root.find(w("body"))
        if body is None:
            raise UnsafeFile("the Word file has no text")
        story = _Story(self, self.file.main, root)
        blocks = story.blocks(body, "")
        blocks = _turned(blocks, story.sections, _is_landscape(body.find(w("sectPr"))))
        story.missed("the text")
        notes = [*self._notes("footnotes", "footnote", "n"), *self._notes("endnotes", "endnote", "e")]
        self._heads()
        self._drawn()
        core, app = self._core()
        return Source(
            self.name,
            tuple(blocks),
            tuple(notes),
            tuple(self._comments()),
            tuple(self.apart),
            self.pictures,
            dict(self.changed),
            core.get("language", "") or self.styles.paragraph("").language,
            core.get("title", ""),
            app,
            remarks=tuple(dict.fromkeys(self.remarks)),
            note_marks=self.note_marks,
            carries=any(b"urn:workplan:content:1" in blob for blob in self.file.data.values()),
        )

    def _part(self, kind: str) -> _Element | None:
        name = self.file.related(self.file.main, kind)
        return None if name is None else self.file.xml(name)

    def _notes(self, part: str, tag: str, prefix: str) -> Iterator[Note]:
        name = self.file.related(self.file.main, part)
        if name is None:
            return
        root = self.file.xml(name)
        story = _Story(self, name, root)
        for element in root.iterfind(w(tag)):
            if element.get(w("type"), "normal") != "normal":
                story.passed(element)
                continue
            address = f"{prefix}{element.get(w('id'), '')}"
            lines = all_lines(story.blocks(element, f"{address}."))
            yield Note(address, tuple(line for line in lines if not line.empty))
        story.missed("the notes")

    def _heads(self) -> None:
        """The words of running heads and feet, each once."""
        for relation in self.file.relations.get(self.file.main, ()):
            kind = relation.type.rsplit("/", 1)[-1]
            if kind not in ("header", "footer") or relation.target not in self.file.data:
                continue
            root = self.file.xml(relation.target)
            short = f"{kind[:4]}{1 + sum(each.address.startswith(kind[:4]) for each in self.apart)}"
            story = _Story(self, relation.target, root)
            lines = [line.text.strip() for line in all_lines(story.blocks(root, f"{short}."))]
            self._put(short, "running head" if kind == "header" else "running foot", " ".join(lines))
            story.missed("a running head")

    def _put(self, address: str, kind: str, words: str) -> None:
        if words := " ".join(words.split()):
            self.apart.append(Apart(address, kind, words))

    def _drawn(self) -> None:
        """The words of charts and diagrams, which stand in parts of their own."""
        kinds = {"chart": "a chart", "chartEx": "a chart", "diagramData": "a diagram"}
        seen: set[str] = set()
        for relations in self.file.relations.values():
            for relation in relations:
                kind, target = relation.type.rsplit("/", 1)[-1], relation.target
                if kind in kinds and target in self.file.data and target not in seen:
                    seen.add(target)
                    root = self.file.xml(target)
                    words = [each.text or "" for each in root.iter(f"{{{A}}}t", _CHART + "v")]
                    self._put(f"drawing{len(seen)}", kinds[kind], " ".join(words))

    def _comments(self) -> Iterator[Comment]:
        name = self.file.related(self.file.main, "comments")
        if name is None:
            return
        root = self.file.xml(name)
        story = _Story(self, name, root)
        for element in root.iterfind(w("comment")):
            id = element.get(w("id"), "")
            words = "\n".join(line.text for line in all_lines(story.blocks(element, f"c{id}.")))
            yield Comment(f"c{id}", element.get(w("author"), ""), words.strip(), self.about.get(id, ""))

    def _core(self) -> tuple[dict[str, str], str]:
        core: dict[str, str] = {}
        if (name := self.file.related("/", "core-properties")) in self.file.data:
            root = self.file.xml(name or "")
            for key in ("title", "language"):
                core[key] = " ".join((root.findtext(f"{_DC}{key}") or "").split())
        app = ""
        if (name := self.file.related("/", "extended-properties")) in self.file.data:
            for element in self.file.xml(name or ""):
                if element.tag.endswith("}Application"):
                    app = (element.text or "")[:80]
        return core, app


@dataclass(slots=True)
class _Words:
    """The pieces of a paragraph so far, and what stands beside them."""

    base: Style
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    contents: bool = False
    new_page: bool = False
    page_behind: bool = False
    comments: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)  # bookmarks since the last words
    sign: str | None = None  # the note whose own sign follows

    def put(self, piece: Piece) -> None:
        last = self.pieces[-1] if self.pieces else None
        plain = last and not (piece.note or piece.picture or last.note or last.picture)
        if last and plain and replace(last, text="") == replace(piece, text=""):
            self.pieces[-1] = replace(last, text=last.text + piece.text)
        else:
            self.pieces.append(piece)


class _Story:
    """One part with paragraphs: the text, the notes, a head."""

    def __init__(self, reader: _Reader, part: str, root: _Element) -> None:
        self._reader, self._part, self._root = reader, part, root
        self._relations = {each.id: each for each in reader.file.relations.get(part, ())}
        self._counter = Counter(reader.numbering)
        self._seen: set[_Element] = set()
        self._endless = endless(root)
        self._fields: list[Field] = []
        self._held: list[Piece] = []  # of a paragraph whose mark is gone
        self._page = False
        self._counts: Tally[str] = Tally()
        self.sections: list[tuple[str, bool]] = []

    # Blocks

    def blocks(self, parent: _Element, prefix: str, where: str = "") -> list[Block]:
        found: list[Block] = []
        for child in self._children(parent):
            if child.tag == w("p"):
                found += self._paragraph(child, prefix, where)
            elif child.tag == w("tbl"):
                found.append(self._table(child, prefix))
            elif child.tag in _AROUND_BLOCKS:
                if is_placeholder(child):
                    self._aside(child, "a placeholder of an empty content control")
                else:
                    found += self.blocks(child, prefix, where or _control(child))
            elif child.tag == w("bookmarkStart"):
                pass
            elif child.tag in (_MATHS + "oMathPara", _MATHS + "oMath", w("r")):
                wrapped = _Words(self._reader.styles.paragraph(""))
                self._run(child, wrapped, "") if child.tag == w("r") else self._equation(child, wrapped)
                found.append(Line(self._address(prefix, "p"), tuple(wrapped.pieces)))
        return found

    def _children(self, parent: _Element) -> Iterator[_Element]:
        """The children of an element, in the chosen view, with what only wraps them taken off."""
        for child in parent:
            if child.tag in _INSERTED or child.tag in _DELETED:
                if self._shows(child):
                    yield from self._children(child)
            elif child.tag == _MC + "AlternateContent":
                if (chosen := _chosen(child)) is not None:
                    yield from self._children(chosen)
            else:
                yield child

    def _shows(self, change: _Element) -> bool:
        """Whether what stands in a change is there in the chosen view; it is counted on the way."""
        if change.get(w("author")) is not None or change.get(w("id")) is not None:
            self._reader.changed[change.get(w("author"), "")] += 1
        shows = (change.tag in _INSERTED) == (self._reader.view == "accepted")
        if not shows:
            self.passed(change)
        return shows

    def passed(self, element: _Element) -> None:
        """What stands in an element is left out on purpose."""
        self._seen.update(element.iter(*_WORDS))

    def _aside(self, element: _Element, kind: str) -> None:
        """What stands in an element is no part of the text, and said."""
        words = " ".join(each.text or "" for each in element.iter(*_WORDS))
        self.passed(element)
        self._reader._put(f"aside{len(self._reader.apart) + 1}", kind, words)

    def _address(self, prefix: str, kind: str) -> str:
        self._counts[prefix + kind] += 1
        return f"{prefix}{kind}{self._counts[prefix + kind]}"

    def missed(self, where: str) -> None:
        """Say the words of this part that nobody came to."""
        lost = [
            each.text
            for each in self._root.iter(*_WORDS)
            if each not in self._seen and (each.text or "").strip() and not _is_fallback(each)
        ]
        self._reader._put(
            f"elsewhere{len(self._reader.apart) + 1}",
            f"something unknown in {where}",
            " ".join(filter(None, lost)),
        )

    def _table(self, element: _Element, prefix: str) -> Table:
        address = self._address(prefix, "t")
        rows: list[Row] = []
        for child in self._rows(element):
            properties = child.find(w("trPr"))
            if properties is not None and not all(
                self._shows(each) for each in properties if each.tag in _INSERTED | _DELETED
            ):
                self.passed(child)
                continue
            at = f"{address}.r{len(rows) + 1}"
            cells: list[Cell] = []
            for cell in self._cells(child):
                about = cell.find(w("tcPr"))
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

    def _rows(self, element: _Element) -> Iterator[_Element]:
        for child in self._children(element):
            if child.tag == w("tr"):
                yield child
            elif child.tag in _AROUND_BLOCKS:
                yield from self._rows(child)

    def _cells(self, row: _Element) -> Iterator[_Element]:
        for child in self._children(row):
            if child.tag == w("tc"):
                yield child
            elif child.tag in _AROUND_BLOCKS:
                yield from self._cells(child)

    # Paragraphs

    def _paragraph(self, element: _Element, prefix: str, where: str) -> list[Block]:
        about = element.find(w("pPr"))
        id = "" if about is None else value(about, "pStyle")
        style = self._reader.styles.paragraph(id)
        opened = any(each.generated for each in self._fields)
        words = _Words(style, list(self._held))
        self._held = []
        address = self._address(prefix, "p")
        self._inside(element, words, address)
        for number in words.comments:
            self._reader.about.setdefault(number, address)
        if about is not None and self._joins_next(about):
            self._held = words.pieces
            return []
        contents = opened or words.contents or style.contents
        line = self._line(element, about, id, words, address)
        line = replace(
            line,
            where="contents" if contents or where == "contents" else where,  # type: ignore[arg-type]
            new_page=line.new_page or words.new_page or self._page,
        )
        self._page = words.page_behind
        section = None if about is None else about.find(w("sectPr"))
        if section is not None:
            self.sections.append((address, _is_landscape(section)))
        found: list[Block] = [line]
        for box in words.boxes:
            found += self.blocks(box, f"{address}.box.", "box")
        return found

    def _joins_next(self, about: _Element) -> bool:
        """Whether the mark of the paragraph is gone in the chosen view, so that it goes on in the next."""
        marks = about.find(w("rPr"))
        if marks is None:
            return False
        shown = [self._shows(each) for each in marks if each.tag in _INSERTED | _DELETED]
        return not all(shown)

    def _line(self, element: _Element, about: _Element | None, id: str, words: _Words, address: str) -> Line:
        style = words.base
        alignment, outline = style.alignment, style.outline
        indent, bordered, new_page = 0, style.bordered, False
        if about is not None:
            alignment = value(about, "jc") or alignment
            direct = value(about, "outlineLvl")
            outline = (int(direct) + 1) % 10 if direct.isdecimal() and len(direct) == 1 else outline
            bordered = bordered or about.find(w("pBdr")) is not None
            new_page = bool(toggle(about, "pageBreakBefore"))
            left = about.find(w("ind"))
            if left is not None:
                words_ = left.get(w("left"), left.get(w("start"), "0")).partition(".")[0]
                indent = int(words_) if words_.lstrip("-").isdecimal() and len(words_) < 7 else 0
        return Line(
            address,
            tuple(words.pieces),
            style=style.name,
            means=style.means,
            heading=style.heading,
            inherited=style.inherited,
            outline=outline,
            counting=self._counting(about, id, style),
            alignment={"both": "justify", "end": "right", "start": "left"}.get(alignment, alignment),
            indent=indent,
            bordered=bordered,
            new_page=new_page,
            bookmarks=tuple(words.bookmarks),
        )

    def _counting(self, about: _Element | None, id: str, style: Style) -> Counting | None:
        num = "" if about is None else value(about, "numPr/numId")
        level_words = "" if about is None else value(about, "numPr/ilvl")
        level = int(level_words) if level_words.isdecimal() and len(level_words) == 1 else style.level
        if not num:
            num = style.num
            level = self._reader.linked.get((num, id), level)
        if not num or num == "0":
            return None
        counted = self._counter.next(num, level)
        if counted is None or counted.level.kind is None:
            return None
        is_bullet = counted.level.kind == "bullet"
        label = "•" if is_bullet else counted.label.strip()
        kind = counted.level.kind if is_bullet else _kind(counted.level.format, counted.label)
        linked = next((s for (n, s), at in self._reader.linked.items() if n == num and at == level), "")
        styled = self._reader.styles.paragraph(linked).means if linked else ""
        return Counting(label, kind, counted.number, level, "/".join(counted.list), styled)

    # Runs

    def _inside(self, parent: _Element, words: _Words, address: str, link: str = "") -> None:
        for child in self._children(parent):
            tag = child.tag
            if tag == w("r"):
                self._run(child, words, link)
            elif tag == w("hyperlink"):
                self._inside(child, words, address, self._led_to(child) or link)
            elif tag == w("fldSimple"):
                self._begin(child.get(w("instr"), ""), words)
                self._inside(child, words, address, link)
                self._fields.pop()
            elif tag == w("sdt") and is_placeholder(child):
                self._aside(child, "a placeholder of an empty content control")
            elif tag == w("sdt") or tag in _AROUND_RUNS:
                self._inside(child, words, address, link)
            else:
                self._between(child, words)

    def _between(self, child: _Element, words: _Words) -> None:
        """What stands between runs."""
        if child.tag == w("bookmarkStart"):
            words.bookmarks.append(child.get(w("name"), ""))
            words.begun.append(words.bookmarks[-1])
        elif child.tag == w("commentRangeStart"):
            words.comments.append(child.get(w("id"), ""))
        elif child.tag.startswith(_MATHS):
            self._equation(child, words)

    def _led_to(self, link: _Element) -> str:
        anchor, relation = link.get(w("anchor"), ""), self._relations.get(link.get(f"{{{R}}}id", ""))
        if relation is not None and relation.external:
            return relation.target
        return f"#{anchor}" if anchor else ""

    def _run(self, run: _Element, words: _Words, link: str) -> None:
        style, properties = words.base, run.find(w("rPr"))
        if properties is not None:
            named = self._reader.styles.character(value(properties, "rStyle"))
            base = style
            if named is not None:
                style = self._in_style(value(properties, "rStyle"), style)
            style = with_run(style, properties)
            del base
        for child in self._children(run):
            self._element(child, style, words, link)

    def _in_style(self, id: str, style: Style) -> Style:
        """A style with what a character style says, and those that it is based on."""
        chain: dict[str, None] = {}
        while id and id not in chain:
            chain[id] = None
            id = self._reader.styles.based_on(id)
        for each in reversed(chain):
            style = with_run(style, self._reader.styles.character(each))
        return style

    def _element(self, child: _Element, style: Style, words: _Words, link: str) -> None:
        """What stands in a run."""
        tag = child.tag
        if tag == w("t"):
            self._seen.add(child)
            self._text(child.text or "", style, words, link)
        elif (sign := _SIGNS.get(tag)) is not None:
            self._text(sign, style, words, link)
        elif tag in (w("br"), w("cr")):
            self._break(child, style, words, link)
        elif tag == w("sym"):
            self._text(self._symbol(child), style, words, link)
        elif tag in _AROUND_RUNS:
            for inner in self._children(child):
                if inner.tag == w("r"):
                    self._run(inner, words, link)
        else:
            self._other(child, style, words)

    def _other(self, child: _Element, style: Style, words: _Words) -> None:
        """What in a run is no words of its own."""
        tag = child.tag
        if tag in (w("footnoteReference"), w("endnoteReference")):
            address = f"{'n' if tag == w('footnoteReference') else 'e'}{child.get(w('id'), '')}"
            words.put(Piece("", note=address, size=style.size))
            self._reader.note_marks |= dict.fromkeys(words.begun, address)
            words.begun = []
            words.sign = address if toggle_attribute(child, "customMarkFollows") else None
        elif tag == w("fldChar"):
            self._field(child, words)
        elif tag == w("instrText") and self._fields:
            self._fields[-1].instruct(child.text or "")
        elif tag in (w("drawing"), w("pict"), w("object")):
            if tag == w("object"):
                self._reader.remarks.append("an embedded object is left out")
            self._drawing(child, words)
        elif tag == w("commentReference"):
            words.comments.append(child.get(w("id"), ""))

    def _text(self, text: str, style: Style, words: _Words, link: str) -> None:
        if not text:
            return
        if words.sign is not None:
            words.pieces[-1] = replace(words.pieces[-1], text=text.strip())
            words.sign = None
            return
        if style.hidden:
            self._reader._put(f"hidden{len(self._reader.apart) + 1}", "hidden text", text)
            return
        words.begun = []
        field_ = next((each for each in reversed(self._fields) if each.separated), None)
        name, to = (field_.name, _target(field_)) if field_ else ("", "")
        words.contents = words.contents or any(each.generated for each in self._fields)
        words.put(
            Piece(
                text,
                style.look,
                link or to,
                name if name in ("PAGE", "NUMPAGES", "REF", "PAGEREF", "NOTEREF", "SEQ") else "",
                size=style.size,
                language=style.language,
                underlined=style.underlined and not link,
            )
        )

    def _break(self, child: _Element, style: Style, words: _Words, link: str) -> None:
        match child.get(w("type"), ""):
            case "page":
                if any(each.text.strip() for each in words.pieces):
                    words.page_behind = True
                else:
                    words.new_page = True
            case "column":
                pass
            case _:
                self._text(LINE_BREAK, style, words, link)

    def _symbol(self, child: _Element) -> str:
        code_words = child.get(w("char"), "")
        try:
            code = int(code_words, 16)
        except ValueError:
            return "\ufffd"
        code = code + 0xF000 if 0x20 <= code < 0x100 else code
        if code in _SYMBOLS:
            return _SYMBOLS[code]
        if 0xE000 <= code < 0xF900 or not 0x20 <= code < 0xFFFE or 0xD800 <= code < 0xE000:
            self._reader.remarks.append(
                f"a symbol of the font {child.get(w('font'), '')[:40]!r} has no character of its own"
            )
            return "\ufffd"
        return chr(code)

    def _drawing(self, drawing: _Element, words: _Words) -> None:
        boxes = list(drawing.iter(w("txbxContent")))
        words.boxes += [box for box in boxes if not _is_fallback(box)] or boxes[:1]
        for path in drawing.iter(_TEXTPATH):
            self._reader._put(f"drawn{len(self._reader.apart) + 1}", "a watermark", path.get("string", ""))
        if boxes:
            return
        for picture in pictures(drawing, NO_MARKS):
            relation = self._relations.get(picture.relation)
            data = self._reader.file.data.get(relation.target) if relation and not relation.external else None
            if relation is None or data is None:
                self._reader.remarks.append("a picture is left out, which is not in the file")
                continue
            self._reader.pictures[relation.target] = data
            words.put(Piece(picture.alternative, picture=relation.target))

    def _equation(self, element: _Element, words: _Words) -> None:
        found = list(element.iter(_MATHS + "t"))
        self._seen.update(found)
        words.put(Piece(" ".join(each.text or "" for each in found), size=words.base.size))
        self._reader.remarks.append("an equation is words in a line")

    # Fields

    def _field(self, child: _Element, words: _Words) -> None:
        match child.get(w("fldCharType")):
            case "begin" if child not in self._endless:
                self._fields.append(Field())
            case "separate" if self._fields:
                self._fields[-1].separated = True
            case "end" if self._fields:
                words.contents = words.contents or self._fields[-1].generated
                self._fields.pop()
            case _:
                pass

    def _begin(self, instruction: str, words: _Words) -> None:
        field_ = Field(separated=True)
        field_.instruct(instruction)
        self._fields.append(field_)
        words.contents = words.contents or field_.generated


def _target(field_: Field) -> str:
    """Where the result of a field leads to."""
    name, *arguments = field_.words()
    others = [word for word in arguments if not word.startswith("\\")]
    match name.upper():
        case "HYPERLINK" if others and "\\l" in arguments:
            return f"#{others[-1]}"
        case "HYPERLINK" if others and ADDRESS.fullmatch(others[0]):
            return others[0]
        case "REF" | "PAGEREF" | "NOTEREF" if others:
            return f"#{others[0]}"
        case _:
            return ""


def _chosen(alternatives: _Element) -> _Element | None:
    """The first choice; the plain character where that is an emoji in a way of Word's own."""
    for choice in alternatives:
        required = choice.get("Requires", "")
        spaces = {choice.nsmap.get(prefix) or "" for prefix in required.split()}
        if not any("symex" in each for each in spaces):
            return choice
    return None


def _is_fallback(element: _Element) -> bool:
    """Whether it stands in what is for other readers."""
    parent = element.getparent()
    while parent is not None:
        if parent.tag == _MC + "Fallback":
            above = parent.getparent()
            return above is not None and _chosen(above) is not parent
        parent = parent.getparent()
    return False


def _control(element: _Element) -> str:
    """What a content control makes of the lines in it."""
    gallery = element.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    if gallery is not None and gallery.get(w("val"), "") == "Table of Contents":
        return "contents"
    return "control" if element.tag == w("sdt") else ""


def _linked_levels(part: _Element | None) -> dict[tuple[str, str], int]:
    """The levels that are linked to styles, by the number of the list and the id of the style."""
    if part is None:
        return {}
    by_definition: dict[str, dict[str, int]] = {}
    for definition in part.iterfind(w("abstractNum")):
        levels = by_definition.setdefault(definition.get(w("abstractNumId"), ""), {})
        for level in definition.iterfind(w("lvl")):
            if (style := value(level, "pStyle")) and level.get(w("ilvl"), "").isdecimal():
                levels[style] = int(level.get(w("ilvl"), "0")[:2])
    return {
        (num.get(w("numId"), ""), style): level
        for num in part.iterfind(w("num"))
        for style, level in by_definition.get(value(num, "abstractNumId"), {}).items()
    }


def _kind(format_: str, label: str) -> str:
    """How a number counts: as kinds of lists of the tree, with capital letters and Roman numbers besides."""
    kind = {
        "lowerLetter": "lower-alpha",
        "upperLetter": "upper-alpha",
        "lowerRoman": "lower-roman",
        "upperRoman": "upper-roman",
    }.get(format_, "decimal")
    return (
        f"bracketed-{kind.removeprefix('lower-')}"
        if label.strip().startswith("(") and kind.startswith("lower-")
        else kind
    )


def _is_landscape(section: _Element | None) -> bool:
    size = None if section is None else section.find(w("pgSz"))
    return size is not None and size.get(w("orient"), "") == "landscape"


def _turned(blocks: Sequence[Block], sections: Sequence[tuple[str, bool]], last: bool) -> list[Block]:
    """The blocks, those of sections in landscape said to be so."""
    found: list[Block] = []
    rest = list(sections)
    for block in blocks:
        landscape = rest[0][1] if rest else last
        found.append(replace(block, landscape=True) if landscape else block)
        if rest and block.address == rest[0][0]:
            rest.pop(0)
    return found


def _is_shaded(row: _Element) -> bool:
    """Whether all cells of a row have a colour."""
    shades = [cell.find(f"{w('tcPr')}/{w('shd')}") for cell in row.iterfind(w("tc"))]
    return bool(shades) and all(
        shade is not None and shade.get(w("fill"), "auto").upper() not in ("AUTO", "FFFFFF", "")
        for shade in shades
    )


def toggle_attribute(element: _Element, name: str) -> bool:
    return element.get(w(name), "0") not in {"0", "false", "off"}
