"""What stands in a paragraph, as pieces: words, links, fields, note signs, symbols, pictures, equations."""

from __future__ import annotations

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import LINE_BREAK
from workplan.importing.source.model import Piece
from workplan.importing.source.styles import Style, with_run
from workplan.importing.source.word.parts import MATHS, Opened, Part, is_fallback
from workplan.word.file.hyphens import HYPHENS
from workplan.word.file.opening import ADDRESS
from workplan.word.file.xml import R, value, w
from workplan.word.reader.marks import PLAIN as NO_MARKS
from workplan.word.reader.words.drawings import pictures
from workplan.word.reader.words.fields import Field, endless
from workplan.word.reader.words.walk import is_placeholder

_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_AROUND_RUNS = frozenset(map(w, ("smartTag", "customXml", "dir", "bdo", "sdtContent", "ruby", "rubyBase")))
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF0E8: "➔", 0xF04A: "☺",
    0xF0FE: "☑", 0xF06F: "□", 0xF0B2: "◦", 0xF076: "❖", 0xF02D: "-", 0xF0AE: "→", 0xF0A3: "≤", 0xF0B3: "≥",
    0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0AB: "↔", 0xF061: "α", 0xF062: "β", 0xF06D: "µ",
}  # fmt: skip
#: Characters that are elements of their own.
_SIGNS = {**HYPHENS, w("tab"): "\t", w("ptab"): "\t"}


class Words(Struct):
    """The pieces of a paragraph so far, and what stands beside them."""

    base: Style
    pieces: list[Piece] = []
    boxes: list[_Element] = []
    bookmarks: list[str] = []
    contents: bool = False
    new_page: bool = False
    page_behind: bool = False
    comments: list[str] = []
    covered: set[str] = set()  # by comments, whose ranges are open
    begun: list[str] = []  # bookmarks since the last words
    sign: str | None = None  # the note whose own sign follows

    def put(self, piece: Piece) -> None:
        last = self.pieces[-1] if self.pieces else None
        plain = last and not (piece.note or piece.picture or last.note or last.picture)
        if last and plain and replace(last, text="") == replace(piece, text=""):
            self.pieces[-1] = replace(last, text=last.text + piece.text)
        else:
            self.pieces.append(piece)


