"""Which files of a document are there already, as they would be made now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from workplan.made.files import as_made, mark
from workplan.made.program import fingerprint
from workplan.made.records import MadeFile, Records, known_anywhere

Kind = TypeVar("Kind", bound=str)


class Made(Protocol):
    """What files are made of (`workplan.build.Makeable`)."""

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
    """Knows the files in the folder of `records`; without one, none. `house` and `for_review` are what Word
    files are made with besides; `checked`: files are read back; `force`: all are made anew."""

    def __init__(
        self,
        records: Records | None,
        house: bytes | None,
        for_review: bool | None,
        *,
        checked: bool,
        force: bool = False,
    ) -> None:
        self._records = records if records and fingerprint() else None
        self._word = (sha256(house).hexdigest() if house is not None else "", for_review)
        self._checked, self._force = checked, force
        self._new: dict[str, MadeFile] = {}

    def there(self, of: Made, files: Mapping[Kind, Path]) -> dict[Kind, bytes]:
        """Those of the `files` of a document, by their kinds, that need not be made: their bytes."""
        if not self._records or self._force:
            return {}
        found: dict[Kind, bytes] = {}
        for kind, path in files.items():
            known = self._records.file(path.name)
            if not known or (self._checked and not known.checked) or known.of != self._of(of, kind):
                continue
            if (data := as_made(path, known.bytes)) is not None:
                found[kind] = data
        return found

    def is_of(self, of: Made, kind: str, known: Collection[str]) -> bool:
        """Whether one of the `known` fingerprints is that of a file of this document."""
        return self._of(of, kind) in known

    def made(self, of: Made, kind: str, name: str, data: bytes) -> None:
        """A file was made, under this name."""
        if self._records:
            self._new[name] = MadeFile(mark(data), self._of(of, kind), self._checked)

    def keep(self, names: Iterable[str]) -> None:
        """Remember what was made and is written now, under these names."""
        new = {name: self._new[name] for name in names if name in self._new}
        if self._records and new:
            self._records.keep(new, {})

    def _of(self, of: Made, kind: str) -> str:
        """The fingerprint of all that a file follows from: its document is the whole of the content in it."""
        parts = (kind, self._word, of.document, of.statement) if kind == "docx" else (kind, of.shown)
        return sha256(f"{fingerprint()}\n{parts!r}".encode()).hexdigest()
