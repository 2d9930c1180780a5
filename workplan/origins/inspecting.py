"""Inspect: what a file of ours is, and whether it is as it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from workplan import PRODUCER
from workplan.build.prepare import Prepared, prepare
from workplan.compare.versions import Redlined, known, redline
from workplan.content.paper.plan import Plan
from workplan.document.tree import Source
from workplan.editions.frozen import FrozenHead
from workplan.errors import ContentError
from workplan.opening import Opened
from workplan.origins import word
from workplan.origins.carried import Carried, Kind
from workplan.word.reader import read_date

_UNALTERED = "unaltered: byte for byte what this program makes of its content"
_KINDS: dict[Kind, str] = {"pdf": "PDF", "docx": "Word file", "edition": "edition file"}

#: Makes the file of a document anew.
Rebuild = Callable[[Prepared | Redlined], bytes]
#: Whether the file was made of a document.
IsMade = Callable[[Prepared | Redlined], bool]


class Finding(Struct, frozen=True):
    """`lines` are what there is to say, each with its heading; `altered` what is not as it was made."""

    lines: tuple[tuple[str, str], ...]
    altered: bool


def inspect(
    file: Carried, rebuild: Rebuild, date: datetime | None = None, is_made: IsMade | None = None
) -> Finding:
    """Say what `file` is. `rebuild` is called for a PDF or Word file whose content is intact, and which says
    what its content says; `date` stands in for the edition's then, as it does in a build. Where its bytes are
    known, `is_made` tells of which document they were made: of such a file nothing is read or made.

    Raises `ContentError` where the content is intact and of a newer program.
    """
    kind = f"{_KINDS[file.kind]}{', a redline' if file.before else ''}"
    about: tuple[tuple[str, str], ...] = ()
    if file.kind != "edition":
        saved = f"; saved since by {file.saved}" if file.saved else ""
        about = (("made by", (file.producer or "a program that it does not name") + saved),)
    if not file.intact:
        words = "altered: its fingerprint is not the one that the file names"
        return Finding((("file", kind), *about, ("content", words)), True)
    edition = ("edition", _edition(file))
    try:
        opened = file.open()
    except ContentError as error:
        if file.kind != "edition":
            raise
        altered = ("content", f"altered: {error.problems[0].message}")
        return Finding((("file", kind), edition, *about, altered), True)
    content = ("content", f"intact; {_digests(file)}")
    made = is_made is not None and any(map(is_made, _remade(file, opened, date)))
    state, is_altered = (_UNALTERED, False) if made else _state(file, opened, rebuild, date)
    lines = (("file", f"{kind} of {_plan(opened.plan)}"), edition, *about, content, ("state", state))
    return Finding(lines, is_altered)


def _edition(file: Carried) -> str:
    before = file.edition_before
    return f"from {_named(before)}; to {_named(file.edition)}" if before else _named(file.edition)


def _named(head: FrozenHead) -> str:
    edition = head.edition
    if head.is_after:
        return f"draft after {edition.label} of {edition.date.isoformat()}, not issued"
    standing = "a draft, not issued" if edition.draft else "issued"
    return f"{edition.label} of {edition.date.isoformat()}, {standing}"


def _plan(plan: Plan) -> str:
    return f"{plan.identity.title} ({plan.identity.group})"


def _digests(file: Carried) -> str:
    own = f"SHA-256 {Source(file.text).digest}"
    return f"{own}, and of what it comes from {Source(file.before.text).digest}" if file.before else own


def _state(file: Carried, opened: Opened, rebuild: Rebuild, date: datetime | None) -> tuple[str, bool]:
    if file.kind == "edition":
        return "unaltered: it is as the program writes it", False
    from workplan.origins.altered import edited, edited_redline
    from workplan.origins.stamped import as_bare, stamp_of

    stamped = None if file.before else stamp_of(file, opened.plan.identity.wording.stamp)
    bare = replace(file, data=stamped.bare) if stamped else file
    if change := edited_redline(file) if file.before else edited(bare, opened):
        kept = (
            "; the content before that is still inside, and `restore` writes it"
            if file.kind == "docx"
            else ""
        )
        return f"altered: {change}{kept}", True
    remade = [rebuild(each) for each in _remade(file, opened, date)]
    if file.data in remade:
        return _UNALTERED, False
    if stamped and stamped.bare in (as_bare(each, file) for each in remade):
        number = stamped.stamp.number
        return f"unaltered: what this program makes of its content, with the stamp of copy {number}", False
    why = _why(file)
    return (
        f"it says what its content says, but is not byte for byte what this program makes of it: {why}",
        False,
    )


def _why(file: Carried) -> str:
    """Why the bytes are others."""
    if file.saved:
        return "another program saved it since"
    if file.producer != PRODUCER:
        return f"it was made by another version than this, which is {PRODUCER}"
    return "it was made with a house style or a date of its own, or another program saved it since"


def _remade(file: Carried, opened: Opened, date: datetime | None) -> Iterator[Prepared | Redlined]:
    """The documents that the file may have been made from."""
    after = prepare(opened, date)
    if not file.before:
        yield after
        return
    before = prepare(file.open(file.before), date)
    author, day = _author(file) if file.kind == "docx" else ("", None)
    for summarised in (True, False) if file.kind == "pdf" else (False,):  # editors get no summary
        yield redline(
            before.document,
            after.document,
            opened.plan.identity.wording,
            author=author,
            date=day,
            summarised=summarised,
            members=known(before.opened.plan, after.opened.plan),
        )


def _author(file: Carried) -> tuple[str, datetime | None]:
    """Whose the changes of a redline are, and of when."""
    marks = word.tracked_changes(word.opened(file.data, file.name))
    author, date = marks.most_common(1)[0][0] if marks else ("", "")
    return author, read_date(date)
