"""What to do next: a whole command, ready to copy, below every command that was done."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.opening import Opened

#: The copies that members sent back, by a pattern that the shell fills in.
REPLIES = "replies/*.docx"


def tell(terminal: Terminal, when: str, *words: object, content: Path = Path("content")) -> None:
    """Say when the command of these words is next, and the command; on a folder of `content` that is not the
    usual one, where it is."""
    terminal.say(f"next, {when}:")
    terminal.say(f"  {command(*words, content=content)}")


def command(*words: object, content: Path = Path("content")) -> str:
    """The command of these words, whole."""
    where = () if content == Path("content") else ("--content", content)
    return " ".join((*_program(), *map(_quoted, (*words, *where))))


def after_content(
    terminal: Terminal, opened: Opened, content: Path, *, compared: bool = False, issued: str = ""
) -> None:
    """What comes after the files of the present content were made: of a draft, a look at what has changed
    (unless it was `compared`), and the edition; of an edition, the replies of members."""
    from workplan.opening.naming import next_label

    plan = opened.plan
    paper = () if plan.paper == "plan" else ("--paper", plan.paper)
    before = [each.label for each in plan.history if each.label != issued]
    if before and not compared and (issued or opened.standing.draft):
        after = (issued,) if issued else ()
        when = f"to show what has changed since {before[-1]}"
        tell(terminal, when, "redline", before[-1], *after, *paper, content=content)
    if not opened.standing.draft:
        tell(terminal, "when members have replied", "review", REPLIES, "--output", "meeting", content=content)
    else:
        label = ("--label", next_label(opened)) if plan.label_is_issued else ()
        when = "when its blanks are filled in" if opened.loaded.blanks else "when it is endorsed"
        tell(terminal, when, "issue", *paper, *label, content=content)


def _quoted(word: object) -> str:
    return REPLIES if word == REPLIES else shlex.quote(str(word))


def _program() -> tuple[str, ...]:
    """What somebody types to start this program, as it was started."""
    started = Path(sys.argv[0])
    if started.suffix == ".py":
        return _quoted(_from_here(Path(sys.executable))), _quoted(_from_here(started))
    is_known = shutil.which(started.name) == str(started)
    return (_quoted(started.name if is_known else _from_here(started)),)


def _from_here(path: Path) -> Path:
    """A path as short as it can be in the present folder; links are not followed, since `.venv/bin/python` is
    one."""
    here, path = Path.cwd(), path.absolute()
    return path.relative_to(here) if path.is_relative_to(here) else path
