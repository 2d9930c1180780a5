"""`redline`: what changed from one version of the plan to another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

import click

from workplan.cli.common.making import making
from workplan.cli.common.next import REPLIES, after_content, tell
from workplan.cli.common.options import (
    FORMATS,
    content_options,
    day_option,
    force_option,
    output_option,
    paper_option,
    prepared,
    refuse_without_font,
    terminal_options,
    warn,
)
from workplan.cli.common.terminal import Terminal

Output = Literal["pdf", "docx", "html", "md", "json"]


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@content_options
@paper_option
@output_option
@click.option(
    "--format",
    "formats",
    type=click.Choice((*FORMATS, "md", "json")),
    multiple=True,
    help="One format alone; give it again for a second. md and json are the summary of changes alone."
    "  [default: pdf, docx, html]",
)
@click.option("--author", metavar="NAME", default="", help="Whose changes.  [default: the plan's group]")
@day_option("--date", "day", says="When they were made.  [default: the date of AFTER's edition]")
@click.option("--no-summary", is_flag=True, help="No summary of changes at the front.")
@force_option
@terminal_options
def redline(
    before: str,
    after: str | None,
    content: Path,
    paper: str,
    output: Path,
    formats: tuple[Output, ...],
    author: str,
    day: date | None,
    no_summary: bool,
    force: bool,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show what changed from BEFORE to AFTER (by default, the present content).

    Each is an edition's label, a content folder, git:REVISION, or a PDF or Word file of ours. The Word file
    has native tracked changes: accept them all, and it says what AFTER says; reject them all, and it says
    what BEFORE said. The PDF and the web page begin with a summary of changes. Where nothing changed,
    nothing is written; and a redline that is there is not made again where both sides are as they were.

    \b
    Examples:
      generate.py redline 2021
      generate.py redline 2021 2021-12 --author "Secretariat"
      generate.py redline git:HEAD~3 --format docx
      generate.py redline endorsed.pdf --format md
      generate.py redline git:HEAD~3 --paper status-report
    """
    from workplan.cli.common.again import Again

    terminal = Terminal(quiet, verbose)
    wanted = formats or FORMATS
    kinds = tuple(kind for kind in FORMATS if kind in wanted)
    given = tuple(Path(each) for each in (before, after) if each)
    again = Again(terminal, content, output, given, force=force)
    if again.is_done():
        return
    with making(kinds, terminal, records=again.records, force=force) as make:
        from workplan.compare.summary.summary import as_json, as_markdown
        from workplan.compare.versions import known
        from workplan.compare.versions import redline as compare
        from workplan.origins.named import named, present

        old = named(before, content, paper)
        new = named(after, content, paper) if after else present(content, paper)
        one = prepared(old.opened, fail_on_warnings, terminal).document
        other = prepared(new.opened, fail_on_warnings, terminal).document
        found = compare(
            one,
            other,
            new.opened.plan.identity.wording,
            author=author,
            date=datetime.combine(day, time(), UTC) if day else None,
            summarised=not no_summary,
            members=known(old.opened.plan, new.opened.plan),
        )
        if found.empty:
            terminal.say(f"nothing changed from {old.shown} to {new.shown}: no redline was written")
            again.done((*old.read, *new.read), {})
            return
        refuse_without_font(found.shown, new.opened.loaded)
        if wanted != ("docx",):
            from workplan.content.checks.translation import untranslated_phrases

            identity, places = new.opened.plan.identity, new.opened.loaded.places
            phrases = untranslated_phrases(identity, places["plan.yaml"].value(("language",)))
            warn(tuple(phrases), fail_on_warnings, terminal)
        files = make(found, output)
        for kind, told in (("md", as_markdown), ("json", as_json)):
            if kind in wanted:
                files[output / f"{found.stem}.{kind}"] = told(found.summary).encode()
    count = len(found.summary.changes)
    from_, to = old.shown, new.shown
    if one.properties.edition == other.properties.edition:  # what the files call them, to tell them apart
        from_, to = f"{from_} ({found.summary.old})", f"{to} ({found.summary.new})"
    terminal.say(f"compared {from_} with {to}: {count} change{'' if count == 1 else 's'}")
    make.write(files)
    if not after:
        after_content(terminal, new.opened, content, compared=True)
    else:
        tell(terminal, "when members have replied", "review", REPLIES, "--output", "meeting", content=content)
    again.done((*old.read, *new.read), files)
