"""The fingerprint of what was read of a content folder."""

from __future__ import annotations

from hashlib import sha256

from workplan.content.files.folder import DiskFolder, UnreadableFileError
from workplan.errors import WorkplanError

#: By name: of a file its SHA-256, of what is none why; of a folder (a name that ends with "/") what is in it;
#: of a revision in git (behind _GIT, with which no other name begins) which state of the folder that is.
Reading = dict[str, str]

_GIT = "/git:"


def reading(folder: DiskFolder) -> Reading:
    """All that was read up to now."""
    files = {name: _said(data) for name, data in folder.read.items()}
    listed = {f"{below}/": _listed(folder, below) for below in folder.listed_folders}
    return files | listed | {f"{_GIT}{revision}": id for revision, id in folder.revisions.items()}


def is_same(folder: DiskFolder, known: Reading) -> bool:
    """Whether all that was read then would be read now."""
    return all(_now(folder, name) == said for name, said in known.items())


def _now(folder: DiskFolder, name: str) -> str:
    if name.startswith(_GIT):
        return _revision(folder, name.removeprefix(_GIT))
    return _listed(folder, name[:-1]) if name.endswith("/") else _said(folder.looked_at(name))


def _revision(folder: DiskFolder, revision: str) -> str:
    from workplan.files.git import tree_at  # few read one

    try:
        return tree_at(revision, folder.directory).id
    except WorkplanError:
        return ""


def _said(data: bytes | UnreadableFileError) -> str:
    return data.message if isinstance(data, UnreadableFileError) else sha256(data).hexdigest()


def _listed(folder: DiskFolder, below: str) -> str:
    return sha256(repr(folder.listed(below)).encode()).hexdigest()
