"""Write back: from a document that is wanted to the content files that say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.names.added import NamesSince
from workplan.content.files.folder import Folder, OverlaidFolder
from workplan.content.files.images import Image
from workplan.content.files.papers import HEAD, called_elsewhere
from workplan.content.load import load
from workplan.content.paper.plan import Manuscript
from workplan.directives.read_back import READ_BACK, taker
from workplan.directives.taker import Taker
from workplan.document.composing.action_line import without_made_action
from workplan.document.composing.compose import compose
from workplan.document.composing.manuscript import manuscript_blocks
from workplan.document.composing.references import targets
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Block, Document, List, Table
from workplan.errors import ContentError, Problem
from workplan.opening import Opened, open_content
from workplan.writeback.agreement import check_agreement
from workplan.writeback.files import Files
from workplan.writeback.front_page import masthead_data, with_own_edition
from workplan.writeback.losses import Losses
from workplan.writeback.markdown.inline import respelled, spelled
from workplan.writeback.markdown.manuscript import Printed, rewritten
from workplan.writeback.wanted.by_file import Part, fitted, parts
from workplan.writeback.wanted.content_ids import NOTE, with_content_ids
from workplan.writeback.wanted.recommended import with_recommendations
from workplan.writeback.wanted.sayable import settled
from workplan.writeback.wanted.scopes import as_named_in, with_references_to_data
from workplan.writeback.yaml.values import Value


class Written(Struct, frozen=True):
    """The files that change, by name, with their new text; and what was not written, or in another way (a
    warning). Where a problem is an error, the files hold everything but what it names. `document` is what
    the content composes to then; None where it is no plan."""

    files: dict[str, str]
    problems: tuple[Problem, ...]
    document: Document | None = None

    def __eq__(self, other: object) -> bool:
        """Whether the same is written, and told; the document follows from it."""
        both = isinstance(other, Written) and (other.files, other.problems)
        return (self.files, self.problems) == both


def write_back(folder: Folder, new: Document, pictures: Mapping[str, Image] | None = None) -> Written:
    """The content of `folder` changed so that it composes to `new`, which is resolved and without marks.

    Nothing is written to the folder. No line changes but those of what differs. What is new and has no id
    that content may give gets one, made of its words. Numbers written by hand after "(linked priority"
    are those of the priorities in `new`. Other `pictures` than those of the content are given by the names
    that their files will have; who writes the files writes these, too.

    Raises `ContentError` where the folder does not load, and `OurBug` where what would be written does not
    say what was wanted, with the first place that differs.
    """
    opened = open_content(folder)
    writer = _Writer(folder, opened, pictures or {})
    wanted = writer.take(new)
    files = {name: text for name, text in writer.files.changed.items() if text != writer.files.raw(name)}
    if not files:
        return Written({}, writer.problems(), writer.old)
    data = {name: image.data for name, image in (pictures or {}).items()}
    overlaid = OverlaidFolder({**data, **{name: text.encode() for name, text in files.items()}}, folder)
    try:
        loaded = load(overlaid)
    except ContentError as error:
        # What was wanted is not a plan: a heading skips a level, a removed priority is still linked …
        return Written({}, (*writer.problems(), *error.problems))
    before = opened.plan
    plan = replace(loaded.plan, history=before.history, earlier=before.earlier, draft=before.draft)
    printed = compose(plan)
    # What the head says of the recommendations follows from the rest, and is nobody's wish.
    made, asked = (without_made_action(each, plan) for each in (printed, _with_computed(wanted, printed)))
    made, asked = map(with_references_to_data, (as_named_in(made, asked), asked))
    check_agreement(made, asked, writer.files.read, writer.findings)
    return Written(files, writer.problems(), printed)


class _Writer:
    def __init__(self, folder: Folder, opened: Opened, pictures: Mapping[str, Image]) -> None:
        self._plan = replace(opened.plan, images={**opened.plan.images, **pictures})
        self.old = compose(opened.plan)
        self._targets = targets(opened.plan)
        self._called_elsewhere = called_elsewhere(folder)
        self._new = self.old
        self.findings = Losses(folder, opened.loaded.places)
        self.files = Files(folder, opened.plan, self._targets, self.findings)
        names = folder.files("appendices", ".md")
        self._manuscripts = ("plan.md", *names)

    def take(self, new: Document) -> Document:
        """Write `new` into the files; the document that they are to say."""
        plan, findings = self._plan, self.findings
        new = with_own_edition(new, plan)
        new = with_content_ids(with_recommendations(new, self.old), self.old, plan)
        self._new = new
        new = settled(new, self.old, findings)
        before = parts(self.old, self._manuscripts, plan)
        wanted = fitted(parts(new, self._manuscripts, plan), before, plan, findings)
        heads = {name: self.files.data(name, {}) for name in ("plan.yaml", *([HEAD] if plan.head else []))}
        heads, masthead = masthead_data(new.blocks, plan, heads, findings)
        for name, value in heads.items():
            self.files.patch(name, value)
        for reads in READ_BACK.values():
            if not reads.declares.around:  # whose words are in the manuscript
                wanted = self._taken(wanted, reads)
        ids = {block.id for block in new.blocks}
        put_back = (id for id in self.old.layout.landscape if id not in ids)
        landscape = frozenset((*new.layout.landscape, *put_back))
        for part in wanted:
            self._write_manuscript(part, landscape)
        blocks = (*masthead, *(block for part in wanted for block in part.blocks))
        document = resolve(replace(new, blocks=blocks, notes=(*new.notes, *_missing(self.old, new))))
        self.files.patch("footnotes.yaml", self._notes(document))
        return document

    def problems(self) -> tuple[Problem, ...]:
        """All that was found up to now, with what the places are called that it is about."""
        if not self.findings.problems:
            return ()
        return self.findings.named(NamesSince(self.old, self._plan.identity.wording).names_in(self._new))

    def _taken(self, wanted: Sequence[Part], reads: Taker) -> list[Part]:
        """The parts with what a directive prints once its data say what is wanted."""
        blocks = [block for part in wanted for block in part.blocks]
        printed = [block for block in blocks if isinstance(block, List | Table) and taker(block) is reads]
        before = {block.id: block for block in self.old.blocks if isinstance(block, List | Table)}
        taken = reads.take_all(printed, [before[block.id] for block in printed], blocks, self.files)
        found = {block.id: block for block in taken}
        return [
            replace(
                part,
                blocks=tuple(
                    found[block.id] if isinstance(block, List | Table) and taker(block) is reads else block
                    for block in part.blocks
                ),
            )
            for part in wanted
        ]

    def _notes(self, document: Document) -> dict[str, Value]:
        """The notes that are called, each new one behind the one that is called before it."""
        data: dict[str, Value] = self.files.data("footnotes.yaml", {})
        sources = {note.id: note.text for note in self._plan.footnotes}
        before = {note.id: note.inlines for note in self.old.notes}
        wanted = {note.id.removeprefix(NOTE): note for note in document.notes}
        called = {id.removeprefix(NOTE) for id in before} - self._called_elsewhere
        result: dict[str, Value] = {
            id: words for id, words in data.items() if id in wanted or id not in called
        }
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
        section = part.appendix or "introduction"
        written = manuscript_blocks(manuscript, self._plan, self._targets, section)
        old = [Printed(each.node, each.block) for each in written]
        paths = {image: path for path, image in self._plan.images.items()}
        self.files.changed[part.file] = rewritten(
            self.files.raw(part.file), old, part.blocks, part.appendix, paths, landscape
        )

    def _manuscript(self, appendix: str) -> Manuscript:
        if not appendix:
            return self._plan.manuscript
        return next(a.manuscript for a in self._plan.appendices if a.id == appendix)


def _with_computed(wanted: Document, printed: Document) -> Document:
    """What was `wanted`, with what is computed as it is `printed` now: counts follow from what
    else changed."""
    now = {block.id: block for block in printed.blocks}
    blocks = (now.get(block.id) if _is_computed(block) else block for block in wanted.blocks)
    return replace(wanted, blocks=tuple(block for block in blocks if block))


def _is_computed(block: Block) -> bool:
    reads = taker(block)
    return reads is not None and reads.computed


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
