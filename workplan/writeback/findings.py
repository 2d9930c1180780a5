"""What cannot be written back, or only in another way: collected, with the place in the content."""

from __future__ import annotations

from collections.abc import Iterable

from workplan.content.folder import Folder
from workplan.errors import Place, Problem
from workplan.yaml import Path, Places


class Findings:
    """The problems of one run, in the order of the document."""

    def __init__(self, folder: Folder, places: dict[str, Places]) -> None:
        self.problems: list[Problem] = []
        self._folder, self._places = folder, places

    def add(self, message: str, file: str, path: Path = (), hint: str = "", *, warning: bool = False) -> None:
        """A problem with the field at `path` of a file, or with the file."""
        known = self._places.get(file)
        place = known.value(path) if known and path else Place(self._folder.shown(file))
        self.problems.append(Problem(message, place, hint, warning))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems += problems
