"""Into which folder: a new one, with the record of the import; or one that an earlier import made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec.structs import replace

from workplan.content.files.folder import Folder
from workplan.errors import OutputError
from workplan.importing.again.conflict import NOTHING, Chosen
from workplan.importing.again.record import RECORD, read_record, record_text
from workplan.importing.bringing_in import Imported, bring_in, bring_in_again
from workplan.importing.first_copy import first_copy


def bring_into(
    folder: Folder | None,
    data: bytes,
    name: str,
    answers: Mapping[str, str] | None = None,
    changes: Literal["accepted", "rejected"] | None = None,
    chosen: Chosen = NOTHING,
    *,
    as_review: bool = False,
) -> Imported | None:
    """What was brought in, with the files to write; `folder` is None for a new one. Answers of the last
    import hold on. `as_review` makes a copy for review of tracked changes and comments. None where the file
    is the one that was imported last, read as it was.

    Raises `OutputError` where no import made what is in the folder, and what `bring_in` raises."""
    record = read_record(folder) if folder else None
    if folder and not record:
        raise OutputError(
            f"{folder.shown()} is not empty, and no import made what is in it",
            "give the name of a new folder; what editors changed in a Word file that was built from a folder "
            "is brought in with `review`",
        )
    if folder and as_review:
        raise OutputError(
            f"{folder.shown()} is not empty",
            "give the name of a new folder: --as-review begins one with the text before the changes",
        )
    given = {**(record.answers if record else {}), **(answers or {})}
    if record and record.is_of(data, changes, given):
        return None
    if as_review:
        made, changes = first_copy(data, name, given), "rejected"
        found = replace(made.imported, copy=made.copy)
    else:
        found = bring_in(data, name, given, changes)
    understood = found.files
    if folder and record:
        found = bring_in_again(found, folder, record, chosen)
    names = found.merged.names if found.merged else {}
    kept = record_text(data, name, changes, given, understood, names)
    return replace(found, files={**found.files, RECORD: kept})
