"""The command line. Only this module and `terminal` know that there is a terminal.

Commands import what they need when they run: `--help` answers at once, `check` and Word never load
WeasyPrint, and the PDF's process is on its way before anything else is imported.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workplan import __version__
from workplan.errors import ContentError, ExitCode, OutputError, Problem, WorkplanError
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.prepare import Prepared
    from workplan.verify import Format

FORMATS: tuple[Format, ...] = ("pdf", "docx", "html")
Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit codes:
   0   done
   1   the content has errors (or warnings, with --fail-on-warnings)
   2   the command line is wrong
   3   something that the machine should have is missing
   4   an output could not be made or written
  70   a bug of ours: a file that does not say what the document says
 130   interrupted
"""


class _Group(click.Group):
    """Turns every error into plain words and a published exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        for name in ("SIGTERM", "SIGHUP"):  # end as Ctrl-C does, so that the PDF's process ends too
            signal.signal(getattr(signal, name), signal.default_int_handler)
        try:
            return super().invoke(ctx)
        except ContentError as error:
            Terminal().problems(error.problems)
            written = "; nothing was written" if ctx.invoked_subcommand == "build" else ""
            Terminal().failure(WorkplanError(_count(error.problems) + written))
            ctx.exit(error.exit_code)
        except WorkplanError as error:
            Terminal().failure(error)
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            Terminal().failure(WorkplanError("interrupted; nothing was written"))
            ctx.exit(ExitCode.INTERRUPTED)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except OSError as error:  # a terminal or pipe that takes no more words
            Terminal().failure(OutputError(f"cannot say what was done: {error.strerror}"))
            ctx.exit(ExitCode.OUTPUT)
        except Exception as error:
            if os.environ.get("WORKPLAN_TRACEBACK"):
                raise
            words = f"a bug of ours: {type(error).__name__}: {error}"
            hint = "please report it; with WORKPLAN_TRACEBACK=1 set, the same command shows where it is"
            Terminal().failure(WorkplanError(words, hint))
            ctx.exit(ExitCode.BUG)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_terminal = _options(
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings."),
    click.option("-v", "--verbose", is_flag=True, help="Say what took how long."),
)
_content = _options(
    click.option(
        "--content",
        type=click.Path(path_type=Path),
        default="content",
        show_default=True,
        metavar="DIR",
        help="The folder that holds the plan.",
    ),
    click.option("--fail-on-warnings", is_flag=True, help="Take warnings for errors."),
)


@click.group(cls=_Group, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="workplan")
def main() -> None:
    """One structured source in, an official plan out: PDF, Word and web page.

    \b
    Examples:
      generate.py build                    content/ → output/, all three formats
      generate.py check                    every problem of the content, with its line
      generate.py new ../tides/content     start another group's plan
    """


@main.command()
@_content
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="One format alone; give it again for a second.  [default: all]",
)
@click.option(
    "--reference-docx",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A Word file whose styles, header, footer and page set-up the Word file takes.",
)
@click.option("--no-verify", is_flag=True, help="Do not read the files back to compare what they say.")
@_terminal
def build(
    content: Path,
    output: Path,
    formats: tuple[Format, ...],
    reference_docx: Path | None,
    no_verify: bool,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the PDF, the Word file and the web page.

    Checks the content first and writes nothing when it has an error. Then reads the three files
    back: what they say must be equal. Dates come from the edition, or from SOURCE_DATE_EPOCH.

    \b
    Examples:
      generate.py build
      generate.py build --content ../tides/content --output /tmp/tides
      generate.py build --format docx --reference-docx house.docx
    """
    terminal = Terminal(quiet, verbose)
    formats = tuple(kind for kind in FORMATS if not formats or kind in formats)
    started = time.perf_counter()
    with ExitStack() as stack:
        process = None
        if "pdf" in formats:
            from workplan.render.pdf.process import PdfProcess

            process = stack.enter_context(PdfProcess())
        from workplan.build import build as build_files
        from workplan.output import write_all
        from workplan.word import UnsafeFile

        reference = _read(reference_docx) if reference_docx else None
        prepared = _prepare(content, fail_on_warnings, terminal)
        terminal.detail(f"checked {content} ({time.perf_counter() - started:.2f} s)")
        waiting = stack.enter_context(terminal.waiting("making " + ", ".join(formats)))
        try:
            files = build_files(
                prepared.document,
                formats,
                process,
                reference=reference,
                checked=not no_verify,
                progress=lambda kind, page: waiting(f"making the {kind}: page {page}"),
            )
        except UnsafeFile as error:
            raise UnsafeFile(f"{reference_docx}: {error.message}", error.hint) from error
        terminal.detail(
            f"made and compared {', '.join(files)} ({time.perf_counter() - started:.2f} s)"
            if not no_verify
            else f"made {', '.join(files)}, not compared ({time.perf_counter() - started:.2f} s)"
        )
        stem = prepared.document.properties.file_stem
        paths = {output / f"{stem}.{kind}": data for kind, data in files.items()}
        write_all(paths)
    for path, data in paths.items():
        terminal.say(f"wrote {path} ({len(data) / 1000:,.0f} kB)")


@main.command()
@_content
@_terminal
def check(content: Path, fail_on_warnings: bool, quiet: bool, verbose: bool) -> None:
    """Find every problem of the content: where it is, what it is, what to do.

    \b
    Examples:
      generate.py check
      generate.py check --content ../tides/content --fail-on-warnings
    """
    terminal = Terminal(quiet, verbose)
    started = time.perf_counter()
    document = _prepare(content, fail_on_warnings, terminal).document
    terminal.say(f"{content} is in order: {document.properties.title}, {len(document.notes)} notes")
    terminal.detail(f"checked in {time.perf_counter() - started:.2f} s")


@main.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@_terminal
def new(directory: Path, quiet: bool, verbose: bool) -> None:
    """Start another group's plan: a small, commented content folder that builds at once.

    \b
    Example:
      generate.py new ../tides/content
      generate.py build --content ../tides/content --output ../tides/output
    """
    from workplan.scaffold import scaffold

    terminal = Terminal(quiet, verbose)
    for path in scaffold(directory):
        terminal.detail(f"wrote {path}")
    terminal.say(f"started a plan in {directory}; now: build --content {directory}")


def _prepare(content: Path, fail_on_warnings: bool, terminal: Terminal) -> Prepared:
    from workplan.prepare import prepare

    prepared = prepare(content, _source_date())
    if fail_on_warnings and prepared.warnings:
        raise ContentError(prepared.warnings)
    terminal.problems(prepared.warnings)
    return prepared


def _source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), when it is set."""
    if not (epoch := os.environ.get("SOURCE_DATE_EPOCH")):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, but should be whole seconds since 1970"
        ) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(
            f"cannot read {path}: {error.strerror}", "check the name and that the file is yours to read"
        ) from error


def _count(problems: tuple[Problem, ...]) -> str:
    warnings = sum(problem.warning for problem in problems)
    counts = ((len(problems) - warnings, "error"), (warnings, "warning"))
    return " and ".join(f"{number} {name}{'s' * (number != 1)}" for number, name in counts if number)
