"""A summary of changes: as Markdown, as JSON, and as blocks that stand before a redline.

Words of the plan that a sentence quotes with their marks are inserted and deleted words in the blocks,
~~struck~~ and **bold** in Markdown, and pieces with a `mark` in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import asdict, replace

from workplan.compare.summary.report import Change
from workplan.compare.telling.told import Run, Told, fill, joined, normal, with_signs
from workplan.content.paper.roles import MASTHEAD
from workplan.content.words.phrases import Phrases
from workplan.document.look import BOLD
from workplan.document.tree import (
    Block,
    Document,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Revision,
    Text,
)


class Summary(Struct, frozen=True):
    """The changes of a plan of this `title` between two editions, `old` and `new` as they are called beside
    each other, with the phrases to tell them in. `revision` is whose changes they are, `digests` are the
    fingerprints of both contents."""

    title: str
    old: str
    new: str
    changes: tuple[Change, ...]
    phrases: Phrases
    revision: Revision
    digests: tuple[str, str] = ("", "")

    @property
    def editions(self) -> str:
        return self.phrases.editions.format(old=self.old, new=self.new)

    @property
    def statement(self) -> str:
        """What is compared, as a redline says it where it has no summary."""
        return self.phrases.redline.format(old=self.old, new=self.new)


def sentence(change: Change, phrases: Phrases) -> Told:
    """One change in words: "Action 4: Thailand added to members' interest; status set to “Ongoing”"."""
    told = joined(change.parts, "; ")
    if not change.subject or change.kind in ("added", "removed", "merged", "divided", "renumbered"):
        return told
    return fill(phrases.changed, subject=change.subject, changes=told)


def as_markdown(summary: Summary) -> str:
    """The summary as Markdown, a section for each section of the plan."""
    words = f"{summary.title}. {summary.editions}."
    lines = [f"# {_escaped(summary.phrases.heading)}", "", _escaped(words)]
    for section, found in groupby(summary.changes, lambda change: change.section):
        lines += ["", f"## {_escaped(section)}", ""]
        lines += [f"- {with_signs(sentence(change, summary.phrases), _escaped)}" for change in found]
    return "\n".join(lines) + "\n"


def as_json(summary: Summary) -> str:
    """The summary as data: each sentence as `text` and in `pieces`, with the mark of those that are marked,
    and the words before and after in full."""
    data = {
        "title": summary.title,
        "before": summary.old,
        "after": summary.new,
        "fingerprints": {"before": summary.digests[0], "after": summary.digests[1]},
        "changes": [_as_data(change, summary.phrases) for change in summary.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _as_data(change: Change, phrases: Phrases) -> dict[str, object]:
    told = sentence(change, phrases)
    parts = [with_signs(part) for part in change.parts]
    return {**asdict(change), "parts": parts, "text": with_signs(told), "pieces": [*map(_piece, told)]}


def _piece(run: Run) -> dict[str, str]:
    return {"text": run.text, "mark": run.mark} if run.mark else {"text": run.text}


def with_summary(redline: Document, summary: Summary) -> Document:
    """The redline with the summary between its masthead and its text, under headings of their own."""
    return _between(redline, (*_blocks(summary), _heading("summary.text", summary.phrases.text)))


def with_statement(redline: Document, summary: Summary) -> Document:
    """The redline with no more than what is compared between its masthead and its text."""
    return _between(redline, (Paragraph("summary.editions", (Text(f"{summary.statement}."),)),))


def _between(redline: Document, blocks: tuple[Block, ...]) -> Document:
    masthead = [b for b in redline.blocks if isinstance(b, Paragraph) and b.role in MASTHEAD]
    rest = [b for b in redline.blocks if not (isinstance(b, Paragraph) and b.role in MASTHEAD)]
    return replace(redline, blocks=(*masthead, *blocks, *rest))


def _blocks(summary: Summary) -> Iterator[Block]:
    yield _heading("summary.head", summary.phrases.heading)
    yield Paragraph("summary.editions", (Text(f"{summary.editions}."),))
    for n, (section, found) in enumerate(groupby(summary.changes, lambda change: change.section), 1):
        yield Paragraph(f"summary.section-{n}", (Text(section, BOLD),))
        sentences = [sentence(change, summary.phrases) for change in found]
        items = tuple(_items(f"summary.list-{n}", sentences, summary.revision))
        yield List(f"summary.list-{n}", "bullet", items)


def _heading(id: str, words: str) -> Heading:
    return Heading(id, 1, (Text(words),))


def _items(id: str, sentences: Sequence[Told], revision: Revision) -> Iterator[ListItem]:
    for n, told in enumerate(sentences, 1):
        inlines = tuple(_inline(run, revision) for run in normal(told))
        yield ListItem(f"{id}.{n}", "", (Paragraph(f"{id}.{n}.text", inlines),))


def _inline(run: Run, revision: Revision) -> Inline:
    if not run.mark:
        return Text(run.text)
    if run.mark == "added":
        return Text(run.text, inserted=revision)
    return Text(run.text, deleted=revision)


def _escaped(words: str) -> str:
    """Words that Markdown takes as they are (CommonMark 2.4)."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#&|~" else c for c in words)
