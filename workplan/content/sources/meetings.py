"""The meetings of a content folder: read, checked, and with what their papers say of themselves.

[x] papers that do not exist, papers under two items, PDFs that are not there, deadlines of unknown papers
[x] papers that no item of any meeting names, late papers without a reason: warnings
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import TypeAdapter

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.files.papers import HEAD, PLAN, head_text, paper_files, paper_folder
from workplan.content.manuscript.markdown import parse_manuscript
from workplan.content.models.head import Head
from workplan.content.models.identity import Identity
from workplan.content.models.meeting import MEETINGS, Entry, Item, Meeting, SubItem, meeting_file
from workplan.content.paper.plan import Manuscript
from workplan.content.paper.recommended import action_words_in
from workplan.content.sources.circulars import read_circulars
from workplan.content.values.blank import as_printed
from workplan.directives.recommendations.verbs import NAME as RECOMMENDATIONS
from workplan.errors import ContentError, Place, Problem
from workplan.files import yaml
from workplan.files.yaml import Places
from workplan.text.hints import did_you_mean, join, one_of, quoted
from workplan.text.slug import ID_PATTERN

_MEETING = TypeAdapter(Meeting)
_HEAD = TypeAdapter(Head)
_IDENTITY = TypeAdapter(Identity)


class Known(Struct, frozen=True):
    """A meeting, and where its file says what."""

    name: str
    meeting: Meeting
    places: Places


class Said(Struct, frozen=True):
    """What a paper says of itself, and where its head stands (plan.yaml, for the plan)."""

    entry: Entry
    places: Places


class Meetings(Struct, frozen=True):
    """All meetings that are sound, by name, and what is wrong with any of them."""

    known: Mapping[str, Known]
    problems: tuple[Problem, ...]


def named_meeting(folder: Folder, head: Head) -> str:
    """The meeting that a head names by its file: `meeting: tenth`; empty where it says its words itself."""
    name = head.meeting.name if head.meeting and head.meeting.ordinal is None else ""
    return name if meeting_file(name) in folder.files(MEETINGS, ".yaml") else ""


def misspelt_meeting(folder: Folder, head: Head, place: Place) -> Iterator[Problem]:
    """A warning where a head names a meeting as files are named, and only a file of another name is there."""
    name = head.meeting.name if head.meeting and head.meeting.ordinal is None else ""
    hint = did_you_mean(name, meeting_files(folder)) if re.fullmatch(ID_PATTERN, name) else ""
    if hint and not named_meeting(folder, head):
        message = f"there is no meeting {quoted(name)}, so that this is printed as it is"
        yield Problem(message, place, hint, warning=True)


def read_one(
    folder: Folder, name: str, *, with_papers: bool
) -> tuple[yaml.Read[Meeting], tuple[Problem, ...], Mapping[str, Said]]:
    """The meeting `name` of a folder that may show one of its papers as the plan; `with_papers`: with what
    its papers say, by their names, and what is wrong between the files."""
    file = meeting_file(name)
    read = yaml.read(_MEETING, folder.text(file), folder.shown(file))
    if read.value is None or not with_papers:
        return read, (), {}
    whole = folder.whole
    heads = _heads(whole) if any(entry.paper for _, _, entry in read.value.entries()) else {}
    found = tuple(_problems(Known(name, read.value, read.places), whole))
    return replace(read, value=resolved(read.value, heads)), found, heads


def meeting_files(folder: Folder) -> dict[str, str]:
    """The file of each meeting, by the meeting's name, in order of name."""
    files = folder.whole.files(MEETINGS, ".yaml")
    return {file.removeprefix(f"{MEETINGS}/").removesuffix(".yaml"): file for file in files}


def read_meetings(folder: Folder) -> Meetings:
    """The meetings of a content folder, each paper of ours with what its head says (`resolved`)."""
    return _read(folder.whole, meeting_files(folder))


