"""The words of a comment matrix and of a compilation text. A group with another language gives its own in
`plan.yaml`:

wording:
  matrix: {name: Tableau des observations, accept: accepter, proposed: Texte proposé}
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from workplan.content.values.values import Checked, Words
from workplan.content.words.phrased import Phrased

#: Dispositions, by the names of their words.
DISPOSITIONS = ("accept", "reject", "amend", "note")

#: Those that a comment can have, which proposes nothing.
OF_COMMENTS = ("amend", "note")

#: The headings of the spreadsheet, by the names of their words.
HEADINGS = (
    "number", "place", "members", "kind", "conflict", "present", "proposed", "comments", "disposition",
    "amended", "remark", "date", "source", "key",
)  # fmt: skip

_SHEETS = ("sheet", "how_to_decide", "besides")


def _of_a_list(words: str) -> str:
    """A drop-down is a list with commas between its words (ECMA-376 18.3.1.32)."""
    if "," in words or '"' in words:
        raise ValueError("a disposition holds no comma and no quotation mark")
    return words


def _of_a_sheet(words: str) -> str:
    """What no spreadsheet takes in the name of a sheet."""
    if set(words) & set("[]:*?/\\'"):
        raise ValueError("the name of a sheet holds none of [ ] : * ? / \\ '")
    return words


Choice = Annotated[Words, Field(max_length=40), Checked(_of_a_list)]
SheetName = Annotated[Words, Field(max_length=31), Checked(_of_a_sheet)]


class MatrixWords(Phrased):
    """All of them."""

    name: Words = "Comment matrix"
    # Headings of columns, and what the paper calls its own.
    number: Words = "No."
    place: Words = "Place"
    source: Words = "Source"
    members: Words = "Members"
    date: Words = "Date"
    kind: Words = "Kind"
    present: Words = "Present text"
    proposed: Words = "Proposed text"
    comments: Words = "Comments"
    conflict: Words = "Conflict"
    disposition: Words = "Disposition"
    amended: Words = "Amended text"
    remark: Words = "Remark"
    key: Words = "Key"
    amendment: Words = "Amendment"
    # Kinds of rows.
    insertion: Words = "Added"
    deletion: Words = "Taken out"
    replacement: Words = "Reworded"
    formatting: Words = "Other look"
    move: Words = "Moved"
    comment: Words = "Comment alone"
    untracked: Words = "Changed without tracking"
    column: Words = "Column"
    # What a row says besides.
    moved_to: Words = "to: {place}"
    not_tracked: Words = "not tracked"
    column_added: Words = "column added: {words}"
    column_removed: Words = "column deleted: {words}"
    columns_merged: Words = "columns merged: {words}"
    column_moved: Words = "column moved: {words}"
    cell_added: Words = "cell added: {words}"
    cell_removed: Words = "cell deleted: {words}"
    cells_merged: Words = "cells merged: {words}"
    said_already: Words = "the content says so already"
    no_longer: Words = "the content no longer has this"
    changed_since: Words = "the content has been changed here since"
    says_now: Words = "the content has been changed here since, and says: “{words}”"
    resolved: Words = "resolved"
    taken_out: Words = "[deleted: {words}]"
    put_in: Words = "[inserted: {words}]"
    on_words: Words = "On “{words}”:"
    new_note: Words = "new"
    continued: Words = "{place} (No. {number}, continued)"
    in_conflict: Words = "Conflict {letter}"
    # Dispositions, and what they do.
    accept: Choice = "accept"
    reject: Choice = "reject"
    amend: Choice = "amend"
    note: Choice = "note"
    accept_does: Words = "the proposed words go into the content"
    reject_does: Words = "the content stays as it is"
    amend_does: Words = "the amended text goes into the content, in place of all of the present text"
    note_does: Words = "the row was taken note of; the content stays as it is"
    one_of: Words = "One of: {dispositions}"
    # The sheets.
    sheet: SheetName = "Amendments"
    how_to_decide: SheetName = "How to decide"
    besides: SheetName = "Besides"
    plan: Words = "Plan"
    edition: Words = "Edition"
    baseline: Words = "Baseline (SHA-256)"
    copies: Words = "Copies"
    does: Words = "what it does"
    keep: Words = (
        "Rows without a disposition are undecided. Rows may be sorted, and columns moved or added; the "
        "numbers and the keys tell which row is which. This sheet belongs to the matrix."
    )
    # The remarks at the head of the YAML file.
    fill_in: Words = "Fill in what was decided on each amendment, after “disposition:”."
    fill_in_amended: Words = (
        "With “{amend}”, write the words that were agreed on after “amended:”; a remark may be added to "
        "anything. Long words go on lines of their own, indented, after “amended: |-”. What has no "
        "disposition is undecided."
    )
    fill_in_signs: Words = (
        "Words are taken as they stand: no Markdown. [^2] calls a note that is called there; “ | ” stands "
        "between the cells of an action. [-words-] are taken out and [+words+] put in."
    )
    fill_in_nothing_else: Words = "Nothing but disposition, amended and remark is to be edited."
    # The paper.
    one_row: Words = "1 amendment or comment"
    rows: Words = "{count} amendments and comments"
    no_rows: Words = "No amendments and comments"
    on_edition: Words = "{rows} on edition {edition}"
    on_draft: Words = "{rows} on the text “{edition}”"
    undecided: Words = "{rows}, {count} of them undecided"
    received: Words = "Copies received from {copies}."
    one_amendment: Words = "1 amendment"
    amendments: Words = "{count} amendments"
    one_comment: Words = "1 comment"
    many_comments: Words = "{count} comments"
    no_change: Words = "no change and no comment"
    redline: Words = (
        "In the proposed text, what is put in is underlined, and what is taken out is struck through."
    )
    conflicts: Words = "Amendments with the same letter of a conflict touch the same words."
    summary: Words = "What is proposed, row by row, and what was decided"
    in_no_row: Words = "Not in any row"
    # The record of decisions.
    record: Words = "Decisions so far"
    record_summary: Words = "What was decided on members' proposals, oldest first"
    decided: Words = "Decided"
    place_and_members: Words = "Place and members"
    # The compilation text.
    compilation: Words = "Compilation text"
    by: Words = "– {member}"
    by_deleting: Words = "– {member}: delete"
    by_formatting: Words = "– {member}: format"
    and_others: Words = "{members} and {count} others"
    also_deleting: Words = "{member}: delete “{words}”"

    def check_together(self) -> None:
        """The words of choices, of headings and of sheets are told apart."""
        for names in (DISPOSITIONS, HEADINGS, _SHEETS):
            words = [self.of(name).casefold() for name in names]
            if len(set(words)) < len(words):
                raise ValueError(f"no two of these may be the same: {', '.join(names)}")

    def of(self, name: str) -> str:
        """The words of this name: those of a heading, a kind or a disposition."""
        return str(getattr(self, name)) if name else ""

    def dispositions(self) -> Mapping[str, str]:
        """What may be chosen, with what it does."""
        return {self.of(name): self.of(f"{name}_does") for name in DISPOSITIONS}

    def dispositions_of(self, kind: str) -> tuple[str, ...]:
        """What may be chosen for a row of this kind: a comment proposes nothing that could be accepted."""
        return tuple(self.of(name) for name in DISPOSITIONS if kind != "comment" or name in OF_COMMENTS)

    def chosen(self, words: str) -> str:
        """The name of a disposition by its words, or by the English ones; the words where there is none."""
        said = words.strip().casefold()
        names = {name: name for name in DISPOSITIONS} | {self.of(n).casefold(): n for n in DISPOSITIONS}
        return names.get(said, words.strip())

    def read_back(self) -> Iterator[tuple[str, str]]:
        """The words that a reader of the matrix must know, by name."""
        for name in ("baseline", "number", *DISPOSITIONS, "disposition", "amended", "remark", "key"):
            yield name, self.of(name)


#: Where no plan says otherwise, and for what no translation may change.
ENGLISH = MatrixWords()
