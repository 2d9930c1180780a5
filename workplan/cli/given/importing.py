"""What `import` asks and tells: conflicts, doubts, what came and what was kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import command
from workplan.cli.common.terminal import Terminal
from workplan.errors import ContentError, Place, Problem

if TYPE_CHECKING:
    from workplan.importing.again.conflict import Chosen, Side
    from workplan.importing.again.merging import Merged
    from workplan.importing.bringing_in import Imported

#: So many doubts are told in the terminal; the report has all.
_MOST = 40


def numbers(_context: click.Context, _option: click.Parameter, given: str) -> tuple[int, ...]:
    """The numbers of conflicts, as they are given: "1,3"; 0 for "all"."""
    names = list(filter(None, (name.strip() for name in given.split(","))))
    if wrong := next((n for n in names if n != "all" and not (n.isdecimal() and int(n) > 0)), ""):
        raise click.BadParameter(f"{wrong!r} is no number of a conflict; write them as in 1,3, or all")
    return tuple(0 if name == "all" else int(name) for name in names)


def answered(answers: tuple[str, ...]) -> dict[str, str]:
    """The answers by the ids of rules."""
    for answer in answers:
        if "=" not in answer:
            raise click.BadParameter(f"{answer!r} is no RULE=CHOICE", param_hint="--answer")
    return dict(answer.split("=", 1) for answer in answers)


def chosen(keep_mine: tuple[int, ...], take_file: tuple[int, ...]) -> Chosen:
    from workplan.importing.again.conflict import Chosen

    if both := sorted({*keep_mine} & {*take_file}):
        raise click.UsageError(f"--keep-mine and --take-file: choose one for {both[0] or 'all'}")
    sides: dict[int, Side] = {**dict.fromkeys(keep_mine, "mine"), **dict.fromkeys(take_file, "file")}
    others = sides.pop(0, None)
    return Chosen(sides, others)


def tell_merged(terminal: Terminal, merged: Merged) -> None:
    """What came from the file, what was kept of the folder, and what could not be brought in."""
    from workplan.compare.telling.told import with_signs

    for what, said in (("from the file", merged.came), ("kept of the folder", merged.kept)):
        terminal.say(f"{what}: {len(said)}")
        for section, told in said[:_MOST]:
            terminal.say(f"  {section}: {with_signs(told)}")
        if len(said) > _MOST:
            terminal.say(f"  … and {len(said) - _MOST} more, in the report")
    for conflict in merged.conflicts:
        side = "the file's words are taken" if conflict.chosen == "file" else "the folder's words are kept"
        terminal.say(f"conflict {conflict.number}, {conflict.place}: {side}")
    terminal.problems(merged.left)


def check_conflicts(merged: Merged, choices: Chosen, file: Path, directory: Path) -> None:
    """Raises `ContentError` where somebody has to choose, with the command that goes on."""
    from workplan.importing.again.conflict import unknown

    if missing := unknown(choices, merged.conflicts):
        known = len(merged.conflicts)
        counted = f"the numbers go from 1 to {known}" if known else "there are none"
        raise click.UsageError(f"there is no conflict {missing[0]}: {counted}")
    if not merged.open:
        return
    numbers = ",".join(str(each.number) for each in merged.open)
    words: list[object] = ["import", file, directory]
    if taken := [str(n) for n, side in sorted(choices.by_number.items()) if side == "file"]:
        words += ["--take-file", ",".join(taken)]
    count = len(merged.open)
    problem = Problem(
        f"{count} conflict{'s' * (count != 1)} ({numbers}): nothing was written",
        Place(str(file)),
        f"choose for each; to keep the folder's words here: {command(*words, '--keep-mine', 'all')}",
    )
    raise ContentError((*(each.problem for each in merged.open), problem))


def tell_doubts(terminal: Terminal, imported: Imported) -> None:
    """The doubts, and what the built plan says otherwise, what is not explained first."""
    from workplan.compare.telling.told import with_signs
    from workplan.importing.report.told import UNEXPLAINED, counts, proof
    from workplan.text.excerpts import shortened

    for claim in imported.doubts[:_MOST]:
        words = f' "{claim.words[:100]}"' if claim.words else ""
        why = f" ({claim.evidence})" if claim.evidence else ""
        terminal.say(f"{claim.rule:>3} {claim.at or '-'}:{words} → {claim.became}{why}")
    if len(imported.doubts) > _MOST:
        terminal.say(f"… and {len(imported.doubts) - _MOST} more doubts, in the report")
    for each in sorted(imported.differences, key=lambda each: bool(each.reason))[:_MOST]:
        terminal.say(f"differs: {shortened(with_signs(each.told), 240)} ({each.reason or UNEXPLAINED})")
    if len(imported.differences) > _MOST:
        terminal.say(f"… and {len(imported.differences) - _MOST} more differences, in the report")
    terminal.say(f"understood {counts(imported)}; {len(imported.doubts)} doubts")
    terminal.say(f"proof: {proof(imported)}")
