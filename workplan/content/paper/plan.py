"""A plan, or another paper made of its data: all that a content folder says, as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from workplan.content.files.images import Image
from workplan.content.models.data import Action, Footnote, Member, Priority
from workplan.content.models.identity import Edition, Identity

if TYPE_CHECKING:
    from workplan.content.models.head import Head
    from workplan.content.models.meeting import Meeting
    from workplan.content.paper.layout import Layout
    from workplan.content.paper.since import Earlier


class Manuscript(Struct, frozen=True):
    """A Markdown file, parsed and found free of anything that we do not print."""

    file: str
    source: str
    tree: SyntaxTreeNode


class Appendix(Struct, frozen=True):
    """`id` is the file's name without its number: `01-background.md` is `background`."""

    id: str
    manuscript: Manuscript


class Plan(Struct, frozen=True):
    """The whole content of the plan, or of another paper made of its data, loaded and checked. `images` is
    keyed by the path in the manuscript; `history` are the editions that were issued, in order. Of a paper,
    `head` is its own, `identity` what follows from it, and `group` what plan.yaml says. `draft` is whether
    it was not issued: of an edition to come, or one `after` an edition of the same label."""

    identity: Identity
    priorities: tuple[Priority, ...]
    actions: tuple[Action, ...]
    footnotes: tuple[Footnote, ...]
    members: tuple[Member, ...]
    manuscript: Manuscript
    appendices: tuple[Appendix, ...]
    images: dict[str, Image]
    history: tuple[Edition, ...] = ()
    paper: str = "plan"
    head: Head | None = None
    layout: Layout | None = None  # of the head, which a paper beside the plan alone has
    layout_text: str = ""  # the file that it is in, where that is one of the content folder's own
    group: Identity | None = None
    annexed: bool = False  # what stands behind the text are annexes
    meeting: Meeting | None = None  # that the head names by its file, `meeting_name`
    meeting_name: str = ""
    draft: Literal["", "draft", "after"] = ""
    earlier: Earlier | None = None  # what it prints of earlier editions, once they were opened

    @property
    def trees(self) -> tuple[SyntaxTreeNode, ...]:
        """The manuscripts, the one of the text first."""
        return (self.manuscript.tree, *(appendix.manuscript.tree for appendix in self.appendices))

    @property
    def appendix(self) -> str:
        """What one is called that stands behind the text."""
        return self.identity.wording.annex if self.annexed else self.identity.wording.appendix

    @property
    def label_is_issued(self) -> bool:
        """Whether an edition has the label that the plan has now."""
        return self.identity.edition.label in {each.label for each in self.history}

    def as_edition(self, edition: Edition) -> Self:
        """The same as another edition."""
        head = self.head and self.head.model_copy(update={"edition": edition})
        return replace(self, identity=self.identity.model_copy(update={"edition": edition}), head=head)
