"""The editions of a content folder: those frozen in `editions/`, and earlier ones listed there.

    editions/2021.yaml      an edition, frozen
    editions/history.yaml   editions of which there is no file (issued before there was this program, or
                            not restored with the rest): a list of label, date and note
    editions/_draft.yaml    the draft that the folder was restored from, where it prints something of earlier
                            editions: while the content says the same, that is known from here

Each edition is in one of the two, so nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from pydantic import TypeAdapter

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.models.identity import Edition, in_order
from workplan.content.values.labels import label_slug
from workplan.editions.frozen import check_sealed, edition_text, read_head
from workplan.errors import ContentError, Place, Problem
from workplan.files import yaml
from workplan.text.hints import quoted

HISTORY = "editions/history.yaml"
DRAFT = "editions/_draft.yaml"  # no label gives such a name
_HISTORY = TypeAdapter(tuple[Edition, ...])


class Issued(Struct, frozen=True):
    """An edition; `file` is its name in the content folder, empty where it is only listed."""

    edition: Edition
    place: Place
    file: str = ""


def read_history(folder: Folder) -> tuple[tuple[Issued, ...], list[Problem]]:
    """Every edition, in order, and what is wrong with any of them."""
    problems: list[Problem] = []
    found: list[Issued] = [*_listed(folder, problems), *_frozen(folder, problems)]
    problems += _twice(found)
    rank = {edition: at for at, edition in enumerate(in_order(each.edition for each in found))}
    return tuple(sorted(found, key=lambda each: rank[each.edition])), problems


def _listed(folder: Folder, problems: list[Problem]) -> Iterator[Issued]:
    try:
        read = yaml.read(_HISTORY, folder.text(HISTORY), folder.shown(HISTORY), ())
    except UnreadableFileError as error:
        problems += [] if error.missing else [folder.problem(HISTORY, error)]
        return
    problems += read.problems
    for at, edition in enumerate(read.value or ()):
        yield Issued(edition, read.places.value((at, "label")))


def _frozen(folder: Folder, problems: list[Problem]) -> Iterator[Issued]:
    for name in folder.files("editions", ".yaml"):
        if name in (HISTORY, DRAFT):
            continue
        shown = folder.shown(name)
        try:
            text = edition_text(folder, name)
            head = read_head(text, shown)
            check_sealed(text, head.schema_, shown)
        except ContentError as error:
            problems += error.problems
            continue
        except UnreadableFileError as error:
            problems.append(folder.problem(name, error))
            continue
        edition = head.edition
        if name != edition_file(edition.label) or edition.draft:
            wrong = "is a draft" if edition.draft else f"belongs in {quoted(edition_file(edition.label))}"
            message = f"this edition, {quoted(edition.label)}, {wrong}"
            problems.append(Problem(message, Place(shown), "take it away; `issue` writes these files"))
        yield Issued(Edition.model_validate(edition.model_dump(exclude={"draft"})), Place(shown), name)


def _twice(found: list[Issued]) -> Iterator[Problem]:
    seen: dict[str, Issued] = {}
    for each in found:
        name = label_slug(each.edition.label)
        if name in seen:
            hint = f"the other is {quoted(seen[name].edition.label)}, at {seen[name].place}; delete one"
            message = f"the edition {quoted(each.edition.label)} is there twice"
            yield Problem(message, each.place, hint)
        seen[name] = each


def edition_file(label: str) -> str:
    """The name of an edition's file in the content folder."""
    return f"editions/{label_slug(label)}.yaml"
