"""The stamped copies of papers, for so many members at a time as are laid out together.

All members are laid out, whoever gets a copy: so the fonts in a copy, and with them its bytes, do not follow
from who else gets one now, or from where an earlier run was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from workplan.build.prepare import Prepared
from workplan.circulation.copies import Kind
from workplan.circulation.recipients import Recipient
from workplan.circulation.register.rows import Circulated, Row
from workplan.errors import ContentError, Problem
from workplan.render.pdf.process import PdfProcess
from workplan.stamp import pdf, word
from workplan.stamp.sheet import MOST, lacking, laid_out
from workplan.stamp.stamps import Stamp, filled


class Paper(Struct, frozen=True):
    """A paper that is circulated."""

    circulated: Circulated
    prepared: Prepared

    def stamp(self, number: str, name: str) -> Stamp:
        words = filled(self.prepared.opened.plan.identity.wording.stamp, number=number, recipient=name)
        return Stamp(int(number), name, words)


def of(prepared: Prepared) -> Paper:
    document, identity = prepared.document, prepared.opened.plan.identity
    content = document.source.digest if document.source else ""
    draft = document.properties.draft
    circulated = Circulated(
        paper=prepared.opened.plan.paper,
        symbol=identity.symbol or "",
        edition=document.properties.edition,
        state="draft" if draft else "issued",
        date=document.properties.date.date(),
        content=content,
        # Two drafts of one label are not one: nothing is written over what may be out already.
        stem=f"{prepared.stem}-{content[:8]}" if draft else prepared.stem,
    )
    return Paper(circulated, prepared)


def without_font(papers: Sequence[Paper], recipients: Sequence[Recipient]) -> None:
    """Raises `ContentError` for letters in names that no font has, which would be boxes."""
    words = {paper.stamp("0", "").words for paper in papers}
    problems = []
    for each in recipients:
        for message, hint in lacking("".join((*words, each.name))).values():
            problems.append(Problem(message, each.place, hint))
    if problems:
        raise ContentError(problems)


class Copies:
    """Makes copies of the finished files of papers, `bases`, by the paper's name and kind."""

    def __init__(
        self,
        papers: Mapping[str, Paper],
        bases: Mapping[tuple[str, Kind], bytes],
        process: PdfProcess | None,
    ) -> None:
        self._papers, self._bases, self._process = papers, bases, process
        self._words = {
            paper: word.Template(data, papers[paper].prepared.document.properties.direction)
            for (paper, kind), data in bases.items()
            if kind == "docx"
        }

    def of_part(self, members: Sequence[Recipient], rows: Sequence[Row]) -> Part:
        """What makes the copies of `rows`, which are of some of the `members`."""
        templates = {}
        for paper in dict.fromkeys(row.paper for row in rows if row.file.endswith(".pdf")):
            assert self._process
            known = {row.member: row for row in rows if row.paper == paper}
            made = self._papers[paper]
            stamps = [
                made.stamp(known[each.id].number, known[each.id].recipient)
                if each.id in known
                else made.stamp("0", each.name)
                for each in members
            ]
            # First, so that the fonts have each digit, and in this order, whoever has which number.
            stamps.insert(0, made.stamp("0123456789", ""))
            properties = made.prepared.document.properties
            sheet = laid_out(stamps, properties.language, properties.direction, self._process)
            templates[paper] = pdf.Template(self._bases[paper, "pdf"], sheet, properties.direction)
        return Part(self._papers, templates, self._words)


class Part(Struct, frozen=True):
    """The copies for the members that were laid out together."""

    papers: Mapping[str, Paper]
    pdfs: Mapping[str, pdf.Template]
    words: Mapping[str, word.Template]

    def holds(self, row: Row) -> bool:
        return row.paper in (self.pdfs if row.file.endswith(".pdf") else self.words)

    def copy(self, row: Row) -> bytes:
        templates: Mapping[str, pdf.Template | word.Template]
        templates = self.pdfs if row.file.endswith(".pdf") else self.words
        return templates[row.paper].copy(self.papers[row.paper].stamp(row.number, row.recipient))


def parts(members: Sequence[Recipient]) -> Iterator[Sequence[Recipient]]:
    """Members in the parts that are laid out together, in the order of members.yaml."""
    for start in range(0, len(members), MOST):
        yield members[start : start + MOST]
