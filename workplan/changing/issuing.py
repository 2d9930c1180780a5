"""Issue: freeze the present content as an edition, once and for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workplan.content.files.folder import DiskFolder, OverlaidFolder
from workplan.content.files.papers import HEAD, PLAN, paper_folder
from workplan.content.models.identity import Edition, in_order
from workplan.content.values.labels import label_slug
from workplan.document.composing.compose import compose
from workplan.editions.freeze import freeze
from workplan.editions.history import edition_file
from workplan.editions.identity import with_edition
from workplan.errors import ContentError, ExitCode, OurBug, Place, Problem, WorkplanError
from workplan.opening import Opened, open_content, open_edition
from workplan.opening.naming import next_label
from workplan.opening.revised import revised
from workplan.text.hints import quoted


class RefusedEditionError(WorkplanError):
    """A label, date or note was given that cannot be an edition's."""

    exit_code = ExitCode.USAGE


class Issue(Struct, frozen=True):
    """An edition that can be built and written: `files` are those of the content folder that are new or
    change with it, the edition's own (`edition`) last: while it is not there, nothing was issued."""

    opened: Opened
    edition: Path
    files: dict[Path, bytes]


def issue(
    content: DiskFolder, label: str | None, day: date | None, note: str | None, paper: str = PLAN
) -> Issue:
    """The present content of a paper as the edition `label`; what is not given is as plan.yaml, or the
    paper's head, says. A note that it has is the note of its own label alone.

    Raises `ContentError`: the content has errors or blanks, the label was issued, or the date is before the
    latest edition's; `RefusedEditionError`: what was given cannot be an edition's.

    A Rev. that has no note gets one: what it changed in the edition before it (`opening.revised`).
    """
    folder = paper_folder(content, paper)
    opened = open_content(folder)
    if opened.loaded.blanks:
        raise ContentError([replace(blank, warning=False) for blank in opened.loaded.blanks])
    now = opened.plan.identity.edition
    edition = _edition(now, label, day, note)
    _check_new(edition, opened)
    if edition.note is None:
        edition = edition.model_copy(update={"note": revised(folder, opened)})
    _check_date(edition, opened, given=day is not None)
    name = edition_file(edition.label)
    changed = {}
    head = "plan.yaml" if paper == PLAN else HEAD
    if edition != now:
        changed[head] = with_edition(folder.text(head), edition).encode()
        if opened.plan.earlier:  # what it says of earlier editions may name its own
            opened = open_content(OverlaidFolder(changed, folder))
    text = freeze(opened.plan.as_edition(edition), in_order((*opened.plan.history, edition)))
    changed[name] = text.encode()
    issued = open_content(OverlaidFolder(changed, folder))
    path = content.directory / folder.original(name)
    _check(issued, open_edition(text, path.as_posix()), text)
    files = {content.directory / name: data for name, data in folder.originals(changed).items()}
    return Issue(issued, path, files)


def _edition(now: Edition, label: str | None, day: date | None, note: str | None) -> Edition:
    kept = now.note if label in (None, now.label) else None
    try:
        return Edition(
            label=now.label if label is None else label,
            date=day or now.date,
            note=kept if note is None else note,
        )
    except ValidationError as error:
        wrong = error.errors()[0]
        message = f"the {wrong['loc'][0]} cannot be {quoted(str(wrong['input']))}: {_reason(wrong)}"
        raise RefusedEditionError(message, "give another") from None


def _reason(wrong: ErrorDetails) -> str:
    match wrong["type"]:
        case "too_short":
            return "it is empty"
        case "too_long":
            return f"it has more than {wrong['ctx']['max_length']} characters"
        case _:
            return str(wrong["ctx"]["error"])


def _check_new(edition: Edition, opened: Opened) -> None:
    place = _place(opened, "label")
    for other in opened.plan.history:
        if label_slug(other.label) == label_slug(edition.label):
            named = quoted(other.label)
            clash = (
                "" if other.label == edition.label else f"; {quoted(edition.label)} has the same file name"
            )
            hint = f"give another label, such as issue --label {quoted(next_label(opened))}"
            raise ContentError([Problem(f"the edition {named} was issued already{clash}", place, hint)])


def _place(opened: Opened, field: str) -> Place:
    """Where the edition's label or date stands; what gives it where it has no place of its own."""
    places = opened.loaded.places
    return places[HEAD if HEAD in places else "plan.yaml"].value(("edition", field))


def _check_date(edition: Edition, opened: Opened, *, given: bool) -> None:
    """Editions follow one another: the history is in order of dates, and a redline goes forward."""
    latest = max(opened.plan.history, key=lambda each: each.date, default=edition)
    if edition.date >= latest.date:
        return
    message = (
        f"the date {edition.date} is before that of the edition {quoted(latest.label)}, "
        f"which was issued on {latest.date}"
    )
    hint = f"an edition is dated {latest.date} or later"
    if given:
        raise RefusedEditionError(message, hint)
    place = _place(opened, "date")
    raise ContentError([Problem(message, place, f"{hint}: issue --date …")])


def _check(issued: Opened, thawed: Opened, text: str) -> None:
    """What was frozen must be the content itself: the same document, from the folder and from the edition."""
    documents = [compose(each.plan, None, each.standing) for each in (issued, thawed)]
    if documents[0] != documents[1] or issued.standing.text != text or issued.standing.draft:
        raise OurBug("the frozen edition does not hold what the content says", "please report it")
