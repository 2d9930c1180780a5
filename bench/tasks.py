"""What a user does with one plan, each as the words that are typed: from `check` to a circulation.

`prepared` writes what the commands need besides the plan: a meeting whose one paper it is, the same content
with every tenth action amended, and forty copies of its Word file in which members changed twenty places
each.
"""

from __future__ import annotations

from dataclasses import dataclass
from shutil import copytree
from typing import TYPE_CHECKING

from bench.given import sent
from bench.given.amended import amend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COPIES, CHANGES = 40, 20
_MEETING = "measured"

#: Names of tasks that others are compared with.
CHECK, ALL, UNCHANGED, REDLINE = "check", "all formats", "all formats, unchanged", "redline in Word"
REVIEW = f"review of {COPIES} copies"
EVERY_PAPER = "every paper"

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
    """A command of ours, without the program; one that is for `once` finds everything made when it is given
    again."""

    name: str
    words: tuple[str, ...]
    once: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """Folders with the content, with the same content amended, with members' copies, and for outputs; and the
    Word files of both contents, of which the first is sent to members."""

    content: Path
    amended: Path
    copies: Path
    output: Path
    word: Path
    amended_word: Path


def prepared(content: Path, folder: Path) -> Prepared:
    """The contents that commands need, in `folder`; `content` is copied."""
    names = ("content", "amended", "copies", "output", "sent.docx", "amended.docx")
    ready = Prepared(*map(folder.joinpath, names))
    copytree(content, ready.content)
    copytree(content, ready.amended)
    amend(ready.amended)
    for name, text in ((f"papers/{_MEETING}-plan.md", _PAPER), (f"meetings/{_MEETING}.yaml", _AGENDA)):
        file = ready.content / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return ready


def send(file: bytes, ready: Prepared) -> None:
    """Keep the plan's Word file, and make members' copies of it."""
    ready.word.write_bytes(file)
    sent.write_copies(file, ready.copies, COPIES, CHANGES)


def tasks(ready: Prepared) -> Iterator[Task]:
    """All commands, in the order in which they are to be run; members' copies are there."""

    def task(name: str, *words: object, once: bool = False) -> Task:
        folders = ("--content", ready.content, "--output", ready.output, "--quiet")
        return Task(name, tuple(map(str, (*words, *folders))), once)

    yield Task(CHECK, ("check", "--content", str(ready.content), "--quiet"))
    for kind in ("html", "docx", "pdf"):
        yield task(kind, "build", "--force", "--format", kind)
    yield task(ALL, "build", "--force")
    yield task(UNCHANGED, "build")
    yield task(REDLINE, "redline", ready.content, ready.amended, "--force", "--format", "docx")
    yield review(ready, sorted(ready.copies.iterdir()))
    yield task("pack", "pack", _MEETING, "--force")
    yield task("circulation", "circulate", "--anyway", once=True)


def review(ready: Prepared, copies: Sequence[Path], name: str = REVIEW) -> Task:
    """What members propose in some copies, as spreadsheet and YAML."""
    folders = ("--content", str(ready.content), "--output", str(ready.output), "--quiet")
    formats = ("--format", "xlsx", "--format", "yaml")
    return Task(name, ("review", *map(str, copies), "--force", *formats, *folders))


def every_paper(ready: Prepared) -> Task:
    """The plan and all papers."""
    folders = ("--content", str(ready.content), "--output", str(ready.output), "--quiet")
    return Task(EVERY_PAPER, ("build", "--all", "--force", *folders))