class Runs:
    """The runs of one part, with the fields that are open between them."""

    def __init__(self, opened: Opened, part: Part, root: _Element) -> None:
        self._opened, self._part = opened, part
        self._endless = endless(root)
        self.fields: list[Field] = []

    def inside(self, parent: _Element, words: Words, address: str, link: str = "") -> None:
        for child in self._part.children(parent):
            tag = child.tag
            if tag == w("r"):
                self.run(child, words, link)
            elif tag == w("hyperlink"):
                self.inside(child, words, address, self._led_to(child) or link)
            elif tag == w("fldSimple"):
                self._begin(child.get(w("instr"), ""), words)
                self.inside(child, words, address, link)
                self.fields.pop()
            elif tag == w("sdt") and is_placeholder(child):
                self._part.aside(child, "a placeholder of an empty content control")
            elif tag == w("sdt") or tag in _AROUND_RUNS:
                self.inside(child, words, address, link)
            else:
                self._between(child, words)

    def _between(self, child: _Element, words: Words) -> None:
        """What stands between runs."""
        if child.tag == w("bookmarkStart"):
            words.bookmarks.append(child.get(w("name"), ""))
            words.begun.append(words.bookmarks[-1])
        elif child.tag == w("commentRangeStart"):
            words.comments.append(child.get(w("id"), ""))
            words.covered.add(child.get(w("id"), ""))
        elif child.tag == w("commentRangeEnd"):
            words.covered.discard(child.get(w("id"), ""))
        elif child.tag.startswith(MATHS):
            self.equation(child, words)

    def _led_to(self, link: _Element) -> str:
        anchor, relation = link.get(w("anchor"), ""), self._part.relations.get(link.get(f"{{{R}}}id", ""))
        if relation is not None and relation.external:
            return relation.target
        return f"#{anchor}" if anchor else ""

    def run(self, run: _Element, words: Words, link: str) -> None:
        style, properties = words.base, self._part.properties(run.find(w("rPr")))
        if properties is not None:
            named = self._opened.styles.character(value(properties, "rStyle"))
            if named is not None:
                style = self._in_style(value(properties, "rStyle"), style)
            style = with_run(style, properties)
        for child in self._part.children(run):
            self._element(child, style, words, link)

    def _in_style(self, id: str, style: Style) -> Style:
        """A style with what a character style says, and those that it is based on."""
        chain: dict[str, None] = {}
        while id and id not in chain:
            chain[id] = None
            id = self._opened.styles.based_on(id)
        for each in reversed(chain):
            style = with_run(style, self._opened.styles.character(each))
        return style

    def _element(self, child: _Element, style: Style, words: Words, link: str) -> None:
        """What stands in a run."""
        tag = child.tag
        if tag in (w("t"), w("delText")):
            self._part.seen.add(child)
            self._text(child.text or "", style, words, link)
        elif (sign := _SIGNS.get(tag)) is not None:
            self._text(sign, style, words, link)
        elif tag in (w("br"), w("cr")):
            self._break(child, style, words, link)
        elif tag == w("sym"):
            self._text(self._symbol(child), style, words, link)
        elif tag in _AROUND_RUNS:
            for inner in self._part.children(child):
                if inner.tag == w("r"):
                    self.run(inner, words, link)
        else:
            self._other(child, style, words)

    def _other(self, child: _Element, style: Style, words: Words) -> None:
        """What in a run is no words of its own."""
        tag = child.tag
        if tag in (w("footnoteReference"), w("endnoteReference")):
            address = f"{'n' if tag == w('footnoteReference') else 'e'}{child.get(w('id'), '')}"
            words.put(Piece("", note=address, size=style.size))
            self._opened.note_marks |= dict.fromkeys(words.begun, address)
            words.begun = []
            words.sign = address if toggle_attribute(child, "customMarkFollows") else None
        elif tag == w("fldChar"):
            self._field(child, words)
        elif tag in (w("instrText"), w("delInstrText")) and self.fields:
            self.fields[-1].instruct(child.text or "")
        elif tag in (w("drawing"), w("pict"), w("object")):
            if tag == w("object"):
                self._opened.remarks.append("an embedded object is left out")
            self._drawing(child, words)
        elif tag == w("commentReference"):
            words.comments.append(child.get(w("id"), ""))

    def _text(self, text: str, style: Style, words: Words, link: str) -> None:
        if not text:
            return
        if words.sign is not None:
            words.pieces[-1] = replace(words.pieces[-1], text=text.strip())
            words.sign = None
            return
        if style.hidden:
            self._opened.put(f"hidden{len(self._opened.apart) + 1}", "hidden text", text)
            return
        words.begun = []
        for comment in words.covered:
            self._opened.on[comment] = self._opened.on.get(comment, "") + text
        field_ = next((each for each in reversed(self.fields) if each.separated), None)
        name, to = (field_.name, _target(field_)) if field_ else ("", "")
        words.contents = words.contents or any(each.generated for each in self.fields)
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

    def _break(self, child: _Element, style: Style, words: Words, link: str) -> None:
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
            self._opened.remarks.append(
                f"a symbol of the font {child.get(w('font'), '')[:40]!r} has no character of its own"
            )
            return "\ufffd"
        return chr(code)

    def _drawing(self, drawing: _Element, words: Words) -> None:
        boxes = list(drawing.iter(w("txbxContent")))
        words.boxes += [box for box in boxes if not is_fallback(box)] or boxes[:1]
        for path in drawing.iter(_TEXTPATH):
            self._opened.put(f"drawn{len(self._opened.apart) + 1}", "a watermark", path.get("string", ""))
        if boxes:
            return
        for picture in pictures(drawing, NO_MARKS):
            relation = self._part.relations.get(picture.relation)
            data = self._opened.file.data.get(relation.target) if relation and not relation.external else None
            if relation is None or data is None:
                self._opened.remarks.append("a picture is left out, which is not in the file")
                place = f"drawn{len(self._opened.apart) + 1}"
                self._opened.put(place, "a picture that is not in the file", picture.alternative)
                continue
            self._opened.pictures[relation.target] = data
            words.put(Piece(picture.alternative, picture=relation.target))

    def equation(self, element: _Element, words: Words) -> None:
        found = list(element.iter(MATHS + "t"))
        self._part.seen.update(found)
        words.put(Piece(" ".join(each.text or "" for each in found), size=words.base.size))
        self._opened.remarks.append("an equation is words in a line")

    # Fields

    def _field(self, child: _Element, words: Words) -> None:
        match child.get(w("fldCharType")):
            case "begin" if child not in self._endless:
                self.fields.append(Field())
            case "separate" if self.fields:
                self.fields[-1].separated = True
            case "end" if self.fields:
                words.contents = words.contents or self.fields[-1].generated
                self.fields.pop()
            case _:
                pass

    def _begin(self, instruction: str, words: Words) -> None:
        field_ = Field(separated=True)
        field_.instruct(instruction)
        self.fields.append(field_)
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


def toggle_attribute(element: _Element, name: str) -> bool:
    return element.get(w(name), "0") not in {"0", "false", "off"}
