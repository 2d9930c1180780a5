"""A command that is given again: where nothing has changed since, it says what it said, and makes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workplan.cli.common.options import present_moment
from workplan.cli.common.terminal import FILES, Terminal
from workplan.errors import Place, Problem
from workplan.files.ordinary import read_ordinary
from workplan.made.files import as_made, mark
from workplan.made.records import Records, Run

if TYPE_CHECKING:
    from workplan.content.files.folder import Folder

#: Options that change nothing of what is made.
_ASIDE = frozenset({"force", "quiet", "verbose"})


class Again:
    """The present command, which reads the folder `content` and makes files in `output`; `given` are the
    files and other folders that it reads, and `found` what else it goes by. `force`: it makes all, whatever
    was made before."""

    def __init__(
        self,
        terminal: Terminal,
        content: Path,
        output: Path,
        given: tuple[Path, ...] = (),
        found: object = None,
        *,
        force: bool,
    ) -> None:
        self.records = Records(output)
        self._terminal, self._output, self._force = terminal, output, force
        self._places = (content, *given)
        context = click.get_current_context()
        options = sorted((name, repr(value)) for name, value in context.params.items() if name not in _ASIDE)
        started = (context.info_name, Path.cwd(), sys.argv[0], sys.executable)
        digests = [_digest(path) for path in given]
        said = repr((started, os.path.realpath(content), options, digests, found))
        self._key = sha256(os.fsencode(said)).hexdigest()

    def is_done(self) -> bool:
        """Whether nothing has changed since the same command was done last; then all is said of it."""
        run = None if self._force else self.records.run(self._key)
        if not run:
            return False
        from workplan.content.files.folder import DiskFolder
        from workplan.made.program import fingerprint
        from workplan.made.reading import is_same

        folders = map(DiskFolder, self._places)
        same = all(is_same(folder, read) for folder, read in zip(folders, run.read, strict=True))
        if not same or run.program != fingerprint():
            return False
        files, beside = (dict(_as_made(self._output, known)) for known in (run.files, run.beside))
        if len(files) < len(run.files) or len(beside) < len(run.beside):
            return False
        for told in run.told:
            if told == FILES:
                when = datetime.fromisoformat(run.done).astimezone()
                self._terminal.say(f"nothing has changed since {when:%Y-%m-%d %H:%M}; --force makes it anew")
                for path, data in files.items():
                    self._terminal.is_there(path, data)
            elif isinstance(told, str):
                self._terminal.say(told)
            else:
                self._terminal.problems(map(_problem, told))
        return True

    def done(
        self,
        folders: Iterable[Folder],
        files: Mapping[Path, bytes],
        beside: Mapping[Path, bytes] | None = None,
    ) -> None:
        """Remember that the command was done, when all was said of it: what was read of `folders`, which it
        names, and which files were written, or were there; of those `beside` them nothing is said."""
        from workplan.content.files.folder import DiskFolder
        from workplan.made.program import fingerprint
        from workplan.made.reading import reading

        if not fingerprint():
            return
        read: list[dict[str, str]] = [{} for _ in self._places]
        for folder in (each.whole for each in folders):
            assert isinstance(folder, DiskFolder)
            found, now = read[self._places.index(folder.directory)], reading(folder)
            if any(found.get(name, said) != said for name, said in now.items()):
                return  # somebody saved it while it was read
            found |= now
        heard = self._terminal.heard
        told = [each if isinstance(each, str) else [asdict(problem) for problem in each] for each in heard]
        done = present_moment().isoformat()
        run = Run(fingerprint(), read, self._marks(files), done, told, self._marks(beside or {}))
        self.records.keep({}, {self._key: run})

    def _marks(self, files: Mapping[Path, bytes]) -> dict[str, str]:
        return {path.relative_to(self._output).as_posix(): mark(data) for path, data in files.items()}


def _as_made(output: Path, files: Mapping[str, str]) -> Iterator[tuple[Path, bytes]]:
    """The files with these marks, up to the first that has another."""
    for name, known in files.items():
        if (data := as_made(output / name, known)) is None:
            return
        yield output / name, data


def _digest(path: Path) -> str:
    """Of a file that can be read; whoever reads another says so."""
    try:
        return sha256(read_ordinary(path)).hexdigest()
    except (OSError, ValueError):
        return ""


def _problem(told: dict[str, Any]) -> Problem:
    also = tuple(Place(**place) for place in told["also"])
    return Problem(**{**told, "place": Place(**told["place"]), "also": also})
