"""What the content is to say: the folder, with what the file says otherwise than when it was imported last.

The steps: give all three the folder's names (`same`); bring what no change of words can say (`settings`,
`columns`, `appendices`, pictures); take the file as a copy of the base that somebody sent back, and the
folder as what the content has become since, as `review` does; choose in each conflict; write back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workplan.compare import compare
from workplan.compare.summary import page_layouts
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.telling import Telling
from workplan.compare.telling.told import Told
from workplan.content.folder import Folder, MemoryFolder, OverlaidFolder
from workplan.content.images import Image
from workplan.content.masthead import MASTHEAD
from workplan.content.models import Plan
from workplan.document.compose import compose
from workplan.document.revisions import is_marked, select
from workplan.document.tree import AmendmentNumber, Block, Document, Figure, Heading, Paragraph, Revision
from workplan.document.walk import all_ids
from workplan.editions.thaw import thaw
from workplan.errors import ContentError, Place, Problem
from workplan.importing.again import columns
from workplan.importing.again.appendices import (
    appendices,
    calls,
    file_between,
    gone_message,
    in_order,
    with_appendices,
)
from workplan.importing.again.conflict import Chosen, Conflict
from workplan.importing.again.quiet import quiet
from workplan.importing.again.record import Record, open_base
from workplan.importing.again.same import Names, called, named_anew, other_names, under_names_of
from workplan.importing.again.settings import FILE as SETTINGS
from workplan.importing.again.settings import Settings, settings
from workplan.importing.again.texts import replaced, texts
from workplan.importing.writing.manuscripts import manuscript
from workplan.opening import Opened, open_content
from workplan.redline import known
from workplan.review.consolidate import Consolidated, Copy, consolidate
from workplan.review.deciding.decide import Decided, decide
from workplan.review.deciding.of_rows import RowProblem
from workplan.review.rows.amendment import Amendment
from workplan.word.reader import Reading
from workplan.writeback.markdown.inline import spelled
from workplan.writeback.sources import sources
from workplan.writeback.write import Written, write_back
from workplan.writeback.yaml.edit import patched, read_data

MEMBERS, NOTES = "members.yaml", "footnotes.yaml"

#: A change as the report tells it: where, and what.
Said = tuple[str, Told]


@dataclass(frozen=True, slots=True)
class Merged:
    """`files` change or come, by name. `came` is what the folder says otherwise than before, `kept` what it
    says otherwise than the file; `left` is what of the file could not be brought in. `theirs` is what the
    file says, under the `names` that the folder has, and `document` what the content prints then. Where a
    conflict has nobody's choice, the folder's words are in both. `replaced` has the lines of the file in
    whose place the folder says something else, those of conflicts among them."""

    files: Mapping[str, bytes]
    conflicts: tuple[Conflict, ...]
    came: tuple[Said, ...]
    kept: tuple[Said, ...]
    left: tuple[Problem, ...]
    theirs: Document
    document: Document
    names: Names
    replaced: str

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts in which nobody has chosen."""
        return tuple(conflict for conflict in self.conflicts if not conflict.chosen)


def merged(
    folder: Folder,
    record: Record,
    files: Mapping[str, bytes],
    name: str,
    chosen: Chosen,
    *,
    known_ids: bool,
) -> Merged:
    """`folder` with what the file `name` says now, as the `files` of a content folder, and did not say when
    it was imported last, by the `record`. `known_ids` says that the file carries ids that somebody gave.
    Nothing is written. Raises `ContentError` where the folder does not load."""
    base, theirs = open_base(record, folder), open_content(MemoryFolder(files, name))
    return _Merging(folder, base, record.names, theirs, name, chosen, known_ids).merged()


