"""A summary of changes: as Markdown, as JSON, and as blocks that stand before a redline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from workplan.compare.report import Change
from workplan.content.phrases import Phrase
from workplan.document.look import BOLD
from workplan.document.resolve import MASTHEAD
from workplan.document.tree import Block, Document, Heading, List, ListItem, Paragraph, Text


@dataclass(frozen=True, slots=True)
class Summary:
    """The changes of a plan of this `title` between two editions, with the phrases to tell them in."""

    title: str
    old: str
    new: str
    changes: tuple[Change, ...]
    phrases: Mapping[Phrase, str]

    @property
    def editions(self) -> str:
        return self.phrases["editions"].format(old=self.old, new=self.new)


def sentence(change: Change, phrases: Mapping[Phrase, str]) -> str:
    """One change in words: "Action 4: Thailand added to members' interest; status set to “Ongoing”"."""
    if not change.subject or change.kind in ("added", "removed", "renumbered"):
        return "; ".join(change.parts)
    return phrases["changed"].format(subject=change.subject, changes="; ".join(change.parts))


def as_markdown(summary: Summary) -> str:
    """The summary as Markdown, a section for each section of the plan."""
    words = f"{summary.title}. {summary.editions}."
    lines = [f"# {_escaped(summary.phrases['heading'])}", "", _escaped(words)]
    for section, found in groupby(summary.changes, lambda change: change.section):
        lines += ["", f"## {_escaped(section)}", ""]
        lines += [f"- {_escaped(sentence(change, summary.phrases))}" for change in found]
    return "\n".join(lines) + "\n"


def as_json(summary: Summary) -> str:
    """The summary as data: the same sentences, and the words before and after in full."""
    changes = [{**asdict(change), "text": sentence(change, summary.phrases)} for change in summary.changes]
    data = {"title": summary.title, "before": summary.old, "after": summary.new, "changes": changes}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def with_summary(redline: Document, summary: Summary) -> Document:
    """The redline with the summary between its masthead and its text, under headings of their own."""
    masthead = [b for b in redline.blocks if isinstance(b, Paragraph) and b.role in MASTHEAD]
    rest = [b for b in redline.blocks if not (isinstance(b, Paragraph) and b.role in MASTHEAD)]
    blocks = (*masthead, *_blocks(summary), _heading("summary.text", summary.phrases["text"]), *rest)
    return replace(redline, blocks=blocks)


def _blocks(summary: Summary) -> Iterator[Block]:
    yield _heading("summary.head", summary.phrases["heading"])
    yield Paragraph("summary.editions", (Text(f"{summary.editions}."),))
    for n, (section, found) in enumerate(groupby(summary.changes, lambda change: change.section), 1):
        yield Paragraph(f"summary.section-{n}", (Text(section, BOLD),))
        sentences = [sentence(change, summary.phrases) for change in found]
        yield List(f"summary.list-{n}", "bullet", tuple(_items(f"summary.list-{n}", sentences)))


def _heading(id: str, words: str) -> Heading:
    return Heading(id, 1, (Text(words),))


def _items(id: str, sentences: Sequence[str]) -> Iterator[ListItem]:
    for n, words in enumerate(sentences, 1):
        yield ListItem(f"{id}.{n}", "", (Paragraph(f"{id}.{n}.text", (Text(words),)),))


def _escaped(words: str) -> str:
    """Words that Markdown takes as they are (CommonMark 2.4)."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#&|" else c for c in words)
