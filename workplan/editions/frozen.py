"""A frozen edition: one YAML file that holds all that the edition prints, and nothing that it does not.

    schema: 2                             the form of the content (`migrations`)
    edition: {label, date, note}          `draft: true` where it was not issued
    history: [{label, date, note}, …]     all editions so far, itself included
    plan:                                 plan.yaml, without the edition
    manuscript: |                         plan.md
    priorities: … actions: … footnotes: …  as in their files
    members: [IOM, UNODC]                 the short names that are printed
    appendices: [{file, text}, …]
    images: [{file, data}, …]             in base64

`freeze` writes it, `thaw` makes a content folder of it.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from workplan import yaml
from workplan.content.models import Edition, MemberId, Model
from workplan.errors import ContentError, Place, Problem
from workplan.hints import quoted

#: The form of content that this program writes; `migrations` brings older ones to it.
SCHEMA = 2

#: Of a frozen edition, in characters; pictures take a third more than their bytes.
MAX_CHARACTERS = 24_000_000


class FrozenEdition(Edition):
    draft: bool = False


class File(Model):
    file: str
    text: str = ""
    data: str = ""


class Frozen(Model):
    """What a frozen edition says of itself, and the content as plain values: whether these are sound is for
    the loader to say, once they have been brought to today's form."""

    schema_: Annotated[int, Field(alias="schema", ge=1)]
    edition: FrozenEdition
    history: tuple[Edition, ...]
    plan: dict[str, Any]
    manuscript: str
    priorities: tuple[Any, ...] = ()
    actions: tuple[Any, ...] = ()
    footnotes: Annotated[dict[str, Any], Field(default_factory=dict)]
    members: tuple[MemberId, ...] = ()
    appendices: tuple[File, ...] = ()
    images: tuple[File, ...] = ()


class FrozenHead(Model):
    """The first lines of a frozen edition, up to `history`."""

    schema_: Annotated[int, Field(alias="schema", ge=1)]
    edition: FrozenEdition
    history: tuple[Edition, ...]


_FROZEN = TypeAdapter(Frozen)
_HEAD = TypeAdapter(FrozenHead)


def read_frozen(text: str, file: str) -> Frozen:
    """The edition that `text` holds; `file` names it in problems. Raises `ContentError`: it is no
    frozen edition, or one of a newer program."""
    read = yaml.read(_FROZEN, text, file, limit=MAX_CHARACTERS)
    check_schema(read.data, file)
    if read.value is None:
        raise ContentError(read.problems)
    return read.value


def read_head(text: str, file: str) -> FrozenHead:
    """What comes before the plan itself, without reading on. Raises `ContentError` as `read_frozen`."""
    head, plan, _ = text.partition("\nplan:\n")
    read = yaml.read(_HEAD, head + "\n", file)
    check_schema(read.data, file)
    if read.value is None or not plan:
        hint = "give a file that `issue` wrote, as it is"
        raise ContentError(read.problems or [Problem("this is not an edition", Place(file), hint)])
    return read.value


def check_schema(data: object, file: str) -> None:
    """Raises `ContentError` where `data`, of a YAML file, says that it is of a newer form than ours."""
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        message = f"the content has the form {quoted(str(schema))}; this program knows {SCHEMA} at most"
        raise ContentError([Problem(message, Place(file), "use the version of the program that wrote it")])
