"""Whose a stray copy is: by what it is (its fingerprint, in the register), by what its properties say, or by
the words in its foot, which a print and a scan with its text still have. In this order, and saying which.

Nothing is hidden in a copy, and anybody can take a stamp off: a copy that names nobody may be anybody's, and
one that names somebody may have been given that name. What does not agree is said.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal

from msgspec import Struct
from pydantic import TypeAdapter

from workplan.circulation.examination.pdf_worker import MEMORY
from workplan.circulation.register import Row, read_register
from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.load import on_disk
from workplan.content.models.identity import Identity
from workplan.content.words.wording import Wording
from workplan.errors import GivenFileError
from workplan.files import yaml
from workplan.origins import word
from workplan.processes import limits
from workplan.stamp.stamped import plain
from workplan.stamp.stamps import filled
from workplan.stamp.word import NUMBER, RECIPIENT
from workplan.text.hints import one_of, quoted

How = Literal["fingerprint", "properties", "foot"]

_SAID = {
    "fingerprint": "by its SHA-256, which is in the register",
    "properties": "by the file's properties",
    "foot": "by the words in its foot",
}
_WORKER, _SECONDS = "workplan.circulation.examination.pdf_worker", 60
#: So many signs of a stamp tell it from others: behind its first line a reader puts the page's number.
_ENOUGH = 32
#: Of what a foot says, where no register knows it.
_LONGEST = 120


class Whose(Struct, frozen=True):
    """`rows` are those of the register that it may be; `doubts` what does not agree."""

    number: str
    recipient: str
    how: How
    rows: tuple[Row, ...] = ()
    doubts: tuple[str, ...] = ()

    def lines(self) -> Iterator[tuple[str, str]]:
        """What there is to say, each with its heading."""
        yield "copy", f"{self.number}, for {self.recipient}: {_SAID[self.how]}"
        for row in self.rows[:3]:
            sent = f", sent {row.sent}" if row.sent else ""
            gone = f"; superseded by {row.superseded}" if row.superseded else ""
            named = ", ".join(filter(None, (row.symbol, row.edition)))
            yield "register", f"{row.file}: {row.paper}, {named}, {row.state}{sent}{gone}"
        for doubt in self.doubts:
            yield "but", doubt


class Register(Struct, frozen=True):
    """The rows of a content folder, and the words that its stamps, and its pages' numbers, may have."""

    rows: tuple[Row, ...] = ()
    templates: tuple[str, ...] = (Wording().stamp,)
    page_numbers: tuple[str, ...] = (Wording().page,)


def register_of(content: Path) -> Register:
    """Nothing where there is no such folder. Raises `ContentError` where its register cannot be read."""
    if not content.is_dir():
        return Register()
    folder = on_disk(content)
    wordings = [*_wording(folder), Wording()]
    templates, pages = ({getattr(each, name): None for each in wordings} for name in ("stamp", "page"))
    return Register(tuple(read_register(folder)), tuple(templates), tuple(pages))


def _wording(folder: Folder) -> Iterator[Wording]:
    with suppress(UnreadableFileError):
        identity = yaml.read(TypeAdapter(Identity), folder.text("plan.yaml"), "plan.yaml").value
        yield from [identity.wording] if identity else []


def whose(data: bytes, name: str, register: Register) -> Whose | None:
    """Whose copy a PDF or Word file is; None where nothing says so."""
    digest = sha256(data).hexdigest()
    if rows := tuple(row for row in register.rows if row.digest == digest):
        return Whose(rows[0].number, rows[0].recipient, "fingerprint", rows)
    try:
        found = (_said_by_word if data.startswith(b"PK") else _said_by_pdf)(data, name)
    except GivenFileError:
        return None
    if found.number and found.recipient:
        return _by_properties(found, register)
    return by_foot(found, register)


