"""Papers beside the plan: each is a head, a manuscript, and annexes or appendices, and uses the plan's data.

    papers/status.md                the head, between two lines of three dashes; then the manuscript
    papers/status/paper.md          the same, where the paper has more than one file:
    papers/status/annexes/*.md      its annexes, lettered in the order of their names; or appendices/*.md
    papers/status/dispositions.yaml what was decided on members' proposals (`workplan.review.record.log`)
    editions/status/*.yaml          its editions

A paper whose head says `manuscript: plan` is the plan itself, under another head: its text is plan.md, with
the plan's appendices.

`paper_folder` shows a content folder as if the paper were its plan: plan.md is the paper's manuscript,
head.yaml its head, and so on. So whatever reads, issues, compares or writes back a plan does so with any
paper. Lines keep their numbers: where the head stands in the file, the manuscript has empty lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from workplan.content.files.folder import Folder, MemoryFolder, UnreadableFileError
from workplan.errors import ContentError, Place, Problem
from workplan.text.hints import did_you_mean, join, one_of, quoted
from workplan.text.slug import ID_PATTERN, slug

#: The name of the paper that plan.md is.
PLAN = "plan"
HEAD = "head.yaml"

_MANUSCRIPT = "plan.md"
_BEHIND = ("annexes", "appendices")
#: A note that is called, in Markdown.
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NO_HEAD = (
    "write it between two lines of three dashes, with its title; `new --paper` starts a paper that has one"
)


def paper_files(folder: Folder) -> dict[str, str]:
    """The manuscript of each paper beside the plan, by the paper's name, in order of name."""
    return dict(sorted(_papers(folder)))


def _papers(folder: Folder) -> Iterator[tuple[str, str]]:
    for name in folder.files("papers", ".md"):
        yield name.removeprefix("papers/").removesuffix(".md"), name
    for below in folder.folders("papers"):
        if f"{below}/paper.md" in folder.files(below, ".md"):
            yield below.removeprefix("papers/"), f"{below}/paper.md"


def paper_key(paper: str) -> str:
    """The name under which whoever reads another paper keeps the places of this one's head."""
    return f"head of {paper}"


def misnamed(folder: Folder) -> Iterator[Problem]:
    """Papers whose names cannot be theirs, or that are there twice."""
    seen: dict[str, str] = {}
    for name, file in sorted(_papers(folder)):
        place = Place(folder.shown(file))
        if name == PLAN or not re.fullmatch(ID_PATTERN, name):
            hint = f"name the file after what the paper is, such as {slug(name) or 'status-report'}.md"
            if name == PLAN:
                hint = "the plan is plan.md; name this paper otherwise"
            yield Problem(f"{quoted(name)} cannot be the name of a paper", place, hint)
        elif name in seen:
            hint = f"the other is {folder.shown(seen[name])}; delete one"
            yield Problem(f"the paper {quoted(name)} is there twice", place, hint)
        seen[name] = file


@lru_cache(8)  # whoever reads the heads of all papers asks for each
def _well_named(papers: tuple[str, ...]) -> bool:
    """Whether none of them is `misnamed`."""
    fits = all(name != PLAN and re.fullmatch(ID_PATTERN, name) for name in papers)
    return fits and len(set(papers)) == len(papers)


def head_text(text: str) -> str:
    """The lines of the file of a paper up to the end of its head; nothing where it has none."""
    found = _HEAD.match(text)
    return found[0] if found else ""


def paper_folder(folder: Folder, paper: str) -> Folder:
    """`folder` as if `paper` were its plan; `folder` itself for the plan. Raises `ContentError` where there
    is no such paper."""
    if paper == PLAN:
        return folder
    there = sorted(_papers(folder))
    if not _well_named(tuple(name for name, _ in there)):
        raise ContentError(misnamed(folder))
    known = dict(there)
    if paper not in known:
        others = f"papers: {one_of((PLAN, *known))}" if known else "there is only the plan"
        message = f"there is no paper {quoted(paper)}"
        hint = join(did_you_mean(paper, (PLAN, *known)), f"{others}; `new --paper` starts one")
        raise ContentError([Problem(message, Place(folder.shown("papers")), hint)])
    if _is_the_plan(folder, known[paper]):
        return _PaperFolder(folder, paper, known[paper], annexed=False, is_plan=True)
    annexed = not folder.files(f"papers/{paper}/appendices", ".md")
    return _PaperFolder(folder, paper, known[paper], annexed=annexed)


def _is_the_plan(folder: Folder, file: str) -> bool:
    """Whether a paper is the plan under another head. Raises `ContentError` where it has words of its own."""
    try:
        text = folder.text(file)
    except UnreadableFileError:
        return False  # whoever reads the paper hears of it
    found = _HEAD.match(text)
    if not found or "manuscript" not in found["head"]:
        return False
    from workplan.files import yaml  # few papers are the plan under another head

    read = yaml.read(yaml.MAPPING, found["head"], file)
    if not read.value or read.value.get("manuscript") != PLAN:
        return False
    if own := text[found.end() :].strip():
        place = Place(folder.shown(file), text.count("\n", 0, text.index(own, found.end())) + 1)
        hint = "take these words out, or the line manuscript: plan"
        raise ContentError(
            [Problem("the text of this paper is plan.md, and has words of its own", place, hint)]
        )
    return True


