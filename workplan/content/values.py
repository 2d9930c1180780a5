"""What every model of a content file is made with."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from workplan.content.spaces import visible
from workplan.text import refusal, refused_character
from workplan.unspaced import on_one_line


class Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def printable(words: str) -> str:
    if found := refused_character(words):
        raise ValueError(refusal(found.group()))
    if words.strip(" \t\r\n") and not visible(words):
        raise ValueError("it prints nothing")
    return words


#: Words without markup, on one line; every run of spaces, tabs and line ends is one space, but for line ends
#: between letters that have no spaces (`workplan.unspaced`).
Words = Annotated[str, AfterValidator(printable), AfterValidator(on_one_line), Field(min_length=1)]

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

#: Readable, safe in a file name, a URL fragment and (through `workplan.word`) a bookmark.
Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=64),
    Field(description="an id: small letters a–z, digits and single hyphens"),
]
