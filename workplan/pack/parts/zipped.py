"""The files of a pack's papers in one ZIP, named in the order of the agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from workplan.errors import OurBug
from workplan.text.slug import file_slug

#: The earliest moment that ZIP knows; a DOS file with its archive bit, without any system's permissions.
_EPOCH, _DOS, _ARCHIVE = (1980, 1, 1, 0, 0, 0), 0, 0x20

#: What is packed already.
_PACKED = frozenset({".docx", ".xlsx", ".pptx", ".pdf", ".zip", ".png", ".jpg", ".jpeg"})

_LONGEST = 80


def named(papers: Iterable[tuple[str, str]]) -> list[str]:
    """A file name for each paper, from its label (or title) and suffix: `03_BP-TIPWG-10-WP.3-Rev.1.docx`.

    The numbers have as many digits as the last one needs, two at the least, so that the names sort as the
    agenda does.
    """
    given = list(papers)
    digits = max(2, len(str(len(given))))
    return [f"{n:0{digits}}_{_safe(label)}{suffix}" for n, (label, suffix) in enumerate(given, start=1)]


def _safe(label: str) -> str:
    """A label as part of a file name on any system: the letters and digits of a symbol as they are, other
    signs as hyphens; of other scripts what `file_slug` makes."""
    if not label.isascii():
        return file_slug(label, _LONGEST) or "paper"
    name = re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9.]+", "-", label)).strip("-.")
    return name[:_LONGEST].rstrip("-.") or "paper"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files, in the order of their names: the same bytes for the same files."""
    result = BytesIO()
    with ZipFile(result, "w") as archive:
        for name in sorted(files):
            if PurePosixPath(name).name != name:
                raise OurBug(f"{name!r} is no plain file name")
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = (
                ZIP_STORED if PurePosixPath(name).suffix.lower() in _PACKED else ZIP_DEFLATED
            )
            entry.create_system, entry.external_attr = _DOS, _ARCHIVE
            archive.writestr(entry, files[name], compresslevel=6)
    return result.getvalue()
