"""What a comment matrix was made from, kept beside it: the copies as they came, and the content that they
were made from.

    plan-comment-matrix.xlsx
    plan-comment-matrix.files/
        dossier.yaml      the copies, in order, with their members and SHA-256
        baseline.yaml     the content, as an edition file has it
        Australia.docx …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePath

from msgspec import Struct
from pydantic import BaseModel, ConfigDict

from workplan.editions.writing import write_yaml
from workplan.errors import GivenContentError, GivenFileError
from workplan.files import yaml
from workplan.text.hints import quoted

_HINT = "leave the folder as `review` wrote it, beside the matrix; or run `review` again"


class Given(Struct, frozen=True):
    """A copy as it came: its file's name, its bytes, and who sent it (empty: whoever made each change)."""

    name: str
    data: bytes
    member: str

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


class Dossier(Struct, frozen=True):
    """`baseline` is the content that the copies were made from, as an edition file has it."""

    baseline: str
    copies: tuple[Given, ...]

    @property
    def digest(self) -> str:
        """What a matrix was made for: SHA-256 of the baseline, the copies and their members."""
        parts = (self.baseline, *(f"{copy.digest} {copy.member}" for copy in self.copies))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Copy(_Model):
    file: str
    sha256: str
    member: str = ""


class _Index(_Model):
    copies: tuple[_Copy, ...]


def folder_of(matrix: Path) -> Path:
    """The folder of the files that a matrix was made from."""
    return matrix.with_suffix(".files")


def files(dossier: Dossier) -> dict[str, bytes]:
    """The files of a dossier, by name."""
    names = list(_names(dossier.copies))
    entries = [
        {"file": name, "sha256": copy.digest, **({"member": copy.member} if copy.member else {})}
        for name, copy in zip(names, dossier.copies, strict=True)
    ]
    copies = {name: copy.data for name, copy in zip(names, dossier.copies, strict=True)}
    index = write_yaml({"copies": entries})
    return {"dossier.yaml": index.encode(), "baseline.yaml": dossier.baseline.encode(), **copies}


def read_dossier(folder: Path, read: Callable[[Path], bytes]) -> Dossier:
    """The dossier in a folder. Raises `GivenFileError`: it is not there, or not as it was written."""
    shown = str(folder / "dossier.yaml")

    def inside(name: str) -> bytes:
        path = folder / name
        try:
            elsewhere = PurePath(name).name != name or path.resolve().parent != folder.resolve()
        except ValueError:  # a name with a zero in it
            elsewhere = True
        if elsewhere:
            raise GivenFileError(f"{shown} names a file elsewhere: {quoted(name)}", _HINT)
        return read(path)

    try:
        index = yaml.read(_Index, inside("dossier.yaml").decode(), shown)
        baseline = inside("baseline.yaml").decode()
    except UnicodeDecodeError:
        raise GivenFileError(f"{folder} is not as `review` wrote it", _HINT) from None
    if index.value is None:
        raise GivenContentError(index.problems)
    copies = []
    for entry in index.value.copies:
        copy = Given(entry.file, inside(entry.file), entry.member)
        if copy.digest != entry.sha256:
            message = f"{folder / entry.file} is not the copy that the matrix was made from"
            raise GivenFileError(message, _HINT)
        copies.append(copy)
    return Dossier(baseline, tuple(copies))


def _names(copies: Sequence[Given]) -> Iterator[str]:
    """A name of its own for each copy."""
    taken: set[str] = {"dossier.yaml", "baseline.yaml"}
    for copy in copies:
        path, n = PurePath(PurePath(copy.name).name or "copy.docx"), 1
        name = path.name
        while name.casefold() in taken:
            n += 1
            name = f"{path.stem}-{n}{path.suffix}"
        taken.add(name.casefold())
        yield name
