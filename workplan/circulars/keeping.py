"""What happens to a circular, put into a content folder: its record, and the papers that follow from it.

    with changing(content, say) as folder:
        step = opened(folder, "endorsement", "plan", to=(), at=at, now=now)
        write_all(step.on_disk(content), new=step.new(content))

Each gives the files to write, and writes nothing. Raises `ContentError` where the content, the record or the
procedure does not allow it. `at` is when it happened and `now` the present moment; both know their distance
from UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from workplan.changing.scaffold import paper_kinds
from workplan.circulars.notices import facts, filled
from workplan.circulars.procedure import RefusedError, after, happened, outcome, received, to_remind
from workplan.content.files.folder import DiskFolder, Folder
from workplan.content.files.papers import PLAN, paper_files, paper_folder
from workplan.content.models.circular import Circular, Event
from workplan.content.sources.circulars import read_circulars, record_file
from workplan.content.values.blank import is_blank
from workplan.content.values.deadline import Deadline, read_deadline
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError, Place, Problem
from workplan.opening import Opened, open_content
from workplan.text.characters import refusal, refused_character
from workplan.text.hints import did_you_mean, join, one_of, quoted

T = TypeVar("T")


class Step(Struct, frozen=True):
    """The record of a circular after something happened, and the files that say so, by their names in the
    content folder; `paper` is the one that was started. No files: the record says it already."""

    circular: Circular
    files: Mapping[str, bytes]
    paper: str = ""

    def on_disk(self, content: Path) -> dict[Path, bytes]:
        return {content / name: data for name, data in self.files.items()}

    def new(self, content: Path) -> list[Path]:
        """Those that must not be there yet."""
        first = [record_file(self.circular.circular)] if not self.circular.events else []
        return [content / name for name in self.files if name in first or name.startswith("papers/")]


def recorded(folder: DiskFolder, name: str) -> Circular:
    """The record of a circular that was opened."""
    found = read_circulars(folder)
    if found.problems:
        raise ContentError(found.problems)
    if name not in found.known:
        opened = f"open are: {one_of(found.known)}" if found.known else "none was opened"
        hint = join(did_you_mean(name, found.known), f"{opened}; `circular open` opens one")
        raise _refused(folder, name, f"there is no circular {quoted(name)}", hint)
    return found.known[name]


def opened(
    folder: DiskFolder, name: str, text: str, to: Sequence[str], at: datetime | None, now: datetime
) -> Step:
    """Open the circular `name`, which asks for silence on the paper `text`; `to` some members, or all."""
    if record_file(name) in folder.files("circulars", ".yaml"):
        raise _refused(folder, name, "this circular was opened already", "a new circular is a new paper")
    asking, asked = _issued(folder, name), _issued(folder, text)
    deadline = _deadline(folder, name, asking)
    at = _allowed(folder, name, lambda: happened(at or now, now))
    closes = deadline.moment
    assert closes
    if closes <= at:
        place = _head_place(folder, name)
        hint = "give the paper another deadline, and issue it again"
        raise ContentError([Problem("its deadline is over", place, hint)])
    everybody = [member.id for member in asked.plan.members]
    for member in to:
        if member not in everybody:
            hint = join(did_you_mean(member, everybody), "members are listed in members.yaml")
            raise _refused(folder, name, f"there is no member {quoted(member)}", hint)
    if not everybody:
        raise _refused(folder, name, "there is no member to send it to", "list the members in members.yaml")
    zone = ZoneInfo(deadline.zone)
    circular = Circular(
        circular=name,
        symbol=asking.plan.identity.symbol,
        text=text,
        edition=asked.plan.identity.edition.label,
        sha256=sha256(asked.standing.text.encode()).hexdigest(),
        opened=_moment(at, zone),
        closes=_moment(closes, zone),
        zone=deadline.zone,
        to=tuple(dict.fromkeys(to)) or tuple(everybody),
    )
    told = {**_dump(circular), "to": list(circular.to)}
    return Step(circular, {record_file(name): write_yaml(told).encode()})


def acknowledged(
    folder: DiskFolder,
    name: str,
    members: Sequence[str],
    at: datetime | None,
    now: datetime,
    objection: str = "",
) -> Step:
    """Record that members acknowledged a circular or, with the words of an `objection`, object to it."""
    before = recorded(folder, name)
    if found := refused_character(objection):
        raise _refused(folder, name, refusal(found.group()), "give the words again without it")
    at = _moment(at or now, ZoneInfo(before.zone))
    circular = _allowed(folder, name, lambda: received(before, members, at, now, objection))
    return Step(circular, _appended(folder, before, circular))


def reminded(folder: DiskFolder, name: str, at: datetime | None, now: datetime) -> Step:
    """Start the paper that reminds those who have not acknowledged a circular."""
    before = recorded(folder, name)
    at = _moment(at or now, ZoneInfo(before.zone))
    members = _allowed(folder, name, lambda: to_remind(before, at, now))
    paper = _free(folder, f"{name}-reminder")
    circular = after(before, [Event(at=at, event="reminded", members=members, paper=paper)])
    return _with_paper(folder, before, circular, "reminder", paper, at)


def closed(folder: DiskFolder, name: str, at: datetime | None, now: datetime) -> Step:
    """Start the notice that says whether the text is adopted."""
    before = recorded(folder, name)
    at = _moment(at or now, ZoneInfo(before.zone))
    says = _allowed(folder, name, lambda: outcome(before, happened(at, now)))
    kind = says.replace(" ", "-")
    paper = _free(folder, f"{name}-{kind}")
    circular = after(before, [Event(at=at, event="closed", outcome=says, paper=paper)])
    return _with_paper(folder, before, circular, kind, paper, at)


def _with_paper(
    folder: DiskFolder, before: Circular, circular: Circular, kind: str, paper: str, at: datetime
) -> Step:
    """The paper comes before the record: a record never names a paper that is not there."""
    asking, asked = (open_content(_folder(folder, each)).plan for each in (circular.circular, circular.text))
    titles = asking.identity.title, asked.identity.title
    template = paper_kinds(folder.directory)[kind].read_text("utf-8")
    manuscript = filled(template, facts(circular, titles, asking.identity.wording, at))
    files = {f"papers/{paper}.md": manuscript.encode(), **_appended(folder, before, circular)}
    return Step(circular, files, paper)


def _appended(folder: DiskFolder, before: Circular, circular: Circular) -> dict[str, bytes]:
    """The record's file with new events at its end; nothing before them changes."""
    new = circular.events[len(before.events) :]
    if not new:
        return {}
    file = record_file(circular.circular)
    text = folder.text(file)
    text += "" if text.endswith("\n") else "\n"
    told = write_yaml({"events": [_dump(event) for event in new]})
    return {file: (text + (told if not before.events else told.partition("\n")[2])).encode()}


