"""What all commands share: every error becomes plain words and a published exit code."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any, cast

import click

from workplan.cli.common.terminal import Terminal
from workplan.errors import ContentError, ExitCode, OutputError, Problem, WorkplanError
from workplan.files.output.interruptions import listen, written

EXIT_CODES = """\b
Exit codes:
   0   done
   1   the content, or the decisions in a matrix, have errors (or warnings, with --fail-on-warnings)
   2   the command line is wrong
   3   something that the machine should have is missing
   4   an output could not be made or written
   5   a file that was given is not ours, was altered, or cannot be used
  70   a bug of ours: a file that does not say what the document says
 130   interrupted
"""

#: Commands that write files, so that an error of the content is one for which nothing was written.
_WRITING = frozenset(
    {
        "apply",
        "build",
        "circular",
        "circulate",
        "collect",
        "forms",
        "issue",
        "pack",
        "redline",
        "restore",
        "review",
        "status",
    }
)


#: Every command: the module of `workplan.cli` that has it, under the same name.
COMMANDS = {
    "apply": "members.apply",
    "build": "papers.build",
    "check": "papers.check",
    "circular": "members.circular",
    "circulate": "members.circulate",
    "collect": "members.collect",
    "forms": "members.forms",
    "import": "given.import_",
    "inspect": "given.inspect",
    "issue": "papers.issue",
    "new": "papers.new",
    "pack": "papers.pack",
    "redline": "papers.redline",
    "restore": "given.restore",
    "review": "members.review",
    "status": "status",
}


class Group(click.Group):
    """Imports a command when it is asked for. Turns every error into plain words and a published exit
    code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"workplan.cli.{COMMANDS[cmd_name]}")
        return cast(click.Command, getattr(module, COMMANDS[cmd_name].rpartition(".")[2]))

    def invoke(self, ctx: click.Context) -> Any:
        listen()
        try:
            return super().invoke(ctx)
        except ContentError as error:
            Terminal().problems(error.problems)
            written = "; nothing was written" if ctx.invoked_subcommand in _WRITING else ""
            Terminal().failure(WorkplanError(_count(error.problems) + written))
            ctx.exit(error.exit_code)
        except WorkplanError as error:
            Terminal().failure(error)
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            Terminal().failure(WorkplanError(f"interrupted; {_written()}"))
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


def _count(problems: tuple[Problem, ...]) -> str:
    warnings = sum(problem.warning for problem in problems)
    counts = ((len(problems) - warnings, "error"), (warnings, "warning"))
    return " and ".join(f"{number} {name}{'s' * (number != 1)}" for number, name in counts if number)


def _written() -> str:
    return f"written before that: {', '.join(map(str, written))}" if written else "nothing was written"
