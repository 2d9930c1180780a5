"""Write back: from a document that is wanted to the content files that say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workplan.content.folder import Folder, OverlaidFolder, UnreadableFileError
from workplan.content.load import load
from workplan.content.models import Manuscript
from workplan.document.compose import compose
from workplan.document.manuscript import manuscript_blocks
from workplan.document.resolve import resolve
from workplan.document.targets import targets
from workplan.document.tree import Block, Document, List, Table
from workplan.editions.opening import Opened, open_content
from workplan.errors import ContentError, Problem
from workplan.writeback.actions import ActionReader, Understood
from workplan.writeback.agreement import check_agreement
from workplan.writeback.findings import Findings
from workplan.writeback.fitting import Part, fitted, parts
from workplan.writeback.manuscript_text import Printed, rewritten
from workplan.writeback.markup import respelled, spelled
from workplan.writeback.masthead import identity_data
from workplan.writeback.names import NOTE, with_content_ids
from workplan.writeback.priorities import priorities_data
from workplan.writeback.settle import settled
from workplan.writeback.yaml_text import patched, read_data
from workplan.writeback.yaml_values import Value
from workplan.yaml import Path


@dataclass(frozen=True, slots=True)
class Written:
    """The files that change, by name, with their new text; and what was not written, or in another way (a
    warning). Where a problem is an error, the files hold everything but what it names."""

    files: dict[str, str]
    problems: tuple[Problem, ...]


def write_back(folder: Folder, new: Document) -> Written:
    """The content of `folder` changed so that it composes to `new`, which is resolved and without marks.

    Nothing is written to the folder. No line changes but those of what differs. What is new and has no id
    that content may give gets one, made of its words. Numbers written by hand after "(linked priority"
    are those of the priorities in `new`.

    Raises `ContentError` where the folder does not load, and `OurBug` where what would be written does not
    say what was wanted, with the first place that differs.
    """
    opened = open_content(folder)
    writer = _Writer(folder, opened)
    wanted, read = writer.take(new)
    files = {name: text for name, text in writer.files.items() if text != writer.raw(name)}
    findings = writer.findings
    if not files:
        return Written({}, tuple(findings.problems))
    overlaid = OverlaidFolder({name: text.encode() for name, text in files.items()}, folder)
    try:
        loaded = load(overlaid)
    except ContentError as error:
        # What was wanted is not a plan: a heading skips a level, a removed priority is still linked …
        return Written({}, (*findings.problems, *error.problems))
    plan = replace(loaded.plan, history=opened.plan.history)
    check_agreement(compose(plan), wanted, read, findings)
    return Written(files, tuple(findings.problems))


class _Writer:
    def __init__(self, folder: Folder, opened: Opened) -> None:
        self.files: dict[str, str] = {}
        self.findings = Findings(folder, opened.loaded.places)
        self._folder = folder
        self._plan = opened.plan
        self._old = compose(opened.plan)
        self._targets = targets(opened.plan)
        names = folder.files("appendices", ".md")
        self._manuscripts = ("plan.md", *names)

    def raw(self, name: str) -> str:
        """The text of a file; empty where there is none."""
        try:
            return self._folder.text(name)
        except UnreadableFileError:
            return ""

    def take(self, new: Document) -> tuple[Document, Mapping[str, Path]]:
        """Write `new` into the files; the document that they are to say, and the cells that were read."""
        plan, findings = self._plan, self.findings
        new = settled(with_content_ids(new, self._old, plan), self._old, findings)
        before = parts(self._old, self._manuscripts, plan)
        wanted = fitted(parts(new, self._manuscripts, plan), before, plan, findings)
        identity, masthead = identity_data(new.blocks, plan.identity, self._data("plan.yaml", {}), findings)
        self._patch("plan.yaml", identity)
        wanted = [self._with_priorities(part) for part in wanted]
        read: Mapping[str, Path] = {}
        for n, part in enumerate(wanted):
            if understood := self._understood(part, wanted):
                read = understood.read
                wanted[n] = replace(part, blocks=_put(part.blocks, understood.table))
        ids = {block.id for block in new.blocks}
        put_back = (id for id in self._old.layout.landscape if id not in ids)
        landscape = frozenset((*new.layout.landscape, *put_back))
        for part in wanted:
            self._write_manuscript(part, landscape)
        blocks = (*masthead, *(block for part in wanted for block in part.blocks))
        document = resolve(replace(new, blocks=blocks, notes=(*new.notes, *_missing(self._old, new))))
        self._patch("footnotes.yaml", self._notes(document))
        return document, read

    def _data(self, name: str, empty: Any) -> Any:
        data = read_data(self.raw(name))
        return empty if data is None else data

    def _patch(self, name: str, value: Value) -> None:
        if value != self._data(name, [] if isinstance(value, list) else {}):
            self.files[name] = patched(self.raw(name), value)

    # What the plan's data print

    def _with_priorities(self, part: Part) -> Part:
        new, old = _of(part.blocks, List, "priorities"), _of(self._old.blocks, List, "priorities")
        if new is None or old is None:
            return part
        data, list_ = priorities_data(
            new, old, self._plan.priorities, self._data("priorities.yaml", []), self.findings
        )
        self._patch("priorities.yaml", data)
        return replace(part, blocks=_put(part.blocks, list_))

    def _understood(self, part: Part, all_parts: Sequence[Part]) -> Understood | None:
        new, old = _of(part.blocks, Table, "actions"), _of(self._old.blocks, Table, "actions")
        if new is None or old is None:
            return None
        blocks = [block for each in all_parts for block in each.blocks]
        listed = _of(blocks, List, "priorities")
        ids = [item.id for item in listed.items] if listed else [p.id for p in self._plan.priorities]
        numbers = {str(number): id for number, id in enumerate(ids, start=1)}
        data = self._data("actions.yaml", [])
        understood = ActionReader(self._plan, data, self._targets, numbers, self.findings).understood(
            new, old
        )
        self._patch("actions.yaml", understood.data)
        members = self._data("members.yaml", [])
        self._patch("members.yaml", [*members, *({"id": member} for member in understood.members)])
        return understood

    def _notes(self, document: Document) -> dict[str, Value]:
        """The notes that are called, each new one behind the one that is called before it."""
        data: dict[str, Value] = self._data("footnotes.yaml", {})
        sources = {note.id: note.text for note in self._plan.footnotes}
        before = {note.id: note.inlines for note in self._old.notes}
        wanted = {note.id.removeprefix(NOTE): note for note in document.notes}
        result: dict[str, Value] = {id: words for id, words in data.items() if id in wanted}
        last = ""
        for id, note in wanted.items():
            if id in result:
                found = respelled(sources[id], before[note.id], note.inlines).words
                if found != sources[id]:
                    result[id] = found
            else:
                result = dict(_behind(result, last, id, spelled(note.inlines).words))
            last = id
        return result

    # Manuscripts

    def _write_manuscript(self, part: Part, landscape: Collection[str]) -> None:
        manuscript = self._manuscript(part.appendix)
        nodes = [node for node in manuscript.tree.children if not self._prints_nothing(node)]
        section = part.appendix or "introduction"
        printed = manuscript_blocks(manuscript, self._plan, self._targets, section)
        old = [Printed(node, block) for node, (block, _) in zip(nodes, printed, strict=True)]
        paths = {image: path for path, image in self._plan.images.items()}
        self.files[part.file] = rewritten(self.raw(part.file), old, part.blocks, part.appendix, paths, landscape)

    def _manuscript(self, appendix: str) -> Manuscript:
        if not appendix:
            return self._plan.manuscript
        return next(a.manuscript for a in self._plan.appendices if a.id == appendix)

    def _prints_nothing(self, node: Any) -> bool:
        """Whether a node is the directive of priorities that there are none of."""
        is_list = node.type == "directive" and node.meta["name"] == "priorities"
        return is_list and not self._plan.priorities


def _of(blocks: Sequence[Block], kind: type[Any], id: str) -> Any:
    return next((block for block in blocks if isinstance(block, kind) and block.id == id), None)


def _put(blocks: Sequence[Block], block: Block) -> tuple[Block, ...]:
    """`blocks` with `block` in the place of the one with its id."""
    return tuple(block if type(each) is type(block) and each.id == block.id else each for each in blocks)


def _missing(old: Document, new: Document) -> Iterator[Any]:
    """Notes that were called only in what was put back."""
    known = {note.id for note in new.notes}
    return (note for note in old.notes if note.id not in known)


def _behind(notes: Mapping[str, Value], last: str, id: str, words: str) -> Iterator[tuple[str, Value]]:
    """`notes` with a new one behind `last`; first where that is none."""
    if not last:
        yield id, words
    for name, value in notes.items():
        yield name, value
        if name == last:
            yield id, words
