"""Packing: from the agenda of a meeting to the pack of its papers, and a ZIP of their Word files.

A paper goes in as it was issued under its present label, whatever has been edited since: that is what members
were sent. One that was not issued under it goes in as a draft, marked as such. A paper from elsewhere goes in
as it was received, made harmless; one that was not received yet has a page that says so.

    agenda_of    the meeting's papers in order, each read, checked and opened; nothing is made yet
    packed       the pack and the ZIP, from the files that were made of our own papers
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from workplan.content.blank import as_printed, has_blank, is_blank
from workplan.content.folder import Folder, UnreadableFileError
from workplan.content.meeting import Entry, Item
from workplan.content.meetings import Known, late, read_meeting
from workplan.content.models import Identity, Wording
from workplan.content.papers import paper_files, paper_folder
from workplan.content.sources import read_sources
from workplan.content.symbols import in_short
from workplan.content.translation import untranslated_pack
from workplan.content.written_days import days_in_words
from workplan.editions.history import edition_file
from workplan.errors import ContentError, GivenFileError, Place, Problem
from workplan.hints import quoted
from workplan.opening import Opened, issued_edition, open_content
from workplan.pack import Absent, Cleaned, Divider, Front, Guest, Pack, Paper, cleaned, named, pack, zipped
from workplan.pack.papers import filled
from workplan.prepare import Prepared, prepare
from workplan.slug import file_slug
from workplan.without_font import without_font


@dataclass(frozen=True, slots=True)
class Listed:
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
    def is_draft(self) -> bool:
        return bool(self.prepared and self.prepared.opened.standing.draft)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting with its papers in order; `restricted` are those that are left out."""

    known: Known
    identity: Identity
    papers: tuple[Listed, ...]
    restricted: tuple[Listed, ...]
    warnings: tuple[Problem, ...]

    @property
    def has_restricted(self) -> bool:
        """Whether a paper is in it that only members may have."""
        return any(self.known.meeting.is_restricted(each.entry.distribution) for each in self.papers)

    @property
    def stem(self) -> str:
        """The beginning of the files' names, which tells the two packs of one meeting apart."""
        full = self.known.meeting.full_name
        name = self.known.name if has_blank(full) else file_slug(full, 60) or self.known.name
        return f"{name}-pack{'-restricted' * self.has_restricted}"


def agenda_of(folder: Folder, name: str, date: datetime | None, *, include_restricted: bool) -> Agenda:
    """The papers of the meeting `name`, each read, checked and opened. Raises `ContentError` with what is
    wrong with the meeting; or with all that is wrong with any of its papers."""
    known = read_meeting(folder, name)
    reader = _Reader(folder, known, date)
    papers: list[Listed] = []
    restricted: list[Listed] = []
    fonts = without_font(known.meeting.words(), {known.places.file: known.places.text})
    reader.problems += [problem for problem, is_there in fonts if is_there]
    for paper in reader.unlisted():
        if found := reader.read(Listed("", "", Entry(id=paper, title=paper)), ()):
            left_out = not include_restricted and known.meeting.is_restricted(found.entry.distribution)
            (restricted if left_out else papers).append(found)
    titles = {number: item.title for number, _, item in known.meeting.items()}
    for number, path, entry in known.meeting.entries():
        listed = Listed(number, titles[number], entry)
        if not include_restricted and known.meeting.is_restricted(entry.distribution):
            restricted.append(listed)
        elif found := reader.read(listed, path):  # an edition may be restricted where the head is no longer
            left_out = not include_restricted and known.meeting.is_restricted(found.entry.distribution)
            (restricted if left_out else papers).append(found)
    if not papers and not reader.problems:
        place = known.places.value(("agenda",))
        hint = "name papers under its items, as papers: [status-report]"
        if restricted:
            hint = "all of its papers are restricted: give --include-restricted"
        reader.problems.append(Problem("there is no paper to put into the pack", place, hint))
    if reader.problems:
        raise ContentError(tuple(dict.fromkeys((*reader.problems, *reader.warnings))))
    warnings = dict.fromkeys((*late(known), *reader.warnings, *_missed(known, papers)))
    return Agenda(known, reader.identity, tuple(papers), tuple(restricted), tuple(warnings))


class _Reader:
    """Reads one paper after the other; what is wrong with any of them is in `problems`."""

    def __init__(self, folder: Folder, known: Known, date: datetime | None) -> None:
        self._folder, self._known, self._date = folder, known, date
        self.problems: list[Problem] = []
        plan = open_content(folder.whole).loaded
        self.identity = plan.plan.identity
        words = [*known.meeting.words(), *self.identity.wording.pack.model_dump().values()]
        files = {places.file: places.text for places in (known.places, plan.places["plan.yaml"])}
        self.problems += (each for each, is_there in without_font(words, files) if is_there)
        language = plan.places["plan.yaml"].value(("language",))
        self.warnings = [*untranslated_pack(self.identity, language)]

    def unlisted(self) -> Iterator[str]:
        """The papers that print the agenda or the documents of the meeting, and are under no item of it: the
        agenda first."""
        seen = {entry.id for _, _, entry in self._known.meeting.entries()}
        whole = self._folder.whole
        for directive in _FIRST:
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
            message = f"{quoted(_called(listed))} has not been received: a page in the pack says so"
            hint = "when it comes, put its PDF into the content folder and give it as file: guests/NAME.pdf"
            self.warnings.append(Problem(message, place, hint, warning=True))
            return listed
        place = self._known.places.value((*path, "file"))
        try:
            data = self._folder.whole.data(entry.file)
            found = cleaned(Guest(title=_called(listed), pdf=data))
        except (GivenFileError, UnreadableFileError) as error:
            raise ContentError([Problem(error.message, place, error.hint)]) from None
        for notice in found.notices:
            message = f"{quoted(_called(listed))}: {notice}"
            hint = "it is put in as its pages look when they are printed"
            self.warnings.append(Problem(message, place, hint, warning=True))
        return Listed(listed.number, listed.title, entry, received=data, guest=found)


