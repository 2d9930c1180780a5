"""What was read from a file that came back. Every reader says how it read each answer, and how sure that is;
none guesses: what may mean two things is unreadable, with why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Generic, Literal, TypeVar

from msgspec import Struct

#: From where an answer was read, the surest first.
How = Literal[
    "the form's fields",
    "text at the bookmark",
    "place in the table",
    "printed text",
    "the reply's words",
]
Sure = Literal["certain", "to be confirmed", "unreadable"]
#: What a file was saved with, as far as it shows; "" where it does not.
Program = Literal[
    "",
    "workplan",  # as it was sent
    "Word",
    "LibreOffice",
    "ONLYOFFICE-like",
    "Google-like",
    "pdf.js",
    "pdfium",
    "print",
    "another program",
]
Value = TypeVar("Value", bool, str)


class Answer(Struct, Generic[Value], frozen=True):
    """`value` is None where it is unreadable; a tick that was not made is False, a comment that was not
    written is "". `why` says what is not certain, and `said` the words that stand there, where they are not
    the value itself."""

    value: Value | None
    how: How
    sure: Sure = "certain"
    why: str = ""
    said: str = ""


class Answers(Struct, frozen=True):
    """What a member says of an action. None: the file has no place for it any more, or the carrier asks for
    no such thing."""

    lead: Answer[bool] | None = None
    contributing: Answer[bool] | None = None
    comment: Answer[str] | None = None

    @property
    def all(self) -> tuple[Answer[bool] | Answer[str], ...]:
        return tuple(each for each in (self.lead, self.contributing, self.comment) if each is not None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ticked or written, and nothing is unreadable."""
        return all(not each.value and each.sure != "unreadable" for each in self.all)


class Returned(Struct, frozen=True):
    """A file that came back.

    `form`, `member`, `edition` and `deadline` are what the file itself says, None where it does not; in a
    blank form `member` is what somebody wrote into its field, in their words, whoever that is. `answers` are
    by the id of the action; an action that is not among them was not found in the file, which is among the
    `findings`. `edited` are the words of actions that are not those that were sent, as they stand in the file
    now; None where the words cannot be told. `findings` are sentences for people.
    """

    file: str
    carrier: str
    program: Program = ""
    form: str | None = None
    member: str | None = None
    edition: str | None = None
    deadline: date | None = None
    answers: Mapping[str, Answers] = {}
    answered_by: str = ""
    remarks: Answer[str] | None = None
    edited: Mapping[str, str] = {}
    findings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        nothing_said = self.remarks is None or not self.remarks.value
        return nothing_said and all(each.is_empty for each in self.answers.values())
