"""Restore: the content folder that a file was made from."""

from __future__ import annotations

from workplan.editions.migrations import Files
from workplan.editions.thaw import thaw
from workplan.errors import GivenFileError
from workplan.origins.carried import Carried


def restored(file: Carried, *, before: bool = False) -> Files:
    """The files of the content folder, by name, in today's form; building it gives `file` again, where this
    version of the program made it. Of a redline it is the content that it goes to, or comes from (`before`).
    Only what was printed is in it: comments and addresses are not.

    Raises `GivenFileError` where the content was altered, or a file that is no redline has no `before`;
    `ContentError` where it does not load.
    """
    content = file.before if before else file.content
    if content is None:
        raise GivenFileError(f"{file.name} is no redline: it carries one content", "leave --before out")
    file.open(content)
    return thaw(content.text, file.name)
