"""Open content: load it, in today's form, with what its own edition kept of earlier ones, and see whether it
was issued. No other edition is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.files.folder import Folder, OverlaidFolder, UnreadableFileError
from workplan.content.load import Loaded, load
from workplan.content.models.identity import Edition
from workplan.content.paper.plan import Plan
from workplan.content.paper.since import Earlier
from workplan.directives.declared import of_editions
from workplan.editions.freeze import freeze, may_be_too_large
from workplan.editions.frozen import SCHEMA, check_schema, edition_text, read_frozen
from workplan.editions.history import DRAFT, Issued, read_history
from workplan.editions.migrations import Files, migrated
from workplan.editions.standing import Standing
from workplan.editions.thaw import thaw
from workplan.errors import ContentError
from workplan.files import yaml


class Opened(Struct, frozen=True):
    """Content that can be composed, and whether it was issued."""

    loaded: Loaded
    standing: Standing

    @property
    def plan(self) -> Plan:
        plan = self.loaded.plan
        if not self.standing.draft:
            return replace(plan, draft="")
        return replace(plan, draft="after" if plan.label_is_issued else "draft")

    def with_plan(self, plan: Plan) -> Opened:
        return replace(self, loaded=replace(self.loaded, plan=plan))


def open_plain(
    folder: Folder, *, unnumbered: int = SCHEMA, completed: Callable[[Plan], Plan] | None = None
) -> Opened:
    """Load a content folder with its editions; `unnumbered` is the schema of content that does not say.

    It is issued where it freezes to what the frozen edition of its label holds; then its history is that
    edition's, and so is what it prints of earlier editions (`Plan.earlier`), which of other content is not
    known here. `completed` puts in what other papers say. Raises `ContentError` with every problem, of the
    editions too.
    """
    folder = _in_todays_form(folder, unnumbered, worked_on=folder.worked_on)
    issued, problems = read_history(folder)
    try:
        loaded = load(folder)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    if problems:
        raise ContentError([*problems, *loaded.warnings])
    if completed:
        loaded = replace(loaded, plan=completed(loaded.plan))
    for file in _frozen_as(loaded.plan, folder, issued):
        if found := _as_frozen(loaded.plan, folder, file):
            plan, standing = found
            return Opened(replace(loaded, plan=plan), standing)
    plan = replace(loaded.plan, history=tuple(each.edition for each in issued))
    return Opened(replace(loaded, plan=plan), as_draft(plan))


def as_draft(plan: Plan) -> Standing:
    """The standing of content that was not issued. Raises `ContentError` where it is too large to be."""

    def text() -> str:
        return freeze(plan, plan.history, draft=True)

    return Standing(draft=True, text=text() if may_be_too_large(plan) else text)


def _frozen_as(plan: Plan, folder: Folder, issued: tuple[Issued, ...]) -> Iterator[str]:
    """The frozen editions that the content may be: that of its label, and the draft that it was restored
    from."""
    label = plan.identity.edition.label
    yield from (each.file for each in issued if each.file and each.edition.label == label)
    if DRAFT in folder.files("editions", ".yaml"):
        yield DRAFT


def _as_frozen(plan: Plan, folder: Folder, name: str) -> tuple[Plan, Standing] | None:
    """`plan` with what the frozen edition `name` says besides, where that holds the same; else None."""
    text, shown = edition_text(folder, name), folder.shown(name)
    frozen = read_frozen(text, shown)
    draft = frozen.edition.draft
    history = _history(folder) if draft else frozen.history
    earlier = Earlier(frozen.kept) if prints_earlier(plan) and frozen.kept else None
    plan = replace(plan, history=history, earlier=earlier)
    today = freeze(plan, history, draft=draft)
    same = text == today or (frozen.schema_ < SCHEMA and _say_the_same(text, today, shown))
    return (plan, Standing(draft, today if draft else text)) if same else None


@lru_cache(4)  # a paper that prints what changed in the plan asks for the plan again
def _say_the_same(text: str, today: str, shown: str) -> bool:
    """Whether two frozen editions, the first of which is of an older form, hold the same content."""
    one, other = _content(thaw(text, shown)), _content(thaw(today, shown))
    return one.keys() == other.keys() and all(_is_same(name, one[name], other[name]) for name in one)


def _history(folder: Folder) -> tuple[Edition, ...]:
    issued, _ = read_history(folder)
    return tuple(each.edition for each in issued)


def prints_earlier(plan: Plan) -> bool:
    """Whether anything of earlier editions is printed."""
    return any(of_editions(plan.trees))


def _content(files: Files) -> Files:
    return {name: data for name, data in files.items() if not name.startswith("editions/")}


def _is_same(name: str, one: bytes, other: bytes) -> bool:
    """Whether both files say the same, however YAML is laid out."""
    if one == other or not name.endswith(".yaml"):
        return one == other
    return _said(name, one) == _said(name, other)


def _said(name: str, data: bytes) -> object:
    return yaml.read(yaml.ANYTHING, data.decode(), name).data


def _in_todays_form(folder: Folder, unnumbered: int, *, worked_on: bool) -> Folder:
    """`folder`, or in its place one that says the same in today's form."""
    try:
        read = yaml.read(yaml.MAPPING, folder.text("plan.yaml"), folder.shown("plan.yaml"))
    except UnreadableFileError:
        return folder  # the loader says so
    check_schema(read.data, folder.shown("plan.yaml"))
    number = (read.value or {}).get("schema", unnumbered)
    if not isinstance(number, int) or not 1 <= number < SCHEMA:
        return folder
    names = [*folder.files("", ".yaml"), *folder.files("", ".md"), *folder.files("appendices", ".md")]
    files = migrated({name: folder.data(name) for name in names}, number, worked_on=worked_on)
    return OverlaidFolder(files, folder, hidden=[name for name in names if name not in files])
