"""`review`: the comment matrix of the copies that members sent back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from workplan.cli.common.making import making
from workplan.cli.common.next import tell
from workplan.cli.common.options import (
    content_options,
    day_option,
    force_option,
    output_option,
    refuse_without_font,
    terminal_options,
    warn,
)
from workplan.cli.common.terminal import Terminal
from workplan.errors import Place, Problem

if TYPE_CHECKING:
    from workplan.origins.named import Named
    from workplan.review.incoming.dossier import Given
    from workplan.review.incoming.sender import How
    from workplan.review.matrix import Decisions
    from workplan.review.papers.files import Paper
    from workplan.review.steps.collecting import Collected
    from workplan.review.steps.reviewing import Received

Output = Literal["xlsx", "yaml", "pdf", "docx", "html", "compilation"]
OUTPUTS: tuple[Output, ...] = ("xlsx", "yaml", "pdf", "docx", "html", "compilation")


@click.command()
@click.argument(
    "copies", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="COPY.docx [COPY.docx …]"
)
@click.option(
    "--base",
    metavar="EDITION|CONTENT",
    help="What the copies were made from.  [default: the content that they carry]",
)
@click.option(
    "--from",
    "senders",
    multiple=True,
    metavar="COPY.docx=MEMBER",
    help="Who sent a copy; again for another.  [default: what its file name says, or who made each change]",
)
@content_options
@output_option
@click.option(
    "--format",
    "formats",
    type=click.Choice(OUTPUTS),
    multiple=True,
    help="One format alone; give it again for a second. compilation is the whole plan in Word with"
    " everybody's proposals.  [default: all]",
)
@click.option(
    "--log", "with_log", is_flag=True, help="Print all that was decided so far at the end of the paper."
)
@day_option(
    "--date", "day", says="The day of the paper, year-month-day.  [default: that of the newest change]"
)
@force_option
@terminal_options
def review(
    copies: tuple[Path, ...],
    base: str | None,
    senders: tuple[str, ...],
    content: Path,
    fail_on_warnings: bool,
    output: Path,
    formats: tuple[Output, ...],
    with_log: bool,
    day: date | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Collect what members propose, from the Word files that they sent back.

    Writes the comment matrix, one row for each amendment or comment: as a spreadsheet or YAML in which the
    meeting's decisions are filled in (`apply` reads them), and as a paper in Word, PDF and HTML; and a
    compilation text, the plan with every proposal as its member's tracked change. What was decided on a row
    already (`apply` notes it in the content's dispositions.yaml) stands in it, and so does what was filled in
    into a matrix that it replaces. Who sent a copy is what its file name says besides the plan's own
    ("plan - Australia.docx", "Australia.docx"); a line for each copy says who that is, and how it is known.
    Of a folder, all Word files are read. Where nothing has changed since, nothing is made again.

    \b
    Examples:
      generate.py review Australia.docx Thailand.docx
      generate.py review replies/*.docx --base 2021 --output meeting
      generate.py review scan0001.docx --from scan0001.docx=Australia
    """
    from workplan.cli.common.again import Again
    from workplan.origins.given_files import given_files

    terminal = Terminal(quiet, verbose)
    wanted = formats or OUTPUTS
    papers = tuple(kind for kind in ("pdf", "docx", "html") if kind in wanted)
    paths, left_out = given_files(copies, ".docx")
    read = (*paths, *((Path(base),) if base else ()), output)
    again = Again(terminal, content, output, read, (paths, left_out), force=force)
    if again.is_done():
        return
    # Where its paper is there, as it was made, it may have to be made no more than the last time.
    early = force or not again.records.has_as_made(".pdf")
    with making(papers, terminal, records=again.records, force=force, early=early) as make:
        from workplan.content.files.folder import DiskFolder
        from workplan.content.load import on_disk
        from workplan.review.incoming.dossier import folder_of
        from workplan.review.steps.collecting import collect

        given, folder, before = _given(paths, senders), on_disk(content), DiskFolder(output)
        with terminal.waiting("looking at what the copies were made from") as waiting:
            named = _named(base, content, given) if base else None
            sent = named.opened.standing.text if named else ""
            found = collect(given, folder, sent, waiting, day=day)
        matrix = output / f"{found.stem}-comment-matrix.xlsx"
        for earlier in _earlier_decisions(matrix):
            found = found.with_decisions(earlier.decisions)
        for kept in (file.name for file in _matrices(matrix) if file.suffix[1:] not in wanted):
            before.looked_at(kept)  # what is written now is known by its bytes
        made = found.paper(with_log=with_log)
        boxes = refuse_without_font(made.document, found.reviewed.today.loaded)
        problems = (*left_out, *found.problems)
        problems += tuple(_box(words, output / f"{made.stem}.pdf") for words in boxes if "pdf" in papers)
        warn(problems, fail_on_warnings, terminal)
        written = make(made, output) if papers else {}
        with terminal.waiting("writing the tables and the compilation text"):
            written |= _other_files(found, made, wanted, matrix)
        beside = {folder_of(matrix) / name: data for name, data in found.beside().items()}
        make.put({**written, **beside})
    rows, groups = found.matrix.amendments, {row.group for row in found.matrix.amendments} - {""}
    terminal.say(
        f"{_counted(len(given), 'copy', 'copies')}: "
        f"{_counted(len(rows), 'amendment or comment', 'amendments and comments')}, "
        f"{_counted(len(groups), 'conflict', 'conflicts')}"
    )
    if decided := sum(bool(row.disposition) for row in found.matrix.amendments):
        terminal.say(f"{_counted(decided, 'decision', 'decisions')} made before stand in it")
    for received, how in zip(found.reviewed.received, found.known_by, strict=True):
        terminal.say(f"  {received.name}: {_sender(received, how)}, {received.amount()}")
    make.tell(written)
    terminal.say(f"{folder_of(matrix)} has what the matrix was made from: keep it beside the matrix")
    if rows and (table := next((kind for kind in ("xlsx", "yaml") if kind in wanted), "")):
        decided_in = matrix.with_suffix(f".{table}")
        when = "when a disposition is chosen in each row of it, to see what that would change"
        tell(terminal, when, "apply", decided_in, "--dry-run", content=content)
    again.done((folder, before, *(named.read if named else ())), written, beside)


