"""What every model of a content file is made with.

Modules of models have no `from __future__ import annotations`: pydantic would compile each annotation once
more, whenever the program starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints, TypeAdapter
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from workplan.content.spaces import visible
from workplan.slug import ID_PATTERN
from workplan.text import refusal, refused_character
from workplan.unspaced import on_one_line


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
#: between letters that have no spaces (`workplan.unspaced`).
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
