"""The plan as its co-chairs keep it: one strict pydantic model for each file under `content/`.

    plan.yaml        Identity        priorities.yaml  list[Priority]     footnotes.yaml  dict[id, Markup]
    members.yaml     list[Member]    actions.yaml     list[Action]       *.md            Manuscript

Strict: an unknown key, a number where words belong and a control character are errors, never
repaired in silence. What one model cannot see (ids that exist elsewhere) is in `checks.py`.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from workplan.content.form_words import FormWords
from workplan.content.images import Image
from workplan.content.languages import Direction, direction_of, tag_of
from workplan.content.matrix_words import MatrixWords
from workplan.content.pack_words import PackWords
from workplan.content.phrases import Phrases
from workplan.content.states import FORMERLY, STATES, State, different
from workplan.content.values import Checked, Model, Words, printable
from workplan.content.values import Id as Id
from workplan.excerpts import shortened
from workplan.slug import slug
from workplan.unspaced import with_line_ends

if TYPE_CHECKING:
    from workplan.content.head import Head
    from workplan.content.layout import Layout
    from workplan.content.meeting import Meeting
    from workplan.content.since import Earlier

#: Words with inline markup: bold, italic, links, notes and references (see `markdown.py`). White space as in
#: `Words`; a line end between pieces that may join is left to whoever reads the markup.
Markup = Annotated[str, Checked(printable), Checked(with_line_ends), Field(min_length=1)]

#: A member's short name as the group writes it: "UNODC", "Viet Nam".
MemberId = Annotated[Words, Field(max_length=64)]


def _symbol(label: str) -> str:
    """A document symbol has slashes ("A/CONF.1/Rev.2"); one that looks like a path is none."""
    if "\\" in label:
        raise ValueError('"\\" cannot stand in it; document symbols are written with "/"')
    if not all(any(map(str.isalnum, part)) for part in label.split("/")):
        raise ValueError('each of its parts must have a letter or digit, as in "A/CONF.1/Rev.2"')
    return label


#: An edition's label: "2021", "2021-12", "Rev.1", "A/CONF.1/Rev.2". Files are named after its slug.
Label = Annotated[Words, Field(max_length=64), Checked(_symbol)]


def iso_date(value: object) -> date:
    """YAML hands dates over as words; pydantic's own reading would take 20210101 for seconds."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("a date is written year-month-day, such as 2021-03-01")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day") from None


Day = Annotated[date, BeforeValidator(iso_date)]


def _a_tag(value: object) -> object:
    """Names of languages are told their tags."""
    if isinstance(value, str) and (tag := tag_of(value)) and tag != value:
        raise ValueError("a language is written as its tag", f"write: {tag}")
    return value


Language = Annotated[
    str,
    BeforeValidator(_a_tag),
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"),
    Field(description="a language tag such as en, pt-BR or zh-Hans"),
]


def _page_numbers(words: str) -> str:
    if words.count("{page}") != 1 or words.count("{pages}") != 1:
        raise ValueError("it must hold {page} and {pages}, once each")
    return words


class Organisation(Model):
    name: Words
    mandate: Words | None = None  # printed under the name: "on People Smuggling, …"