def _other_files(found: Collected, made: Paper, wanted: Sequence[Output], matrix: Path) -> dict[Path, bytes]:
    """The tables and the compilation text."""
    tables = {matrix.with_suffix(f".{kind}"): data for kind, data in made.tables().items() if kind in wanted}
    texts = found.compilation() if "compilation" in wanted else {}
    return tables | {matrix.with_name(name): data for name, data in texts.items()}


def _sender(received: Received, how: How) -> str:
    """Who sent a copy, and how that is known."""
    match how:
        case "said":
            return f"{received.member} (as --from says)"
        case "file":
            return f"{received.member} (by the name of the file)"
        case "folder":
            return f"{received.member} (by the name of the folder)"
        case "authors":
            names = ", ".join(received.authors)
            return f"{names} (the authors of its changes)" if names else "from nobody that it names"


def _named(base: str, content: Path, copies: Sequence[Given]) -> Named:
    """What was sent out, as somebody names it: of the paper that the copies are of, where they say so."""
    from workplan.origins.named import named
    from workplan.review.incoming.receiving import paper_of

    return named(base, content, paper_of(copies))


def _matrices(path: Path) -> tuple[Path, Path]:
    """The files in which decisions are filled in."""
    return path, path.with_suffix(".yaml")


def _earlier_decisions(path: Path) -> Iterator[Decisions]:
    """What stands in each of the matrix files that were there before."""
    from workplan.origins.named import read_given
    from workplan.review.matrix import read_matrix

    for file in _matrices(path):
        if file.exists():
            yield read_matrix(read_given(file), str(file))


def _box(words: str, path: Path) -> Problem:
    """Of a character that somebody typed into a copy, and no font has."""
    hint = "an empty box stands for it there; the Word file and the web page have it"
    return Problem(words, Place(str(path)), hint, warning=True)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _given(copies: Sequence[Path], senders: Sequence[str]) -> list[Given]:
    from workplan.origins.named import read_given
    from workplan.review.incoming.dossier import Given

    members: dict[str, str] = {}
    for sender in senders:
        name, equals, member = sender.rpartition("=")
        if not equals:
            name, member = (str(copies[0]), sender) if len(copies) == 1 else ("", "")
        known = [path for path in copies if name in (str(path), path.name)]
        if not known or not member.strip():
            message = f"{sender!r}: write COPY.docx=MEMBER, with a copy that is given"
            raise click.BadParameter(message, param_hint="--from")
        members |= {str(path): member.strip() for path in known}
    names = Counter(path.name for path in copies)
    return [
        Given(
            path.name if names[path.name] == 1 else f"{path.parent.name}/{path.name}",
            read_given(path),
            members.get(str(path), ""),
        )
        for path in copies
    ]
