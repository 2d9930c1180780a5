"""What a pack is made of: values, all of them given by the caller, in the order of the pack."""

from __future__ import annotations

import re
from datetime import datetime

from msgspec import Struct, field

from workplan.content.values.languages import Direction
from workplan.content.words.pack import PackWords


class _Item(Struct, frozen=True, kw_only=True):
    """What the contents say of an item."""

    title: str
    label: str = ""  # "WP.3": in the contents, and before its page numbers
    group: str = ""  # words above it in the contents, "Agenda item 3: Reports"; once for a run of equals
    language: str = ""  # that of `title` and `label`; the pack's where it is empty

    @property
    def name(self) -> str:
        """How bookmarks and messages call it."""
        return ": ".join(filter(None, (self.label, self.title)))


class Paper(_Item, frozen=True, kw_only=True):
    """A finished PDF of ours: tagged, and merged with its tags."""

    pdf: bytes


class Cleaned(Struct, frozen=True):
    """The pages of a guest, each of them one drawing, and what was left out."""

    pdf: bytes
    pages: int
    notices: tuple[str, ...]


class Guest(_Item, frozen=True, kw_only=True):
    """A PDF from elsewhere: its pages are put in as one picture, behind a slip page of ours.

    `slip` is printed below its title on that page, a paragraph each; `alternative` is what a screen reader
    says in place of its pages. `PackWords` has what is said where they are empty. `cleaned` is its PDF, made
    harmless, where its caller has done that already (`guests`).
    """

    pdf: bytes
    file: str = ""  # the name of its file, for messages
    cleaned: Cleaned | None = None
    slip: tuple[str, ...] = ()
    alternative: str = ""


class Divider(_Item, frozen=True, kw_only=True):
    """A page of ours: "Agenda item 4", "No document"."""

    lines: tuple[str, ...] = ()


Item = Paper | Guest | Divider


class Absent(Struct, frozen=True, kw_only=True):
    """A line of the contents that leads to no page: "No document". One without a title is its group alone."""

    title: str = ""
    label: str = ""
    group: str = ""
    language: str = ""


def filled(template: str, **values: object) -> str:
    """The words with `{name}` replaced; braces in what is filled in stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), template)


class Front(Struct, frozen=True):
    """What the pack is: its title, what stands below it on its first page, its language and date.

    `date`, with a time zone, is that of the latest paper where none is given.
    """

    title: str
    language: str = "en"
    direction: Direction = "ltr"
    lines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    words: PackWords = field(default_factory=PackWords)
    recto: bool = False  # whether each paper starts on a right-hand page
