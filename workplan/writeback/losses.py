"""What cannot be written back, or only in another way: collected, with the place in the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workplan.compare.names.parts import near
from workplan.content.files.folder import Folder
from workplan.errors import Place, Problem
from workplan.files.yaml import Path, Places
from workplan.writeback.explaining import Explanation


class Losses:
    """The problems of one run, in the order of the document."""

    def __init__(self, folder: Folder, places: dict[str, Places]) -> None:
        self.problems: list[Problem] = []
        self._folder, self._places = folder, places

    def add(
        self, at: str, message: str, file: str, path: Path = (), hint: str = "", *, warning: bool = False
    ) -> None:
        """A problem with what stands at `at` in the document, by its id, or with all of a file, where that is
        empty. `path` is that of the field of the file that it is made of."""
        self.problems.append(Explanation(message, self._place(file, path), hint, warning, at=at))

    def named(self, names: Mapping[str, object]) -> tuple[Problem, ...]:
        """The problems with the names of their places."""
        return tuple(
            replace(problem, message=near(problem.message, names.get(problem.at)))
            if isinstance(problem, Explanation)
            else problem
            for problem in self.problems
        )

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems += problems

    def shown(self, file: str) -> str:
        """The name of a file, as people know it."""
        return self._folder.original(file)

    def _place(self, file: str, path: Path) -> Place:
        known = self._places.get(file)
        return known.value(path) if known and path else Place(self._folder.shown(file))
