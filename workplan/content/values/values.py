"""What every model of a content file is made with.

Modules of models have no `from __future__ import annotations`: pydantic would compile each annotation once
more, whenever the program starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    TypeAdapter,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from workplan.content.values.languages import tag_of
from workplan.text.characters import refusal, refused_character, visible
from workplan.text.slug import ID_PATTERN
from workplan.text.unspaced import on_one_line, with_line_ends


class Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Checked:
    """What a value becomes when it is checked, as pydantic's `AfterValidator` says it too. That one looks
    into the function's signature for every field of its type, of which there are hundreds."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        self._check = check

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(kind))


def printable(words: str) -> str:
    if found := refused_character(words):
        raise ValueError(refusal(found.group()))
    if words.strip(" \t\r\n") and not visible(words):
        raise ValueError("it prints nothing")
    return words


#: Words without markup, on one line; every run of spaces, tabs and line ends is one space, but for line ends
#: between letters that have no spaces (`workplan.text.unspaced`).
if TYPE_CHECKING:
    Words = str
else:

    class Words:
        """Hundreds of fields have this type, so that pydantic is told of it once, and not field by field."""

        _schema = TypeAdapter(
            Annotated[str, Checked(printable), Checked(on_one_line), Field(min_length=1)]
        ).core_schema

        @classmethod
        def __get_pydantic_core_schema__(cls, _kind, _handler):
            return cls._schema


#: Readable, safe in a file name, a URL fragment and (through `workplan.word`) a bookmark.
Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=64),
    Field(description="an id: small letters a–z, digits and single hyphens"),
]

#: Words with inline markup: bold, italic, links, notes and references (`content.manuscript.markdown`). White
#: space as in `Words`; a line end between pieces that may join is left to whoever reads the markup.
Markup = Annotated[str, Checked(printable), Checked(with_line_ends), Field(min_length=1)]


#: A member's short name as the group writes it: "UNODC", "Viet Nam".
MemberId = Annotated[Words, Field(max_length=64)]


def _symbol(label: str) -> str:
    """A document symbol has slashes ("A/CONF.1/Rev.2"); one that looks like a path is none."""
    if "\\" in label:
        raise ValueError('"\\" cannot stand in it; document symbols are written with "/"')
    if not all(any(map(str.isalnum, part)) for part in label.split("/")):
        raise ValueError('each of its parts must have a letter or digit, as in "A/CONF.1/Rev.2"')
    return label


#: An edition's label: "2021", "2021-12", "Rev.1", "A/CONF.1/Rev.2". Files are named after its slug.
Label = Annotated[Words, Field(max_length=64), Checked(_symbol)]


def iso_date(value: object) -> date:
    """YAML hands dates over as words; pydantic's own reading would take 20210101 for seconds."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("a date is written year-month-day, such as 2021-03-01")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day") from None


Day = Annotated[date, BeforeValidator(iso_date)]


def _a_tag(value: object) -> object:
    """Names of languages are told their tags."""
    if isinstance(value, str) and (tag := tag_of(value)) and tag != value:
        raise ValueError("a language is written as its tag", f"write: {tag}")
    return value


Language = Annotated[
    str,
    BeforeValidator(_a_tag),
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"),
    Field(description="a language tag such as en, pt-BR or zh-Hans"),
]
