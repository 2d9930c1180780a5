"""What is known of earlier editions where a paper prints something about them.

A paper that says what changed since an edition needs that edition when it is opened
(`workplan.opening.earlier`). What was found out is a plain value: whoever composes reads only this, and a
frozen edition keeps it (`kept`). So an issued paper stays as it is, with or without the other edition.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator, Field

from workplan.content.models.data import Action
from workplan.content.values.values import Id, Model, printable
from workplan.text.characters import refusal, refused_character


def _allowed(words: str) -> str:
    if found := refused_character(words):
        raise ValueError(refusal(found.group()))
    return words


#: Words as they are printed, with the spaces at their ends.
_Said = Annotated[str, AfterValidator(_allowed), Field(min_length=1)]
_Name = Annotated[str, AfterValidator(printable), Field(min_length=1)]


class Marked(Model):
    """Words in a sentence that were added to the plan's, or removed."""

    text: _Said
    mark: Literal["added", "removed"]


class Part(Model):
    """What changed in one section: a sentence for each change, in pieces where some words are marked."""

    section: _Name
    sentences: tuple[_Said | tuple[_Said | Marked, ...], ...]


class Count(Model):
    """How many actions were in a state; None: of no state. `words` are what is printed of a state that there
    is not any more."""

    state: Id | None = None
    actions: Annotated[int, Field(ge=1)]
    words: _Name | None = None


class Since(Model):
    """What is known of the edition of a paper that is `named` so, as far as it is printed.

    `edition` is what it is called, beside the `present` content where that is told of, too; neither is there
    where no edition was issued before. `changed` are the actions that are new since or say something else,
    `changes` is the summary of changes, `counts` how many actions were in each state. What is named `ALL` has
    the names of the `editions` before the present content.
    """

    named: _Name
    paper: Id
    edition: _Name | None = None
    present: _Name | None = None
    changed: tuple[Id, ...] | None = None
    changes: tuple[Part, ...] | None = None
    counts: tuple[Count, ...] | None = None
    editions: tuple[_Name, ...] | None = None


class Earlier(Struct, frozen=True):
    """All that is known, in the order in which it is asked for. `actions` are those of each edition of the
    plan that was opened, by its name: with them, what changed follows from what the actions say by now."""

    known: tuple[Since, ...]
    actions: Mapping[str, tuple[Action, ...]] = {}

    def __eq__(self, other: object) -> bool:
        """Whether the same is known: a frozen edition keeps no actions."""
        return isinstance(other, Earlier) and self.known == other.known

    def __hash__(self) -> int:
        return hash(self.known)

    def of(self, named: str, paper: str) -> Since | None:
        return next((each for each in self.known if (each.named, each.paper) == (named, paper)), None)
