"""What the head says of the action to be taken: live references to where the recommendations stand."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from workplan.content.paper.front_fields import ACTION, action_is_made
from workplan.content.paper.masthead import front_lines
from workplan.content.paper.plan import Plan
from workplan.content.paper.recommended import action_pieces
from workplan.directives.printed import scopes
from workplan.directives.recommendations.verbs import is_list
from workplan.document.ids import lead
from workplan.document.look import Look
from workplan.document.tree import Document, Paragraph, Reference, Text


def action_inlines(plan: Plan, words: str, look: Look) -> tuple[Text | Reference, ...]:
    """The `words` of a run of a head; those of the action, where they are made, with references in them."""
    pieces = action_pieces(plan) if action_is_made(plan) else ()
    if words != "".join(piece.words for piece in pieces):
        return (Text(words, look),)
    places = list(_places(plan))
    return tuple(
        Text(piece.words, look)
        if piece.kind == "text"
        else Reference(places[piece.at][piece.kind == "title"], piece.words, piece.kind, look)
        for piece in pieces
    )


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    """The ids of the paragraph and of the heading that each list of recommendations stands below."""
    paragraph = heading = ""
    for node in plan.manuscript.tree.children:
        if node.type == "heading":
            heading = node.meta["id"]
        elif is_list(node):
            yield paragraph or lead(scopes(plan)[node.meta["place"]].id), heading
        paragraph = node.meta.get("id", "") if node.type == "paragraph" else ""


def without_made_action(document: Document, plan: Plan) -> Document:
    """`document` without the lines of its head that are made of its recommendations."""
    if not action_is_made(plan):
        return document
    made = {line.id for line in front_lines(plan) if ACTION in line.fields or ACTION in line.when}
    blocks = (b for b in document.blocks if not (isinstance(b, Paragraph) and b.id in made))
    return replace(document, blocks=tuple(blocks))
