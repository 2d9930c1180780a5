"""The content folder as it was at a git revision."""

from __future__ import annotations

from workplan.content.files.folder import DiskFolder, MemoryFolder
from workplan.editions.migrations import without_addresses
from workplan.files.git import files_of, tree_at


def folder_at(revision: str, folder: DiskFolder, shown: str) -> MemoryFolder:
    """`folder` as it was at `revision`, `shown` so; which one that was is noted in `folder`. Raises what
    `tree_at` and `files_of` raise."""
    tree = tree_at(revision, folder.directory)
    folder.revisions[revision] = tree.id
    return MemoryFolder(without_addresses(files_of(tree)), shown)
