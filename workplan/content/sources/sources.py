"""What all files of a content folder hold, and what is wrong with any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from workplan.content.files.images import Image
from workplan.content.models.data import Action, Footnote, Member, Priority
from workplan.content.models.head import Head
from workplan.content.models.identity import Identity
from workplan.content.models.meeting import Meeting, meeting_file
from workplan.content.paper.layout import Layout
from workplan.content.paper.plan import Appendix, Manuscript
from workplan.content.sources.known_symbols import Known
from workplan.errors import Problem
from workplan.files.yaml import Path, Places

T = TypeVar("T")


class Entries(Struct, Generic[T], frozen=True):
    """The sound entries of one YAML file, each with its path in the file. Where some are not
    sound, `complete` is false, and nothing may be concluded from what is missing."""

    places: Places
    items: tuple[tuple[Path, T], ...]
    complete: bool

    @property
    def values(self) -> tuple[T, ...]:
        return tuple(value for _, value in self.items)

    @property
    def lists_all(self) -> bool:
        """Whether an id that is not here does not exist. Where there is no entry at all, that is said once,
        of the file (`content.checks.undefined`)."""
        return self.complete and bool(self.items)

    @property
    def has_twins(self) -> bool:
        """Whether two entries have one id, so that one that is missed may be that of either."""
        ids = [getattr(value, "id", "") for value in self.values]
        return len(set(ids)) < len(ids)


class Sources(Struct, frozen=True):
    """What all files of a content folder hold, and what is wrong with any of them, most useful
    first. `places` are those of the YAML files, by file name. Of a paper beside the plan, `head` is its own,
    `layout` that of the head (`layout_text` its file, where the content folder has it), `meeting` the one
    whose file it names (`meeting_name`), and `identity` what follows from it. `called_elsewhere` are the
    notes that other papers call, `symbols` those of all papers."""

    identity: Identity | None
    priorities: Entries[Priority]
    actions: Entries[Action]
    footnotes: Entries[Footnote]
    members: Entries[Member]
    manuscript: Manuscript
    appendices: tuple[Appendix, ...]
    images: dict[str, Image]
    problems: tuple[Problem, ...]
    places: dict[str, Places]
    paper: str
    head: Head | None
    layout: Layout | None
    layout_text: str
    group: Identity | None
    annexed: bool
    called_elsewhere: frozenset[str]
    symbols: tuple[Known, ...]
    meeting: Meeting | None
    meeting_name: str
    meetings: tuple[str, ...]  # the names of all
    worked_on: bool  # it is no edition, nor content of before

    @property
    def meeting_file(self) -> str:
        return meeting_file(self.meeting_name)

    @property
    def manuscripts(self) -> tuple[Manuscript, ...]:
        return (self.manuscript, *(appendix.manuscript for appendix in self.appendices))

    def directives(self, name: str = "") -> Iterator[SyntaxTreeNode]:
        """The directives of all manuscripts, in their order; those of one `name`, where one is given."""
        for manuscript in self.manuscripts:
            for node in manuscript.tree.children:
                if node.type == "directive" and name in ("", node.meta["name"]):
                    yield node

    @property
    def sound(self) -> bool:
        """Whether every file loaded whole, so that what is not there does not exist."""
        return all(problem.warning for problem in self.problems)
