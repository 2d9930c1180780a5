"""The ids of a manuscript's headings and paragraphs: those that a heading's words do not give stand above it,
as `(id)=`, and so do all of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from workplan.content.manuscript.markdown import parse_manuscript
from workplan.content.markup.syntax import block_tokens


def heading_starts(tokens: Sequence[Token]) -> dict[int, int]:
    """The line of a target, by the line of the heading or the paragraph that it names, from 0."""
    starts: dict[int, int] = {}
    target: int | None = None
    for token in tokens:
        if token.type == "myst_target" and token.map:
            target = token.map[0]
        elif token.type in ("heading_open", "paragraph_open") and token.map and target is not None:
            starts[token.map[0]] = target
        if token.type not in ("myst_target", "myst_line_comment"):
            target = None
    return starts


def with_ids(text: str, ids: Sequence[str], appendix: str) -> str:
    """The manuscript `text` with targets wherever its headings and paragraphs would not have these `ids`,
    which are empty for paragraphs without one. An appendix's title has the id of its file."""
    for _ in ids:
        tree, _problems = parse_manuscript(text, "", appendix)
        lines = [node for node in tree.children if node.type in ("heading", "paragraph")]
        wrong = next(
            (
                n
                for n, (node, id) in enumerate(zip(lines, ids, strict=False))
                if node.meta.get("id", "") != id
            ),
            None,
        )
        if wrong is None or (appendix and not wrong):
            return text
        text = _named(text, (lines[wrong].map or (0, 0))[0], ids[wrong])
    return text


def _named(text: str, line: int, id: str) -> str:
    lines = text.split("\n")
    target = heading_starts(block_tokens(text)).get(line)
    if not id:
        del lines[line if target is None else target]
    elif target is not None:
        lines[target] = f"({id})="
    elif line and lines[line - 1].strip():
        lines[line:line] = ["", f"({id})="]
    else:
        lines.insert(line, f"({id})=")
    return "\n".join(lines)
