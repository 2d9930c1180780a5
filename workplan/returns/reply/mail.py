"""A message as it was saved (RFC 5322): its words, what is attached, and what it says of its date.

[x] plain text; HTML where there is nothing else, as its words; quoted words keep their depth
[x] attachments, other messages among them
[-] the sender's name and address: shown to people, never believed
[-] remote content, scripts, styles: not looked at

A message is bounded: parts, depth, characters. Its date is what the sender's machine says: evidence, no
proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

from msgspec import Struct

from workplan.files.text import decoded
from workplan.text.characters import printable

#: How a saved message begins: two header lines, one of them of those that every message has.
_HEADERS = re.compile(rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_OF_MAIL = re.compile(rb"^(?:from|date|message-id|mime-version|received|return-path):", re.I | re.M)
_MOST_PARTS = 200
_MOST_BYTES = 48 * 1024 * 1024
#: Of the words; and of an HTML body, before it is read.
MOST_CHARACTERS = 2_000_000
#: Elements that begin on a line of their own.
_BLOCKS = frozenset(
    (
        "address",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    )
)


class BadMessage(Exception):
    """A message that is not accepted; says why."""


class Attached(Struct, frozen=True):
    """A file in a message, as it is named there."""

    name: str
    data: bytes


class Message(Struct, frozen=True):
    """The words of a message, quoted lines with a ">" before them for each level; `date` is that of its head,
    None where it has none that can be read."""

    text: str
    subject: str = ""
    date: datetime | None = None
    attached: tuple[Attached, ...] = ()


def is_message(data: bytes) -> bool:
    """Whether bytes begin as a saved message does."""
    head = _HEADERS.match(data[:65_536].replace(b"\r\n", b"\n").lstrip(b"\n"))
    return bool(head and _OF_MAIL.search(head[0]))


def read_message(data: bytes) -> Message:
    """The message in some bytes. Raises `BadMessage`."""
    if len(data) > _MOST_BYTES:
        raise BadMessage(f"the message has more than {_MOST_BYTES >> 20} MB")
    if data.count(b"\n--") > 4 * _MOST_PARTS or data.lower().count(b"boundary") > _MOST_PARTS:
        raise BadMessage(f"the message has more than {_MOST_PARTS} parts")
    try:
        message = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
        assert isinstance(message, EmailMessage)
        return _read(message)
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        # the library's own parser of headers raises many kinds of errors on what no program writes
        raise BadMessage("the message is damaged: it cannot be taken apart") from error


def _read(message: EmailMessage) -> Message:
    texts: list[str] = []
    attached: list[Attached] = []
    for n, part in enumerate(_leaves(message)):
        if n >= _MOST_PARTS:
            raise BadMessage(f"the message has more than {_MOST_PARTS} parts")
        name = printable(part.get_filename() or "")
        kind = part.get_content_type()
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attached.append(Attached(name or f"part {n + 1}", data))
        else:
            words, _ = decoded(data, part.get_content_charset() or "")
            texts.append(_words_of(words) if kind == "text/html" else words)
    return Message(
        "\n".join(filter(str.strip, texts)),
        printable(str(message.get("Subject", ""))),
        _date(message),
        tuple(attached),
    )


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, of those that say the same in several ways the plain words."""
    todo: list[EmailMessage] = [part]
    while todo:
        part = todo.pop()
        if not part.is_multipart():
            yield part
            continue
        parts = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        if part.get_content_type() == "multipart/alternative":
            plain = [each for each in parts if each.get_content_type() == "text/plain"]
            parts = plain[:1] or parts[-1:]
        if part.get_content_type() == "message/rfc822":
            yield _as_attachment(part)
            continue
        todo += reversed(parts)


def _as_attachment(part: EmailMessage) -> EmailMessage:
    """A message in a message, as a file."""
    inside = part.get_payload(0)
    found = EmailMessage()
    found.set_content(inside.as_bytes(), "application", "octet-stream", filename="message.eml")  # type: ignore[union-attr]
    return found


def _date(message: EmailMessage) -> datetime | None:
    words = str(message.get("Date", ""))
    try:
        date = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _words_of(html: str) -> str:
    if len(html) > MOST_CHARACTERS:
        raise BadMessage(f"the message has more than {MOST_CHARACTERS:,} characters")
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.lines())


class _Words(HTMLParser):
    """The words of a web page, line by line; what stands in a quotation has ">" before it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[int, list[str]]] = [(0, [])]
        self._depth = self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style", "title")
        self._depth += tag == "blockquote"
        if tag in _BLOCKS:
            self._found.append((self._depth, []))

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in ("script", "style", "title")))
        self._depth = max(0, self._depth - (tag == "blockquote"))
        if tag in _BLOCKS:
            self._found.append((self._depth, []))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._found[-1][1].append(data)

    def lines(self) -> Iterator[str]:
        for depth, words in self._found:
            line = " ".join("".join(words).split())
            yield f"{'>' * depth} {line}" if depth and line else line
