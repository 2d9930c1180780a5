"""What is remembered of the files of an output folder, and of the commands that made them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from workplan.files.kept import cache_folder, put
from workplan.files.ordinary import read_ordinary
from workplan.made.files import as_made

#: So many commands, and files, are remembered of a folder: those of last.
_MOST_RUNS, _MOST_FILES = 24, 400
#: The form of these files.
_FORM = 2


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it was made: the mark of its bytes (`files.mark`), and the fingerprint of what it was made
    of; `checked`: it was read back."""

    bytes: str
    of: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A command that was done: the fingerprint of the program, what was read of each folder that the command
    names, what was written (names and marks), when, what was said of it, and what was written `beside`."""

    program: str
    read: list[dict[str, str]]
    files: dict[str, str]
    done: str
    told: list[Any] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)


def known_anywhere(bytes_mark: str) -> Iterator[MadeFile]:
    """What is remembered of files with these bytes (`files.mark`), in whichever folder they were made, and
    whatever they are called by now."""
    for path in cache_folder("made").glob("*.json"):
        with suppress(OSError, ValueError, AttributeError, TypeError):
            data = read_ordinary(path)
            if bytes_mark.encode() in data:
                found = json.loads(data)
                made = found["files"].values() if found.get("form") == _FORM else ()
                yield from (MadeFile(**each) for each in made if each.get("bytes") == bytes_mark)


class Records:
    """The records of the output folder `folder`; changes are kept by `keep`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        name = sha256(os.fsencode(os.path.realpath(folder))).hexdigest()
        self._file = cache_folder("made") / f"{name}.json"
        self._data: dict[str, dict[str, Any]] = {"runs": {}, "files": {}}
        with suppress(OSError, ValueError, AttributeError, TypeError):
            data = json.loads(read_ordinary(self._file))
            if data.get("form") == _FORM:
                self._data = {kind: dict(data.get(kind, {})) for kind in self._data}

    def file(self, name: str) -> MadeFile | None:
        with suppress(TypeError):
            return MadeFile(**self._data["files"][name]) if name in self._data["files"] else None
        return None

    def has_as_made(self, suffix: str) -> bool:
        """Whether a file whose name ends so is in the folder as it was made."""
        found = ((name, self.file(name)) for name in self._data["files"] if name.endswith(suffix))
        return any(known and as_made(self.folder / name, known.bytes) is not None for name, known in found)

    def run(self, key: str) -> Run | None:
        with suppress(TypeError):
            return Run(**self._data["runs"][key]) if key in self._data["runs"] else None
        return None

    def keep(self, files: Mapping[str, MadeFile], runs: Mapping[str, Run]) -> None:
        """Remember these, too. Where there is no room for it, or no right, nothing is remembered."""
        for kind, new, most in (("files", files, _MOST_FILES), ("runs", runs, _MOST_RUNS)):
            others = {name: value for name, value in self._data[kind].items() if name not in new}
            both = [*others.items(), *((name, asdict(value)) for name, value in new.items())]
            self._data[kind] = dict(both[-most:])
        put(self._file, json.dumps({"form": _FORM, **self._data}).encode())
