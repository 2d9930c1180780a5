"""One paper of a pack: read, checked and opened as it goes in.

A paper goes in as it was issued under its present label, whatever has been edited since: that is what members
were sent. One that was not issued under it goes in as a draft, marked as such. A paper from elsewhere goes in
as it was received, made harmless; one that was not received yet has a page that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from workplan.build.prepare import Prepared, prepare
from workplan.build.without_font import without_font
from workplan.content.checks.translation import untranslated_pack
from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.files.papers import paper_files, paper_folder
from workplan.content.models.meeting import Entry
from workplan.content.sources.meetings import Known
from workplan.content.sources.reading import read_sources
from workplan.content.values.blank import as_printed, is_blank
from workplan.editions.history import edition_file
from workplan.errors import ContentError, GivenFileError, Problem
from workplan.opening import Opened, issued_edition, open_content
from workplan.pack import Cleaned, Guest, cleaned
from workplan.text.hints import quoted

#: What a pack begins with: directives, and what papers with them are.
FIRST = {"agenda": "agenda", "documents": "list of documents"}


class Listed(Struct, frozen=True):
    """A paper of the agenda, under the item of this `number` and `title`. Of one of ours `prepared` is its
    document; of one from elsewhere that was received, `received` is its PDF and `guest` the pages of it."""

    number: str
    title: str
    entry: Entry
    prepared: Prepared | None = None
    edited_since: bool = False  # it goes in as it was issued, and its content says something else by now
    received: bytes = b""
    guest: Cleaned | None = None

    @property
    def symbol(self) -> str:
        """Empty where nobody knows it yet."""
        identity = self.prepared and self.prepared.opened.plan.identity
        symbol = (identity.symbol if identity else self.entry.symbol) or ""
        return "" if is_blank(symbol) else symbol

    @property
    def name(self) -> str:
        """What the paper is called."""
        identity = self.prepared and self.prepared.opened.plan.identity
        return as_printed(identity.title if identity else self.entry.title or "")

    @property
    def called(self) -> str:
        """What it is called in one word, where it has one."""
        return self.symbol or self.name

    @property
    def is_draft(self) -> bool:
        return bool(self.prepared and self.prepared.opened.standing.draft)


class Reader:
    """Reads one paper after the other; what is wrong with any of them is in `problems`."""

    def __init__(self, folder: Folder, known: Known, date: datetime | None) -> None:
        self._folder, self._known, self._date = folder, known, date
        self.problems: list[Problem] = []
        plan = open_content(folder.whole).loaded
        self.identity = plan.plan.identity
        words = [*known.meeting.words(), *self.identity.wording.pack.all().values()]
        files = {places.file: places.text for places in (known.places, plan.places["plan.yaml"])}
        self.problems += (each for each, is_there in without_font(words, files) if is_there)
        language = plan.places["plan.yaml"].value(("language",))
        self.warnings = [*untranslated_pack(self.identity, language)]

    def unlisted(self) -> Iterator[str]:
        """The papers that print the agenda or the documents of the meeting, and are under no item of it: the
        agenda first."""
        seen = {entry.id for _, _, entry in self._known.meeting.entries()}
        whole = self._folder.whole
        for directive in FIRST:
            for paper in paper_files(whole):
                if paper not in seen and self._prints(paper_folder(whole, paper), directive):
                    seen.add(paper)
                    yield paper

    def _prints(self, folder: Folder, directive: str) -> bool:
        """Whether a paper of the meeting has the directive; of one that is not in order, whoever checks it
        hears."""
        try:
            sources = read_sources(folder) if f":::{{{directive}}}" in folder.text("plan.md") else None
        except (ContentError, UnreadableFileError):
            return False
        return bool(sources and sources.meeting_name == self._known.name)

    def read(self, listed: Listed, path: tuple[str | int, ...]) -> Listed | None:
        """What is known of a paper with its content; None where something is wrong with it."""
        entry = listed.entry
        try:
            if entry.id:
                return self._ours(listed, entry.id)
            return self._theirs(listed, path)
        except ContentError as error:
            self.problems += error.problems
            return None

    def _ours(self, listed: Listed, paper: str) -> Listed:
        folder = paper_folder(self._folder, paper)
        now = open_content(folder)
        issued = _issued(folder, now)
        prepared = prepare(issued or now, self._date)
        self.warnings += prepared.warnings
        head = prepared.opened.plan.head
        said = dict.fromkeys((listed.entry.distribution, head.distribution if head else None))
        entry = listed.entry.model_copy(update={"distribution": "; ".join(filter(None, said)) or None})
        return Listed(listed.number, listed.title, entry, prepared, edited_since=issued is not None)

    def _theirs(self, listed: Listed, path: tuple[str | int, ...]) -> Listed:
        entry = listed.entry
        if not entry.file:
            place = self._known.places.value(path)
            message = f"{quoted(listed.called)} has not been received: a page in the pack says so"
            hint = "when it comes, put its PDF into the content folder and give it as file: guests/NAME.pdf"
            self.warnings.append(Problem(message, place, hint, warning=True))
            return listed
        place = self._known.places.value((*path, "file"))
        try:
            data = self._folder.whole.data(entry.file)
            found = cleaned(Guest(title=listed.called, pdf=data))
        except (GivenFileError, UnreadableFileError) as error:
            raise ContentError([Problem(error.message, place, error.hint)]) from None
        for notice in found.notices:
            message = f"{quoted(listed.called)}: {notice}"
            hint = "it is put in as its pages look when they are printed"
            self.warnings.append(Problem(message, place, hint, warning=True))
        return Listed(listed.number, listed.title, entry, received=data, guest=found)


def _issued(folder: Folder, now: Opened) -> Opened | None:
    """The edition of the present label, where the content says something else by now."""
    label = now.plan.identity.edition.label
    if not now.standing.draft or edition_file(label) not in folder.files("editions", ".yaml"):
        return None
    return issued_edition(folder, label)
