"""The verb that a recommendation begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workplan.text.unspaced import is_dense

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

NAME = "recommendations"


def is_list(node: SyntaxTreeNode) -> bool:
    """Whether a block of a manuscript is a list of recommendations."""
    return node.type == "directive" and node.meta["name"] == NAME


def items_of(node: SyntaxTreeNode) -> Sequence[SyntaxTreeNode]:
    """The recommendations of one that `is_list`; none where it could not be read."""
    return node.children[0].children if node.children else ()


def words_of(node: SyntaxTreeNode) -> str:
    """The words of a heading, or the first ones of an item; a reference without words of its own has none."""
    if node.type == "text":
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "list_item":
        return words_of(node.children[0])
    return "".join(map(words_of, node.children))


def verb_of(words: str, verbs: Sequence[str]) -> str:
    """The verb of the list that `words` begin with, the longest one; empty where they begin with none.
    Capitals are as good as small letters."""
    said = " ".join(words.split()).casefold()
    found = (verb for verb in verbs if _begins(said, " ".join(verb.split()).casefold()))
    return max(found, key=len, default="")


def _begins(words: str, verb: str) -> bool:
    if not words.startswith(verb):
        return False
    after = words[len(verb) : len(verb) + 1]
    return not after.isalnum() or is_dense(after)  # scripts without spaces end a word anywhere