#: What a pack begins with: directives, and what papers with them are.
_FIRST = {"agenda": "agenda", "documents": "list of documents"}


def _missed(known: Known, papers: Sequence[Listed]) -> Iterator[Problem]:
    """A warning where no paper prints the agenda, or the list of documents."""
    printed = {
        node.meta["name"]
        for each in papers
        if each.prepared
        for node in each.prepared.opened.plan.manuscript.tree.children
        if node.type == "directive"
    }
    for directive, what in _FIRST.items():
        if directive not in printed:
            message = f"no paper of the meeting prints its {what}"
            hint = f"start one, with meeting: {known.name} in its head and :::{{{directive}}} in its text"
            yield Problem(message, Place(known.places.file), hint, warning=True)


def _issued(folder: Folder, now: Opened) -> Opened | None:
    """The edition of the present label, where the content says something else by now."""
    label = now.plan.identity.edition.label
    if not now.standing.draft or edition_file(label) not in folder.files("editions", ".yaml"):
        return None
    return issued_edition(folder, label)


@dataclass(frozen=True, slots=True)
class Packed:
    """`word_files` are the names in the ZIP `words`, which is empty where no paper has a Word file."""

    pack: Pack
    words: bytes
    word_files: tuple[str, ...]


def packed(
    agenda: Agenda, made: Sequence[Mapping[str, bytes]], date: datetime | None, *, recto: bool
) -> Packed:
    """The pack, and the ZIP of Word files named as the agenda has them. `made` are the files of each paper,
    by their kind; of those from elsewhere there are none. `recto`: papers start on right-hand pages."""
    called = in_short(each.symbol for each in agenda.papers if each.symbol)
    items = [
        _item(agenda.identity.wording, each, called.get(each.symbol, ""), files.get("pdf", b""))
        for each, files in zip(agenda.papers, made, strict=True)
    ]
    pdf = pack(_front(agenda, date, recto=recto), list(_with_empty_items(agenda, items)))
    names = named((each.symbol or each.name, ".docx") for each in agenda.papers)
    words = {name: files["docx"] for name, files in zip(names, made, strict=True) if "docx" in files}
    return Packed(pdf, zipped(words) if words else b"", tuple(words))


def _front(agenda: Agenda, date: datetime | None, *, recto: bool) -> Front:
    meeting, identity = agenda.known.meeting, agenda.identity
    words = identity.wording.pack
    days = days_in_words(meeting.dates, identity.wording)
    guests = [each.symbol or each.name for each in agenda.papers if each.guest]
    lines = (
        as_printed(", ".join(filter(None, (meeting.place, days)))),
        words.restricted if agenda.has_restricted else "",
        filled(words.unclaimed, papers="; ".join(guests)) if guests else "",
    )
    if not any(each.prepared for each in agenda.papers):
        day = meeting.start or identity.edition.date
        date = date or datetime.combine(day, time(), UTC)
    return Front(
        as_printed(meeting.full_name),
        identity.language,
        identity.runs,
        tuple(filter(None, lines)),
        (identity.group,),
        date,
        words,
        recto,
    )


def _item(wording: Wording, listed: Listed, label: str, pdf: bytes) -> Paper | Guest | Divider:
    group = _group(wording, listed.number, listed.title) if listed.number else ""
    by = f"{wording.head['submitted_by']}: {listed.entry.submitted_by}" if listed.entry.submitted_by else ""
    if listed.prepared:
        identity = listed.prepared.opened.plan.identity
        title = listed.name
        if listed.is_draft:
            title = identity.wording.draft_edition.replace("{edition}", title)
        return Paper(title=title, label=label, group=group, language=identity.language, pdf=pdf)
    if not listed.guest:
        lines = tuple(filter(None, (by, wording.pack.not_received)))
        return Divider(title=listed.name, label=label, group=group, lines=lines)
    slip = filled(wording.pack.slip, count=listed.guest.pages)
    return Guest(
        title=listed.name,
        label=label,
        group=group,
        pdf=listed.received,
        file=listed.entry.file or "",
        cleaned=listed.guest,
        slip=tuple(filter(None, (by, slip))),
    )


def _with_empty_items(
    agenda: Agenda, items: Sequence[Paper | Guest | Divider]
) -> Iterator[Paper | Guest | Divider | Absent]:
    """The items of the pack, and a line of the contents for each item of the agenda that has none."""
    wording = agenda.identity.wording
    left_out = {each.number for each in agenda.restricted}
    below: dict[str, list[Paper | Guest | Divider]] = {}
    for each, item in zip(agenda.papers, items, strict=True):
        below.setdefault(each.number, []).append(item)
    yield from below.get("", ())
    for number, _, of_agenda in agenda.known.meeting.items():
        group = _group(wording, number, of_agenda.title)
        if number in below:
            yield from below[number]
        elif number in left_out:
            yield Absent(title=wording.pack.not_included, group=group)
        else:
            has_items = isinstance(of_agenda, Item) and of_agenda.items
            yield Absent(title="" if has_items else wording.no_document, group=group)


def _group(wording: Wording, number: str, title: str) -> str:
    return filled(wording.pack.agenda_item, number=number, title=title)


def _called(listed: Listed) -> str:
    return listed.symbol or listed.name
