"""Restore: the content folder that a file was made from."""

from __future__ import annotations

from workplan.editions.migrations import Files
from workplan.editions.thaw import thaw
from workplan.origins.carried import Carried


def restored(file: Carried) -> Files:
    """The files of the content folder, by name, in today's form; building it gives `file` again, where this
    version of the program made it. Only what was printed is in it: comments and addresses are not.

    Raises `GivenFileError` where the content was altered, `ContentError` where it does not load.
    """
    file.open()
    return thaw(file.text, file.name)