@dataclass(slots=True)
class _Merging:
    folder: Folder
    base: Opened
    names: Names
    theirs: Opened
    name: str
    chosen: Chosen
    known_ids: bool
    changed: dict[str, bytes] = field(default_factory=dict)
    left: list[Problem] = field(default_factory=list)

    def merged(self) -> Merged:
        before = open_content(self.folder)
        found, conflicts = self.settings(before.plan)
        self.options(before.plan)
        self.members(before.plan)
        mine = open_content(self.overlaid)
        today = compose(mine.plan)
        as_read = self.composed(self.base.plan, mine.plan, found)
        base = under_names_of(today, called(as_read, self.names))
        own = dict(other_names(as_read, base))
        taken = frozenset(id.partition(".")[0] for id in all_ids(today))
        taken |= {note.id for note in today.notes}
        theirs = self.composed(self.theirs.plan, mine.plan, found)
        theirs, names = named_anew(base, theirs, taken, own, known=self.known_ids)
        said, was = (
            with_front_page(document, compose(replace(opened.plan, draft=mine.plan.draft)))
            for document, opened in ((theirs, self.theirs), (base, self.base))
        )
        base, theirs = self.with_files(base, today, theirs, mine.plan)
        mine = open_content(self.overlaid)
        today = compose(mine.plan)
        pictures = self.pictures(theirs, mine.plan)
        same = quiet(base, today, theirs)
        base, now, theirs = map(same.without, (base, today, theirs))
        decided, met = self.decided(base, now, theirs, mine, len(conflicts))
        written = write_back(self.overlaid, same.put_back(decided.document), pictures)
        self.left += written.problems
        document = self.document(written, today)
        conflicts = (*conflicts, *met)
        kept = (each.theirs for each in conflicts if each.chosen != "file")
        wanted = {name: text.encode() for name, text in written.files.items()}
        wanted = {**self.changed, **wanted, **self.shown(document, pictures)}
        return Merged(
            {name: data for name, data in wanted.items() if data != self.now(name)},
            conflicts,
            self.told(compose(before.plan), document, mine.plan),
            self.told(said, document, mine.plan),
            tuple(self.left),
            said,
            document,
            names,
            "\n".join((*replaced(was, compose(before.plan), said, document), *kept)),
        )

    @property
    def overlaid(self) -> Folder:
        return OverlaidFolder(self.changed, self.folder)

    def now(self, name: str) -> bytes | None:
        return self.folder.data(name) if self.is_there(name) else None

    def is_there(self, name: str) -> bool:
        return name in self.folder.files(name.rpartition("/")[0])

    # What no change of words can say

    def settings(self, mine: Plan) -> tuple[Settings, tuple[Conflict, ...]]:
        """plan.yaml with what the file says otherwise, and the conflicts in it."""
        text = self.folder.text(SETTINGS)
        known_ = settings(text, self.base.plan, mine, self.theirs.plan, {}).met
        sides = {path: self.chosen.of(n) for n, (path, *_) in enumerate(known_, 1)}
        taken = {path: side == "file" for path, side in sides.items()}
        found = settings(text, self.base.plan, mine, self.theirs.plan, taken)
        if found.text != text:
            self.changed[SETTINGS] = found.text.encode()
        source = Place(self.folder.shown(SETTINGS))
        return found, tuple(
            Conflict(n, ".".join(path), source, was, is_, comes, sides[path])
            for n, (path, was, is_, comes) in enumerate(found.met, 1)
        )

    def options(self, mine: Plan) -> None:
        """The columns of tables of data; those that are new are empty in the base and the folder."""
        names = ("plan.md", *self.folder.files("appendices", ".md"))
        own = {name: self.folder.text(name) for name in names}
        found = columns.with_options(own, mine, self.base.plan, self.theirs.plan)
        if found.texts:
            self.changed |= {name: text.encode() for name, text in found.texts.items()}
            files = dict(thaw(self.base.standing.text, self.name))
            own = {name: data.decode() for name, data in files.items() if name.endswith(".md")}
            plan = self.base.plan
            came = columns.with_options(own, plan, plan, self.theirs.plan, found.directives).texts
            files |= {name: text.encode() for name, text in came.items()}
            self.base = open_content(MemoryFolder(files, self.name))

    def members(self, mine: Plan) -> None:
        """The members that the file names for the first time."""
        known_ = {member.id for member in (*mine.members, *self.base.plan.members)}
        came = [{"id": each.id} for each in self.theirs.plan.members if each.id not in known_]
        if came:
            raw = self.folder.text(MEMBERS) if self.is_there(MEMBERS) else ""
            data = read_data(raw) or []
            assert isinstance(data, list)
            self.changed[MEMBERS] = patched(raw, [*data, *came]).encode()

    def composed(self, plan: Plan, mine: Plan, found: Settings) -> Document:
        """`plan` as the folder prints it, so that only what it says is different."""
        seen = found.seen(mine.identity, plan.identity)
        return compose(replace(plan, identity=seen, draft=mine.draft))

    def with_files(
        self, base: Document, today: Document, theirs: Document, mine: Plan
    ) -> tuple[Document, Document]:
        """Base and file with the same appendices as the folder is to have: those that the file has for the
        first time are written, those that it has no more stay."""
        old, now, new = (appendices(each) for each in (base, today, theirs))
        for id in old:
            if id not in new and id in now:
                title = old[id][0]
                assert isinstance(title, Heading)
                name = self.file_of(id, mine)
                hint = f"to take it out, delete {self.folder.shown(name)}"
                self.left.append(
                    Problem(gone_message(title), Place(self.folder.shown(name)), hint, warning=True)
                )
        if [id for id in new if id in old] != [id for id in old if id in new]:
            hint = "to order them as the file does, change the numbers of the files' names"
            place = Place(self.folder.shown("appendices"))
            self.left.append(Problem("the file orders its appendices otherwise", place, hint, warning=True))
        came = [id for id in new if id not in old and id not in now]
        order = in_order(list(now), [id for id in new if id in now or id in came])
        for id in came:
            self.write_appendix(id, theirs, order, mine)
        everything = in_order(order, list(old))
        base = with_appendices(base, [id for id in everything if id in old or id in came], theirs)
        theirs = with_appendices(theirs, [id for id in everything if id in old or id in came], base)
        return base, theirs

    def file_of(self, id: str, mine: Plan) -> str:
        file = next(each.manuscript.file for each in mine.appendices if each.id == id)
        return f"appendices/{file.rpartition('/')[2]}"

    def write_appendix(self, id: str, theirs: Document, order: Sequence[str], mine: Plan) -> None:
        """An appendix that comes, with its notes and pictures."""
        blocks = appendices(theirs)[id]
        title = blocks[0]
        assert isinstance(title, Heading)
        text = manuscript(blocks, appendix=id)
        names = self.overlaid.files("appendices", ".md")
        known_ids = [name.rpartition("/")[2].lstrip("0123456789").lstrip("-")[:-3] for name in names]
        before = [each for each in order[: order.index(id)] if each in known_ids]
        at = known_ids.index(before[-1]) + 1 if before else 0
        self.changed[file_between(id, names, at)] = text.encode()
        called = list(dict.fromkeys(note.removeprefix("note.") for note in calls(blocks)))
        notes = {note.id.removeprefix("note."): spelled(note.inlines).words for note in theirs.notes}
        raw = self.overlaid.text(NOTES) if NOTES in self.overlaid.files() else ""
        data = read_data(raw) or {}
        assert isinstance(data, dict)
        wanted = {**data, **{each: notes[each] for each in called if each not in data}}
        if wanted != data:
            self.changed[NOTES] = patched(raw, wanted).encode()
        for figure in blocks:
            if isinstance(figure, Figure) and not self.is_there(figure.image.name):
                self.changed[figure.image.name] = self.picture(figure.image.name)

    def pictures(self, theirs: Document, mine: Plan) -> dict[str, Image]:
        """The pictures that come, by the names that their files will have."""
        known_ = {image.data for image in mine.images.values()}
        return {
            block.image.name: block.image
            for block in theirs.blocks
            if isinstance(block, Figure) and block.image.data not in known_
        }

    def picture(self, name: str) -> bytes:
        return next(image.data for path, image in self.theirs.plan.images.items() if path == name)

    def shown(self, document: Document, pictures: Mapping[str, Image]) -> dict[str, bytes]:
        """The files of the pictures that came and that the content shows."""
        shown = {block.image for block in document.blocks if isinstance(block, Figure)}
        return {name: image.data for name, image in pictures.items() if image in shown}

    # What words say

    def decided(
        self, base: Document, today: Document, theirs: Document, mine: Opened, first: int
    ) -> tuple[Decided, tuple[Conflict, ...]]:
        """Today's document with what the file says otherwise than the base, but for conflicts."""
        copy = compare(base, theirs, Revision(self.name))
        self.left += self.pages(copy, mine)
        reading = Reading(copy, (), (), ours=False)
        members = known(mine.plan, self.base.plan, self.theirs.plan)
        found = consolidate(base, today, [Copy(self.name, "", reading)], members=members)
        wording = mine.plan.identity.wording
        places = sources(mine.loaded)
        rows = found.rows(wording, places)
        groups = list(_groups(found, rows))
        conflicts = [
            self.conflict(first + n, each, found, (base, today, theirs))
            for n, (each, _) in enumerate(groups, 1)
        ]
        mine_kept: set[int] = set()
        dropped: set[AmendmentNumber] = set()
        for conflict, (met, of_folder) in zip(conflicts, groups, strict=True):
            if conflict.chosen == "file":
                dropped |= of_folder
            else:
                mine_kept |= {row.number for row in met}
        if dropped:
            since = select(found.since, lambda revision: revision.amendment not in dropped)
            found = replace(found, since=since)
        decided = self.applied(found, today, rows, mine_kept, mine)
        return decided, tuple(conflicts)

    def pages(self, copy: Document, mine: Opened) -> Iterator[Problem]:
        """New pages and parts in landscape, which no change of words can say."""
        wording = mine.plan.identity.wording
        telling = Telling(wording.summary, wording.linked_priority, copy.properties.language)
        place = Place(self.folder.shown("plan.md"))
        hint = "it stays as it is in the folder: change the lines :::{page-break} or :::{landscape} there"
        for said, _ in page_layouts.told(copy, telling):
            words = "".join(run.text for run in said)
            yield Problem(f"the pages of the file are others: {words}", place, hint, warning=True)

    def applied(
        self,
        found: Consolidated,
        today: Document,
        rows: Sequence[Amendment],
        kept: Collection[int],
        mine: Opened,
    ) -> Decided:
        """What the rows make of today's document, but for those that are `kept` as the folder has them, and
        those that cannot be made, which are told."""
        out = set(kept)
        places = {row.number: Place(self.name) for row in rows}
        while True:
            wanted = [replace(row, disposition="reject" if row.number in out else "accept") for row in rows]
            try:
                return decide(found, today, wanted, places, mine.plan.identity.wording)
            except ContentError as error:
                stuck = [each for each in error.problems if isinstance(each, RowProblem)]
                numbers = {number for each in stuck for number in each.rows} - out
                if not numbers:
                    raise
                out |= numbers
                self.left += [self.not_made(row) for row in rows if row.number in numbers]

    def not_made(self, row: Amendment) -> Problem:
        words = f": “{row.after or row.present}”" if row.after or row.present else ""
        hint = "put it into the content by hand"
        return Problem(
            f"{row.place} could not be changed{words}", row.source or Place(self.name), hint, warning=True
        )

    def conflict(
        self,
        number: int,
        rows: Sequence[Amendment],
        found: Consolidated,
        documents: Sequence[Document],
    ) -> Conflict:
        """The rows of the file that meet the same change of the folder, as one conflict."""
        id = rows[0].id
        base, today, theirs = map(texts, documents)
        now = found.today.lines.get(found.today.arrangement.name(id))
        own = now.after if now else today.get(found.today.id(id), "")
        source = next((row.source for row in rows if row.source), None)
        return Conflict(
            number,
            rows[0].place,
            source or Place(self.folder.shown("plan.md")),
            base.get(id, ""),
            own,
            theirs.get(id, ""),
            self.chosen.of(number),
        )

    def document(self, written: Written, today: Document) -> Document:
        """What the content prints then. Raises `ContentError` where that would be no plan."""
        if written.document is None:
            raise ContentError(written.problems)
        return written.document

    def told(self, before: Document, after: Document, plan: Plan) -> tuple[Said, ...]:
        redline = compare(before, after, Revision(self.name))
        if not is_marked(redline) and before.properties == after.properties:
            return ()
        wording = plan.identity.wording
        return tuple(
            (change.section, sentence(change, wording.summary))
            for change in changes(redline, wording, known(plan))
        )


def with_front_page(document: Document, other: Document) -> Document:
    """`document` with the front page and the properties of the `other`."""
    front = (block for block in other.blocks if _is_front(block))
    blocks = (*front, *(block for block in document.blocks if not _is_front(block)))
    return replace(document, blocks=blocks, properties=other.properties)


def _is_front(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in MASTHEAD


def _groups(
    found: Consolidated, rows: Sequence[Amendment]
) -> Iterator[tuple[list[Amendment], set[AmendmentNumber]]]:
    """The rows that meet changes of the folder, each with those: all that hang together."""
    row_of = {number: row for row in rows if not found.is_made(row) for number in row.revisions}
    groups: list[tuple[set[int], set[AmendmentNumber]]] = []
    for mine, other in sorted(found.met):
        if other not in row_of:
            continue
        numbers, own = {row_of[other].number}, {mine}
        for group in [each for each in groups if each[0] & numbers or each[1] & own]:
            groups.remove(group)
            numbers, own = numbers | group[0], own | group[1]
        groups.append((numbers, own))
    for numbers, own in sorted(groups, key=lambda each: min(each[0])):
        yield [row for row in rows if row.number in numbers], own
