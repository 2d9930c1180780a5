"""What a user names, loaded: an edition's label, a folder, a git revision, a file of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from workplan.content.files.folder import DiskFolder
from workplan.content.files.papers import PLAN, paper_folder
from workplan.content.load import on_disk
from workplan.content.models.identity import Edition
from workplan.editions.history import read_history
from workplan.errors import ContentError, GivenFileError
from workplan.files.ordinary import MAX_BYTES, NotOrdinaryError, TooLargeError, read_ordinary
from workplan.opening import Opened, issued_edition, open_content
from workplan.text.hints import join, one_of, quoted

if TYPE_CHECKING:
    from workplan.origins.carried import Carried

#: How people write revisions of git.
_REVISION = re.compile(r"(?:HEAD|main|master)(?:[~^]\d*)*|[0-9a-f]{7,40}")


class Named(Struct, frozen=True):
    """Content that was named, and `shown`, how to call it in a sentence. `read` are the folders that were
    looked into, and hold or name all of it but a file."""

    opened: Opened
    shown: str
    read: tuple[DiskFolder, ...]

    @property
    def edition(self) -> Edition:
        return self.opened.plan.identity.edition

    @property
    def draft(self) -> bool:
        return self.opened.standing.draft


def named(words: str, content: Path, paper: str = PLAN) -> Named:
    """The content of a paper that `words` name; `content` is the folder that is worked on.

        2021-12              an edition of `content`; a file or folder of that name is ./2021-12
        git:HEAD~3           `content` as it was at a git revision
        content-of-friends   a content folder
        plan.pdf, plan.docx  a file of ours, for the content in it
        editions/2021.yaml   an edition file

    Raises `GivenFileError`: nothing is called so, or a file is not ours, was altered, is a redline, or is a
    Word file that was edited; `ContentError`: the content has errors.
    """
    whole = DiskFolder(content)
    if revision := words.removeprefix("git:") if words.startswith("git:") else "":
        from workplan.opening.revision import folder_at

        folder = folder_at(revision, whole, words)
        shown = f"the content at {words}"
        return Named(open_content(paper_folder(folder, paper), unnumbered=1), shown, (whole,))
    working = paper_folder(whole, paper) if content.is_dir() else None
    if not working:
        whole.listed("")  # that nothing is there is part of what was read
    issued, problems = read_history(working) if working else ((), [])
    labels = [each.edition.label for each in issued if each.file]
    if working and words in labels:
        return Named(issued_edition(working, words), f"the edition {words}", (whole,))
    path = Path(words)
    if _is(path.is_dir) and words:
        given = on_disk(path)
        opened = open_content(paper_folder(given, paper))
        return Named(opened, f"the content in {words}", (whole, given))
    if not _is(path.is_file):
        if problems:  # what is meant may be an edition that does not load
            raise ContentError(problems)
        known = f"editions: {one_of(labels)}" if labels else "there are no editions yet"
        meant = f"did you mean git:{words}?" if _REVISION.fullmatch(words) else ""
        hint = f"name an edition, git:REVISION, a content folder, or a PDF or Word file of ours; {known}"
        hint = join(meant, f"{hint[:1].upper()}{hint[1:]}") if meant else hint
        raise GivenFileError(f"nothing is called {quoted(words)}", hint)
    from workplan.origins.carried import carried  # readers of all kinds of files

    return Named(_original(carried(read_given(path), words)), f"the content of {words}", (whole,))


def _original(file: Carried) -> Opened:
    """The content of a file that is one version of the plan, and as it was made."""
    if before := file.edition_before:
        sides = f"from {before.called('a')} to {file.edition.called('a')}"
        message = f"{file.name} is a redline, {sides}: two versions, not one"
        hint = "name the version that you mean; `restore` writes the content of either one to a folder"
        raise GivenFileError(message, hint)
    from workplan.origins.altered import edited

    opened = file.open()
    if file.kind == "docx" and (change := edited(file, opened)):
        hint = (
            "to compare with what the editors were given, name its edition, or `restore` the file, which "
            "carries it"
        )
        raise GivenFileError(f"{file.name} was edited: {change}", hint)
    return opened


def present(content: Path, paper: str = PLAN) -> Named:
    """The content of a paper, in the folder that is worked on. Raises `ContentError`."""
    folder = on_disk(content)
    return Named(open_content(paper_folder(folder, paper)), f"the content in {content}", (folder,))


def _is(kind: Callable[[], bool]) -> bool:
    """Whether a path leads to something of a `kind`; it may be no path at all."""
    try:
        return kind()
    except (OSError, ValueError):  # too long, or a NUL in it
        return False


def read_given(path: Path) -> bytes:
    """The bytes of a file that the user named. Raises `GivenFileError`; what has no end, or comes when it
    likes, is not read."""
    try:
        return read_ordinary(path)
    except NotOrdinaryError:
        raise GivenFileError(f"{path} is no ordinary file", "save it as one, and give that") from None
    except TooLargeError:
        raise GivenFileError(f"{path} has more than {MAX_BYTES:,} bytes") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a file name"
        hint = "check the name, and that the file is yours to read"
        raise GivenFileError(f"cannot read {path}: {reason}", hint) from None