def read_meeting(folder: Folder, name: str) -> Known:
    """One meeting. Raises `ContentError` where there is none of this name, or it is not in order."""
    files = meeting_files(folder)
    if name not in files:
        there = f"meetings: {one_of(files)}" if files else "there is no meeting yet"
        hint = join(did_you_mean(name, files), f"{there}; a meeting is a file meetings/NAME.yaml")
        place = Place(folder.whole.shown(MEETINGS))
        raise ContentError([Problem(f"there is no meeting {quoted(name)}", place, hint)])
    found = _read(folder.whole, {name: files[name]})
    if found.problems:
        raise ContentError(found.problems)
    return found.known[name]


def _read(whole: Folder, files: Mapping[str, str]) -> Meetings:
    known: dict[str, Known] = {}
    problems: list[Problem] = []
    heads: dict[str, Said] | None = None
    for name, file in files.items():
        try:
            read = yaml.read(_MEETING, whole.text(file), whole.shown(file))
        except UnreadableFileError as error:
            problems.append(whole.problem(file, error))
            continue
        problems += read.problems
        if read.value is None:
            continue
        heads = _heads(whole) if heads is None else heads
        problems += _problems(Known(name, read.value, read.places), whole)
        known[name] = Known(name, resolved(read.value, heads), read.places)
    return Meetings(known, tuple(problems))


def resolved(meeting: Meeting, heads: Mapping[str, Said]) -> Meeting:
    """A meeting whose papers have, in place of their names, what they say of themselves."""

    def with_heads(item: SubItem) -> dict[str, object]:
        found = ((each, heads.get(each.paper or "")) for each in item.papers)
        return {"papers": tuple(said.entry if said else each for each, said in found)}

    def whole(item: Item) -> Item:
        below = tuple(inner.model_copy(update=with_heads(inner)) for inner in item.items)
        return item.model_copy(update={**with_heads(item), "items": below})

    return meeting.model_copy(update={"agenda": tuple(map(whole, meeting.agenda))})


def _heads(folder: Folder) -> dict[str, Said]:
    """What each paper says of itself; of one that is not in order, whoever loads it hears."""
    found: dict[str, Said] = {}
    try:
        of_plan = yaml.read(_IDENTITY, folder.text("plan.yaml"), folder.shown("plan.yaml"))
    except UnreadableFileError:
        return found
    if (plan := of_plan.value) is None:
        return found
    found[PLAN] = Said(_entry(PLAN, plan, None, ""), of_plan.places)
    for name in paper_files(folder):
        try:
            paper = paper_folder(folder, name)
            read = yaml.read(_HEAD, paper.text(HEAD), paper.shown(HEAD))
            if head := read.value:
                identity = head.identity(plan)
                entry = _entry(name, identity, head, head.action or _made_action(paper, identity))
                found[name] = Said(entry, read.places)
        except (UnreadableFileError, ContentError):
            continue
    return found


def _made_action(paper: Folder, identity: Identity) -> str:
    """What is to be done about a paper, where that follows from its recommendations."""
    text = paper.text("plan.md")
    if f":::{{{RECOMMENDATIONS}}}" not in text:
        return ""
    tree, _ = parse_manuscript(text, "")
    return action_words_in(Manuscript("", text, tree), identity)


def _entry(name: str, identity: Identity, head: Head | None, action: str) -> Entry:
    late = head.late_submission if head else None
    given: dict[str, Any] = {
        "id": name,
        "title": identity.title,
        "symbol": identity.symbol,
        "date": _issued(head) if head else identity.edition.date,
        "submitted_by": head.submitted_by if head else None,
        "purpose": head.purpose if head else None,
        "distribution": head.distribution if head else None,
        "late_submission": late.reason if late else None,
        "action": action or None,
        "note": identity.edition.note if head else None,
    }
    return Entry(**{key: value for key, value in given.items() if value is not None})


def _issued(head: Head) -> date | str | None:
    """The date of issue that a head gives; the plan's says nothing of when another paper was issued."""
    if head.edition:
        return head.edition.date
    return head.date