def _dump(value: Circular | Event) -> dict[str, object]:
    found = value.model_dump(exclude_defaults=True)
    return {key: each.isoformat() if isinstance(each, datetime) else each for key, each in found.items()}


def _issued(folder: DiskFolder, name: str) -> Opened:
    """A paper whose present words are those of an issued edition."""
    if name != PLAN and name not in paper_files(folder):
        hint = join(
            did_you_mean(name, paper_files(folder)), f"papers: {one_of((PLAN, *paper_files(folder)))}"
        )
        raise ContentError(
            [Problem(f"there is no paper {quoted(name)}", Place(folder.shown("papers")), hint)]
        )
    found = open_content(_folder(folder, name))
    if found.standing.draft:
        what = "the plan" if name == PLAN else f"the paper {quoted(name)}"
        command = "issue" if name == PLAN else f"issue --paper {name}"
        hint = f"members answer to words that stay as they are: `{command}` first"
        message = f"{what} was not issued with its present words"
        raise ContentError([Problem(message, _head_place(folder, name), hint)])
    return found


def _folder(folder: DiskFolder, name: str) -> Folder:
    return folder if name == PLAN else paper_folder(folder, name)


def _deadline(folder: DiskFolder, name: str, asking: Opened) -> Deadline:
    given = asking.plan.head.deadline if asking.plan.head else None
    if given is None or is_blank(given) or not (deadline := read_deadline(given)).moment:
        message = "its head has no deadline with a time and a place, until when members can object"
        hint = "write deadline: 2031-02-17 17:00 Asia/Bangkok, and issue the paper"
        raise ContentError([Problem(message, _head_place(folder, name), hint)])
    return deadline


def _head_place(folder: DiskFolder, name: str) -> Place:
    return Place(folder.shown("plan.yaml" if name == PLAN else paper_files(folder)[name]))


def _moment(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment on the zone's clocks, to the second, with nothing but its distance from UTC."""
    local = moment.astimezone(zone).replace(microsecond=0)
    return datetime.fromisoformat(local.isoformat())


def _free(folder: DiskFolder, name: str) -> str:
    """A name that no paper has."""
    papers = paper_files(folder)
    names: Iterator[str] = (name if n == 1 else f"{name}-{n}" for n in count(1))
    return next(each for each in names if each not in papers)


def _allowed(folder: DiskFolder, name: str, step: Callable[[], T]) -> T:
    try:
        return step()
    except RefusedError as error:
        raise _refused(folder, name, str(error), error.hint) from None


def _refused(folder: DiskFolder, name: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(message, Place(folder.shown(record_file(name))), hint)])
