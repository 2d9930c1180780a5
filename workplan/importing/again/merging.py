"""What the content is to say: the folder, with what the file says otherwise than when it was imported last.

The steps: bring what no change of words can say (`files`); give all three the folder's names (`same`); take
the file as a copy of the base that somebody sent back, and the folder as what the content has become since,
as `review` does, and choose in each conflict (`deciding`); write back.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import Told
from workplan.compare.versions import known
from workplan.content.files.folder import Folder, MemoryFolder
from workplan.content.paper.plan import Plan
from workplan.content.paper.roles import MASTHEAD
from workplan.document.composing.compose import compose
from workplan.document.revisions import is_marked
from workplan.document.tree import Block, Document, Paragraph, Revision
from workplan.errors import ContentError, Place, Problem
from workplan.importing.again.conflict import Chosen, Conflict
from workplan.importing.again.deciding import Deciding
from workplan.importing.again.files import Files, pictures, shown
from workplan.importing.again.quiet import quiet
from workplan.importing.again.record import Record, open_base
from workplan.importing.again.same import Names, called, named, named_anew, other_names, under_names_of
from workplan.importing.again.settings import Settings
from workplan.importing.again.texts import replaced
from workplan.opening import open_content
from workplan.writeback.write import write_back

#: A change as the report tells it: where, and what.
Said = tuple[str, Told]


class Merged(Struct, frozen=True):
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
    before = open_content(folder)
    coming = Files(folder, base, theirs, name)
    found, conflicts = coming.settings(before.plan, chosen)
    coming.options(before.plan)
    coming.members(before.plan)
    mine = open_content(coming.overlaid)
    today = compose(mine.plan)
    as_read = _composed(coming.base.plan, mine.plan, found)
    old = under_names_of(today, called(as_read, record.names))
    own = dict(other_names(as_read, old))
    new = _composed(theirs.plan, mine.plan, found)
    new, names = named_anew(old, new, named(today), own, known=known_ids)
    said, was = (
        _with_front_page(document, compose(replace(opened.plan, draft=mine.plan.draft)))
        for document, opened in ((new, theirs), (old, coming.base))
    )
    old, new = coming.with_files(old, today, new, mine.plan)
    mine = open_content(coming.overlaid)
    today = compose(mine.plan)
    came = pictures(new, mine.plan)
    same = quiet(old, today, new)
    old, now, new = map(same.without, (old, today, new))
    members = known(mine.plan, coming.base.plan, theirs.plan)
    deciding = Deciding(name, mine, Place(folder.shown("plan.md")), members, chosen)
    decided, met = deciding.decided(old, now, new, len(conflicts))
    written = write_back(coming.overlaid, same.put_back(decided.document), came)
    if written.document is None:
        raise ContentError(written.problems)
    document = written.document
    conflicts = (*conflicts, *met)
    kept = (each.theirs for each in conflicts if each.chosen != "file")
    wanted = {name: text.encode() for name, text in written.files.items()}
    wanted = {**coming.changed, **wanted, **shown(document, came)}
    yesterday = compose(before.plan)
    return Merged(
        {name: data for name, data in wanted.items() if data != coming.now(name)},
        conflicts,
        _told(name, yesterday, document, mine.plan),
        _told(name, said, document, mine.plan),
        (*coming.left, *deciding.left, *written.problems),
        said,
        document,
        names,
        "\n".join((*replaced(was, yesterday, said, document), *kept)),
    )


def _composed(plan: Plan, mine: Plan, found: Settings) -> Document:
    """`plan` as the folder prints it, so that only what it says is different."""
    seen = found.seen(mine.identity, plan.identity)
    return compose(replace(plan, identity=seen, draft=mine.draft))


def _with_front_page(document: Document, other: Document) -> Document:
    """`document` with the front page and the properties of the `other`."""
    front = (block for block in other.blocks if _is_front(block))
    blocks = (*front, *(block for block in document.blocks if not _is_front(block)))
    return replace(document, blocks=blocks, properties=other.properties)


def _is_front(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in MASTHEAD


def _told(name: str, before: Document, after: Document, plan: Plan) -> tuple[Said, ...]:
    redline = compare(before, after, Revision(name))
    if not is_marked(redline) and before.properties == after.properties:
        return ()
    wording = plan.identity.wording
    return tuple(
        (change.section, sentence(change, wording.summary))
        for change in changes(redline, wording, known(plan))
    )
