"""`build`: the plan's files."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.options import (
    chosen,
    content_options,
    format_option,
    output_option,
    prepared,
    read_file,
    terminal_options,
)
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.verify import Format


@click.command()
@content_options
@output_option
@format_option
@click.option(
    "--reference-docx",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A Word file whose styles, header, footer and page set-up the Word file takes.",
)
@click.option("--no-verify", is_flag=True, help="Do not read the files back to compare what they say.")
@terminal_options
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
    formats = chosen(formats)
    started = time.perf_counter()
    with ExitStack() as stack:
        process = None
        if "pdf" in formats:
            from workplan.render.pdf.process import PdfProcess

            process = stack.enter_context(PdfProcess())
        from workplan.build import build as build_files
        from workplan.output import write_all
        from workplan.word import UnsafeFile

        reference = read_file(reference_docx) if reference_docx else None
        document = prepared(content, fail_on_warnings, terminal).document
        terminal.detail(f"checked {content} ({time.perf_counter() - started:.2f} s)")
        waiting = stack.enter_context(terminal.waiting("making " + ", ".join(formats)))
        try:
            files = build_files(
                document,
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
        paths = {output / f"{document.properties.file_stem}.{kind}": data for kind, data in files.items()}
        write_all(paths)
    for path, data in paths.items():
        terminal.say(f"wrote {path} ({len(data) / 1000:,.0f} kB)")
