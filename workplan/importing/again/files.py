"""What no change of words can say: the folder with the fields, columns, members, appendices and pictures that
the file says otherwise than when it was imported last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from workplan.content.files.folder import Folder, MemoryFolder, OverlaidFolder
from workplan.content.files.images import Image
from workplan.content.paper.plan import Plan
from workplan.content.sources.reading import appendix_id
from workplan.document.tree import Document, Figure, Heading
from workplan.editions.thaw import thaw
from workplan.errors import Place, Problem
from workplan.importing.again import columns
from workplan.importing.again.appendices import (
    appendices,
    calls,
    file_between,
    file_of,
    gone_message,
    in_order,
    with_appendices,
)
from workplan.importing.again.conflict import Chosen, Conflict
from workplan.importing.again.settings import FILE as SETTINGS
from workplan.importing.again.settings import Settings, settings
from workplan.importing.writing.manuscripts import manuscript
from workplan.opening import Opened, open_content
from workplan.writeback.markdown.inline import spelled
from workplan.writeback.yaml.edit import patched, read_data

MEMBERS, NOTES = "members.yaml", "footnotes.yaml"


class Files(Struct):
    """The `folder`, of which some files are `changed`, or come. The file `name` said what the `base` says
    when it was imported last, and says what `theirs` says now. `left` is what could not be brought in."""

    folder: Folder
    base: Opened
    theirs: Opened
    name: str
    changed: dict[str, bytes] = {}
    left: list[Problem] = []

    @property
    def overlaid(self) -> Folder:
        return OverlaidFolder(self.changed, self.folder)

    def now(self, name: str) -> bytes | None:
        return self.folder.data(name) if self.is_there(name) else None

    def is_there(self, name: str) -> bool:
        return name in self.folder.files(name.rpartition("/")[0])

    def settings(self, mine: Plan, chosen: Chosen) -> tuple[Settings, tuple[Conflict, ...]]:
        """plan.yaml with what the file says otherwise, and the conflicts in it."""
        text = self.folder.text(SETTINGS)
        met = settings(text, self.base.plan, mine, self.theirs.plan, {}).met
        sides = {path: chosen.of(n) for n, (path, *_) in enumerate(met, 1)}
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
        known = {member.id for member in (*mine.members, *self.base.plan.members)}
        came = [{"id": each.id} for each in self.theirs.plan.members if each.id not in known]
        if came:
            raw = self.folder.text(MEMBERS) if self.is_there(MEMBERS) else ""
            data = read_data(raw) or []
            assert isinstance(data, list)
            self.changed[MEMBERS] = patched(raw, [*data, *came]).encode()

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
                name = next(file_of(each) for each in mine.appendices if each.id == id)
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
        both = [id for id in in_order(order, list(old)) if id in old or id in came]
        base = with_appendices(base, both, theirs)
        return base, with_appendices(theirs, both, base)

    def write_appendix(self, id: str, theirs: Document, order: Sequence[str], mine: Plan) -> None:
        """An appendix that comes, with its notes and pictures."""
        blocks = appendices(theirs)[id]
        title = blocks[0]
        assert isinstance(title, Heading)
        text = manuscript(blocks, appendix=id)
        names = self.overlaid.files("appendices", ".md")
        ids = [appendix_id(name) for name in names]
        before = [each for each in order[: order.index(id)] if each in ids]
        at = ids.index(before[-1]) + 1 if before else 0
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
                self.changed[figure.image.name] = self.theirs.plan.images[figure.image.name].data


def pictures(theirs: Document, mine: Plan) -> dict[str, Image]:
    """The pictures that come, by the names that their files will have."""
    known = {image.data for image in mine.images.values()}
    return {
        block.image.name: block.image
        for block in theirs.blocks
        if isinstance(block, Figure) and block.image.data not in known
    }


def shown(document: Document, pictures: Mapping[str, Image]) -> dict[str, bytes]:
    """The files of the pictures that came and that the content shows."""
    shown = {block.image for block in document.blocks if isinstance(block, Figure)}
    return {name: image.data for name, image in pictures.items() if image in shown}
