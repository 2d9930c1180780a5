"""The circulars of a content folder: the records in its folder `circulars/` (`content.models.circular`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.errors import Problem
from workplan.files import yaml
from workplan.text.hints import quoted

if TYPE_CHECKING:
    from workplan.content.models.circular import Circular

#: The folder of records, in a content folder.
CIRCULARS = "circulars"


def record_file(name: str) -> str:
    """The file of the record of the circular of this name, in the content folder."""
    return f"{CIRCULARS}/{name}.yaml"


class Circulars(Struct, frozen=True):
    """All records that are sound, by name, and what is wrong with any of them."""

    known: Mapping[str, Circular]
    problems: tuple[Problem, ...]

    def papers(self) -> Iterator[str]:
        """The papers that belong to them."""
        for name, circular in self.known.items():
            yield name
            yield from (event.paper for event in circular.events if event.paper)


def read_circulars(folder: Folder) -> Circulars:
    """The records of a content folder."""
    known: dict[str, Circular] = {}
    problems: list[Problem] = []
    whole = folder.whole
    for file in whole.files(CIRCULARS, ".yaml"):
        name = file.removeprefix(f"{CIRCULARS}/").removesuffix(".yaml")
        from workplan.content.models.circular import Circular  # few groups have any

        try:
            read = yaml.read(Circular, whole.text(file), whole.shown(file))
        except UnreadableFileError as error:
            problems.append(whole.problem(file, error))
            continue
        problems += read.problems
        if read.value is None:
            continue
        if read.value.circular != name:
            place = read.places.value(("circular",))
            hint = f"the record of {quoted(read.value.circular)} is {record_file(read.value.circular)}"
            problems.append(Problem("the record of another circular has this name", place, hint))
            continue
        known[name] = read.value
    return Circulars(known, tuple(problems))