class Said(Struct, frozen=True):
    """What a file says: in its properties, and where its feet are, in lines, page by page."""

    number: str
    recipient: str
    pages: tuple[tuple[str, ...], ...]

    def has(self, words: str) -> bool:
        """Whether a page has these words, on however many lines."""
        signs = _signs(words)[:_ENOUGH]
        return any(signs in _signs("".join(lines)) for lines in self.pages)


def _by_properties(said: Said, register: Register) -> Whose:
    number, recipient = said.number, said.recipient
    rows = tuple(row for row in register.rows if (row.number, row.recipient) == (number, recipient))
    doubts = []
    if register.rows and not rows:
        doubts.append("the register knows no such copy")
    elif rows:
        doubts.append("its bytes are none that the register knows: it was saved, or changed, since")
    if not any(said.has(filled(each, number, recipient)) for each in register.templates):
        found = by_foot(said, register)
        says = f": it names copy {found.number}, for {found.recipient}" if found else ""
        doubts.append(f"its foot does not say the same{says}")
    return Whose(number, recipient, "properties", rows, tuple(doubts))


def by_foot(said: Said, register: Register) -> Whose | None:
    """Whose copy it is by its words alone."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in register.rows:
        if any(said.has(filled(each, row.number, row.recipient)) for each in register.templates):
            found.setdefault((row.number, row.recipient), []).append(row)
    if not found:
        return _by_a_line(said, register)
    # "Copy 1: Indonesia" is in "Copy 1: Indonesia and others", too.
    number, recipient = max(found, key=lambda each: len(each[1]))
    others = [f"{n}, for {quoted(r)}" for n, r in found if r not in recipient]
    doubts = (f"it names others too: {one_of(others)}",) if others else ()
    return Whose(number, recipient, "foot", tuple(found[number, recipient]), doubts)


def _by_a_line(said: Said, register: Register) -> Whose | None:
    """Of a copy that no register here knows: a line that is a stamp, and stands on every page."""
    for template in register.templates:
        before, _, behind = re.escape(template).partition(r"\{recipient\}")
        words = f"{before}(?P<recipient>.{{1,{_LONGEST}}}?){behind}"
        pattern = re.compile(words.replace(r"\{number\}", "(?P<number>[0-9]{1,6})"))
        feet = [{_without_page(line, register) for line in lines} for lines in said.pages]
        everywhere = set.intersection(*feet) if feet else set()
        for found in filter(None, map(pattern.fullmatch, sorted(everywhere))):
            doubts = ("the register here knows no such copy",)
            return Whose(found["number"], found["recipient"], "foot", (), doubts)
    return None


def _without_page(line: str, register: Register) -> str:
    """A line of a foot without the number of the page, which stands behind the stamp."""
    for words in register.page_numbers:
        number = re.sub(r"\\\{pages?\\\}", "[0-9]+", re.escape(words))
        line = re.sub(rf"\s*{number}\s*$", "", line)
    return line.strip()


def _said_by_word(data: bytes, name: str) -> Said:
    properties = word.properties(data, name)
    file = word.opened(data, name)
    feet = [part for part in sorted(file.data) if re.fullmatch(r"/word/footer[0-9]*\.xml", part)]
    lines = (
        tuple("".join(map(str, each.itertext())) for each in file.xml(part).iter("{*}p")) for part in feet
    )
    return Said(properties.get(NUMBER, ""), properties.get(RECIPIENT, ""), tuple(lines))


def _said_by_pdf(data: bytes, name: str) -> Said:
    found = plain(data, name)
    try:
        said = limits.run(_WORKER, data, memory=MEMORY, seconds=_SECONDS)
    except limits.LimitedFailure as error:
        raise GivenFileError(f"{name}: {error}", "") from None
    pages: dict[int, list[str]] = {}
    for page, words in json.loads(said)["lines"]:
        pages.setdefault(page, []).append(words)
    return Said(found.number, found.recipient, tuple(map(tuple, pages.values())))


def _signs(words: str) -> str:
    """Words without what programs that write and read PDFs change: spaces, forms of letters, invisible
    signs."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Zs", "Cc"))
