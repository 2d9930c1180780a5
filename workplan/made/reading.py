"""The fingerprint of what was read of a content folder."""

from __future__ import annotations

from hashlib import sha256

from workplan.content.folder import DiskFolder, UnreadableFileError

#: By name: of a file its SHA-256, of what is none why; of a folder (a name that ends with "/") what is in it.
Reading = dict[str, str]


def reading(folder: DiskFolder) -> Reading | None:
    """All that was read up to now. None where more was read than is in the folder."""
    if folder.read_beyond:
        return None
    files = {name: _said(data) for name, data in folder.read.items()}
    return files | {f"{below}/": _listed(folder, below) for below in folder.listed_folders}


def is_same(folder: DiskFolder, known: Reading) -> bool:
    """Whether all that was read then would be read now."""
    return all(
        (_listed(folder, name[:-1]) if name.endswith("/") else _said(folder.looked_at(name))) == said
        for name, said in known.items()
    )


def _said(data: bytes | UnreadableFileError) -> str:
    return data.message if isinstance(data, UnreadableFileError) else sha256(data).hexdigest()


def _listed(folder: DiskFolder, below: str) -> str:
    return sha256(repr(folder.listed(below)).encode()).hexdigest()
