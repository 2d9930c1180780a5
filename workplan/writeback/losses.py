"""What cannot be written back, or only in another way: collected, with the place in the content."""

from __future__ import annotations

from collections.abc import Iterable

from workplan.content.folder import Folder
from workplan.errors import Place, Problem
from workplan.writeback.explaining import Explanation
from workplan.yaml import Path, Places


class Losses:
    """The problems of one run, in the order of the document."""

    def __init__(self, folder: Folder, places: dict[str, Places]) -> None:
        self.problems: list[Problem] = []
        self._folder, self._places = folder, places

    def add(self, message: str, file: str, path: Path = (), hint: str = "", *, warning: bool = False) -> None:
        """A problem with the field at `path` of a file, or with the file."""
        self.problems.append(Problem(message, self._place(file, path), hint, warning))

    def explain(self, at: str, message: str, file: str, path: Path = (), hint: str = "") -> None:
        """An edit of what is made of the field at `path` of a file, at `at` in the document."""
        self.problems.append(Explanation(message, self._place(file, path), hint, at=at))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems += problems

    def shown(self, file: str) -> str:
        """The name of a file, as people know it."""
        return self._folder.original(file)

    def _place(self, file: str, path: Path) -> Place:
        known = self._places.get(file)
        return known.value(path) if known and path else Place(self._folder.shown(file))
