"""Options that several commands have, and what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workplan.cli.common.terminal import Terminal
from workplan.errors import ContentError, Problem

if TYPE_CHECKING:
    from workplan.build.prepare import Prepared
    from workplan.content.files.folder import Folder
    from workplan.content.load import Loaded
    from workplan.document.tree import Document
    from workplan.opening import Opened
    from workplan.verify import Format

FORMATS: tuple[Format, ...] = ("pdf", "docx", "html")
Command = TypeVar("Command", bound=Callable[..., Any])


def options(*given: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order in which `--help` lists them."""

    def decorate(command: Command) -> Command:
        for option in reversed(given):
            command = option(command)
        return command

    return decorate


#: `quiet` and `verbose`.
terminal_options = options(
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings."),
    click.option("-v", "--verbose", is_flag=True, help="Say what took how long."),
)
#: `content`.
content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="The folder that holds the plan.",
)
#: `content` and `fail_on_warnings`.
content_options = options(
    content_option,
    click.option("--fail-on-warnings", is_flag=True, help="Take warnings for errors."),
)
#: `paper`.
paper_option = click.option(
    "--paper",
    default="plan",
    show_default=True,
    metavar="NAME",
    help="The paper that is meant: papers/NAME.md of the content folder.",
)
#: `output`.
output_option = click.option(
    "--output",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
#: `formats`: any number of them; none means all (`chosen`).
format_option = click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="One format alone; give it again for a second.  [default: all]",
)

#: `force`.
force_option = click.option(
    "--force", is_flag=True, help="Make every file anew, also where nothing has changed."
)


def _day(_context: click.Context, _option: click.Parameter, words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words is not None else None
    except ValueError:
        raise click.BadParameter("a date is written year-month-day, such as 2021-03-01") from None


def day_option(*names: str, says: str) -> Callable[[Command], Command]:
    """An option that takes a day."""
    return click.option(*names, metavar="DATE", callback=_day, help=says)


def chosen(formats: tuple[Format, ...]) -> tuple[Format, ...]:
    """The formats to make, in the order in which files are announced."""
    return tuple(kind for kind in FORMATS if not formats or kind in formats)


def prepared(
    content: Path | Folder | Opened, fail_on_warnings: bool, terminal: Terminal, edition: str | None = None
) -> Prepared:
    """The document of a content folder, or of an `edition` in it; its warnings are said, or raised."""
    found = _prepared(content, edition)
    warn(found.warnings, fail_on_warnings, terminal)
    return found


def _prepared(content: Path | Folder | Opened, edition: str | None, *, carried: bool = True) -> Prepared:
    from workplan.build.prepare import prepare
    from workplan.opening import Opened, issued_edition

    if edition is not None and not isinstance(content, Opened):
        content = issued_edition(content, edition)
    return prepare(content, source_date(), carried=carried)


def folders_of(content: Path, papers: Sequence[str], *, all_papers: bool = False) -> list[Folder]:
    """The content folder for each of the `papers`; for the plan where none is named. Raises
    `ContentError`."""
    from workplan.content.files.papers import PLAN, misnamed, paper_files, paper_folder
    from workplan.content.load import on_disk

    folder = on_disk(content)
    if all_papers:
        if problems := tuple(misnamed(folder)):
            raise ContentError(problems)
        papers = (PLAN, *paper_files(folder))
    return [paper_folder(folder, paper) for paper in dict.fromkeys(papers or (PLAN,))]


def prepared_together(
    folders: Sequence[Folder],
    fail_on_warnings: bool,
    terminal: Terminal,
    edition: str | None = None,
    *,
    carried: bool = True,
    first: Callable[[Prepared], None] | None = None,
) -> list[Prepared]:
    """The document of each folder; `carried` is whether it has what its files carry. The `first` of several
    is given away before the others are read. Raises `ContentError` with what is wrong with any of them, each
    once."""
    from workplan.opening.naming import label_to_change

    found: list[Prepared] = []
    wrong: list[Problem] = []
    doubts: list[Problem] = []
    for folder in folders:
        try:
            found.append(_prepared(folder, edition, carried=carried))
            if first and folder is folders[0] and len(folders) > 1:
                first(found[0])
            doubts += (*found[-1].warnings, *label_to_change(found[-1].opened))
        except ContentError as error:
            wrong += error.problems
    if wrong or (doubts and fail_on_warnings):
        raise ContentError([*wrong, *(doubts if fail_on_warnings else ())])
    terminal.problems(doubts)
    return found


def warn(warnings: tuple[Problem, ...], fail_on_warnings: bool, terminal: Terminal) -> None:
    """Say warnings, or raise them."""
    if fail_on_warnings and warnings:
        raise ContentError(warnings)
    terminal.problems(warnings)


def refuse_without_font(document: Document, loaded: Loaded) -> tuple[str, ...]:
    """Refuse a document, made from the content and from other things, for characters of the content's that no
    font has (`ContentError`). What is said of all others, which are boxes in the PDF, is returned."""
    from workplan.build.without_font import texts, without_font
    from workplan.document.walking.walk import words

    found = tuple(without_font(words(document), texts(loaded)))
    if problems := tuple(problem for problem, is_there in found if is_there):
        raise ContentError((*problems, *loaded.warnings))
    return tuple(problem.message for problem, _ in found)


def present_moment() -> datetime:
    """Now: for logs and deadlines, since what happens between people has its own time. No paper depends on
    it."""
    return datetime.now(UTC)  # noqa: TID251 (no output is made of it)


def today() -> date:
    """The day of now, in UTC."""
    return present_moment().date()


def source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), when it is set."""
    if not (epoch := os.environ.get("SOURCE_DATE_EPOCH")):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, but should be whole seconds since 1970"
        ) from error
