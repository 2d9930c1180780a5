"""Understanding a source: the steps, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workplan.document.tree import Block, Heading, NoteReference
from workplan.document.walk import lines
from workplan.importing.rules.apart.furniture import without_furniture
from workplan.importing.rules.apart.notes import real, typed
from workplan.importing.rules.apart.pages import over_pages
from workplan.importing.rules.blocks.building import Builder, Directive, worded
from workplan.importing.rules.claims import Claim, Claims, rule
from workplan.importing.rules.data.priorities import take_priorities
from workplan.importing.rules.data.rows import Actions, print_actions, read_actions
from workplan.importing.rules.front import Front, front_page, period_of
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Inliner, Target, joined
from workplan.importing.rules.languages import language_of
from workplan.importing.rules.lines.asking import roles_of
from workplan.importing.rules.lines.roles import Role
from workplan.importing.rules.lines.sections import Item, Part, parts, word
from workplan.importing.rules.pieces import level_looks, stripped
from workplan.importing.rules.tables.action_table import ActionTable, action_table
from workplan.importing.rules.tables.shape import without_frames
from workplan.importing.source.model import Line, Note, Source, Table
from workplan.slug import slug
from workplan.writeback.markdown.loosened import on_one_line


@dataclass(slots=True)
class Appendix:
    """`title` and `blocks`; `id` names its file."""

    id: str
    title: Heading
    blocks: list[Block | Directive]


@dataclass(slots=True)
class Understood:
    """All that the content will say."""

    front: Front
    blocks: list[Block | Directive]
    appendices: list[Appendix]
    priorities: list[dict[str, Any]]
    actions: Actions
    notes: dict[str, str]
    images: dict[str, bytes]
    language: str
    annexes: str = ""
    claims: list[Claim] = field(default_factory=list)


def understand(source: Source, answers: Mapping[str, str]) -> Understood:
    """What the rules make of a source. Questions that nobody answered are among its claims.

    Where lines refer to others, all is understood twice: what references lead to is known at the end."""
    found, targets = _understood(source, answers, {})
    refers = any(piece.link.startswith("#") for line in source.lines for piece in line.pieces)
    return _understood(source, answers, targets)[0] if refers and targets else found


def _understood(
    source: Source, answers: Mapping[str, str], targets: Mapping[str, Target]
) -> tuple[Understood, Mapping[str, Target]]:
    claims = Claims(answers)
    blocks = without_frames(without_furniture(source, claims), claims)
    whole = blocks
    blocks, typed_notes = typed(blocks, claims)
    if source.quality == "draft":
        blocks = over_pages(whole, blocks, claims)
    notes = (*real(source, claims), *typed_notes)
    body_size = _body_size(source)
    front, blocks = front_page(blocks, body_size, claims)
    found = action_table(blocks, claims)
    made = parts([*_front_items(front), *roles_of(blocks, body_size, claims)], claims)
    ids = Ids()
    inliner = Inliner(claims, _note_ids(notes, ids), targets, repeats=source.note_marks)
    understood = Understood(front, [], [], [], Actions(), {}, {}, language_of(source, claims))
    builder = Builder(inliner, claims, ids, source.pictures)
    for n, part in enumerate(made[1:], 1):
        understood.appendices.append(_appendix(n, part, builder))
    main, *others = [_built(part, builder, found) for part in made]
    understood.priorities = take_priorities(main, found, builder)
    if found:
        linkable = [each["id"] for each in understood.priorities]
        understood.actions = read_actions(found, linkable, inliner, ids, claims)
        print_actions(found, [main, *others], understood.actions)
        marks = understood.actions.bookmarks
        inliner.found |= {mark: Target(id, str(number)) for mark, (id, number) in marks.items()}
    understood.blocks = main
    for appendix, inside in zip(understood.appendices, others, strict=True):
        appendix.blocks = inside
    understood.notes = {
        inliner.notes[note.address]: inliner.markup(stripped(joined(note.lines)), note.address)
        for note in notes
    }
    _drop_uncalled(understood, notes, inliner)
    understood.images = builder.images
    called = word(made)
    understood.annexes = "" if called.casefold() == "appendix" else called
    front.period = period_of(front, source, claims)
    understood.claims = claims.made
    return understood, inliner.found


def _appendix(number: int, part: Part, builder: Builder) -> Appendix:
    """An appendix without its blocks."""
    assert part.title
    inlines = builder.inliner.inlines(stripped(level_looks(part.title).pieces), part.title.address)
    title = Heading(builder.id(), 1, tuple(map(worded, on_one_line(inlines))))
    id = builder.ids.take(slug(part.title.text, 40) or f"appendix-{number}")
    shown = f"{part.word or 'Appendix'} {chr(ord('A') + number - 1)}"
    words = " ".join(part.title.text.split())
    builder.inliner.found |= {mark: Target(id, shown, words) for mark in part.title.bookmarks}
    return Appendix(id, title, [])


def _body_size(source: Source) -> float:
    """The size of most letters of the text, tables apart."""
    sizes: Counter[float] = Counter()
    for block in source.blocks:
        if isinstance(block, Line):
            for piece in block.worded:
                sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=11.0)


def _note_ids(notes: Sequence[Note], ids: Ids) -> dict[str, str]:
    return {note.address: ids.of(" ".join(line.text for line in note.lines)[:200], "note") for note in notes}


def _built(part: Part, builder: Builder, found: ActionTable | None) -> list[Block | Directive]:
    """The blocks of a part; the table of actions is a directive there."""
    blocks: list[Block | Directive] = []
    rest = list(part.items)
    at = next(
        (
            n
            for n, item in enumerate(rest)
            if found and isinstance(item, Table) and item.address == found.table.address
        ),
        None,
    )
    if at is None:
        return [*builder.blocks(part)]
    blocks += builder.blocks(Part(items=rest[:at]))
    blocks.append(Directive("action-items"))
    return [*blocks, *builder.blocks(Part(items=rest[at + 1 :]))]


@rule("N4")
def called_in_content(note: str, words: str) -> bool:
    """A note that is called where content has no notes (in a line of the front page, a caption) is left out
    with its words, and is a doubt."""
    return f"[^{note}]" in words


def _drop_uncalled(found: Understood, notes: Sequence[Note], inliner: Inliner) -> None:
    ids = {
        inline.note.removeprefix("note.")
        for blocks in (found.blocks, *([each.title, *each.blocks] for each in found.appendices))
        for block in blocks
        if not isinstance(block, Directive)
        for line in lines(block)
        for inline in line.inlines
        if isinstance(inline, NoteReference)
    }
    options = [each.options for blocks in (found.blocks, *(a.blocks for a in found.appendices))
               for each in blocks if isinstance(each, Directive)]  # fmt: skip
    words = repr((found.priorities, found.actions.entries, options))
    for note in notes:
        id = inliner.notes[note.address]
        if id not in ids and not called_in_content(id, words):
            del found.notes[id]
            said = " ".join(line.text for line in note.lines)
            became = "left out: a note that is called where content has none"
            inliner.claims.add("N4", "guessed", note.address, said, became, lost=[said])


def _front_items(front: Front) -> list[Item]:
    return [(line, Role("body", "M7", "a line above the text", sure=False)) for line in front.other]
