"""`forms`: the forms in which members answer a call for interest."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import (
    content_options,
    folders_of,
    output_option,
    prepared,
    refuse_without_font,
    source_date,
    terminal_options,
    warn,
)
from workplan.cli.common.terminal import Terminal
from workplan.returns.carriers import CARRIERS

if TYPE_CHECKING:
    from workplan.build.prepare import Prepared
    from workplan.render.pdf.process import PdfProcess
    from workplan.returns.form import Form, Layout

#: The folder below the one to write to.
_FOLDER = "forms"
#: What the names of files say of their layout.
_LAYOUTS = {"table": "", "list": "-list"}


@click.command()
@click.argument("call", metavar="CALL")
@click.option("--to", "names", multiple=True, metavar="NAME", help="One member alone; again for another.")
@click.option("--blank", is_flag=True, help="A form for anybody, in which the member is asked for, too.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(tuple(CARRIERS)),
    multiple=True,
    help="One kind of file alone; give it again for a second.  [default: all]",
)
@click.option(
    "--layout",
    type=click.Choice(("table", "list")),
    default="table",
    show_default=True,
    help="A table of the actions, or one action after another: for screen readers and phones.",
)
@content_options
@output_option
@terminal_options
def forms(
    call: str,
    names: tuple[str, ...],
    blank: bool,
    formats: tuple[str, ...],
    layout: Layout,
    content: Path,
    output: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the forms of CALL, a paper whose head has a deadline: one for each member, in files that they fill
    in and send back.

    Each form has a number, which is made of the call, the plan's edition, the deadline and the member: it
    says whose form it is when it comes back, whatever the file is called then. A second run makes the same
    files.

    \b
    Examples:
      generate.py forms call-for-interest
      generate.py forms call-for-interest --to Indonesia --to UNODC --format docx
      generate.py forms call-for-interest --blank --layout list
    """
    terminal = Terminal(quiet, verbose)
    wanted = [carrier for name, carrier in CARRIERS.items() if not formats or name in formats]
    with ExitStack() as stack:
        process = _process(stack) if any(carrier.needs_process for carrier in wanted) else None
        from workplan.files.output.files import write_all
        from workplan.returns.asked import asked_forms, doubts
        from workplan.returns.page import as_document

        (folder,) = folders_of(content, [call])
        found = prepared(folder, fail_on_warnings, terminal)
        asked = asked_forms(found.opened, names, source_date(), blank=blank)
        warn(tuple(doubts(found.opened, asked)), fail_on_warnings, terminal)
        for form in asked:
            refuse_without_font(as_document(form, layout), found.opened.loaded)
        files: dict[Path, bytes] = {}
        with terminal.waiting("making the forms") as waiting:
            for number, form in enumerate(asked, 1):
                waiting(f"making form {number} of {len(asked)}: {form.member or 'blank'}")
                for carrier in wanted:
                    path = output / _FOLDER / f"{form.stem}{_LAYOUTS[layout]}.{carrier.suffix}"
                    files[path] = carrier.write(form, layout, process)
        write_all(files)
    for path, data in files.items():
        terminal.wrote(path, data)
    _summary(asked, found, terminal)
    _next(found, call, terminal, content)


def _process(stack: ExitStack) -> PdfProcess:
    """The process that lays out PDFs, on its way before anything else is imported."""
    from workplan.render.pdf.process import PdfProcess

    return stack.enter_context(PdfProcess())


def _summary(asked: list[Form], found: Prepared, terminal: Terminal) -> None:
    first = asked[0]
    count = f"{len(asked)} form{'s' * (len(asked) != 1)}"
    terminal.say(f"{count} of {len(first.rows)} actions, to be returned by {first.until}")
    if found.opened.standing.draft:
        terminal.say("the call is a draft, and so are its forms: issue it before you send them")


def _next(found: Prepared, call: str, terminal: Terminal, content: Path) -> None:
    if found.opened.standing.draft:
        when = "when its blanks are filled in" if found.opened.loaded.blanks else "when it is final"
        tell(terminal, when, "issue", "--paper", call, content=content)
        tell(terminal, "then", "forms", call, content=content)
        return
    tell(terminal, "when members have answered", "collect", "replies", "--call", call, content=content)
