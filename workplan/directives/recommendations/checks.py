"""What recommendations must be: in the right place, each with a verb, and where the purpose wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workplan.content.paper.recommended import action_words_in, recommended_in
from workplan.directives.recommendations.verbs import NAME, is_list, items_of, verb_of, words_of
from workplan.errors import Place, Problem
from workplan.text.hints import Suggestions, join, quoted

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from workplan.content.sources.sources import Sources
    from workplan.content.words.wording import Wording

_EXAMPLE = "The meeting is invited to:"


def check_where(sources: Sources) -> Iterator[Problem]:
    """In the text, below a paragraph where these have numbers, and never one list directly behind another."""
    numbered = sources.identity is not None and sources.identity.numbered
    for manuscript in sources.manuscripts:
        before = None
        for node in manuscript.tree.children:
            if not is_list(node):
                pass
            elif manuscript is not sources.manuscript:
                kind = "an annex" if sources.annexed else "an appendix"
                hint = "write them into the text of the paper, which its head refers to"
                yield Problem(f"recommendations in {kind}", node.meta["place"], hint)
            elif before and is_list(before):
                hint = "put all of them between one pair of fences, or write a paragraph between the two"
                yield Problem("recommendations directly behind others", node.meta["place"], hint)
            elif numbered and not (
                before and before.type == "paragraph" and not before.meta.get("quotation")
            ):
                hint = f"write the paragraph that they go on from above them, such as: {_EXAMPLE}"
                message = "no numbered paragraph stands directly above these recommendations"
                yield Problem(message, node.meta["place"], hint)
            before = node


def check_verbs(sources: Sources) -> Iterator[Problem]:
    """Each begins with a verb of the wording; one that is a blank still, with anything."""
    verbs = sources.identity.wording.verbs if sources.identity else ()
    suggest = Suggestions(verbs)
    for node in sources.manuscript.tree.children:
        for item in items_of(node) if verbs and is_list(node) else ():
            words = words_of(item)
            if verb_of(words, verbs) or _is_blank(item):
                continue
            first = (words.split() or [""])[0].strip(".,;:")
            about = f"verbs: {', '.join(verbs)}; wording: {{verbs: […]}} in plan.yaml lists others"
            message = f"a recommendation that does not begin with a verb: {quoted(words)}"
            yield Problem(message, item.children[0].meta["place"], join(suggest(first), about))


def _is_blank(item: SyntaxTreeNode) -> bool:
    """Whether it begins with a blank."""
    words = item.children[0].children[0].children
    return bool(words) and words[0].type == "blank"


def check_purpose(sources: Sources) -> Iterator[Problem]:
    """A paper for decision says what is to be decided; one for information asks for nothing."""
    head = sources.head
    if not head or not sources.sound:
        return
    lists = [node for node in sources.manuscript.tree.children if is_list(node)]
    purpose = sources.places["head.yaml"].value(("purpose",))
    if head.purpose == "decision" and not lists:
        hint = f"write them between :::{{{NAME}}} and :::, or give the paper another purpose"
        yield Problem("a paper for decision without recommendations", purpose, hint)
    elif head.purpose == "information" and lists:
        place: Place = lists[0].meta["place"]
        hint = "give the paper another purpose, or take them out"
        yield Problem("a paper for information that has recommendations", place, hint, warning=True)


def check_action(sources: Sources) -> Iterator[Problem]:
    """What a head says of the action itself names no other paragraphs than those of the recommendations."""
    head, identity = sources.head, sources.identity
    if not sources.worked_on or not head or not head.action or not identity or not identity.numbered:
        return
    made = [each.paragraph for each in recommended_in(sources.manuscript, identity)]
    named = set(_paragraphs_named(head.action, identity.wording))
    if made and named and named != set(made):
        words = action_words_in(sources.manuscript, identity)
        place = sources.places["head.yaml"].value(("action",))
        hint = "take the line action: out; the head and the agenda then say it by themselves"
        message = f"the head says {quoted(head.action)}, and the recommendations stand in {words}"
        yield Problem(message, place, hint, warning=True)


def _paragraphs_named(words: str, wording: Wording) -> Iterator[int]:
    """The numbers of paragraphs in `words`: "paragraphs 14 to 16 and 18"."""
    names = "|".join(
        re.escape(name)
        for pattern in (wording.paragraphs, wording.paragraph)
        if (name := re.sub(r"\{\w+\}", "", pattern).strip())
    )
    if not names:
        return
    listed = r"\d{1,4}(?:\W{1,3}(?:\w{1,4}\W)?\d{1,4})*"
    for found in re.finditer(rf"(?:{names})\s?({listed})", words, re.IGNORECASE):
        for first, last in re.findall(r"(\d+)(?:\s?(?:[-–—]|\bto\b)\s?(\d+))?", found[1]):
            yield from range(int(first), int(last or first) + 1)
