"""What the files of an edition or a draft are called, and the label of the next edition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from workplan.content.files.papers import HEAD
from workplan.content.values.blank import is_blank
from workplan.content.values.labels import label_slug
from workplan.errors import Problem
from workplan.opening.plain import Opened
from workplan.text.hints import quoted


def file_name(opened: Opened, stem: str) -> str:
    """What the files of a plan are called, whose `stem` tells the plan: so that a draft never takes the place
    of an edition, nor an edition that of another. The first edition is called as the plan, and stays so."""
    if opened.standing.draft:
        return f"{stem}-draft"
    label = label_slug(opened.plan.identity.edition.label)
    is_said = label_slug(stem).endswith(label) and opened.plan.identity.symbol
    return f"{stem}-{label}" if len(opened.plan.history) > 1 and not is_said else stem


def label_to_change(opened: Opened) -> Iterator[Problem]:
    """A warning where a draft has the label of an edition that was issued."""
    edition, places = opened.plan.identity.edition, opened.loaded.places
    if opened.standing.draft and opened.plan.label_is_issued:
        message = f"the edition {quoted(edition.label)} was issued, and the content has changed since"
        hint = (
            f"before you issue the next one, give it a new label here, such as {quoted(next_label(opened))}"
        )
        place = places.get(HEAD, places["plan.yaml"]).value(("edition", "label"))
        yield Problem(message, place, hint, warning=True)


def next_label(opened: Opened) -> str:
    """A label for the next edition that is not taken: the symbol of a paper, the present label, or its next
    revision."""
    label, taken = (
        opened.plan.identity.edition.label,
        {label_slug(each.label) for each in opened.plan.history},
    )
    stem, _, number = label.partition("/Rev.")
    revisions = (f"{stem}/Rev.{n}" for n in count(int(number) + 1 if number.isdecimal() else 1))
    symbol = opened.plan.head.symbol if opened.plan.head else None
    own = (symbol,) if symbol and not is_blank(symbol) else ()
    return next(each for each in chain(own, (label,), revisions) if label_slug(each) not in taken)
