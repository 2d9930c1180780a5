"""Very many files, each whole or not there, which a next run completes.

Unlike `write_all`, a file takes its place as soon as it is written, and none waits on the disk for the
others: there may be thousands. What is there already in the same bytes is left alone, so that a second run
changes nothing. Nobody waits until the disk has each of them for good: whoever says that they are there (a
register) knows them by their fingerprints, and a next run makes again what a power cut took.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from workplan.errors import OutputError
from workplan.files.output import staging
from workplan.files.output.files import HINT, write_beside
from workplan.files.output.interruptions import honour, written


class Many:
    """Writes files below a folder. `count` are those that were not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._swept: set[Path] = set()
        self.count = 0

    def put(self, path: Path, data: bytes) -> bool:
        """Whether it was written: it was not there, or in other bytes. Raises `OutputError`."""
        honour()
        temporary = None
        try:
            self._prepare(path.parent)
            if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                return False
            temporary = write_beside(path, data, durable=False)
            temporary.replace(path)
        except OSError as error:
            done = f"; {self.count:,} files were written before that, and are whole" if self.count else ""
            hint = f"{HINT}; then run the command again, which goes on"
            raise OutputError(f"cannot write {path}: {error.strerror}{done}", hint) from error
        finally:
            if temporary:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
        if not self.count:
            written.append(self._folder)
        self.count += 1
        return True

    def _prepare(self, folder: Path) -> None:
        if folder not in self._swept:
            folder.mkdir(parents=True, exist_ok=True)
            staging.sweep(folder, staging.HIDDEN)
            self._swept.add(folder)
