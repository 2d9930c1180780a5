"""The log of what was collected: which file said what, and what of it was taken; kept beside the content.

returns.yaml   a list; new entries stand last, and none is ever changed

It is why collecting twice changes nothing: what was taken of a file is not taken again, so that whoever
changed the register since then is not undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from workplan.content.files.folder import Folder
from workplan.content.values.values import Day
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError
from workplan.files import yaml
from workplan.text.characters import printable, with_plain_line_ends
from workplan.writeback.lines.line_ends import with_line_ends_of

FILE = "returns.yaml"
_HEAD = "# What members returned, and what of it was taken. `collect` adds to it; nothing in it is printed.\n"

Said = Literal["lead", "contributing", "none"]


class Entry(BaseModel):
    """What was collected of one file. `answers` are what the member says of each action, `taken` the actions
    of which that went into the content, and `comments` what was written beside them."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    collected: Day
    file: str
    sha256: str
    call: str
    form: str = ""
    member: str
    received: Day | None = None
    answers: Annotated[Mapping[str, Said], Field(default_factory=dict)]
    taken: tuple[str, ...] = ()
    comments: Annotated[Mapping[str, str], Field(default_factory=dict)]
    remarks: str = ""


def log_of(content: Folder) -> tuple[Entry, ...]:
    """The entries in a content folder. Raises `ContentError` with their places."""
    read = yaml.read(TypeAdapter(tuple[Entry, ...]), text_of(content), content.shown(FILE), ())
    if read.value is None:
        raise ContentError(read.problems)
    return read.value


def text_of(content: Folder) -> str:
    """The log of a content folder; empty where there is none yet."""
    return content.text(FILE) if FILE in content.files("", ".yaml") else ""


def added(text: str, new: Iterable[Entry]) -> str:
    """The log's text with new entries at its end, in the file's own line ends."""
    found = [_values(entry) for entry in new]
    if not found:
        return text
    before = with_plain_line_ends(text) or _HEAD
    if not before.endswith("\n"):
        before += "\n"
    return with_line_ends_of(text, f"{before}{write_yaml(found)}")


def _values(entry: Entry) -> dict[str, object]:
    values = entry.model_dump(exclude_defaults=True)
    for name in ("answers", "comments"):
        if not values.get(name):
            values.pop(name, None)
    if "taken" in values:
        values["taken"] = list(values["taken"])
    return values


def plain(words: str) -> str:
    """Words of a return as the log keeps them."""
    return " ".join(printable(words).split())
