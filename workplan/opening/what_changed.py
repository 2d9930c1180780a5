"""The summary of what changed since an edition, as plain values.

Both sides are composed without what itself depends on earlier editions: no summary tells of summaries.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import Told
from workplan.compare.versions import known, told_apart
from workplan.content.paper.plan import Plan
from workplan.content.paper.since import Marked, Part
from workplan.directives.declaration import Wanted
from workplan.directives.declared import DIRECTIVES
from workplan.directives.printed import uses
from workplan.document.composing.compose import compose
from workplan.document.resolving.pages import carried_over, contents_over
from workplan.document.tree import LINE_BREAK, Document, Revision
from workplan.opening.plain import Opened


def what_changed(edition: Opened, present: Opened, own: Plan) -> dict[str, object]:
    """What changed from an edition to the `present` content, in the words of the paper that prints it: the
    fields of a `Since` by name."""
    old, new = _comparable(edition), _comparable(present)
    wording = present.plan.identity.wording.model_copy(update={"summary": own.identity.wording.summary})
    redline = compare(old, new, Revision("", new.properties.date))
    told = changes(redline, wording, known(edition.plan, present.plan))
    parts = (
        Part(section=section, sentences=tuple(_pieces(sentence(each, wording.summary)) for each in found))
        for section, found in groupby(told, lambda change: change.section)
    )
    before, after = told_apart(old, new, wording.summary) if told else (old.properties.edition, None)
    return {"edition": before, "present": after, "changes": tuple(parts)}


def _comparable(opened: Opened) -> Document:
    """The document without what depends on earlier editions, and on whether it was issued."""
    plan = replace(opened.plan, earlier=None, draft="")
    document = compose(plan, None, opened.standing)
    depends = {scope.id for node, scope in uses(plan) if any(_wants(node))}
    left = tuple(block for block in document.blocks if block.id not in depends)
    layout = carried_over(document.layout, document.blocks, left, left)
    contents = contents_over(document.contents, document.blocks, left, left)
    return replace(document, blocks=left, layout=layout, contents=contents)


def _wants(node: SyntaxTreeNode) -> Iterator[Wanted]:
    return DIRECTIVES[node.meta["name"]].of_editions(node.meta["options"])


def _pieces(told: Told) -> str | tuple[str | Marked, ...]:
    pieces = tuple(
        Marked(text=words, mark=run.mark) if run.mark else words
        for run in told
        for words in (run.text.replace(LINE_BREAK, " "),)
    )
    only = pieces[0] if len(pieces) == 1 else None
    return only if isinstance(only, str) else pieces