def _problems(known: Known, folder: Folder) -> Iterator[Problem]:
    papers = (PLAN, *paper_files(folder))
    seen: dict[str, Place] = {}
    for _, path, entry in known.meeting.entries():
        place = known.places.value(path)
        what = entry.paper or entry.file
        if entry.paper and entry.paper not in papers:
            hint = join(did_you_mean(entry.paper, papers), f"papers: {one_of(papers)}")
            yield Problem(f"there is no paper {quoted(entry.paper)}", place, hint)
        elif what and what in seen:
            hint = f"the other item names it at {seen[what]}; name it in one of them"
            yield Problem(f"the paper {quoted(what)} is under two items", place, hint)
        if what:
            seen.setdefault(what, place)
        if entry.file:
            try:
                folder.data(entry.file)
            except UnreadableFileError as error:
                at = known.places.value((*path, "file"))
                yield Problem(error.message, at, error.hint)
    for nth_deadline, deadline in enumerate(known.meeting.deadlines):
        for nth, name in enumerate(deadline.papers):
            if name not in papers:
                hint = join(did_you_mean(name, papers), f"papers: {one_of(papers)}")
                place = known.places.value(("deadlines", nth_deadline, "papers", nth))
                yield Problem(f"there is no paper {quoted(name)}", place, hint)


def unnamed(folder: Folder, meetings: Meetings) -> Iterator[Problem]:
    """A warning for each paper that no item of any meeting names, where there are meetings. A circular goes
    out between them: its head has a deadline, or a record names it."""
    named = {entry.id for each in meetings.known.values() for _, _, entry in each.meeting.entries()}
    named |= {*read_circulars(folder).papers()}
    if not meetings.known or meetings.problems:
        return
    for name, file in paper_files(folder.whole).items():
        if name not in named and not _needs_no_item(folder.whole, file):
            files = one_of(each.places.file for each in meetings.known.values())
            hint = f"name it under papers: of an item, in {files}"
            message = f"no item of a meeting's agenda names the paper {quoted(name)}"
            yield Problem(message, Place(folder.shown(file)), hint, warning=True)


def _needs_no_item(folder: Folder, file: str) -> bool:
    """Whether a paper is a circular; or an agenda or a list of documents, since a pack begins with these."""
    try:
        text = folder.text(file)
        is_circular = bool(re.search(r"^deadline:", head_text(text), re.MULTILINE))
        return is_circular or bool(re.search(r"^:{3,}\{(agenda|documents)\}", text, re.MULTILINE))
    except UnreadableFileError:
        return False


def late(known: Known) -> Iterator[Problem]:
    """A warning for each paper whose date of issue is after its deadline, and that does not say why. None is
    late while the dates of the meeting, or of the paper, are open."""
    if not (start := known.meeting.start):
        return
    for _, path, entry in known.meeting.entries():
        deadline = known.meeting.deadline(entry)
        if not deadline or not isinstance(entry.date, date) or entry.late_submission:
            continue
        if entry.date > (day := deadline.day(start)):
            name = entry.symbol or entry.title or ""
            message = f"{quoted(name)} is late: issued on {entry.date}, due on {day} ({deadline.name})"
            hint = "give the reason as late_submission in its head (or here, of a paper from elsewhere)"
            yield Problem(message, known.places.value(path), hint, warning=True)


def calendar(known: Known) -> list[str]:
    """The deadlines and the days of a meeting, in order of date: "2031-10-01 The plan". Where its dates are
    open, how long before it each deadline is."""
    meeting = known.meeting
    name = as_printed(meeting.full_name)
    if not meeting.dates or not meeting.start:
        periods = sorted(meeting.deadlines, key=lambda each: each.period, reverse=True)
        return [f"the dates of the {name} are open", *(f"{each.before}: {each.name}" for each in periods)]
    last = f" (to {meeting.dates.end})" if meeting.dates.end else ""
    lines = sorted((each.day(meeting.start), each.name) for each in meeting.deadlines)
    return [f"{day} {words}" for day, words in (*lines, (meeting.start, f"{name}{last}"))]