class Period(Model):
    start: Annotated[int, Field(ge=1900, le=2999)]
    end: Annotated[int, Field(ge=1900, le=2999)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("it ends before it starts")
        return self


def _edition_words(words: str) -> str:
    if words.count("{edition}") != 1:
        raise ValueError("it must hold {edition}, once")
    return words


class Edition(Model):
    """An edition of the plan. `date` is the date of every file made from it; `note` says in the
    edition history what it is ("Endorsed at the Sixth Meeting")."""

    label: Label
    date: Day
    note: Words | None = None


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _holding(*names: str) -> Callable[[str], str]:
    """A check that words hold each of these names in braces, once."""

    def check(words: str) -> str:
        if any(words.count(f"{{{name}}}") != 1 for name in names):
            raise ValueError(f"it must hold {', '.join(f'{{{name}}}' for name in names)}, once each")
        return words

    return check


def _twelve(months: tuple[str, ...]) -> tuple[str, ...]:
    if len(months) != 12:
        raise ValueError("it must name twelve months")
    return months


#: What a paper can ask of those who read it, in words.
PURPOSES = {
    "decision": "For decision",
    "endorsement": "For endorsement",
    "discussion": "For discussion",
    "noting": "For noting",
    "information": "For information",
}

#: What the fields of a head are called, where a layout prints that before them and in summaries of changes.
LABELS = {
    "organisation": "Organisation",
    "organisation.mandate": "Mandate",
    "body": "Body",
    "series": "Series",
    "symbol": "Document symbol",
    "meeting": "Meeting",
    "meeting.ordinal": "Number of the meeting",
    "place": "Place",
    "dates": "Dates",
    "date": "Date of issue",
    "agenda_item": "Agenda item",
    "title": "Title",
    "submitted_by": "Submitted by",
    "purpose": "Purpose",
    "distribution": "Distribution",
    "original_language": "Original",
    "summary": "Summary",
    "deadline": "Deadline",
    "action": "Action to be taken",
    "related_documents": "Related documents",
    "supersedes": "Supersedes",
    "attachments": "Attachments",
    "late_submission": "Late submission",
}


#: What recommendations begin with.
VERBS = (
    "note", "take note of", "welcome", "recall", "consider", "discuss", "review", "agree", "endorse", "adopt",
    "approve", "confirm", "decide", "establish", "nominate", "recommend", "invite", "request", "encourage",
    "urge", "call on", "call upon", "authorise", "task", "provide",
)  # fmt: skip


class Completed(dict[str, str]):
    """Words by name, of which those that are `given` are the plan's, and all others the English ones."""

    given: frozenset[str] = frozenset()


def _completed(known: dict[str, str], what: str) -> Callable[[dict[str, str]], dict[str, str]]:
    """Words for some of `known`, with the English ones for the others."""

    def complete(given: dict[str, str]) -> dict[str, str]:
        for name in given:
            if name not in known:
                raise ValueError(f'there is no {what} "{name}"; there are: {", ".join(known)}')
        words = Completed({**known, **given})
        words.given = frozenset(given)
        return words

    return complete


class Wording(Model):
    """Words that the generator adds; a plan in another language gives its own."""

    appendix: Words = "Appendix"
    annex: Words = "Annex"
    linked_priority: Words = "linked priority"
    lead: Words = "lead"
    contributing: Words = "contributing"
    timeframe: Words = "Timeframe"
    as_reported: Words = "As reported at"
    number: Words = "No."
    state_of: Words = "State"
    overdue: Words = "Overdue"
    no_action: Words = "No action"
    no_edition: Words = "No edition was issued before."
    no_change: Annotated[Words, Checked(_edition_words)] = "Nothing has changed since edition {edition}."
    marked_changes: Words = "Words that were added are in bold, words that were removed in [brackets]."
    in_no_group: Words = "Others"
    # Names of states, where they are others than those of `states`.
    state: dict[Id, Words] = Field(default_factory=dict)
    interested: Words = "interested"
    no_interest: Words = "No member has reported interest."
    interest_matrix: Words = "Interest of members in each action"
    priority: Words = "Priority"
    no_state: Words = "No status"
    all_actions: Words = "All actions"
    status_summary: Words = "How many actions are in each state, of all and of each priority"
    actions_by_state: Words = "Actions by priority and status"
    actions_by_edition: Words = "Actions by edition and status"
    purpose: Annotated[dict[str, Words], Checked(_completed(PURPOSES, "purpose"))] = PURPOSES
    head: Annotated[dict[str, Words], Checked(_completed(LABELS, "field of a head"))] = LABELS
    edition: Words = "Edition"
    draft_edition: Annotated[Words, Checked(_edition_words)] = "{edition} (draft)"
    draft_after: Annotated[Words, Checked(_edition_words)] = "draft after {edition}"
    edition_date: Words = "Date"
    edition_note: Words = "Remarks"
    co_chairs: Words = "Co-chairs"
    as_amended: Annotated[Words, Checked(_holding("meeting", "date"))] = "As amended at {meeting}, {date}"
    day: Annotated[Words, Checked(_holding("day", "month", "year"))] = "{day} {month} {year}"
    months: Annotated[tuple[Words, ...], Checked(_twelve)] = _MONTHS
    no_document: Words = "No document"
    documents: Words = "The documents of the meeting, by agenda item"
    replaces: Annotated[Words, Checked(_holding("symbol"))] = "Replaces {symbol}"
    adds_to: Annotated[Words, Checked(_holding("symbol"))] = "Adds to {symbol}"
    corrects: Annotated[Words, Checked(_holding("symbol"))] = "Corrects {symbol}"
    edition_history: Words = "The editions of this document, with their dates"
    member: Words = "Member"
    full_name: Words = "Full name"
    members: Words = "The members, with their full names"
    notes: Words = "Notes"
    contents: Words = "Contents"
    skip_to_content: Words = "Skip to the text"
    back_to_text: Words = "Back to the text"
    note_call: Words = "Note"
    draft: Words = "Draft"
    inserted: Words = "inserted"
    deleted: Words = "deleted"
    paragraph: Annotated[Words, Checked(_holding("number"))] = "paragraph {number}"
    paragraphs: Annotated[Words, Checked(_holding("numbers"))] = "paragraphs {numbers}"
    verbs: Annotated[tuple[Words, ...], Field(min_length=1)] = VERBS
    recommendations: Words = "the recommendations"
    recommendations_in: Annotated[Words, Checked(_holding("sections"))] = "the recommendations in {sections}"
    section: Annotated[Words, Checked(_holding("title"))] = "section “{title}”"
    summary: Phrases = Phrases()
    pack: PackWords = PackWords()
    stamp: Annotated[Words, Checked(_holding("number", "recipient"))] = "Copy {number}: {recipient}"
    matrix: MatrixWords = MatrixWords()
    form: FormWords = FormWords()
    page: Annotated[Words, Checked(_page_numbers)] = "Page {page} of {pages}"

    def of_draft(self, *, after: bool) -> str:
        """What a draft is called; `after` the edition that was issued under its label. A plan that has its
        own words for drafts alone has them for both."""
        given = self.model_fields_set
        in_own_words = "draft_edition" in given and "draft_after" not in given
        return self.draft_after if after and not in_own_words else self.draft_edition


class Amended(Model):
    """Where a plan was amended last ("the Sixth Meeting"), and when."""

    at: Words
    date: Day


class Identity(Model):
    """plan.yaml: whose plan it is, for when, and how its files introduce themselves.

    `schema` numbers the form of all the content's files (`workplan.editions.migrations`)."""

    schema_: Annotated[int | None, Field(alias="schema", ge=1)] = None
    organisation: Organisation
    group: Words
    title: Words
    short_title: Words | None = None  # running head; the title where absent
    period: Period
    symbol: Label | None = None  # "BP/TIPWG/10/WP.3/Rev.1": printed first, and in the running head
    co_chairs: tuple[Words, ...] = ()  # printed below the group
    edition: Edition
    # Printed below the title: "As amended at the Sixth Meeting, 1 December 2021", or "Edition 2021, …".
    amended: Amended | None = None
    show_edition: bool = False
    language: Language = "en"
    direction: Direction | None = None  # that of the language where absent
    subject: Words | None = None
    keywords: tuple[Words, ...] = ()
    numbered: bool = False  # the paragraphs of the text have numbers: 1., 2., …
    wording: Wording = Wording()
    states: Annotated[tuple[State, ...], Checked(different)] = STATES
    leads: Literal["one", "several"] = "several"  # how many members may lead an action
    # What was issued before a schema changed how something is printed is printed as it was: see
    # `workplan.editions.migrations`.
    printed_as: Annotated[int | None, Field(ge=1)] = None

    @model_validator(mode="after")
    def _one_line_below_the_title(self) -> Self:
        if self.amended and self.show_edition:
            raise ValueError("one line stands below the title: give amended or show_edition, not both")
        return self

    def prints_as_before(self, schema: int) -> bool:
        return self.printed_as is not None and self.printed_as < schema

    def state_name(self, state: State) -> str:
        """What a state is called, as plan.yaml says."""
        usual = FORMERLY.get(state.id, state.name) if self.prints_as_before(8) else state.name
        return self.wording.state.get(state.id, usual)

    def shape(self, id: str) -> str:
        """What is printed before the name of a state."""
        return "" if self.prints_as_before(8) else f"{self._state(id).shape} "

    def printed_state(self, id: str) -> str:
        """A state as it is printed: its shape and its name."""
        return f"{self.shape(id)}{self.state_name(self._state(id))}"

    def _state(self, id: str) -> State:
        return next(state for state in self.states if state.id == id)

    @property
    def runs(self) -> Direction:
        """The direction of the whole document."""
        return self.direction or direction_of(self.language)


#: Where a key is that somebody looks for among a member's.
_ADDRESS_BOOK = (
    "move it to private/members.yaml of this content folder, under the same id: git leaves that file out, "
    "and only messages use it"
)


class Member(Model):
    """A member or observer. Who its contact is, and under which address, is private, and stands elsewhere
    (`workplan.circulation.contacts`)."""

    model_config = ConfigDict(
        json_schema_extra={"elsewhere": dict.fromkeys(("email", "contact", "cc"), _ADDRESS_BOOK)}
    )

    id: MemberId
    name: Words | None = None  # in full; the id where absent


#: Of a priority, or numbers of a list. More are a slip, and their letters (a … z, aa …) would grow
#: with the square of their number.
MAX_ITEMS = 999


class PriorityItem(Model):
    id: Id
    text: Markup


class Priority(Model):
    id: Id
    text: Markup
    items: Annotated[tuple[PriorityItem, ...], Field(max_length=MAX_ITEMS)] = ()


Role = Literal["lead", "contributing"]


class Interest(Model):
    member: MemberId
    role: Role | None = None


class Status(Model):
    """Where an action stands, as reported at a meeting. Never filled in by the generator."""

    state: Words | None = None  # the id of one of the plan's states
    text: Markup | None = None
    timeframe: Words | None = None
    meeting: Words | None = None


def _a_group(value: object) -> object:
    """Words alone are told where they belong."""
    if isinstance(value, str):
        state = slug(value)
        if state in {each.id for each in STATES}:
            raise ValueError("a status is a group of keys", f"write {{state: {state}}}")
        hint = f"write {{text: {json.dumps(shortened(value, 60), ensure_ascii=False)}}}"
        raise ValueError("a status is a group of keys", f"{hint}; or {{state: …}} with a state of the plan")
    return value


class Action(Model):
    id: Id
    action: Markup
    linked_priorities: tuple[Id, ...]
    interest: tuple[Interest, ...] = ()
    status: Annotated[Status | None, BeforeValidator(_a_group)] = None


class Footnote(Model):
    id: Id
    text: Markup


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
    head: "Head | None" = None
    layout: "Layout | None" = None  # of the head, which a paper beside the plan alone has
    layout_text: str = ""  # the file that it is in, where that is one of the content folder's own
    group: Identity | None = None
    annexed: bool = False  # what stands behind the text are annexes
    meeting: "Meeting | None" = None  # that the head names by its file, `meeting_name`
    meeting_name: str = ""
    draft: Literal["", "draft", "after"] = ""
    earlier: "Earlier | None" = None  # what it prints of earlier editions, once they were opened

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
