"""Whether a file still says what the content in it says.

An editor that opened and saved a Word file changed its bytes; it was *edited* where it says something else or
says it in another formatting, or has tracked changes or comments. So a file that LibreOffice saved with the
same words, numbers and notes is not. A redline was edited where accepting its changes does not give what it
goes to, or rejecting them what it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from workplan.compare.versions import known, redline
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document
from workplan.errors import GivenFileError, OurBug, WorkplanError
from workplan.opening import Opened
from workplan.origins import word
from workplan.origins.carried import Carried
from workplan.origins.difference import difference
from workplan.verify import verify
from workplan.word import Reading, read

#: Which day it is makes no difference to what a document says.
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def edited(file: Carried, opened: Opened) -> str:
    """What is different in a PDF or Word file, which is no redline, from the content in it, as the end of a
    sentence; empty where nothing is."""
    document = _composed(opened)
    if file.kind == "edition":
        return ""
    if file.kind == "pdf":
        return _verified(document, file)
    changes = word.tracked_changes(word.opened(file.data, file.name))
    if changes:
        return f"it has {_counted(changes.total(), 'tracked change')}{_by(author for author, _ in changes)}"
    return _verified(document, file) or _read_back(document, file)


def edited_redline(file: Carried) -> str:
    """As `edited`, of a redline. Raises `GivenFileError` and `ContentError` as `Carried.open` does."""
    before, after = file.open(file.before), file.open()
    old, new = _composed(before), _composed(after)
    if file.kind == "pdf":
        found = ""
        for summarised in (False, True):
            wording, members = after.plan.identity.wording, known(before.plan, after.plan)
            shown = redline(old, new, wording, summarised=summarised, members=members).shown
            if not (found := _verified(shown, file)):
                return ""
        return found
    reading = _reading(file)
    if said := difference(new, accept(reading.document)):
        return f"with its changes accepted, {said}"
    if said := difference(old, reject(reading.document)):
        return f"with its changes rejected, {said}"
    return _besides(reading)


def _composed(opened: Opened) -> Document:
    return compose(opened.plan, _ANY_DAY, opened.standing)


def _verified(document: Document, file: Carried) -> str:
    assert file.kind != "edition"
    try:
        verify(document, {file.kind: file.data})
    except OurBug as found:
        return found.message[0].lower() + found.message[1:].rstrip(".")
    except WorkplanError as error:
        return error.message
    except Exception:  # it takes the form of our own files for granted, which an edited one need not have
        return "it is not built as this program builds its files"
    return ""


def _read_back(document: Document, file: Carried) -> str:
    """What `verify`, which compares words, does not see."""
    reading = _reading(file)
    return difference(document, reading.document) or _besides(reading)


def _reading(file: Carried) -> Reading:
    try:
        return read(file.data)
    except WorkplanError as error:
        raise GivenFileError(f"{file.name}: {error.message}", error.hint) from None


def _besides(reading: Reading) -> str:
    """What a file of ours never has, and the document does not hold."""
    if comments := reading.comments:
        return f"it has {_counted(len(comments), 'comment')}{_by(comment.author for comment in comments)}"
    for finding in reading.findings:
        return f"it has what this program never makes: {finding.message}"
    return ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _by(authors: Iterable[str]) -> str:
    named = sorted(filter(None, set(authors)))
    return f" by {', '.join(named)}" if named else ""
