"""The content folder: the only place from which anything is read on behalf of content.

`DiskFolder` is one on a disk; `MemoryFolder` holds what came out of an edition, a PDF or git.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from workplan.errors import Place, Problem, WorkplanError
from workplan.files.ordinary import NotOrdinaryError, TooLargeError, read_ordinary
from workplan.text.hints import quoted

MAX_BYTES = 32_000_000


class UnreadableFileError(WorkplanError):
    """A file of the content folder that cannot be read, because of its `line` where that is known;
    `missing` where there is none."""

    def __init__(self, message: str, hint: str, *, missing: bool = False, line: int = 1) -> None:
        super().__init__(message, hint)
        self.missing = missing
        self.line = line


class Folder(ABC):
    """A content folder. Names in it are relative, with "/" between their parts."""

    @abstractmethod
    def shown(self, name: str = "") -> str:
        """`name` as problems show it: behind the folder's name as the user gave it."""

    @abstractmethod
    def files(self, below: str = "", suffix: str = "") -> list[str]:
        """The names of the files directly in a folder, in order of name; none where there is no
        such folder in this one. Hidden files are left out."""

    @abstractmethod
    def folders(self, below: str = "") -> list[str]:
        """The names of the folders directly in a folder, in order of name, hidden ones left out."""

    @abstractmethod
    def data(self, name: str) -> bytes:
        """The bytes of a file. Raises `UnreadableFileError`."""

    #: The paper that is shown as the plan (`content.files.papers`); and whether what stands behind its text
    #: are annexes, and no appendices.
    paper = "plan"
    annexed = False
    #: Whether people write in it, and not a program.
    worked_on = False

    @property
    def whole(self) -> Folder:
        """The folder with all papers, none of which is shown as the plan."""
        return self

    def original(self, name: str) -> str:
        """The name that a file has where it really is."""
        return name

    def originals(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """`files` of this folder, by name, as they are to be written where they really are."""
        return dict(files)

    def text(self, name: str) -> str:
        """The text of a file. Raises `UnreadableFileError` as `data` does, and where it is not UTF-8."""
        data = self.data(name)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"{quoted(name)} is not UTF-8 text"
            raise UnreadableFileError(message, "save it with the encoding UTF-8", line=line) from None

    def problem(self, name: str, error: UnreadableFileError) -> Problem:
        """The problem of a file that cannot be read."""
        return Problem(error.message, Place(self.shown(name), error.line), error.hint)


class DiskFolder(Folder):
    """A folder on a disk; nothing outside it is read, even through links. Each file and folder is read once:
    for all papers of a run the content is the same, whoever saves something meanwhile (`changed`)."""

    worked_on = True

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._root = os.path.realpath(directory)
        #: All that was read up to now: by name, a file's bytes, or why it has none.
        self.read: dict[str, bytes | UnreadableFileError] = {}
        #: What it held at revisions in git that were read besides: the ids by which git knows that.
        self.revisions: dict[str, str] = {}
        self._listed: dict[str, tuple[tuple[str, bool], ...]] = {}

    def changed(self) -> list[str]:
        """The names of the files that are not what was read any more: other bytes, gone, or there now."""
        now = DiskFolder(self.directory)
        return sorted(name for name, known in self.read.items() if not _same(known, now.looked_at(name)))

    def shown(self, name: str = "") -> str:
        return (self.directory / name).as_posix()

    def files(self, below: str = "", suffix: str = "") -> list[str]:
        return [name for name, _ in self.listed(below) if name.endswith(suffix)]

    def folders(self, below: str = "") -> list[str]:
        return [name for name, is_folder in self.listed(below) if is_folder]

    def listed(self, below: str) -> tuple[tuple[str, bool], ...]:
        """What is directly in a folder, by name, and whether it is a folder itself."""
        if below not in self._listed:
            self._listed[below] = tuple(self._entries(below))
        return self._listed[below]

    @property
    def listed_folders(self) -> Iterable[str]:
        """The names of the folders that were looked into up to now."""
        return self._listed

    def _entries(self, below: str) -> list[tuple[str, bool]]:
        where = self._inside(below)
        if where is None or not where.is_dir():
            return []
        prefix = f"{below}/" if below else ""
        with os.scandir(where) as found:
            return sorted((prefix + each.name, _is_folder(each)) for each in found if each.name[0] != ".")

    def _inside(self, name: str) -> Path | None:
        """The path of what has this name, without links; None where that is outside of the folder."""
        path = os.path.realpath(Path(self._root, name))
        return Path(path) if path == self._root or path.startswith(f"{self._root}/") else None

    def data(self, name: str) -> bytes:
        """The bytes of a file. Raises `UnreadableFileError`: no such file, a link or path out of
        the folder, not a regular file, more than `MAX_BYTES`, no permission."""
        found = self.looked_at(name)
        if isinstance(found, UnreadableFileError):
            raise UnreadableFileError(found.message, found.hint, missing=found.missing)
        return found

    def looked_at(self, name: str) -> bytes | UnreadableFileError:
        """The bytes of a file, or why it has none."""
        if name not in self.read:
            try:
                self.read[name] = self._data(name)
            except UnreadableFileError as error:
                self.read[name] = error
        return self.read[name]

    def _data(self, name: str) -> bytes:
        try:
            path = self._inside(name)
            if path is None:
                raise UnreadableFileError(
                    f"{quoted(name)} leads out of the content folder", "put the file itself there"
                )
            return read_ordinary(path, MAX_BYTES)
        except IsADirectoryError:
            raise UnreadableFileError(f"{quoted(name)} is a folder", "put a file in its place") from None
        except NotOrdinaryError:
            message = f"{quoted(name)} is not a regular file"
            raise UnreadableFileError(message, "put a file in its place") from None
        except TooLargeError:
            message = f"{quoted(name)} has more than {MAX_BYTES:,} bytes"
            raise UnreadableFileError(message, "make it smaller") from None
        except (FileNotFoundError, NotADirectoryError):
            raise _missing(name) from None
        except (OSError, ValueError, RuntimeError) as error:  # no permission, NUL in a name, a loop of links
            reason = getattr(error, "strerror", None) or "its name is not a file name"
            raise UnreadableFileError(f"{quoted(name)} cannot be read: {reason}", "check it") from None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir()  # of links, which may be loops


def _same(before: bytes | UnreadableFileError, now: bytes | UnreadableFileError) -> bool:
    if isinstance(before, UnreadableFileError) and isinstance(now, UnreadableFileError):
        return before.missing == now.missing
    return before == now


class MemoryFolder(Folder):
    """A folder that is no more than the bytes of its files, by name; `place` names it in problems."""

    def __init__(self, files: Mapping[str, bytes], place: str) -> None:
        self._files = files
        self._place = place

    def shown(self, name: str = "") -> str:
        return f"{self._place}/{name}" if name else self._place

    def files(self, below: str = "", suffix: str = "") -> list[str]:
        prefix = f"{below}/" if below else ""
        inside = (name.removeprefix(prefix) for name in self._files if name.startswith(prefix))
        names = (name for name in inside if "/" not in name and not name.startswith("."))
        return sorted(prefix + name for name in names if name.endswith(suffix))

    def folders(self, below: str = "") -> list[str]:
        prefix = f"{below}/" if below else ""
        inside = (name.removeprefix(prefix) for name in self._files if name.startswith(prefix))
        names = {name.partition("/")[0] for name in inside if "/" in name and not name.startswith(".")}
        return sorted(prefix + name for name in names)

    def data(self, name: str) -> bytes:
        if name not in self._files:
            raise _missing(name)
        return self._files[name]


class OverlaidFolder(MemoryFolder):
    """A folder in which some files, by name, are not as in `base`; `hidden` ones are not there."""

    def __init__(self, files: Mapping[str, bytes], base: Folder, hidden: Collection[str] = ()) -> None:
        super().__init__(files, base.shown())
        self.paper, self.annexed, self.worked_on = base.paper, base.annexed, base.worked_on
        self._base = base
        self._hidden = frozenset(hidden)

    @property
    def whole(self) -> Folder:
        return self._base.whole

    def shown(self, name: str = "") -> str:
        return self._base.shown(name)

    def original(self, name: str) -> str:
        return self._base.original(name)

    def originals(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        return self._base.originals(files)

    def files(self, below: str = "", suffix: str = "") -> list[str]:
        names = {*super().files(below, suffix), *self._base.files(below, suffix)}
        return sorted(names - self._hidden)

    def folders(self, below: str = "") -> list[str]:
        return sorted({*super().folders(below), *self._base.folders(below)})

    def data(self, name: str) -> bytes:
        if name in self._files or name in self._hidden:
            return super().data(name)
        return self._base.data(name)


def _missing(name: str) -> UnreadableFileError:
    hint = "check its name, letter by letter"
    return UnreadableFileError(f"there is no file {quoted(name)}", hint, missing=True)
