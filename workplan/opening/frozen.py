"""Open what was frozen: an edition, or the draft that a file carries. It has all that it prints inside."""

from __future__ import annotations

from pathlib import Path

from workplan.content.files.folder import Folder, MemoryFolder, UnreadableFileError
from workplan.content.files.papers import paper_folder
from workplan.content.load import on_disk
from workplan.editions.frozen import NEVER_CHANGED, SCHEMA, edition_text, read_frozen, read_head
from workplan.editions.history import edition_file, read_history
from workplan.editions.thaw import thaw
from workplan.errors import ContentError, Place, Problem
from workplan.opening.plain import Opened, open_plain
from workplan.text.hints import one_of, quoted


def open_carried(text: str, file: str) -> Opened:
    """The content of a frozen edition or draft. Raises `ContentError`: it does not load, or is not as the
    program writes it."""
    opened = open_plain(paper_folder(MemoryFolder(thaw(text, file), file), read_head(text, file).paper))
    if opened.standing.text != text and read_frozen(text, file).schema_ == SCHEMA:
        message = "this is not what the program wrote: it was changed since"
        raise ContentError([Problem(message, Place(file), NEVER_CHANGED)])
    return opened


def open_edition(text: str, file: str) -> Opened:
    """As `open_carried`, of an edition that was issued."""
    opened = open_carried(text, file)
    if opened.standing.draft:
        raise ContentError(
            [Problem("this is a draft, not an edition", Place(file), "`issue` writes editions")]
        )
    return opened


def issued_edition(content: Path | Folder, label: str) -> Opened:
    """The edition `label` of a content folder. Raises `ContentError` as `open_edition` does, and where
    there is none."""
    folder = content if isinstance(content, Folder) else on_disk(content)
    name = edition_file(label)
    try:
        text = edition_text(folder, name)
    except UnreadableFileError as error:
        if not error.missing:
            raise ContentError([folder.problem(name, error)]) from None
        issued, _ = read_history(folder)
        known = one_of(each.edition.label for each in issued if each.file)
        hint = f"issued were: {known}" if known else "none was issued yet; `issue` does it"
        place = Place(folder.shown("editions"))
        raise ContentError([Problem(f"there is no edition {quoted(label)}", place, hint)]) from None
    return open_edition(text, folder.shown(name))