def called_elsewhere(folder: Folder) -> frozenset[str]:
    """The notes that other papers call than the one that `folder` shows; of a paper beside the plan, those
    that the plan and its data call, too."""
    whole = folder.whole
    files = [file for name, file in paper_files(whole).items() if name != folder.paper]
    below = [
        f"{file.removesuffix('.md').removesuffix('/paper')}/{kind}" for file in files for kind in _BEHIND
    ]
    if folder.paper != PLAN:
        files += [_MANUSCRIPT, "actions.yaml", "priorities.yaml"]
        below += ["appendices"]
    files += [name for each in below for name in whole.files(each, ".md")]
    found: set[str] = set()
    for name in files:
        with suppress(UnreadableFileError):  # whoever reads that paper hears of it
            found.update(_CALL.findall(whole.text(name)))
    return frozenset(found)


def with_paper(files: Mapping[str, bytes], paper: str, *, annexed: bool, is_plan: bool) -> dict[str, bytes]:
    """The files of a content folder in which `paper` is the plan, as they are where it is a paper."""
    has_annexes = not is_plan and any(name.startswith("appendices/") for name in files)
    manuscript = f"papers/{paper}/paper.md" if has_annexes else f"papers/{paper}.md"
    empty = MemoryFolder({manuscript: b"---\n---\n"}, "")
    return _PaperFolder(empty, paper, manuscript, annexed=annexed, is_plan=is_plan).originals(files)


class _PaperFolder(Folder):
    def __init__(
        self, base: Folder, paper: str, manuscript: str, *, annexed: bool, is_plan: bool = False
    ) -> None:
        own = f"papers/{paper}"
        self.paper = paper
        self.annexed = annexed
        self.worked_on = base.worked_on
        self._base = base
        #: The files that are parts of the paper's own one.
        self._together = frozenset({HEAD} if is_plan else {HEAD, _MANUSCRIPT})
        self._files = {
            _MANUSCRIPT: _MANUSCRIPT if is_plan else manuscript,
            HEAD: manuscript,
            "dispositions.yaml": f"{own}/dispositions.yaml",
        }
        self._folders = {"editions": f"editions/{paper}"}
        if not is_plan:
            self._folders["appendices"] = f"{own}/{'annexes' if annexed else 'appendices'}"

    @property
    def whole(self) -> Folder:
        return self._base.whole

    def original(self, name: str) -> str:
        if name in self._files:
            return self._base.original(self._files[name])
        below, slash, rest = name.partition("/")
        return self._base.original(f"{self._folders[below]}{slash}{rest}" if below in self._folders else name)

    def originals(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """The head and the manuscript are put together again; each is what it was where only the other is
        among `files`."""
        found = {self.original(name): data for name, data in files.items() if name not in self._together}
        if here := self._together & set(files):
            head, gap, body = self._parted()
            if HEAD in here:
                head = files[HEAD].decode().removeprefix("\n").rstrip("\n") + "\n"
            if _MANUSCRIPT in here:
                body = files[_MANUSCRIPT].decode().lstrip("\r\n")
            found[self.original(HEAD)] = f"---\n{head}---\n{gap}{body}".encode()
        return found

    def shown(self, name: str = "") -> str:
        return self._base.shown(self.original(name) if name else "")

    def files(self, below: str = "", suffix: str = "") -> list[str]:
        if below in self._folders:
            there = self._base.files(self._folders[below], suffix)
            return [f"{below}/{name.rpartition('/')[2]}" for name in there]
        found = self._base.files(below, suffix)
        if below:
            return found
        own = {_MANUSCRIPT, HEAD} | {
            name for name in ("dispositions.yaml",) if self._is_there(self._files[name])
        }
        return sorted(
            {name for name in found if name not in self._files} | {n for n in own if n.endswith(suffix)}
        )

    def folders(self, below: str = "") -> list[str]:
        return self._base.folders(below)

    def data(self, name: str) -> bytes:
        if name not in self._together:
            return self._base.data(self.original(name))
        text = self._base.text(self._files[HEAD])
        found = _HEAD.match(text)
        if not found:
            raise UnreadableFileError("the paper does not begin with its head", _NO_HEAD)
        if name == HEAD:
            return f"\n{found['head']}".encode()
        return ("\n" * found[0].count("\n") + text[found.end() :]).encode()

    def _parted(self) -> tuple[str, str, str]:
        """The lines of the head, what stands between it and the first words, and the rest."""
        text = self._base.text(self._files[HEAD])
        found = _HEAD.match(text)
        assert found
        rest = text[found.end() :]
        body = rest.lstrip("\r\n")
        return found["head"], rest[: len(rest) - len(body)] or "\n" * (_MANUSCRIPT in self._together), body

    def _is_there(self, name: str) -> bool:
        below, _, _ = name.rpartition("/")
        return name in self._base.files(below)
