"""Compose: from what the co-chairs keep to what every format prints.

The steps, in order: say what each id prints when it is referred to (`targets`); lay out the
masthead, the manuscript and the appendices; number the notes in reading order; fetch the notes'
words. Data go in and a `Document` comes out; nothing is read, written or looked up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from itertools import chain

from msgspec.structs import replace

from workplan.content.models.data import Footnote
from workplan.content.paper.masthead import front_page
from workplan.content.paper.plan import Plan
from workplan.content.values.blank import as_printed, is_blank
from workplan.content.words.wording import Wording
from workplan.document.composing.action_line import action_inlines
from workplan.document.composing.inlines import markup
from workplan.document.composing.manuscript import Written, manuscript_blocks
from workplan.document.composing.references import targets
from workplan.document.composing.targets import Target
from workplan.document.look import Look
from workplan.document.printing.directions import filled_in, isolated
from workplan.document.printing.tones import tones_of
from workplan.document.resolving.note_numbers import number_notes
from workplan.document.resolving.pages import layout_of
from workplan.document.resolving.paragraph_numbers import numbered as paragraphs_numbered
from workplan.document.tree import (
    Document,
    Heading,
    Note,
    Paragraph,
    Properties,
    Source,
    Terms,
)
from workplan.document.walking.runs import normal
from workplan.editions.standing import Standing
from workplan.text.slug import DEVICES, file_slug


def compose(
    plan: Plan, date: datetime | None = None, standing: Standing | None = None, *, carried: bool = True
) -> Document:
    """The document of a checked plan. `date`, with a time zone, stands in for the edition's own;
    `standing` says whether the plan is an edition that was issued, and what its files carry; a document of
    which no files are made need not have that (`carried`)."""
    known = targets(plan)
    front = tuple(front_paragraphs(plan))
    written = (
        *manuscript_blocks(plan.manuscript, plan, known, section="introduction"),
        *_appendices(plan, known),
    )
    blocks = paragraphs_numbered([each.block for each in written], wanted=plan.identity.numbered)
    numbered, numbers = number_notes((*front, *blocks))
    return Document(
        _properties(plan, date, draft=bool(standing and standing.draft)),
        _terms(plan.identity.wording, plan.appendix),
        numbered,
        notes(plan.footnotes, numbers, known),
        Source(standing.text) if standing and carried else None,
        layout=layout_of((each.block, each.on_page) for each in written),
        contents=next((each.contents for each in written if each.contents), None),
        tones=tuple(tones_of(numbered, plan.identity)),
    )


def notes(
    footnotes: tuple[Footnote, ...], numbers: Mapping[str, int], known: Mapping[str, Target]
) -> tuple[Note, ...]:
    """The notes that are called, in the order of their numbers."""
    texts = {f"note.{footnote.id}": footnote.text for footnote in footnotes}
    return tuple(Note(id, number, markup(texts[id], known)) for id, number in numbers.items())


def front_paragraphs(plan: Plan) -> Iterator[Paragraph]:
    """The lines of the front page."""
    for line, runs in front_page(plan):
        texts = (action_inlines(plan, words, Look(bold=bold, blank=blank)) for words, bold, blank in runs)
        yield Paragraph(line.id, normal(chain.from_iterable(texts)), line.role)


def _appendices(plan: Plan, known: Mapping[str, Target]) -> Iterator[Written]:
    for appendix in plan.appendices:
        label = f"{known[appendix.id].text}:"
        for each in manuscript_blocks(appendix.manuscript, plan, known, section=appendix.id):
            block = each.block
            if isinstance(block, Heading) and block.level == 1:
                block = replace(block, label=label)
            yield each._replace(block=block)


def _properties(plan: Plan, date: datetime | None, *, draft: bool) -> Properties:
    identity = plan.identity
    short = as_printed(identity.short_title or identity.title)
    edition, wording = identity.edition, identity.wording
    label = edition.label
    if draft:
        label = wording.of_draft(after=plan.label_is_issued).replace("{edition}", label)
    return Properties(
        title=as_printed(identity.title),
        short_title=short,
        edition=label,
        date=date or datetime.combine(edition.date, time(), UTC),
        authors=(identity.group,),
        subject=identity.subject or identity.organisation.name,
        keywords=identity.keywords,
        language=identity.language,
        direction=identity.runs,
        file_stem=_stem(plan),
        running_head=_running_head(plan, short, draft=draft),
        draft=draft,
        numbered=identity.numbered,
    )


def _running_head(plan: Plan, short: str, *, draft: bool) -> str:
    """Whose paper a loose page is of: symbol, group, title and edition, each in an order of its own where the
    page runs the other way. A symbol that is the edition's label stands once. A paper whose symbol is a blank
    has no edition, and says that it is a draft."""
    identity = plan.identity
    wording, around = identity.wording, identity.runs
    if is_blank(identity.symbol):
        return " · ".join(isolated(words, around) for words in (identity.group, short, wording.draft))
    symbol = identity.symbol if identity.symbol != identity.edition.label else None
    after = draft and plan.label_is_issued
    pattern = wording.of_draft(after=after) if draft else "{edition}"
    label = filled_in(pattern, "edition", identity.edition.label, around)
    names = (isolated(words, around) for words in (symbol, identity.group, short) if words)
    if after and pattern == wording.draft_after:
        return " · ".join((*names, f"{label[:1].upper()}{label[1:]}"))
    return " · ".join((*names, f"{wording.edition} {label}"))


def _terms(wording: Wording, appendix: str) -> Terms:
    return Terms(
        notes=wording.notes,
        contents=wording.contents,
        skip_to_content=wording.skip_to_content,
        back_to_text=wording.back_to_text,
        note_call=wording.note_call,
        page=wording.page,
        appendix=appendix,
        draft=wording.draft,
        inserted=wording.inserted,
        deleted=wording.deleted,
        paragraph=wording.paragraph,
    )


def _stem(plan: Plan) -> str:
    """The plan's files are named after its title, those of a paper after its symbol, or as the paper is as
    long as nobody knows it."""
    if not plan.head:
        return file_stem(plan.identity.title)
    symbol = plan.head.symbol
    return symbol_stem(symbol) if symbol and "[[" not in symbol else plan.paper


def symbol_stem(symbol: str) -> str:
    """A file name in which a symbol is known again: "BP-TIPWG-10-WP.3-Rev.1"."""
    stem = re.sub(r"[^A-Za-z0-9.]+", "-", symbol).strip("-.")[:80]
    return stem if stem and not DEVICES.fullmatch(stem.partition(".")[0].casefold()) else file_stem(symbol)


def file_stem(title: str) -> str:
    """A name for files that every system takes: "forward-work-plan-2021-2023".

    Letters a–z, digits and single hyphens, 80 at most; `plan` where a title has neither letters nor digits.
    """
    stem = file_slug(title, limit=80)
    return f"plan-{stem}" if DEVICES.fullmatch(stem) else stem or "plan"
