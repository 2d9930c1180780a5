"""What a folder held at a git revision, read without checking anything out.

Objects are read as they are stored (`ls-tree`, `cat-file`): no attribute, filter or hook of the repository
runs or changes a byte, and nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from workplan.errors import EnvironmentProblem, GivenFileError
from workplan.text.hints import quoted

MAX_BYTES = 64_000_000
_SECONDS = 60
#: Objects are what their names say (none stands in for another), and nothing is fetched or locked.
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
}


class Tree(Struct, frozen=True):
    """All that a folder held: what has the same `id` holds the same, for that is a digest. `absent` says that
    there is none."""

    repository: Path
    id: str
    absent: str


def tree_at(revision: str, content: Path) -> Tree:
    """What the folder `content` held at `revision`. It need not be there any more.

    Raises `GivenFileError`: there is no repository, no such revision, or no such folder in it;
    `EnvironmentProblem`: there is no git.
    """
    if not revision.isprintable():
        raise GivenFileError(f"{quoted(revision)} cannot be a revision", "write it as git does: git:HEAD~3")
    where = content.resolve()
    around = next(folder for folder in (where, *where.parents) if folder.is_dir())
    top = Path(
        _git(around, ["rev-parse", "--show-toplevel"], f"{content} is in no git repository").decode().strip()
    )
    commit = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    unknown = f"git knows no revision {quoted(revision)}"
    found = _git(top, commit, unknown).decode().strip()
    folder = where.relative_to(top.resolve()).as_posix()
    named = ["rev-parse", "--verify", "--quiet", f"{found}:{'' if folder == '.' else folder}"]
    absent = f"there was no {folder}/ at {quoted(revision)}"
    return Tree(top, _git(top, named, absent).decode().strip(), absent)


def files_of(tree: Tree) -> dict[str, bytes]:
    """The files of the folder, by their names in it; links are left out. Raises `GivenFileError`: too much of
    it, or not all of it, as in a partial clone."""
    listing = ["ls-tree", "-r", "-z", "-l", "--full-tree", tree.id]
    blobs = dict(_entries(_git(tree.repository, listing, tree.absent)))
    return dict(zip(blobs, _blobs(tree.repository, list(blobs.values())), strict=True))


def _entries(listing: bytes) -> Iterator[tuple[str, str]]:
    """The name and object of each file."""
    total = 0
    for line in filter(None, listing.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, kind, blob, size = about.decode("ascii").split()
        if kind != "blob" or mode == "120000":
            continue
        if not size.isdecimal():  # "BAD"
            raise _lacking(name.decode("utf-8", "replace"))
        total += int(size)
        if total > MAX_BYTES:
            raise GivenFileError(
                f"the folder has more than {MAX_BYTES:,} bytes there", "name an edition instead"
            )
        yield name.decode("utf-8", "replace"), blob


def _blobs(top: Path, names: list[str]) -> Iterator[bytes]:
    answer = _git(
        top, ["cat-file", "--batch"], "git cannot read the files", "".join(f"{name}\n" for name in names)
    )
    for name in names:
        head, _, answer = answer.partition(b"\n")
        if not head.split()[-1:][0].isdigit():  # "missing"
            raise _lacking(name)
        size = int(head.split()[-1])
        yield answer[:size]
        answer = answer[size + 1 :]


def _lacking(name: str) -> GivenFileError:
    return GivenFileError(
        f"this clone of the repository lacks {quoted(name)}",
        "fetch all of it (git fetch --refetch), mend it (git fsck), or name an edition",
    )


def _git(folder: Path, command: list[str], failed: str, given: str = "") -> bytes:
    """What git answers; where it refuses, `failed` says so in our words and git's own are the hint."""
    try:
        child = subprocess.run(  # noqa: S603 - a list of words; what the user wrote is never an option
            ["git", "-C", str(folder), *command],  # noqa: S607 - the user's own git
            input=given.encode(),
            capture_output=True,
            env=os.environ | _SETTINGS,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise EnvironmentProblem(
            "there is no git here", "install it, or name an edition or a folder"
        ) from None
    except subprocess.TimeoutExpired:
        raise GivenFileError(failed, f"git did not answer in {_SECONDS} s") from None
    if child.returncode:
        said = child.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GivenFileError(
            failed, f"git says: {said[-1]}" if said else "check its name; `git log` lists them"
        )
    return child.stdout
