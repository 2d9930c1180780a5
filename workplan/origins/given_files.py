"""The files that somebody gives by their names, by a pattern, or as a folder; and what programs leave beside
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from workplan.errors import GivenFileError, Place, Problem

#: What programs put beside the files that people work in, and who does.
_LEFT = (
    (re.compile(r"~\$.*|~WR[A-Z]\d+\..*", re.IGNORECASE), "Word keeps it while the file is open"),
    (re.compile(r"\.~lock\..*#", re.IGNORECASE), "LibreOffice keeps it while the file is open"),
    (re.compile(r"\._.*|\.DS_Store|__MACOSX"), "macOS puts it beside a file"),
    (re.compile(r"Thumbs\.db|ehthumbs\.db|desktop\.ini", re.IGNORECASE), "Windows puts it into a folder"),
)


def left_by_a_program(name: str) -> str:
    """Whose a file of this name is that no person wrote: "Word keeps it while the file is open"; else
    empty."""
    name = PurePath(name).name
    return next((who for pattern, who in _LEFT if pattern.fullmatch(name)), "")


def given_files(named: Sequence[Path], suffix: str) -> tuple[list[Path], list[Problem]]:
    """The files that are meant, those of a folder by name, and a warning for each that is left out: what
    programs leave behind and, in a folder, what has another suffix, or is a folder. Raises `GivenFileError`
    where none is left."""
    found: list[Path] = []
    problems: list[Problem] = []
    for path in named:
        for file in _in(path):
            if who := left_by_a_program(file.name):
                hint = "it holds nothing that anybody wrote: leave it, or delete it"
                problems.append(Problem(f"left out: {who}", Place(str(file)), hint, warning=True))
            elif file is not path and (file.is_dir() or file.suffix.lower() != suffix):
                message = "left out: a folder in a folder" if file.is_dir() else f"left out: no {suffix} file"
                hint = "give it by its name, or save it as such a file, where it is meant"
                problems.append(Problem(message, Place(str(file)), hint, warning=True))
            else:
                found.append(file)
    if not found:
        names = ", ".join(map(str, named))
        message = (
            f"of {names}, nothing is left to read" if problems else f"there is no {suffix} file in {names}"
        )
        raise GivenFileError(message, "; ".join(dict.fromkeys(problem.message for problem in problems)))
    return found, problems


def _in(path: Path) -> Iterable[Path]:
    try:
        return sorted(path.iterdir()) if path.is_dir() else (path,)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a file name"
        raise GivenFileError(f"cannot read {path}: {reason}", "check the name") from None
