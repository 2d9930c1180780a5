"""Word files made to be slow to read: very many of one kind, and twice as many. Linear is ×2.

Each is the Word file of this plan with another body, not compressed (what repeats itself would be taken for
a bomb). Timed is reading it, in this process, once.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING

from bench import ours
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.opening import open_content
from workplan.word import write
from workplan.word.reader import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

_RUN = "<w:r><w:t>words </w:t></w:r>"
_BY = 'w:id="1" w:author="A"'
_INSERTED = f"<w:p><w:pPr><w:rPr><w:ins {_BY}/></w:rPr></w:pPr><w:ins {_BY}>{_RUN}</w:ins></w:p>"
#: What stands around the many, and one of them.
_KINDS = {
    "runs": ("<w:p>{}</w:p>", _RUN),
    "runs of one link": ('<w:p><w:hyperlink w:anchor="x">{}</w:hyperlink></w:p>', _RUN),
    "bookmarks": ("<w:p>{}</w:p>", '<w:bookmarkStart w:id="1" w:name="x"/>'),
    "inserted lines": ("{}", _INSERTED),
    "rows": ("<w:tbl>{}</w:tbl>", f"<w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr>"),
}
_MANY = 4_000


@dataclass(frozen=True, slots=True)
class Slow:
    """`seconds` to read so many of a kind, and `twice` for twice as many."""

    kind: str
    many: int
    seconds: float
    twice: float


def measure(many: int = _MANY) -> tuple[Slow, ...]:
    today = open_content(ours.ROOT / "content")
    file = write(compose(today.plan, None, today.standing), theme())
    return tuple(
        Slow(kind, many, *(_seconds(file, around.format(one * n)) for n in (many, 2 * many)))
        for kind, (around, one) in _KINDS.items()
    )


def report(found: Sequence[Slow], console: Console) -> None:
    for one in found:
        console.print(
            f"a hostile Word file of {one.many:,} → {2 * one.many:,} {one.kind}: "
            f"{one.seconds:.2f} → {one.twice:.2f} s (×{one.twice / one.seconds:.1f})"
        )


def _seconds(file: bytes, body: str) -> float:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                head, tail = part.split("<w:body>")[0], part.rpartition("</w:body>")[2]
                part = f"{head}<w:body>{body}<w:sectPr/></w:body>{tail}"
            new.writestr(name, part.encode("utf-8", "surrogateescape"))
    started = perf_counter()
    read(packed.getvalue())
    return perf_counter() - started
