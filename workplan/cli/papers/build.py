"""`build`: the files of the plan, or of other papers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.making import making
from workplan.cli.common.next import after_content, tell
from workplan.cli.common.options import (
    chosen,
    content_options,
    folders_of,
    force_option,
    format_option,
    output_option,
    prepared_together,
    terminal_options,
)
from workplan.cli.common.terminal import Terminal
from workplan.errors import OutputError

if TYPE_CHECKING:
    from workplan.verify import Format


@click.command()
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@click.option("--all", "all_papers", is_flag=True, help="The plan and every paper.")
@content_options
@click.option(
    "--edition", metavar="LABEL", help="An edition that was issued, in place of the present content."
)
@output_option
@format_option
@click.option(
    "--reference-docx",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Word file whose styles, header, footer and page set-up the Word file takes.",
)
@click.option(
    "--for-review/--not-for-review",
    default=None,
    help="Whether Word tracks what readers change in the Word file.  [default: in drafts]",
)
@click.option("--no-verify", is_flag=True, help="Do not read the files back to compare what they say.")
@force_option
@terminal_options
def build(
    papers: tuple[str, ...],
    all_papers: bool,
    content: Path,
    edition: str | None,
    output: Path,
    formats: tuple[Format, ...],
    reference_docx: Path | None,
    for_review: bool | None,
    no_verify: bool,
    force: bool,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the PDF, the Word file and the web page: of the plan, or of each PAPER of papers/ that is named.

    Checks the content first and writes nothing when it has an error. Then reads the three files
    back: what they say must be equal. Dates come from the edition, or from SOURCE_DATE_EPOCH. Content that
    differs from the edition of its label, or was never issued, is marked as a draft. A draft is sent to
    members for their comments, so its Word file has Track Changes on; so has an edition with --for-review.

    A file that is there is not made again where nothing has changed since; one that was deleted or edited is.

    \b
    Examples:
      generate.py build
      generate.py build status-report agenda
      generate.py build --all
      generate.py build --content ../tides/content --output /tmp/tides
      generate.py build --format docx --reference-docx house.docx
      generate.py build --edition 2021 --output /tmp/2021
      generate.py build --edition 2021 --for-review --output /tmp/to-comment
    """
    from workplan.cli.common.again import Again

    terminal = Terminal(quiet, verbose)
    given = (reference_docx,) if reference_docx else ()
    again = Again(terminal, content, output, given, force=force)
    if again.is_done():
        return
    with making(
        chosen(formats),
        terminal,
        reference_docx,
        for_review=for_review,
        checked=not no_verify,
        fail_on_warnings=fail_on_warnings,
        records=again.records,
        force=force,
    ) as make:
        files: dict[Path, bytes] = {}
        folders = folders_of(content, papers, all_papers=all_papers)
        documents = prepared_together(
            folders, fail_on_warnings, terminal, edition, first=partial(make.ahead, folder=output)
        )
        for made in make.each(documents, output):
            if clash := sorted(path.name for path in made if path in files):
                raise OutputError(
                    f"two papers make the same file {clash[0]}", "give each its own symbol or name"
                )
            files |= made
        make.write(files)
    if edition is None or for_review:
        after_content(terminal, documents[0].opened, content)
    else:
        paper = ("--paper", papers[0]) if papers else ()
        tell(
            terminal, f"to show what has changed since {edition}", "redline", edition, *paper, content=content
        )
    again.done(folders[:1], files)
