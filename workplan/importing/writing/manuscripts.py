"""Manuscripts: blocks and directives as Markdown, with ids for headings that would have one of something
else."""

from __future__ import annotations

from collections.abc import Sequence

from workplan.content.manuscript.markdown import parse_manuscript
from workplan.document.tree import Block, Figure, Heading
from workplan.importing.rules.blocks.building import Directive
from workplan.importing.rules.blocks.pages import LANDSCAPE, UPRIGHT
from workplan.writeback.lines.manner import Manner
from workplan.writeback.markdown.blocks import block_text, gap_before
from workplan.writeback.markdown.headings import with_ids


def manuscript(blocks: Sequence[Block | Directive], *, appendix: str = "") -> str:
    """The text of a manuscript; that of an `appendix` has its id, and begins with its title."""
    text = ""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Directive):
            text += ("\n\n" if text else "") + _fenced(block)
            before = None
            continue
        gap = gap_before(before, block, 0) if before else "\n\n"
        paths = {block: _path(block, appendix)} if isinstance(block, Figure) else {}
        text += (gap if text else "") + block_text(block, 0, Manner(), paths)
        before = block
    headings = [block.id for block in blocks if isinstance(block, Heading)]
    ids = headings[1:] if appendix else headings
    return _named(f"{text}\n" if text else "", ids, appendix)


def _fenced(directive: Directive) -> str:
    """A directive as it is written; a part in landscape has a fence where it begins and where it ends."""
    if directive in (LANDSCAPE, UPRIGHT):
        return "::::{landscape}" if directive == LANDSCAPE else "::::"
    return "\n".join((f":::{{{directive.name}}}", *directive.options, ":::"))


def _path(figure: Figure, appendix: str) -> str:
    return f"../{figure.image.name}" if appendix else figure.image.name


def _named(text: str, ids: Sequence[str], appendix: str) -> str:
    """The text with the `ids` of its headings above those whose words do not give them."""
    tree, _ = parse_manuscript(text, "", appendix)
    lines = [node for node in tree.children if node.type in ("heading", "paragraph")]
    rest = iter(ids)
    wanted = [node.meta.get("id", "") for node in lines]
    for n, node in enumerate(lines):
        if node.type == "heading" and not (appendix and not n):
            wanted[n] = next(rest)
    return with_ids(text, wanted, appendix)
