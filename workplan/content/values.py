"""What every model of a content file is made with."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from workplan.content.spaces import visible
from workplan.text import refusal, refused_character


class Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def printable(words: str) -> str:
    if found := refused_character(words):
        raise ValueError(refusal(found.group()))
    words = re.sub(r"[ \t\r\n]+", " ", words).strip(" ")
    if words and not visible(words):
        raise ValueError("it prints nothing")
    return words


#: Words without markup, on one line; every run of spaces, tabs and line ends is one space.
Words = Annotated[str, AfterValidator(printable), Field(min_length=1)]
