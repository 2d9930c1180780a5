"""The document as HTML: a web page in one file, and the HTML that WeasyPrint prints.

    [x] paragraphs by role, quotations, headings, nested lists, figures with captions, every label as text
    [x] tables: fixed widths, columns' alignment, repeated head, row numbers, notes in header cells
    [x] bold, italic, links out, references, notes and second calls of a note
    [x] language, direction, title, description, authors, keywords
    [x] the list of contents, where the author put it: with page numbers in print, in the place of the web
        page's own
    [x] web: landmarks, contents, notes at the end with ways back, dark mode, phones, printing
    [x] print: footnotes (CSS GCPM 2.3), running head and page numbers, bookmarks
    [x] marks of a redline: <ins> and <del>, moves, formatting, breaks, levels, whole rows (`marks`)
    [x] print: rooms for the fields of a form (`fillable`)
    [x] drafts: a banner on the web, a watermark in both
    [ ] the language of single words: the tree does not know it

Every element that stands for a node carries the node's id. Ids that only HTML needs hold an
underscore (`call_note.risk`, `_notes`), which no node's id does. A list of a redline may stand in two
pieces; the first one carries the id.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby, takewhile
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from workplan.content.files.images import Image
from workplan.content.paper.roles import BOX, MASTHEAD, TITLES
from workplan.design import templates
from workplan.design.theme import TONES, Theme
from workplan.document.ids import is_made
from workplan.document.printing.blanks import has_blanks
from workplan.document.printing.chart import chart_of
from workplan.document.printing.contents import Entry, entries
from workplan.document.printing.directions import turned, words_direction
from workplan.document.printing.signs import marks_of, parted
from workplan.document.printing.tones import tone_of
from workplan.document.printing.unbroken import NO_BREAK, printed, unbroken
from workplan.document.resolving.pages import turning_points
from workplan.document.tree import Block, Cell, Document, Heading, Paragraph, Text
from workplan.document.walking.walk import description, ids, plain
from workplan.errors import OurBug
from workplan.render.breaks import breakable
from workplan.render.charts import STROKES, Drawn, drawn
from workplan.render.css import BLANK, print_css, screen_css
from workplan.render.fillable import FormField
from workplan.render.looks import elements
from workplan.render.marks import Moves, is_changed, is_split, level_mark, living, pieces, whole

_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


class Node(Struct, frozen=True):
    """An entry of the list of contents, with those below it."""

    entry: Entry
    below: tuple[Node, ...]


def web_page(document: Document, theme: Theme) -> str:
    """One self-contained page, for a browser: no script, no font, nothing from anywhere else.

    Raises `OurBug` for a link that is not http, https or mailto.
    """
    masthead = tuple(takewhile(_is_masthead, document.blocks))
    return (
        environment()
        .get_template("web.html")
        .render(
            document=document,
            theme=theme,
            medium="web",
            css=_stylesheet(screen_css(theme, _roles(document))),
            **_tools(document),
            landscape=frozenset(),  # no screen is turned
            fields={},
            new_pages=frozenset(document.layout.new_pages),
            masthead=masthead,
            body=document.blocks[len(masthead) :],
            outline=_outline(document),
        )
    )


def print_html(document: Document, theme: Theme, fields: Mapping[str, FormField] | None = None) -> str:
    """The page for WeasyPrint: a flat body, each note beside its call (CSS GCPM `float: footnote`). `fields`
    are those of a form, by the id of the cell or line in which each stands.

    Raises `OurBug` for a link that is not http, https or mailto.
    """
    return (
        environment()
        .get_template("print.html")
        .render(
            document=document,
            theme=theme,
            medium="print",
            css=_stylesheet(print_css(theme, document.properties.direction, roles=_roles(document))),
            **_tools(document),
            landscape=frozenset(document.layout.landscape),
            new_pages=frozenset((*document.layout.new_pages, *turning_points(document))),
            fields=fields or {},
            notes={note.id: note for note in document.notes},
            page_words=document.terms.page_pieces(),
        )
    )


def as_tree(entries: Sequence[Entry]) -> tuple[Node, ...]:
    """Each entry above the deeper ones that follow it."""
    nodes: list[Node] = []
    while entries:
        first, *rest = entries
        below = _deeper(rest, first.level)
        nodes.append(Node(first, as_tree(below)))
        entries = rest[len(below) :]
    return tuple(nodes)


def _deeper(entries: Sequence[Entry], level: int) -> list[Entry]:
    return list(takewhile(lambda entry: entry.level > level, entries))


def _outline(document: Document) -> tuple[Node, ...]:
    """All headings, deleted ones too: the list that a web page has where the author puts none."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return as_tree([Entry(each.id, each.level, _title(each, document)) for each in headings])


