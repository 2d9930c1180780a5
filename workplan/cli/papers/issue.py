"""`issue`: the present content as an edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from workplan.cli.common.making import making
from workplan.cli.common.next import after_content
from workplan.cli.common.options import (
    FORMATS,
    content_options,
    day_option,
    output_option,
    paper_option,
    prepared,
    terminal_options,
)
from workplan.cli.common.terminal import Terminal


@click.command()
@content_options
@paper_option
@output_option
@click.option("--label", metavar="LABEL", help="The edition's label.  [default: as in plan.yaml]")
@day_option("--date", "day", says="Its date.  [default: as in plan.yaml]")
@click.option("--note", metavar="WORDS", help="What the edition history says of it.")
@terminal_options
def issue(
    content: Path,
    paper: str,
    output: Path,
    label: str | None,
    day: date | None,
    note: str | None,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Issue the present content as an edition, and make its official files.

    Writes the edition to editions/ in the content folder, where it is never overwritten; a label is used
    once. A label, date or note given here is written into plan.yaml too. With any error, nothing is
    written.

    \b
    Examples:
      generate.py issue
      generate.py issue --label 2021-12 --date 2021-12-01 --note "Endorsed at the Sixth Meeting"
      generate.py issue --label 2021-12/Corr.1
      generate.py issue --paper status-report
    """
    from workplan.made.records import Records

    terminal = Terminal(quiet, verbose)
    with making(FORMATS, terminal, records=Records(output)) as make:
        from workplan.changing.issuing import issue as freeze
        from workplan.changing.locked import changing, check_unchanged

        with changing(content, terminal.say) as folder:
            issued = freeze(folder, label, day, note, paper)
            made = make(prepared(issued.opened, fail_on_warnings, terminal), output)
            files = {**made, **issued.files}
            make.put(files, [issued.edition], lambda: check_unchanged(folder))
    edition = issued.opened.plan.identity.edition
    terminal.say(f"issued the edition {edition.label} of {edition.date}")
    make.tell(files)
    after_content(terminal, issued.opened, content, issued=edition.label)
    terminal.say(f"keep {content} under version control: commit {issued.edition}, which is never changed")
