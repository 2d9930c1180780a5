"""`check`: what is wrong with the content."""

from __future__ import annotations

import time
from pathlib import Path

import click

from workplan.cli.options import content_options, prepared, terminal_options
from workplan.terminal import Terminal


@click.command()
@content_options
@terminal_options
def check(content: Path, fail_on_warnings: bool, quiet: bool, verbose: bool) -> None:
    """Find every problem of the content: where it is, what it is, what to do.

    \b
    Examples:
      generate.py check
      generate.py check --content ../tides/content --fail-on-warnings
    """
    terminal = Terminal(quiet, verbose)
    started = time.perf_counter()
    document = prepared(content, fail_on_warnings, terminal).document
    if (content / "dispositions.yaml").is_file():
        from workplan.content.load import on_disk
        from workplan.review.log import log_of

        log_of(on_disk(content))
    terminal.say(f"{content} is in order: {document.properties.title}, {len(document.notes)} notes")
    terminal.detail(f"checked in {time.perf_counter() - started:.2f} s")
