"""What a user does with one plan, each as the command that is typed: from `check` to a circulation.

`prepared` writes what the commands need besides the plan: a meeting whose one paper it is, the same content
with every tenth action amended, and forty copies of its Word file in which members changed twenty places
each.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from shutil import copytree
from typing import TYPE_CHECKING

from bench import ours
from bench.given import sent
from bench.given.amended import amend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COPIES, CHANGES = 40, 20
_MEETING = "measured"

_PAPER = """\
---
title: The Forward Work Plan
symbol: TP/WP.9
date: 2031-03-01
meeting: measured
agenda_item: 1
manuscript: plan
---
"""
_AGENDA = """\
name: Annual Meeting
dates: {start: 2031-11-12, end: 2031-11-13}
agenda:
  - title: The plan
    papers: [measured-plan]
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A command of ours; one that is for `once` finds everything made when it is given again."""

    name: str
    command: tuple[str, ...]
    once: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """Folders with the content, with the same content amended, with members' copies, and for outputs."""

    content: Path
    amended: Path
    copies: Path
    output: Path


def prepared(content: Path, folder: Path) -> Prepared:
    """Everything the commands need, in `folder`; `content` is copied."""
    ready = Prepared(folder / "content", folder / "amended", folder / "copies", folder / "output")
    copytree(content, ready.content)
    copytree(content, ready.amended)
    amend(ready.amended)
    for name, text in ((f"papers/{_MEETING}-plan.md", _PAPER), (f"meetings/{_MEETING}.yaml", _AGENDA)):
        file = ready.content / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    sent.write_copies(content, ready.copies, COPIES, CHANGES)
    return ready


def tasks(ready: Prepared) -> Iterator[Task]:
    """All commands, in the order in which they are to be run."""

    def task(name: str, *words: object, once: bool = False) -> Task:
        folders = ("--content", ready.content, "--output", ready.output, "--quiet")
        return Task(name, (sys.executable, ours.PROGRAM, *map(str, (*words, *folders))), once)

    yield Task("check", (sys.executable, ours.PROGRAM, "check", "--content", str(ready.content), "--quiet"))
    for kind in ("html", "docx", "pdf"):
        yield task(kind, "build", "--force", "--format", kind)
    yield task("all formats", "build", "--force")
    yield task("all formats, unchanged", "build")
    yield task("redline in Word", "redline", ready.content, ready.amended, "--force", "--format", "docx")
    yield task(f"review of {COPIES} copies", "review", ready.copies, "--format", "xlsx", "--format", "yaml")
    yield task("pack", "pack", _MEETING, "--force")
    yield task("circulation", "circulate", "--anyway", once=True)
