"""Whether a file still says what the content in it says.

An editor that opened and saved a Word file changed its bytes; it was *edited* where it says something else,
or has tracked changes. So a file that LibreOffice saved with the same words, numbers and notes is not.
"""

from __future__ import annotations

from datetime import UTC, datetime

from workplan.document.compose import compose
from workplan.editions.opening import Opened
from workplan.errors import OurBug, WorkplanError
from workplan.origins import word
from workplan.origins.carried import Carried
from workplan.verify import verify


def edited(file: Carried, opened: Opened) -> str:
    """What is different in a PDF or Word file from the content in it, as the end of a sentence; empty where
    nothing is."""
    if file.kind == "edition":
        return ""
    if file.kind == "docx":
        changes, authors = word.tracked_changes(file.data, file.name)
        if changes:
            by = f" by {', '.join(authors)}" if authors else ""
            return f"it has {changes} tracked change{'s' * (changes != 1)}{by}"
    try:
        verify(
            compose(opened.plan, datetime(2000, 1, 1, tzinfo=UTC), opened.standing), {file.kind: file.data}
        )
    except OurBug as difference:
        return difference.message[0].lower() + difference.message[1:].rstrip(".")
    except WorkplanError as error:
        return error.message
    return ""
