"""A new plan: a small content folder with comments, which shows each thing once and builds at once; or a new
paper in one.

A kind of paper is a file of `templates/papers`, or of a content folder's own `papers/kinds`: adding one is
adding a file.
"""

from __future__ import annotations

import re
from pathlib import Path

from workplan.content.files.papers import PLAN, paper_files
from workplan.content.load import on_disk
from workplan.design.resources import resource
from workplan.errors import ExitCode, OutputError, WorkplanError
from workplan.files.output.folders import write_folder
from workplan.text.hints import did_you_mean, join, one_of, quoted
from workplan.text.slug import ID_PATTERN, slug

#: What git leaves out of a new content folder, under a name that git does not obey here.
_IGNORED = "gitignore"


class UnknownKindError(WorkplanError):
    """A kind of paper that there is not, or a name that no paper can have."""

    exit_code = ExitCode.USAGE


def paper_kinds(content: Path) -> dict[str, Path]:
    """The file of each kind of paper, by the kind's name; a content folder's own first."""
    folders = (resource("templates/papers"), content / "papers" / "kinds")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.md"))}


def new_paper(content: Path, kind: str, name: str) -> tuple[Path, bytes]:
    """The file of a paper of a kind, `name`, in a content folder. Raises `UnknownKindError`, and
    `OutputError` where there is such a paper already."""
    kinds = paper_kinds(content)
    if kind not in kinds:
        hint = join(did_you_mean(kind, kinds), f"kinds: {one_of(kinds)}")
        raise UnknownKindError(f"there is no kind of paper {quoted(kind)}", hint)
    folder = on_disk(content)
    if not re.fullmatch(ID_PATTERN, name) or name == PLAN:
        example = kind if name == PLAN else slug(name) or kind
        hint = f"write small letters a–z, digits and hyphens, such as {example}"
        raise UnknownKindError(f"{quoted(name)} cannot be the name of a paper", hint)
    if there := paper_files(folder).get(name):
        raise OutputError(f"{content / there} is there already", "give the paper another name")
    return content / "papers" / f"{name}.md", kinds[kind].read_bytes()


def scaffold(directory: Path) -> list[Path]:
    """Write the starter files of `templates/new` into `directory`. The files, in order of name. Raises
    `OutputError` as `write_folder` does."""
    starter = resource("templates/new")
    files = {path.relative_to(starter).as_posix(): path for path in starter.rglob("*") if path.is_file()}
    files[".gitignore"] = files.pop(_IGNORED)
    return write_folder(directory, {name: path.read_bytes() for name, path in sorted(files.items())})
