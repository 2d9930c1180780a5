"""Files that came back, told apart by their bytes, and read by the carrier that they are.

A message is its words and what is attached to it: each form in it is a return of its own, with the date of
the message. What is attached and is no form (a picture in a signature) is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.values.deadline import Deadline, over
from workplan.errors import GivenFileError, WorkplanError
from workplan.files.ordinary import MAX_BYTES
from workplan.returns import reply
from workplan.returns.answers import Returned
from workplan.returns.carriers import CARRIERS
from workplan.returns.form import Form

_AS_SENT = "ask for the form as it was sent, filled in"
#: How files begin that some people send, and what to do about each.
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "it is in the old form of Word, Excel or Outlook",
        "open it, and save it as .docx, .xlsx or .eml",
    ),
    (b"{\\rtf", "it is rich text", "open it in Word, and save it as .docx"),
    (b"\x89PNG", "it is a picture", "nothing in a picture is read; type the answers into the form"),
    (b"\xff\xd8\xff", "it is a picture", "nothing in a picture is read; type the answers into the form"),
    (b"GIF8", "it is a picture", "nothing in a picture is read; type the answers into the form"),
    (b"Rar!", "it is an archive", "unpack it, and give the files in it"),
    (b"7z\xbc\xaf", "it is an archive", "unpack it, and give the files in it"),
    (b"\x1f\x8b", "it is an archive", "unpack it, and give the files in it"),
)
#: Attached messages are not opened one inside another without end.
_DEEPEST = 3


class Given(Struct, frozen=True):
    """A file that came back. `member` and `received` are what somebody says of it who collects, "" and None
    where nobody does."""

    name: str
    data: bytes
    member: str = ""
    received: date | None = None

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


class Read(Struct, frozen=True):
    """A return, with the file that it is, or is in. `received` is when it came, as far as somebody `says` so:
    who collects, or else the message's own date."""

    given: Given
    returned: Returned
    digest: str
    received: date | None = None
    says: str = ""
    moment: datetime | None = None  # of a message, with its distance from UTC

    def is_after(self, deadline: Deadline) -> bool:
        """Whether it came when that was over, as far as anything says when it came."""
        if self.moment:
            return over(deadline, self.moment)
        return self.received is not None and self.received > deadline.day


class Opened(Struct, frozen=True):
    """What some files hold: returns, and a reason and a hint for each file that is none."""

    reads: tuple[Read, ...] = ()
    refused: tuple[tuple[str, str, str], ...] = ()


def kind_of(data: bytes) -> str:
    """The carrier that a file is, by its bytes. Raises `GivenFileError` (without the file's name)."""
    head = data[:1024].lstrip()
    if not data.strip():
        raise GivenFileError("it is empty", "ask for it again")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    for beginning, what, hint in _OTHERS:
        if data.startswith(beginning):
            raise GivenFileError(what, hint)
    if head[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise GivenFileError("it is a web page", _AS_SENT)
    return "txt"


def _kind_of_archive(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()[:4_000]}
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise GivenFileError(
            "it is a damaged file: no ZIP archive, or part of one", "ask for it again"
        ) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "mimetype" in names or "content.xml" in names:
        raise GivenFileError("it is an OpenDocument file", "open it, and save it as .docx or .xlsx")
    raise GivenFileError("it is an archive", "unpack it, and give the files in it")


def opened(
    files: Sequence[Given], forms: Mapping[str, Form], progress: Callable[[str], None] = lambda _: None
) -> Opened:
    """All returns in some files, in their order. As many are read at a time as there are processors: of a PDF
    most of the time is that of a process of its own."""
    reads: list[Read] = []
    refused: list[tuple[str, str, str]] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        found = pool.map(lambda given: _read(given, forms), files)
        for n, (given, each) in enumerate(zip(files, found, strict=True), 1):
            progress(f"read {n} of {len(files)}: {given.name}")
            if isinstance(each, WorkplanError):
                said = each.message.removeprefix(f"{given.name}: ").removeprefix(f"{given.name} ")
                refused.append((given.name, said, each.hint or _AS_SENT))
            else:
                reads += each
    return Opened(tuple(reads), tuple(refused))


def _read(given: Given, forms: Mapping[str, Form]) -> Sequence[Read] | WorkplanError:
    try:
        return list(_returns(given, forms))
    except WorkplanError as error:
        return error


def _returns(given: Given, forms: Mapping[str, Form]) -> Iterator[Read]:
    if len(given.data) > MAX_BYTES:
        raise GivenFileError(f"it has more than {MAX_BYTES:,} bytes", _AS_SENT)
    kind = kind_of(given.data)
    if kind == "txt" and reply.is_message(given.data):
        yield from _of_message(given, forms, 1)
        return
    if kind not in CARRIERS:
        raise GivenFileError(f"no form of this program is a {kind.upper()} file", _AS_SENT)
    returned = CARRIERS[kind].read(given.data, given.name, forms)
    says = "the command line" if given.received else ""
    yield Read(given, returned, given.digest, given.received, says)


def _of_message(given: Given, forms: Mapping[str, Form], depth: int) -> Iterator[Read]:
    message = reply.message(given.data, given.name)
    received, says, moment = given.received, "the command line", None
    if received is None and message.date:
        received, says, moment = message.date.date(), "the message's date", message.date
    found: list[Read] = []
    for attached in message.attached:
        try:
            kind = kind_of(attached.data)
            is_message = kind == "txt" and reply.is_message(attached.data)
        except GivenFileError:
            continue  # a picture in a signature, most often
        name = f"{given.name} > {attached.name}"
        inside = replace(given, name=name, data=attached.data, received=received)
        if is_message and depth < _DEEPEST:
            found += _of_message(inside, forms, depth + 1)
        elif kind in CARRIERS and not is_message:
            returned = CARRIERS[kind].read(attached.data, name, forms)
            if kind != "txt" or returned.form or returned.answers:
                found.append(Read(inside, returned, inside.digest, received, says, moment))
    words = reply.read_words(message, given.name, forms)
    if not words.is_empty or not found:
        found.insert(0, Read(given, words, given.digest, received, says if received else "", moment))
    yield from found


def what(returned: Returned) -> str:
    """The kind of file that a return is, and what it was saved with."""
    carrier = CARRIERS.get(returned.carrier)
    program = f" ({returned.program})" if returned.program not in ("", "workplan") else ""
    return f"{carrier.name if carrier else returned.carrier}{program}"
