"""Load: from a content folder to a checked plan, or to every problem in it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from workplan.content.checks.blanks import blanks
from workplan.content.checks.checks import check
from workplan.content.files.folder import DiskFolder, Folder
from workplan.content.paper.plan import Plan
from workplan.content.sources.reading import read_sources
from workplan.errors import ContentError, Place, Problem, together
from workplan.files.yaml import Places


class Loaded(Struct, frozen=True):
    """A plan that can be composed. `warnings` are problems that do not stop it; `places` say where
    each field of the YAML files stands, by file name: `places["actions.yaml"].value((3, "status"))`.
    """

    plan: Plan
    warnings: tuple[Problem, ...]
    places: dict[str, Places]
    blanks: tuple[Problem, ...] = ()  # those of the warnings that are about blanks


def load(content: Path | Folder) -> Loaded:
    """Read and check a content folder.

    Raises `ContentError` with all errors and warnings of all files: those of files that cannot be
    read at all first, then those of single files, then those between files. Reads nothing outside
    the folder, even through links.
    """
    sources = read_sources(content if isinstance(content, Folder) else on_disk(content))
    problems = [*sources.problems, *check(sources)]
    errors = [problem for problem in problems if not problem.warning]
    warnings = together(problem for problem in problems if problem.warning)
    if errors or sources.identity is None:
        raise ContentError([*errors, *warnings])
    plan = Plan(
        identity=sources.identity,
        priorities=sources.priorities.values,
        actions=sources.actions.values,
        footnotes=sources.footnotes.values,
        members=sources.members.values,
        manuscript=sources.manuscript,
        appendices=sources.appendices,
        images=sources.images,
        paper=sources.paper,
        head=sources.head,
        layout=sources.layout,
        layout_text=sources.layout_text,
        group=sources.group,
        annexed=sources.annexed,
        meeting=sources.meeting,
        meeting_name=sources.meeting_name,
    )
    return Loaded(plan, warnings, sources.places, tuple(blanks(sources)))


def on_disk(directory: Path) -> DiskFolder:
    """The content folder `directory`. Raises `ContentError` where there is none."""
    if not directory.is_dir():
        hint = "give the folder that holds plan.yaml; `new` makes one"
        raise ContentError([Problem("there is no such folder", Place(directory.as_posix()), hint)])
    return DiskFolder(directory)
