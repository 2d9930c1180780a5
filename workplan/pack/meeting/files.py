"""The files of a pack: one PDF, and a ZIP of Word files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from msgspec import Struct

from workplan.content.models.meeting import Item
from workplan.content.paper.written_days import days_in_words
from workplan.content.values.blank import as_printed
from workplan.content.values.symbols import in_short
from workplan.content.words.wording import Wording
from workplan.pack import Absent, Divider, Front, Guest, Pack, Paper, named, pack, zipped
from workplan.pack.meeting.agenda import Agenda
from workplan.pack.meeting.listed import Listed
from workplan.pack.parts.papers import filled
from workplan.render.pdf.process import PdfProcess


class Packed(Struct, frozen=True):
    """`word_files` are the names in the ZIP `words`, which is empty where no paper has a Word file."""

    pack: Pack
    words: bytes
    word_files: tuple[str, ...]


def packed(
    agenda: Agenda,
    made: Sequence[Mapping[str, bytes]],
    date: datetime | None,
    process: PdfProcess,
    *,
    recto: bool,
) -> Packed:
    """The pack, and the ZIP of Word files named as the agenda has them. `made` are the files of each paper,
    by their kind; of those from elsewhere there are none. `process` is for the pages of the pack itself, and
    is ended. `recto`: papers start on right-hand pages."""
    called = in_short(each.symbol for each in agenda.papers if each.symbol)
    items = [
        _item(agenda.identity.wording, each, called.get(each.symbol, ""), files.get("pdf", b""))
        for each, files in zip(agenda.papers, made, strict=True)
    ]
    pdf = pack(_front(agenda, date, recto=recto), list(_with_empty_items(agenda, items)), process)
    names = named((each.called, ".docx") for each in agenda.papers)
    words = {name: files["docx"] for name, files in zip(names, made, strict=True) if "docx" in files}
    return Packed(pdf, zipped(words) if words else b"", tuple(words))


def _front(agenda: Agenda, date: datetime | None, *, recto: bool) -> Front:
    meeting, identity = agenda.known.meeting, agenda.identity
    words = identity.wording.pack
    days = days_in_words(meeting.dates, identity.wording)
    guests = [each.called for each in agenda.papers if each.guest]
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
