"""Open content: load it, in today's form, and see whether it is an edition that was issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from workplan import yaml
from workplan.content.folder import Folder, MemoryFolder, OverlaidFolder, UnreadableFileError
from workplan.content.load import Loaded, load, on_disk
from workplan.content.models import Edition, Plan
from workplan.content.papers import paper_folder
from workplan.editions.freeze import freeze
from workplan.editions.frozen import NEVER_CHANGED, SCHEMA, check_schema, edition_text, read_frozen, read_head
from workplan.editions.history import edition_file, read_history
from workplan.editions.migrations import Files, migrated
from workplan.editions.standing import Standing
from workplan.editions.thaw import thaw, thawed
from workplan.errors import ContentError, Place, Problem
from workplan.hints import one_of, quoted


@dataclass(frozen=True, slots=True)
class Opened:
    """Content that can be composed, and whether it was issued."""

    loaded: Loaded
    standing: Standing

    @property
    def plan(self) -> Plan:
        return self.loaded.plan


def open_content(content: Path | Folder, *, unnumbered: int = SCHEMA) -> Opened:
    """Load a content folder with its editions; `unnumbered` is the schema of content that does not say.

    It is issued where it freezes to what the frozen edition of its label holds; then its history is that
    edition's. Raises `ContentError` with every problem, of the editions too.
    """
    folder = content if isinstance(content, Folder) else on_disk(content)
    folder = _in_todays_form(folder, unnumbered, worked_on=folder.worked_on)
    issued, problems = read_history(folder)
    try:
        loaded = load(folder)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    if problems:
        raise ContentError([*problems, *loaded.warnings])
    history = tuple(each.edition for each in issued)
    label = loaded.plan.identity.edition.label
    standing = None
    for each in issued:
        if each.file and each.edition.label == label:
            history_then, standing = _as_issued(loaded.plan, folder, each.file)
            history = history_then if standing else history
    plan = replace(loaded.plan, history=history)
    standing = standing or Standing(draft=True, text=freeze(plan, history, draft=True))
    return Opened(replace(loaded, plan=plan), standing)


def open_carried(text: str, file: str) -> Opened:
    """The content of a frozen edition or draft. Raises `ContentError`: it does not load, or is not as the
    program writes it."""
    opened = open_content(paper_folder(MemoryFolder(thaw(text, file), file), read_head(text, file).paper))
    if opened.standing.text != text and read_frozen(text, file).schema_ == SCHEMA:
        message = "this is not what the program wrote: it was changed since"
        raise ContentError([Problem(message, Place(file), NEVER_CHANGED)])
    return opened


def open_edition(text: str, file: str) -> Opened:
    """As `open_carried`, of an edition that was issued."""
    opened = open_carried(text, file)
    if opened.standing.draft:
        raise ContentError(
            [Problem("this is a draft, not an edition", Place(file), "`issue` writes editions")]
        )
    return opened


def issued_edition(content: Path | Folder, label: str) -> Opened:
    """The edition `label` of a content folder. Raises `ContentError` as
    `open_edition` does, and where there is none."""
    folder = content if isinstance(content, Folder) else on_disk(content)
    name = edition_file(label)
    try:
        text = edition_text(folder, name)
    except UnreadableFileError as error:
        if not error.missing:
            raise ContentError([folder.problem(name, error)]) from None
        issued, _ = read_history(folder)
        known = one_of(each.edition.label for each in issued if each.file)
        hint = f"issued were: {known}" if known else "none was issued yet; `issue` does it"
        place = Place(folder.shown("editions"))
        raise ContentError([Problem(f"there is no edition {quoted(label)}", place, hint)]) from None
    return open_edition(text, folder.shown(name))


def _as_issued(plan: Plan, folder: Folder, name: str) -> tuple[tuple[Edition, ...], Standing | None]:
    """The history of the frozen edition `name`, and its standing where `plan` is what it holds."""
    text, shown = edition_text(folder, name), folder.shown(name)
    frozen = read_frozen(text, shown)
    today = freeze(plan, frozen.history)
    same = text == today
    if not same and frozen.schema_ < SCHEMA:
        same = _content(thawed(frozen, text, shown)) == _content(thaw(today, shown))
    return frozen.history, Standing(draft=False, text=text) if same else None


def _content(files: Files) -> dict[str, object]:
    """What the files say, however YAML is laid out."""
    return {
        name: yaml.read(TypeAdapter(object), data.decode(), name).data if name.endswith(".yaml") else data
        for name, data in files.items()
        if not name.startswith("editions/")
    }


def _in_todays_form(folder: Folder, unnumbered: int, *, worked_on: bool) -> Folder:
    """`folder`, or in its place one that says the same in today's form."""
    try:
        read = yaml.read(TypeAdapter(dict[str, object]), folder.text("plan.yaml"), folder.shown("plan.yaml"))
    except UnreadableFileError:
        return folder  # the loader says so
    check_schema(read.data, folder.shown("plan.yaml"))
    number = (read.value or {}).get("schema", unnumbered)
    if not isinstance(number, int) or not 1 <= number < SCHEMA:
        return folder
    names = [*folder.files("", ".yaml"), *folder.files("", ".md"), *folder.files("appendices", ".md")]
    files = migrated({name: folder.data(name) for name in names}, number, worked_on=worked_on)
    return OverlaidFolder(files, folder, hidden=[name for name in names if name not in files])
