"""A call whose forms come back: a content folder on the disk, and returns made from its forms."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result

from tests.contents import write_content
from tests.returns.calls import CALL
from workplan.cli import main
from workplan.content.load import on_disk
from workplan.editions.writing import write_yaml
from workplan.returns.collecting.calling import Called, called
from workplan.returns.form import Form
from workplan.returns.reply import write as text_of
from workplan.returns.sheet import write as sheet_of
from workplan.returns.sheet.columns import HIDDEN

MEMBERS = ("Fiji", "Harbours", "Pilots", "Land (north)", "ประเทศไทย", "Korea, Republic of", "Tonga")
ACTIONS = """\
# Kept.
- id: measure
  action: Measure the *tide*[^source] with care
  linked_priorities: [storms, calm]
  interest: [{member: Harbours, role: lead}, {member: Pilots}] # so far
- id: report
  action: Report
  linked_priorities: [calm]
- id: warn
  action: Warn ships
  linked_priorities: [calm]
"""


def content_in(folder: Path, *others: str, **files: str) -> Path:
    """A content folder with a call for interest; 19 members where there are others."""
    more = (*others, *(f"Member {n}" for n in range(10, 20))) if others else ()
    names = list(dict.fromkeys((*MEMBERS, *more)))[:19]
    members = write_yaml([{"id": member} for member in names])
    path = write_content(folder / "content", **{"actions_yaml": ACTIONS, "members_yaml": members, **files})
    (path / "papers").mkdir(exist_ok=True)
    (path / "papers/call.md").write_text(CALL)
    return path


def call_of(content: Path) -> Called:
    return called(on_disk(content), None, None)


def form_of(content: Path, member: str | None) -> Form:
    return next(form for form in call_of(content).known.forms.values() if form.member == member)


def text(form: Form, answers: Mapping[int, str], changed: Mapping[str, str] | None = None) -> bytes:
    """A plain-text form with these answers, and words `changed` in it."""
    found = text_of(form, "table", None).decode()
    for number, answer in answers.items():
        found = found.replace(f"Answer {number}: ", f"Answer {number}: {answer}")
    for old, new in (changed or {}).items():
        assert old in found
        found = found.replace(old, new)
    return found.encode()


def sheet(form: Form, answers: Mapping[int, str], changed: Mapping[str, object] | None = None) -> bytes:
    """A spreadsheet with these answers, and cells `changed`, named from the row of the headings: B+2."""
    book, saved = openpyxl.load_workbook(BytesIO(sheet_of(form, "table", None))), BytesIO()
    found = book.worksheets[0]
    head = next(cell.row for (cell,) in found.iter_rows(max_col=1) if cell.value == "No.")
    assert head
    for number, answer in answers.items():
        for role in answer.split("+"):
            found.cell(head + number, 3 if role == "lead" else 4).value = "yes"
    for name, words in (changed or {}).items():
        letter, _, down = name.partition("+")
        found[f"{letter}{head + int(down)}"].value = words
    book.save(saved)
    return saved.getvalue()


def mail(
    words: str | bytes, day: str = "Sat, 01 Feb 2031 10:00:00 +0700", subject: str = "Re: call"
) -> bytes:
    body = words.decode() if isinstance(words, bytes) else words
    head = f"From: a@b.example\nDate: {day}\nSubject: {subject}\nMIME-Version: 1.0\n"
    return (
        f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}".encode()
    )


def quoted(words: bytes) -> str:
    """As mail programs quote it."""
    return "\n".join(f"> {line}" for line in words.decode().splitlines())


def attached(data: bytes, name: str) -> bytes:
    """A message with a file attached."""
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Our form"
    message["Date"] = "Sat, 01 Feb 2031 10:00:00 +0700"
    message.set_content("Dear all, please find our form attached.")
    message.add_attachment(data, "application", "octet-stream", filename=name)
    message.add_attachment(b"\x89PNG...", "image", "png", filename="logo.png")
    return bytes(message)


def flat(data: bytes) -> bytes:
    """A spreadsheet as Google's editor gives it back: no hidden sheet, no drop-downs."""
    book, saved = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    del book[HIDDEN]
    book.worksheets[0].data_validations.dataValidation = []
    book.save(saved)
    return saved.getvalue()


def collect(content: Path, *words: object) -> Result:
    given = ("collect", *words, "--date", "2031-02-20")
    where = ("--content", content, "--output", content.parent / "output")
    return CliRunner().invoke(main, [str(word) for word in (*given, *where)])


def replies(content: Path, files: Mapping[str, bytes]) -> Path:
    folder = content.parent / "replies"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder
