"""What a PDF says to a screen reader: its structure tree as passages.

[x] headings, paragraphs, nested lists with Lbl and LBody, figures with Alt, captions
[x] tables: THead, TBody, TR, TH, TD
[x] notes inside the paragraph that calls them, calls of notes
[x] inserted and deleted words: a Span that is underlined or struck; the sign that says so is left out
[x] superscript and subscript words: a Span whose baseline is shifted
[x] Div: a figure with its caption, Figure alone; NonStruct, Sect and the like: transparent
[-] line ends: kept; only who knows the words can tell whether a space is due
[ ] artifacts: running heads and page numbers are not read
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from workplan.verify.passages import (
    PLAIN,
    Mark,
    Passage,
    Stretch,
    bracketed,
    call,
    labelled,
    shown,
    stripped,
    with_plain_spaces,
)
from workplan.verify.pdf_tree import Element, tree
from workplan.verify.pdf_words import Chunk
from workplan.verify.placement import check

_KINDS = {"H1": "title", "H2": "heading 1", "H3": "heading 2", "H4": "heading 3", "Caption": "caption"}
_INLINE = frozenset({"Span", "Link", "Reference", "Note", "Em", "Strong", "NonStruct", "Quote"})


def read(data: bytes) -> tuple[Passage, ...]:
    """The passages of a tagged PDF, in the order of its structure tree, then its notes.

    A line end stays one in the words, and every space is a plain one. Raises `OurBug` for a file
    that PDFium cannot open, and for words that leave their cell or the margins (`placement`).
    """
    found = tree(data)
    reader = _Reader()
    reader.block(found.root)
    check(found)
    return with_plain_spaces((*reader.passages, *reader.notes))


class _Reader:
    """Turns the tree into passages; `notes` are kept apart, since they come after all others."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.notes: list[Passage] = []
        self._whole: dict[str, Callable[[Element], None]] = {
            "Table": self._table,
            "Div": self._figure,
            "Figure": lambda figure: self._say("figure", bracketed([(PLAIN, figure.alternative)])),
        }

    def block(self, element: Element, kind: str = "", depth: int = 0) -> None:
        """Read one element; `kind` is what a paragraph is there, "paragraph" if not given."""
        match element.type:
            case "L" | "TOC":
                self._list(element, depth)
            case "BlockQuote":
                for _, paragraph in element.numbered():
                    self.block(paragraph, "quotation", depth)
            case "Table" | "Div" | "Figure" as whole:
                self._whole[whole](element)
            case name if name in _KINDS:
                self._say(_KINDS[name], self._words(element))
            case _ if _is_paragraph(element):
                self._say(kind or "paragraph", self._words(element))
            case _:
                for kid in element.ordered():
                    assert isinstance(kid, Element)
                    self.block(kid, kind, depth)

    def _figure(self, element: Element, mark: Mark = PLAIN) -> None:
        for _, kid in element.numbered():
            if kid.type == "Figure":
                self._say("figure", bracketed([(mark, kid.alternative)]))
            elif kid.type == "Span" and not kid.alternative:
                self._figure(kid, _with(mark, kid))
            elif kid.type != "Span":
                self.block(kid)

    def _say(self, kind: str, text: str) -> None:
        # The space at which a line broke may stand at either end of it, and says nothing.
        self.passages.append(Passage(kind, text.strip(" \n")))

    def _item(self, item: Element, depth: int) -> None:
        label = "".join(self._words(found).strip() for found in item.elements("Lbl"))
        blocks = [block for body in item.elements("LBody") for block in _blocks(body)]
        for number, block in enumerate(blocks):
            if number or block.type == "L":
                self.block(block, depth=depth)
            else:
                self._say(f"item {depth}", labelled(shown(label), self._words(block)))

    def _list(self, element: Element, depth: int) -> None:
        for item in element.elements("LI"):
            self._item(item, depth + 1)
        for item in element.elements("TOCI"):
            self._entry(item)

    def _entry(self, item: Element) -> None:
        """The words of an entry of the list of contents, and of those below it; its page number is a Span."""
        for words in item.elements("P"):
            self._say("paragraph", self._words(words))
        for reference in item.elements("Reference"):
            links = [self._words(link, "Span") for link in reference.elements("Link")]
            self._say("entry", "".join(links))
        for below in item.elements("TOC"):
            self._list(below, 0)

    def _table(self, table: Element) -> None:
        for part, place in (("THead", "column "), ("TBody", "cell {}.")):
            for group in table.elements(part):
                for row, element in group.numbered():
                    for column, cell in element.numbered():
                        self.block(cell, f"{place.format(row)}{column}")

    def _note(self, note: Element) -> None:
        label = "".join(map(self._words, note.elements("Lbl")))
        self.notes.append(Passage("note", labelled(label, self._words(note, "Lbl").strip(" "))))

    def _words(self, element: Element, leave_out: str = "", mark: Mark = PLAIN) -> str:
        pieces = list(self._pieces(element, mark, leave_out))
        said: list[Stretch] = []
        for before, piece in zip((None, *pieces), pieces, strict=False):
            if before and piece[1].follows_line_end(before[1]):
                # Where marks change, the space at which the line broke may be on either side.
                said += [(found, "\n") for found in dict.fromkeys((before[0], piece[0]))]
            said.append(_said(*piece))
        # The space at which a line broke may also stand at either end, and says nothing.
        return bracketed(stripped(said, " \n"))

    def _pieces(
        self, element: Element, mark: Mark, leave_out: str = "", cites: bool = False
    ) -> Iterator[tuple[Mark, Chunk]]:
        """The words in an element, in reading order, without the notes that stand among them."""
        cites = cites or element.type == "Reference"
        mark = _with(mark, element)
        for kid in element.ordered():
            if isinstance(kid, Chunk):
                yield mark, replace(kid, cites=True) if cites else kid
            elif kid.type == "Note":
                self._note(kid)
            elif kid.type != leave_out and not kid.alternative:
                yield from self._pieces(kid, mark, cites=cites)


def _said(mark: Mark, chunk: Chunk) -> Stretch:
    return (replace(mark, raised=""), call(chunk.text)) if chunk.cites else (mark, chunk.text)


def _with(mark: Mark, element: Element) -> Mark:
    return Mark(
        mark.inserted or element.decoration == "Underline",
        mark.deleted or element.decoration == "LineThrough",
        "^" if element.shift > 0 else "_" if element.shift < 0 else mark.raised,
    )


def _is_paragraph(element: Element) -> bool:
    return any(isinstance(kid, Chunk) or kid.type in _INLINE for kid in element.kids.values())


def _blocks(element: Element) -> list[Element]:
    """The blocks of a list item's body: itself, where it holds words directly."""
    if _is_paragraph(element):
        return [element]
    return [kid for kid in element.ordered() if isinstance(kid, Element)]
