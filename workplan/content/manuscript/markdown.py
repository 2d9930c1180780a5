"""Manuscripts and inline markup: Markdown as everybody knows it, less what we do not print.

    [x] paragraphs, headings 1–3, bullet and numbered lists (nested)
    [x] quotations `> …`: paragraphs, at the top of the text; two that follow each other are one
    [x] line breaks: a backslash, or two spaces, at the end of a line
    [x] bold, italic, superscript `m^2^`, subscript `CO~2~` (no space inside; `\\^`, `\\~` are the signs)
    [x] links (http, https, mailto), notes `[^id]`, references `[](#id)` and `[words](#id)`
    [x] pictures, alone in their paragraph, `![…](chart.png){width=60%}` with a width (`pictures`)
    [x] targets `(id)=` above headings and paragraphs; comments `% …`; directives `:::{name}`
    [x] tables: pipe tables with their alignment, `:::{list-table}` for long cells (`tables`)
    [x] page breaks `:::{page-break}`, before any block at the top of the text
    [x] parts on pages in landscape `::::{landscape}`, around any blocks at the top of the text
    [x] the list of contents `:::{contents}`, in the same way, once
    [-] everything else that Markdown or HTML knows: an error with its place and a hint

`parse_manuscript` and `parse_inline` return a `SyntaxTreeNode` (markdown-it-py) that holds only
the nodes below; nothing else ever reaches `workplan.document`. Escapes are resolved, adjacent
text is one node, comments and targets are gone.

Blocks, the children of the root; meta["new_page"] is True on one that a page break stands before, and
meta["contents"] on the one that the list of contents does: its depth, and whether it begins a page itself;
meta["landscape"] has the lines of the landscape part, from the first to behind the last, that one stands in:

    heading       tag "h1"…"h3"; meta["id"]; one child: inline
    paragraph     one child: inline; meta["quotation"] where it is (part of) a quotation; meta["id"] where a
                  target names it
    bullet_list   children: list_item
    ordered_list  children: list_item; meta["start"] is the number of the first item
    list_item     children: one paragraph first, then paragraph, bullet_list or ordered_list
    image         meta["path"]: key of Plan.images; meta["alternative"]: words, never empty;
                  meta["caption"]: an inline node that holds plain words, or None;
                  meta["width"]: per cent of the text's width, or None
    table         children: table_row, the first being the header; each has table_cell children, as many
                  in each row, with paragraph children; a pipe table's have one or none.
                  meta["form"]: "pipe" or "list"; meta["alignments"]: "", "left", "center" or "right"
                  for each column, or nothing; meta["widths"]: fractions, or nothing; meta["summary"]
    directive     meta["name"]; meta["options"]: dict of every option that the directive has, its
                  default (or nothing) where the author gave none: an inline node for markup, str for
                  plain words (see `workplan.content.manuscript.directives`)

An `inline` node has these children, and `strong`, `em`, `sup`, `sub` and `link` have them in turn (a link
has no link, reference or note call in it, `sup` and `sub` no other of these two):

    text          content, never empty, no line break; no two spaces meet, across nodes either, and
                  none stands at either end of the paragraph
    softbreak     a line end inside a paragraph: prints as one space, or nothing (`workplan.text.unspaced`)
    hardbreak     a line break, which is printed: a backslash or two spaces at the end of a line
    strong, em, sup, sub
                  children: inline nodes
    link          attrs["href"]: http, https or mailto; children, never empty
    reference     meta["target"]: an id of the plan; children: the author's words, or none at all,
                  which prints the target's number or title
    note_call     meta["id"]: the note's id, as in footnotes.yaml

In a manuscript, block tokens have `map` (first line from 0, line after the last), and heading, image,
directive, reference, note_call and a paragraph with an id have meta["place"] (a `Place`). In `parse_inline`,
reference and note_call have meta["offset"] into the words instead.

A heading's id is its target `(id)=`, or else a slug of its words, or else `section-N` (the N-th
heading of the file; in an appendix its id stands before it). A second heading of the same words in one
file gets `-2` after it, a third `-3`. A slug that would be a reserved name (`RESERVED`: names that
compose gives to blocks of its own) gets `-section` after it. An appendix's level-1 heading has the
appendix's id.
"""

from __future__ import annotations

from functools import lru_cache

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from workplan.content.manuscript.blocks import Blocks
from workplan.content.manuscript.ids import RESERVED
from workplan.content.markup.inline import read_inline
from workplan.errors import Place, Problem
from workplan.files.text import unreadable
from workplan.text.characters import with_plain_line_ends

__all__ = ["RESERVED", "parse_inline", "parse_manuscript"]

MAX_CHARACTERS = 1_000_000


def parse_manuscript(source: str, file: str, appendix: str = "") -> tuple[SyntaxTreeNode, list[Problem]]:
    """The blocks of a manuscript, and every problem in it, in the order of the file.

    `appendix` is the id of the appendix that the manuscript is; its first block must then be its
    only level-1 heading. Never raises for what stands in `source`; where there is a problem, the
    tree holds the rest. The same source gives the same tree again, which nobody changes.
    """
    tree, problems = _parsed(source, file, appendix)
    return tree, list(problems)


@lru_cache(64)  # a plan's manuscripts are read for each of its papers
def _parsed(source: str, file: str, appendix: str) -> tuple[SyntaxTreeNode, tuple[Problem, ...]]:
    source = with_plain_line_ends(source)
    if problem := unreadable(source, file, MAX_CHARACTERS):
        return SyntaxTreeNode([]), (problem,)
    blocks = Blocks(source, file, appendix)
    problems = blocks.problems
    if appendix:
        problems += _entitle(blocks.tokens, appendix, file)
    return SyntaxTreeNode(blocks.tokens), tuple(sorted(problems, key=lambda problem: problem.place))


def parse_inline(words: str) -> SyntaxTreeNode:
    """The `inline` node of a `Markup` string that was checked on loading; fast, and cached."""
    return read_inline(words).node


def _entitle(tokens: list[Token], appendix: str, file: str) -> list[Problem]:
    """Give an appendix's title the appendix's id; what is wrong with its level-1 headings."""
    titles = [token for token in tokens if token.type == "heading_open" and token.tag == "h1"]
    if not titles or tokens[0] is not titles[0]:
        hint = 'begin the file with a line such as "# Background"'
        return [Problem("an appendix begins with its title, a heading of level 1", Place(file), hint)]
    titles[0].meta["id"] = appendix
    hint = "write ## instead of #, or put this part in a file of its own"
    return [Problem("a second title in this appendix", title.meta["place"], hint) for title in titles[1:]]
