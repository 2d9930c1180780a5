"""The manuscript of a message: its subject, and its words with fields that are filled in for each recipient.

    ---
    subject: "{title}: copy {number} for {recipient}"
    ---
    Dear {contact},

    Please find attached:

    {papers}

A content folder has its own as messages/circulation.md; `templates/messages` has the one that is used
otherwise. A message is plain text: what stands there is sent, line by line, but for remarks (lines that begin
with %).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.values.values import Model, Words
from workplan.design.resources import resource
from workplan.errors import ContentError, Place, Problem
from workplan.files import yaml
from workplan.files.text import unreadable
from workplan.text.characters import with_plain_line_ends
from workplan.text.hints import did_you_mean, join, one_of, quoted

FILE = "messages/circulation.md"
_MOST = 100_000

#: What each field says.
FIELDS = {
    "recipient": "the member, by its full name where it has one",
    "contact": "how the member's contact is addressed; the member where that is not known",
    "papers": "the papers, a line each: title, symbol, edition and number of the copy",
    "files": "the names of the files, a line each",
    "number": "the number of the copy, of the first paper",
    "title": "the title of the first paper",
    "symbol": "its symbol",
    "edition": "its edition",
    "date": "its date",
    "group": "the group",
    "organisation": "the organisation",
}

_HEAD = re.compile(r"---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"\{(\w+)\}")


class _Head(Model):
    subject: Words


class Manuscript(Struct, frozen=True):
    subject: str
    body: str

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The subject, on one line, and the words. Braces in what is filled in stay as they are."""
        subject, body = (
            _FIELD.sub(lambda found: values[found[1]], each) for each in (self.subject, self.body)
        )
        return " ".join(subject.split()), body.strip("\n") + "\n"


def read_manuscript(folder: Folder) -> Manuscript:
    """The group's own, or ours. Raises `ContentError`."""
    whole = folder.whole
    try:
        text, shown = whole.text(FILE), whole.shown(FILE)
    except UnreadableFileError as error:
        if not error.missing:
            raise ContentError([whole.problem(FILE, error)]) from None
        ours = resource("templates/messages/circulation.md")
        text, shown = ours.read_text("utf-8"), str(ours)
    text = with_plain_line_ends(text)
    if problem := unreadable(text, shown, _MOST):
        raise ContentError([problem])
    return _parsed(text, shown)


def _parsed(text: str, shown: str) -> Manuscript:
    found = _HEAD.match(text)
    if not found:
        hint = 'begin with ---, a line subject: "…", and --- again'
        raise ContentError([Problem("the message has no subject", Place(shown), hint)])
    # The line above the head is empty for the reader, so that lines keep their numbers.
    head = yaml.read(_Head, "\n" + found["head"], shown)
    body = "\n".join(line for line in text[found.end() :].split("\n") if not line.startswith("%"))
    problems = [*head.problems, *_unknown(text, shown)]
    if not body.strip():
        problems.append(Problem("the message has no words", Place(shown, text.count("\n") + 1), "write some"))
    if problems or head.value is None:
        raise ContentError(problems)
    return Manuscript(head.value.subject, body)


def _unknown(text: str, shown: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in [] if line.startswith("%") else _FIELD.finditer(line):
            if found[1] not in FIELDS:
                hint = join(did_you_mean(found[1], FIELDS), f"Fields: {one_of(FIELDS, 20)}")
                yield Problem(
                    f"{quoted(found[0])} is no field", Place(shown, number, found.start() + 1), hint
                )
