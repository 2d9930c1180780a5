"""From a content folder to a document that can be printed, or to every reason why it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from workplan.content.folder import Folder
from workplan.content.labels import label_slug
from workplan.content.load import Loaded
from workplan.content.papers import HEAD
from workplan.document.compose import compose
from workplan.document.tree import Document
from workplan.document.walk import words
from workplan.editions.opening import Opened, open_content
from workplan.errors import ContentError, Problem
from workplan.hints import quoted
from workplan.render.pdf import fonts
from workplan.theme import theme
from workplan.without_font import texts, without_font


@dataclass(frozen=True, slots=True)
class Prepared:
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


def file_name(opened: Opened, stem: str) -> str:
    """What the files of a plan are called, whose `stem` tells the plan: so that a draft never takes the place
    of an edition, nor an edition that of another. The first edition is called as the plan, and stays so."""
    if opened.standing.draft:
        return f"{stem}-draft"
    label = label_slug(opened.plan.identity.edition.label)
    is_said = label_slug(stem).endswith(label) and opened.plan.identity.symbol
    return f"{stem}-{label}" if len(opened.plan.history) > 1 and not is_said else stem


def label_to_change(opened: Opened) -> Iterator[Problem]:
    """A warning where a draft has the label of an edition that was issued."""
    edition, places = opened.plan.identity.edition, opened.loaded.places
    if opened.standing.draft and opened.plan.label_is_issued:
        message = f"the edition {quoted(edition.label)} was issued, and the content has changed since"
        hint = (
            f"before you issue the next one, give it a new label here, such as {quoted(next_label(opened))}"
        )
        place = places.get(HEAD, places["plan.yaml"]).value(("edition", "label"))
        yield Problem(message, place, hint, warning=True)


def next_label(opened: Opened) -> str:
    """A label for the next edition that is not taken: the present one, or its next revision."""
    label, taken = (
        opened.plan.identity.edition.label,
        {label_slug(each.label) for each in opened.plan.history},
    )
    stem, _, number = label.partition("/Rev.")
    revisions = (f"{stem}/Rev.{n}" for n in count(int(number) + 1 if number.isdecimal() else 1))
    return next(each for each in chain((label,), revisions) if label_slug(each) not in taken)


def prepare(content: Path | Folder | Opened, date: datetime | None = None) -> Prepared:
    """Load, check and compose. `date` stands in for the edition's.

    Raises `ContentError` with every problem of the content, characters without a font among them.
    """
    opened = content if isinstance(content, Opened) else open_content(content)
    document = compose(opened.plan, date, opened.standing)
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
