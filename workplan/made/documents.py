"""Which files of a document are there already, as they would be made now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from workplan.files.kept import keep, kept
from workplan.made.files import as_made, mark
from workplan.made.program import fingerprint
from workplan.made.records import MadeFile, Records, known_anywhere

Kind = TypeVar("Kind", bound=str)

#: What parts are kept as.
_KIND = "papers"


class Made(Protocol):
    """What files are made of (`workplan.build.formats.Makeable`)."""

    @property
    def document(self) -> object: ...

    @property
    def shown(self) -> object: ...

    @property
    def statement(self) -> str: ...


def of_bytes(data: bytes) -> Collection[str]:
    """The fingerprints of what a file with these bytes was made of, and read back, wherever it is now and
    whatever it is called (`Documents.is_of` asks about them)."""
    return {known.of for known in known_anywhere(mark(data)) if known.checked} if fingerprint() else ()


class Documents:
    """Knows the files in the folder of `records`; without one, none there. `house` and `for_review` are what
    Word files are made with besides; `checked`: files are read back; `force`: all are made anew. `parts`:
    other files are made of them, and they are not written, so each is kept as soon as it is read back."""

    def __init__(
        self,
        records: Records | None,
        house: bytes | None,
        for_review: bool | None,
        *,
        checked: bool,
        force: bool = False,
        parts: bool = False,
    ) -> None:
        self._records = records if fingerprint() else None
        self._word = (sha256(house).hexdigest() if house is not None else "", for_review)
        self._checked, self._force = checked, force
        self._parts = parts and bool(fingerprint())
        self._new: dict[str, MadeFile] = {}
        self._digests: dict[int, tuple[object, str]] = {}

    def there(self, of: Made, files: Mapping[Kind, Path]) -> dict[Kind, bytes]:
        """Those of the `files` of a document, by their kinds, that need not be made: their bytes."""
        if self._force or not (self._records or self._parts):
            return {}
        found: dict[Kind, bytes] = {}
        for kind, path in files.items():
            made_of = self._of(of, kind)
            data = self._in_folder(path, made_of)
            if data is None and self._parts:
                data = kept(_KIND, made_of)
            if data is not None:
                found[kind] = data
        return found

    def is_of(self, of: Made, kind: str, known: Collection[str]) -> bool:
        """Whether one of the `known` fingerprints is that of a file of this document."""
        return self._of(of, kind) in known

    def _in_folder(self, path: Path, made_of: str) -> bytes | None:
        known = self._records.file(path.name) if self._records else None
        if not known or (self._checked and not known.checked) or known.of != made_of:
            return None
        return as_made(path, known.bytes)

    def made(self, of: Made, kind: str, name: str, data: bytes) -> None:
        """A file was made, under this name."""
        if self._records or self._parts:
            made_of = self._of(of, kind)
            self._new[name] = MadeFile(mark(data), made_of, self._checked)
            if self._parts and self._checked:
                keep(_KIND, made_of, data)

    def keep(self, names: Iterable[str]) -> None:
        """Remember what was made and is written now, under these names."""
        new = {name: self._new[name] for name in names if name in self._new}
        if self._records and new:
            self._records.keep(new, {})

    def _of(self, of: Made, kind: str) -> str:
        """The fingerprint of all that a file follows from: its document is the whole of the content in it."""
        document = self._digest(of.document if kind == "docx" else of.shown)
        besides = (self._word, of.statement) if kind == "docx" else ()
        return sha256(f"{fingerprint()}\n{kind}\n{document}\n{besides!r}".encode()).hexdigest()

    def _digest(self, document: object) -> str:
        """The fingerprint of a document, found out once."""
        _, digest = self._digests.get(id(document), (None, ""))
        if not digest:
            digest = sha256(repr(document).encode()).hexdigest()
            self._digests[id(document)] = document, digest  # which stays, and so does its number
        return digest
