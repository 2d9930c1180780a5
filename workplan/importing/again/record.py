"""The record of an import, in the content folder: what the file said, as the base of the next import.

import.yaml   file, digest, changes, answers: which file it was, and how it was read
              names: what the folder called otherwise then
              content: what was understood of it, as a frozen draft (`workplan.editions.frozen`)

Its content is what the import understood, and not what people made of it since.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from workplan.content.files.folder import Folder, MemoryFolder
from workplan.content.sources.reading import IMPORTED
from workplan.content.values.values import Model, Words
from workplan.editions.frozen import MAX_CHARACTERS
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError
from workplan.files import yaml
from workplan.opening import Opened, open_carried
from workplan.opening.plain import open_plain

RECORD = IMPORTED
_ABOUT = "# What was imported last. The next import into this folder compares with it: leave it as it is.\n\n"


class Record(Model):
    """`digest` is that of the file's bytes; `changes` says how its tracked changes were read, where anybody
    said so; `answers` are by the ids of rules. `names` are the ids that the folder gave to what the `content`
    calls otherwise."""

    file: Words
    digest: str
    changes: Literal["accepted", "rejected"] | None = None
    answers: Annotated[dict[str, str], Field(default_factory=dict)]
    names: Annotated[dict[str, str], Field(default_factory=dict)]
    content: str

    def is_of(self, data: bytes, changes: str | None, answers: Mapping[str, str]) -> bool:
        """Whether the same file was imported, and read in the same way."""
        return (self.digest, self.changes, self.answers) == (_digest(data), changes, dict(answers))


_RECORD = TypeAdapter(Record)


def record_text(
    data: bytes,
    name: str,
    changes: str | None,
    answers: Mapping[str, str],
    files: Mapping[str, bytes],
    names: Mapping[str, str],
) -> bytes:
    """The record of a file whose `data` was understood as the `files` of a content folder."""
    said = {"changes": changes} if changes else {}
    asked = {"answers": dict(answers)} if answers else {}
    otherwise = {"names": dict(names)} if names else {}
    content = open_plain(MemoryFolder(files, name)).standing.text
    value = {"file": name, "digest": _digest(data), **said, **asked, **otherwise, "content": content}
    return f"{_ABOUT}{write_yaml(value)}".encode()


def read_record(folder: Folder) -> Record | None:
    """The record in a content folder; None where there is none. Raises `ContentError` where it is none that
    the program wrote."""
    if RECORD not in folder.files("", ".yaml"):
        return None
    read = yaml.read(_RECORD, folder.text(RECORD), folder.shown(RECORD), limit=2 * MAX_CHARACTERS)
    if read.value is None:
        raise ContentError(read.problems)
    return read.value


def open_base(record: Record, folder: Folder) -> Opened:
    """What the file said, in today's form. Raises `ContentError` where the record was changed."""
    return open_carried(record.content, folder.shown(RECORD))


def _digest(data: bytes) -> str:
    return f"sha256-{sha256(data).hexdigest()}"
