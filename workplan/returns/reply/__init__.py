"""Plain text: the reply that works without any attachment.

passages.py  what a form says in plain text, passage by passage
writing.py   these as a text to fill in
mail.py      a saved message: its words, what is attached
lines.py     the lines of a reply: own, quoted, ours
grammar.py   what one line says: "3 lead, 5 contributing"
reading.py   all of it together
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workplan.errors import GivenFileError
from workplan.files.text import decoded
from workplan.returns.answers import Returned
from workplan.returns.form import Form, Layout
from workplan.returns.reply.mail import BadMessage, Message, is_message, read_message
from workplan.returns.reply.reading import BadReply, checked, read_reply, stamp_in
from workplan.returns.reply.writing import as_text

if TYPE_CHECKING:
    from workplan.render.pdf.process import PdfProcess

__all__ = ["Message", "is_message", "message", "read", "read_words", "write"]

_HINT = "save the reply as plain text (.txt), or the message as .eml, and give that"


def write(form: Form, layout: Layout, process: PdfProcess | None) -> bytes:
    """The text of a form, which has one layout."""
    return as_text(form).encode()


def read(data: bytes, file: str, forms: Mapping[str, Form]) -> Returned:
    """What a text, or the words of a message, say; what is attached to it is not looked at. Raises
    `GivenFileError`."""
    if is_message(data):
        return read_words(message(data, file), file, forms)
    try:
        return _read(decoded(data)[0], "", file, forms, of_message=False)
    except BadReply as error:
        raise GivenFileError(f"{file}: {error}", _HINT) from error


def message(data: bytes, file: str) -> Message:
    """The message in a file. Raises `GivenFileError`."""
    try:
        return read_message(data)
    except BadMessage as error:
        raise GivenFileError(f"{file}: {error}", _HINT) from error


def read_words(found: Message, file: str, forms: Mapping[str, Form]) -> Returned:
    """What the words of a message say."""
    try:
        return _read(found.text, found.subject, file, forms, of_message=True)
    except BadReply as error:
        raise GivenFileError(f"{file}: {error}", _HINT) from error


def _read(text: str, subject: str, file: str, forms: Mapping[str, Form], *, of_message: bool) -> Returned:
    """As the form reads that it is about; as a blank one, which has the same actions, where it is of none."""
    text = checked(text)
    stamp = stamp_in(text, subject)
    form = (forms.get(stamp.id) if stamp else None) or list(forms.values())[-1]
    return read_reply(text, file, form, stamp, is_message=of_message)
