"""From a content folder to a document that can be printed, or to every reason why it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from workplan.build.without_font import texts, without_font
from workplan.content.files.folder import Folder
from workplan.content.files.papers import HEAD
from workplan.content.load import Loaded
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.document.walking.walk import words
from workplan.errors import ContentError, Problem
from workplan.opening import Opened, open_content
from workplan.opening.naming import file_name
from workplan.render.pdf import fonts
from workplan.text.hints import quoted


class Prepared(Struct, frozen=True):
    document: Document
    opened: Opened

    @property
    def shown(self) -> Document:
        """What readers are given."""
        return self.document

    @property
    def statement(self) -> str:
        """Nothing is compared."""
        return ""

    @property
    def stem(self) -> str:
        """The safe name of the files."""
        return file_name(self.opened, self.document.properties.file_stem)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return (*self.opened.loaded.warnings, *_tall_head(self.document, self.opened.loaded))


def prepare(
    content: Path | Folder | Opened, date: datetime | None = None, *, carried: bool = True
) -> Prepared:
    """Load, check and compose. `date` stands in for the edition's; `carried` is whether the document has what
    its files carry.

    Raises `ContentError` with every problem of the content, characters without a font among them.
    """
    opened = content if isinstance(content, Opened) else open_content(content)
    document = compose(opened.plan, date, opened.standing, carried=carried)
    if problems := tuple(each for each, _ in without_font(words(document), texts(opened.loaded))):
        raise ContentError((*problems, *opened.loaded.warnings))
    return Prepared(document, opened)


#: How many lines of a running head stay clear of the text.
_HEAD_LINES = 2


def _tall_head(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """A warning where the running head would come too near the text."""
    page, size = theme().page, theme().styles["running-head"].size
    width = page.width - page.margin.left - page.margin.right
    if fonts.lines(document.properties.running_head, size, width) > _HEAD_LINES:
        field = "short_title" if loaded.plan.identity.short_title else "title"
        places = loaded.places.get(HEAD, loaded.places["plan.yaml"])
        yield Problem(
            f"the running head would need a third line: {quoted(document.properties.running_head)}",
            places.value((field,)),
            "give a shorter short_title; the head is made of symbol, group, short title and edition",
            warning=True,
        )
