"""The papers that go into the pack of a meeting, in the order of its agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from workplan.build.without_font import without_font
from workplan.content.files.folder import Folder
from workplan.content.models.identity import Identity
from workplan.content.models.meeting import Entry
from workplan.content.sources.meetings import Known, late, read_meeting
from workplan.content.values.blank import has_blank
from workplan.errors import ContentError, Place, Problem
from workplan.files.yaml.places import Path
from workplan.pack.meeting.listed import FIRST, Listed, Reader
from workplan.text.slug import file_slug


class Agenda(Struct, frozen=True):
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
    reader = Reader(folder, known, date)
    papers: list[Listed] = []
    restricted: list[Listed] = []
    fonts = without_font(known.meeting.words(), {known.places.file: known.places.text})
    reader.problems += [problem for problem, is_there in fonts if is_there]

    def is_left_out(listed: Listed) -> bool:
        return not include_restricted and known.meeting.is_restricted(listed.entry.distribution)

    for listed, path in _listed(known, reader):
        # An edition may be restricted where the head is no longer, so it is asked of what was read, too.
        found = listed if is_left_out(listed) else reader.read(listed, path)
        if found:
            (restricted if is_left_out(found) else papers).append(found)
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


def _listed(known: Known, reader: Reader) -> Iterator[tuple[Listed, Path]]:
    """The papers in their order, with the places of their entries in the meeting's file."""
    for paper in reader.unlisted():
        yield Listed("", "", Entry(id=paper, title=paper)), ()
    titles = {number: item.title for number, _, item in known.meeting.items()}
    for number, path, entry in known.meeting.entries():
        yield Listed(number, titles[number], entry), path


def _missed(known: Known, papers: Sequence[Listed]) -> Iterator[Problem]:
    """A warning where no paper prints the agenda, or the list of documents."""
    printed = {
        node.meta["name"]
        for each in papers
        if each.prepared
        for node in each.prepared.opened.plan.manuscript.tree.children
        if node.type == "directive"
    }
    for directive, what in FIRST.items():
        if directive not in printed:
            message = f"no paper of the meeting prints its {what}"
            hint = f"start one, with meeting: {known.name} in its head and :::{{{directive}}} in its text"
            yield Problem(message, Place(known.places.file), hint, warning=True)
