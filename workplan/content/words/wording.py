"""The words that the program adds to what a group writes. A group with another language gives its own in
`plan.yaml`, below `wording`."""

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from workplan.content.values.values import Checked, Id, Model, Words
from workplan.content.words.form import FormWords
from workplan.content.words.matrix import MatrixWords
from workplan.content.words.pack import PackWords
from workplan.content.words.phrases import Phrases


def _page_numbers(words: str) -> str:
    if words.count("{page}") != 1 or words.count("{pages}") != 1:
        raise ValueError("it must hold {page} and {pages}, once each")
    return words


def _edition_words(words: str) -> str:
    if words.count("{edition}") != 1:
        raise ValueError("it must hold {edition}, once")
    return words


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
