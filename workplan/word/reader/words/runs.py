"""The words of one paragraph: runs, links, fields and calls of notes as inlines of the tree.

    [x] runs split by spelling, rsids, scripts and bookmarks are one text again
    [x] tabs, hyphens that do not break and soft ones
    [x] symbols that are characters, of fonts that have signs in the place of letters too (`symbols`)
    [-] other symbols of such fonts: said, and left out of a copy
    [x] links, references by field or by link, calls of notes
    [x] line breaks
    [x] page breaks before and behind the words of a paragraph
    [-] column breaks, page breaks among words: left out, and said
    [-] pictures within words, text boxes, equations, objects, endnotes: said, with their words

What targets and notes are called is settled when the whole file is known: until then a reference holds the
name of a bookmark (behind "@" if it is a link), and a first call the number of its `w:footnote` behind "#".
ECMA-376 Part 1, 17.3.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from itertools import accumulate

from lxml.etree import _Element
from msgspec.structs import replace

from workplan.document.printing.blanks import settled
from workplan.document.tree import LINE_BREAK, Inline, Link, NoteReference, Reference, Text
from workplan.text.invisible import called, in_place_of, unmeant
from workplan.word.file.hyphens import HYPHENS
from workplan.word.file.xml import R, w
from workplan.word.reader.findings import Kind
from workplan.word.reader.parts.styles import Style
from workplan.word.reader.words.charts import our_chart
from workplan.word.reader.words.drawings import about, is_boxed, pictures, said
from workplan.word.reader.words.fields import Field, referring, result
from workplan.word.reader.words.look import Seen, language, lost, seen, style_of
from workplan.word.reader.words.story import Content, Story
from workplan.word.reader.words.symbols import PRIVATE, sign
from workplan.word.reader.words.walk import Context, Simple, inside

_SPACES = " \t\r\n"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    **HYPHENS,
}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 32  # of fields in fields
_PRIVATE = range(0xE000, 0xF900)


def read_words(paragraph: _Element, story: Story) -> Content:
    """What the next paragraph of a story holds."""
    unneeded = {} if story.sent is None else _unneeded(paragraph)
    reader = _Paragraph(story, story.styles.of(paragraph), unneeded)
    for event, context in inside(paragraph, story.revisions):
        if isinstance(event, Simple):
            reader.simple(event, context)
        else:
            reader.element(event, context)
    return reader.finished()


class _Paragraph:
    def __init__(self, story: Story, style: Style, unneeded: Mapping[_Element, Mapping[int, bool]]) -> None:
        self._story, self._style, self._unneeded = story, style, unneeded
        self._fields = story.open
        self._content = Content(generated=any(field.generated for field in story.open))
        self._pieces = self._content.pieces
        self._names: dict[str, str] = {}  # of bookmarks that have begun, by their numbers
        self._link: _Element | None = None  # the one that the last piece stands in
        self._more: list[str] = []  # words that go on in the last piece, a reference
        self._around: list[str] = []  # bookmarks that have begun since the last words
        self._after_number = False  # a note's own number came last
        self._mark: list[_Element] = []  # that stand for the number of the last call
        self._handlers: dict[str, Callable[[_Element, Context], None]] = {
            w("t"): self._text,
            w("delText"): self._text,
            w("instrText"): self._instruction,
            w("delInstrText"): self._instruction,
            w("fldChar"): self._field_character,
            w("br"): self._break,
            w("cr"): self._break,
            w("sym"): self._symbol,
            w("footnoteRef"): self._number,
            w("footnoteReference"): self._call,
            w("endnoteReference"): self._endnote,
            w("bookmarkStart"): self._begin,
            w("bookmarkEnd"): self._end_of_bookmark,
            w("commentRangeStart"): self._comment,
            w("commentRangeEnd"): self._comment,
            w("commentReference"): self._comment,
            w("drawing"): self._drawing,
            w("pict"): self._drawing,
            w("object"): self._object,
            w("contentPart"): self._object,
            _MATHS + "oMath": self._equation,
            _MATHS + "oMathPara": self._equation,
        }

    def element(self, element: _Element, context: Context) -> None:
        if handler := self._handlers.get(element.tag):
            handler(element, context)
        elif element.tag in _CHARACTERS:
            self._words(_CHARACTERS[element.tag], context)
        elif words := said(element):
            self._finding("object", "something that this program does not know is left out", words)

    def simple(self, event: Simple, context: Context) -> None:
        if event.instruction is None:
            self._end()
        else:
            self._fields.append(Field(context.marks, event.instruction, separated=True))

    def finished(self) -> Content:
        """What was read. The results so far of fields that go on are words."""
        self._go_on()
        for open_ in self._fields:
            if open_.generated:
                self._content.generated = True
            self._pieces += open_.pieces
            open_.pieces = []
        self._content.pieces = settled(self._pieces)
        return self._content

    def _put(self, inline: Inline, link: _Element | None = None) -> None:
        self._go_on()
        self._link = link
        if not self._fields:
            self._pieces.append(inline)
        elif self._fields[-1].separated:
            self._fields[-1].pieces.append(inline)

    def _text(self, element: _Element, context: Context) -> None:
        if element in self._mark:
            return
        words = self._meant(element, context)
        if element.get(_PRESERVE) != "preserve":
            words = words.strip(_SPACES)
        if self._after_number:
            words, self._after_number = words.removeprefix(" "), False
        self._words(words.replace("\r", " ").replace("\n", " "), context)

    def _meant(self, element: _Element, context: Context) -> str:
        """The words of an element, without what nobody sees or meant."""
        words = element.text or ""
        if element not in self._unneeded:
            return words
        kept, sent = [], self._story.sent or frozenset()
        for n, character in enumerate(words):
            if known := sign(_font(context.properties), ord(character)) if ord(character) in PRIVATE else "":
                kept.append(known)
                continue
            if n in self._unneeded[element] and (context.marks.inserted or character not in sent):
                if self._unneeded[element][n]:
                    self._finding("character", f"the {called(character)} is left out")
                kept.append(in_place_of(character))
            else:
                kept.append(character)
        return "".join(kept)

    def _words(self, words: str, context: Context) -> None:
        if self._after_number:
            self._after_number = False
            if words == "\t":
                return
        if not words:
            return
        story = self._story
        if not (self._fields and not self._fields[-1].separated):
            story.anchors.words(words)
            self._around = []
        found = seen(context.properties, story.styles, story.revisions)
        self._note_looks(context, found)
        marks = context.marks
        text = Text(words, found.look, found.former, inserted=marks.inserted, deleted=marks.deleted)
        link = context.link if context.link is not None else self._last_link(context)
        if link is not None and not self._fields:
            self._linked(text, link, context)
        else:
            self._put(text)

    def _last_link(self, context: Context) -> _Element | None:
        """The link that words in the style of one stand right behind: LibreOffice 7.4 ends a link where the
        script changes."""
        return self._link if style_of(context.properties, self._story.styles).of_link else None

    def _note_looks(self, context: Context, found: Seen) -> None:
        style = style_of(context.properties, self._story.styles)
        if context.link is None and not self._fields:
            for words in lost(context.properties, style, self._style):
                self._finding("formatting", f"{words} are read without that")
        if found.unread:
            self._finding("formatting", "a tracked change of how words look is left out")
        spoken = language(context.properties).partition("-")[0].lower()
        if spoken and self._story.languages and spoken not in self._story.languages:
            self._finding("language", f"words marked as of the language {spoken!r} are read without that")

    def _linked(self, text: Text, link: _Element, context: Context) -> None:
        """Words in a `w:hyperlink`: a link out of the document, or a reference within it."""
        relation = self._story.relations.get(link.get(f"{{{R}}}id", ""))
        anchor = link.get(w("anchor"), "")
        if relation is not None and relation.external:
            href = f"{relation.target}#{anchor}" if anchor else relation.target
            self._put(Link(href, (text,)), link)
        elif anchor:
            self._refer(text, f"@{anchor}", link, context)
        else:
            self._finding("link", "a link that leads nowhere is read as words")
            self._put(text)

    def _refer(self, text: Text, anchor: str, link: _Element, context: Context) -> None:
        """Runs of one link with one look are one reference."""
        styled = style_of(context.properties, self._story.styles).of_link
        made = referring([text], anchor, "words" if styled else "number")
        last = self._pieces[-1] if self._pieces else None
        if link is self._link and isinstance(last, Reference) and replace(last, text=made.text) == made:
            self._more.append(text.text)
        else:
            self._put(made, link)

    def _go_on(self) -> None:
        """The last piece with all its words. They are put together at once: one by one, the time would be the
        square of their number."""
        last = self._pieces[-1] if self._more else None
        if isinstance(last, Reference):
            self._pieces[-1] = replace(last, text="".join((last.text, *self._more)))
            self._more = []

    def _instruction(self, element: _Element, _context: Context) -> None:
        if self._fields and not self._fields[-1].separated:
            self._fields[-1].instruct(element.text or "")

    def _field_character(self, element: _Element, context: Context) -> None:
        match element.get(w("fldCharType")):
            case "begin" if element in self._story.endless:
                self._finding("field", "a field that does not end is read as words")
            case "begin" if len(self._fields) < _DEEPEST:
                self._fields.append(Field(context.marks))
            case "separate" if self._fields:
                self._fields[-1].separated = True
            case "end":
                self._end()
            case _:
                pass

    def _end(self) -> None:
        if not self._fields:
            return
        field = self._fields.pop()
        if field.generated:
            if field.name != "TOC":  # of which `contents` tells
                message = f"the result of a field ({field.name}) is left out: formats make their own"
                self._finding("field", message)
            self._content.generated = self._content.generated or not self._pieces
            return
        made = result(field)
        if made is None:
            made = tuple(field.pieces)
            if field.name and not any(outer.generated for outer in self._fields):
                self._finding("field", f"a field ({field.name[:20]}) is read as the words that it shows")
        for inline in made:
            self._put(inline)

    def _break(self, element: _Element, context: Context) -> None:
        if element.get(w("type"), "textWrapping") == "textWrapping":
            self._words(LINE_BREAK, context)
        elif element.get(w("type")) == "page":
            if not context.marks.deleted:
                self._content.page_breaks.append(len(self._pieces))
        else:
            self._finding("break", f"a {element.get(w('type'))} break is left out")

    def _symbol(self, element: _Element, context: Context) -> None:
        """A character of a named font; the private ones mean something in that font alone."""
        try:
            code = int(element.get(w("char"), ""), 16)
            character = chr(code) if 0x20 <= code < 0xFFFE and not 0xD800 <= code < 0xE000 else "\ufffd"
        except (ValueError, OverflowError):
            code, character = 0, "\ufffd"
        if known := sign(element.get(w("font"), ""), code):
            self._words(known, context)
            return
        if code in _PRIVATE or character == "\ufffd":
            font = element.get(w("font"), "")[:40]
            self._finding("symbol", f"a symbol of the font {font!r} has no character of its own", character)
            if self._story.sent is not None:
                return
        self._words(character, context)

    def _number(self, _element: _Element, _context: Context) -> None:
        self._after_number = True

    def _call(self, element: _Element, context: Context) -> None:
        marks = context.marks
        note = f"#{element.get(w('id'), '')}"
        self._put(NoteReference(note, 0, inserted=marks.inserted, deleted=marks.deleted))
        self._story.calls.setdefault(note, self._around)
        self._around = []
        if element.get(w("customMarkFollows"), "0") in ("1", "true", "on"):
            self._mark = [each for each in element.itersiblings() if each.tag in (w("t"), w("delText"))]
            mark = "".join(each.text or "" for each in self._mark).strip()
            self._story.own_marks[note] = mark
            message = "a note's own mark is left out: notes are numbered"
            self._finding("note", message, mark)

    def _endnote(self, element: _Element, _context: Context) -> None:
        id = element.get(w("id"), "")
        message = f"endnote {id} is left out: notes are footnotes here"
        self._finding("endnote", message, self._story.endnotes.get(id, ""))

    def _begin(self, element: _Element, _context: Context) -> None:
        name = element.get(w("name"), "")
        self._names[element.get(w("id"), "")] = name
        self._content.begins.append((name, len(self._pieces)))
        self._around.append(name)

    def _end_of_bookmark(self, element: _Element, _context: Context) -> None:
        if name := self._names.get(element.get(w("id"), "")):
            self._content.ends[name] = len(self._pieces)

    def _comment(self, element: _Element, _context: Context) -> None:
        self._story.anchors.event(element, self._story.findings.at)

    def _drawing(self, element: _Element, context: Context) -> None:
        edits = our_chart(element, self._story.relations, self._story.file)
        if edits is not None:
            self._content.drawn = True
            for words in edits:
                self._finding("chart", f"{words}: it is made from the table below, so this is not read back")
            return
        self._go_on()
        found = list(pictures(element, context.marks))
        self._pieces += found
        if is_boxed(element):
            self._finding("text box", "a text box is left out", said(element))
        elif not found:
            self._finding("object", "a drawing is left out", about(element))

    def _object(self, element: _Element, _context: Context) -> None:
        self._finding("object", "an embedded object is left out", said(element))

    def _equation(self, element: _Element, _context: Context) -> None:
        self._finding("equation", "an equation is left out", said(element))

    def _finding(self, kind: Kind, message: str, words: str = "") -> None:
        self._story.findings.add(kind, message, words)


def _font(properties: _Element | None) -> str:
    """The font that a run names."""
    fonts = None if properties is None else properties.find(w("rFonts"))
    return "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""


def _unneeded(paragraph: _Element) -> dict[_Element, dict[int, bool]]:
    """Where in the elements of a paragraph's words characters stand that the words do not need, and whether
    that is to be said: of the joiners that LibreOffice (7.4) puts at the ends of tracked cells it is not."""
    texts = [each for each in paragraph.iter(w("t"), w("delText")) if each.text]
    words = "".join(each.text or "" for each in texts)
    found: dict[_Element, dict[int, bool]] = {}
    starts = list(accumulate((len(each.text or "") for each in texts), initial=0))
    for at in unmeant(words):
        element = bisect_right(starts, at) - 1
        dummy = words[at] == "\u200d" and at in (0, len(words) - 1)
        found.setdefault(texts[element], {})[at - starts[element]] = not dummy
    return found
