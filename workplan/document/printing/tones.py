"""The colours of words that the content gives one: the states of actions.

No node says its colour: it follows from the words, so that nothing of it has to be compared, or to come back
from Word. What is marked in a redline has the redline's colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from workplan.design.tone import Tone
from workplan.document.tree import Block, Document, Text
from workplan.document.walking.walk import lines
from workplan.text.unspaced import ZERO_WIDTH_SPACE

if TYPE_CHECKING:
    from workplan.content.models.identity import Identity


def tones_of(blocks: Iterable[Block], identity: Identity) -> Iterator[tuple[str, Tone]]:
    """The states that `blocks` print, each with its colour."""
    said = {inline.text for line in chain.from_iterable(map(lines, blocks)) for inline in line.inlines
            if isinstance(inline, Text)}  # fmt: skip
    for state in identity.states:
        words = identity.printed_state(state.id)
        if words in said and state.colour != "black" and not identity.prints_as_before(8):
            yield words, state.colour


def tone_of(node: object, document: Document) -> Tone | None:
    """The colour of a node of `document`; None where it has that of the text around it."""
    if not document.tones or not isinstance(node, Text) or node.change or node.former:
        return None
    words = node.text.replace(ZERO_WIDTH_SPACE, "")  # which print has between words
    return next((tone for said, tone in document.tones if said == words), None)