def _title(heading: Heading, document: Document) -> str:
    """A heading as outlines have it: its present words, or that it was deleted."""
    words = plain(living(heading.inlines)) or f"{document.terms.deleted}: {plain(heading.inlines)}"
    return " ".join(filter(None, (heading.label, words)))


def _roles(document: Document) -> frozenset[str]:
    """The roles of paragraphs, the colours and the element of blanks that the style sheet needs rules for."""
    roles = {block.role for block in document.blocks if isinstance(block, Paragraph)}
    roles |= {f"tone-{name}" for _, name in document.tones}
    return frozenset({*roles, BLANK} if has_blanks(document) else roles)


def _going_on(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines in a box that goes on in the next line."""
    boxed = [isinstance(block, Paragraph) and block.role == BOX for block in blocks]
    yield from (
        block.id for block, here, next_ in zip(blocks, boxed, boxed[1:], strict=False) if here and next_
    )


def _is_masthead(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in MASTHEAD


def _tools(document: Document) -> dict[str, Any]:
    """What the templates of one page work with besides the document."""
    seen: set[str] = set()

    def fresh(name: str) -> bool:
        """Whether this is the first time that `name` is asked for, in reading order."""
        before = len(seen)
        seen.add(name)
        return len(seen) > before

    targets = frozenset(chain.from_iterable(map(ids, document.blocks)))
    return {
        "targets": targets,
        "fresh": fresh,
        "title": partial(_title, document=document),
        "contents": as_tree(entries(document)) if document.contents else (),
        "moves": Moves.of(document),
        "turned": turned(document),
        "level_mark": level_mark,
        "parted": partial(parted, marks=marks_of(document)),
        "tone_of": partial(tone_of, document=document),
        "chart_of": partial(chart_of, tones=document.tones),
        "numbers": any(isinstance(block, Paragraph) and block.label for block in document.blocks),
        "titles": frozenset(TITLES.values()),
        "no_break": NO_BREAK,
        "is_group": is_made,
        "goes_on": frozenset(_going_on(document.blocks)),
    }


def _by_quotation(blocks: Iterable[Block], landscape: Container[str]) -> Iterator[tuple[bool, list[Block]]]:
    """Blocks that follow each other and are, or are not, parts of a quotation, in one orientation."""

    def key(block: Block) -> tuple[bool, bool]:
        return isinstance(block, Paragraph) and block.role == "quotation", block.id in landscape

    for (quoted, _), group in groupby(blocks, key):
        yield quoted, list(group)


def _cell_words(cell: Cell) -> str:
    return " ".join(plain(living(paragraph.inlines)) for paragraph in cell.blocks)


def _safe_link(href: str) -> str:
    if not _SAFE_LINK.fullmatch(href):
        raise OurBug(f"a link that is not http, https or mailto reached the page: {href!r}")
    return href


def _stylesheet(css: str) -> Markup:
    """Our own CSS, which is raw text in HTML and must not be escaped; nothing else is ever safe."""
    if "</" in css or "<!--" in css:
        raise OurBug("a style sheet would end its own <style> element")
    return Markup(css)  # noqa: S704 - our files and checked theme values, no content


def _svg_uri(chart: Drawn, theme: Theme) -> str:
    svg = environment().get_template("chart.svg")
    words = svg.render(drawn=chart, theme=theme, medium="print", ids="")
    return f"data:image/svg+xml;base64,{base64.b64encode(words.encode()).decode('ascii')}"


def _data_uri(image: Image) -> str:
    return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"


@cache
def environment() -> Environment:
    environment = templates.environment("html")
    environment.filters |= {
        "kind": lambda node: type(node).__name__,
        "elements": elements,
        "pieces": pieces,
        "breakable": breakable,
        "whole": whole,
        "unbroken": unbroken,
        "printed": printed,
        "by_quotation": _by_quotation,
        "cell_words": _cell_words,
        "description": description,
        "text": lambda entry: Text(entry.words),
        "safe_link": _safe_link,
        "data_uri": _data_uri,
        "drawn": drawn,
        "svg_uri": _svg_uri,
        "runs": lambda words, document: words_direction(words, document.properties.direction),
        "percent": lambda fraction: f"{100 * fraction:.3f}%",
    }
    environment.globals |= {"strokes": STROKES, "colours": TONES}
    environment.tests |= {
        "changed": is_changed,
        "split_link": is_split,
    }
    return environment
