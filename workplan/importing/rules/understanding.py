"""Understanding a source: the steps, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from workplan.document.tree import Block, Heading, NoteReference, Paragraph
from workplan.document.walking.walk import lines
from workplan.importing.rules.apart.furniture import without_furniture
from workplan.importing.rules.apart.notes import real, typed, without_calls
from workplan.importing.rules.apart.pages import over_pages
from workplan.importing.rules.apart.signs import without_font
from workplan.importing.rules.blocks.building import Builder, Directive, blank, says, worded
from workplan.importing.rules.blocks.pages import LANDSCAPE, all_landscape, laid_out
from workplan.importing.rules.blocks.pictures import undrawn
from workplan.importing.rules.claims import Claim, Claims, rule
from workplan.importing.rules.data.priorities import take_priorities
from workplan.importing.rules.data.rows import Actions, print_actions, read_actions
from workplan.importing.rules.front import Front, front_page, period_of
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Inliner, Target, joined
from workplan.importing.rules.languages import language_of
from workplan.importing.rules.lines.asking import roles_of
from workplan.importing.rules.lines.numbering import with_numbers
from workplan.importing.rules.lines.roles import Role
from workplan.importing.rules.lines.sections import Item, Part, parts, word
from workplan.importing.rules.pieces import level_looks, stripped
from workplan.importing.rules.tables.action_table import action_table
from workplan.importing.rules.tables.shape import without_frames
from workplan.importing.source.model import Line, Note, Source
from workplan.text.slug import slug
from workplan.writeback.markdown.loosened import on_one_line


class Appendix(Struct):
    """`title` and `blocks`; `id` names its file; `landscape` where its title stands in landscape."""

    id: str
    title: Heading
    blocks: list[Block | Directive]
    landscape: bool = False


class Understood(Struct):
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
    numbered: bool = False
    note_ids: Mapping[str, str] = {}
    claims: list[Claim] = []


def understand(
    source: Source, answers: Mapping[str, str], names: Mapping[str, str] | None = None
) -> Understood:
    """What the rules make of a source; `names` are ids of notes that are known, by their addresses.
    Questions that nobody answered are among its claims.

    Where lines refer to others, all is understood twice: what references lead to is known at the end."""
    found, targets = _understood(source, answers, names or {}, {})
    refers = any(piece.link.startswith("#") for line in source.lines for piece in line.pieces)
    return _understood(source, answers, names or {}, targets)[0] if refers and targets else found


def _understood(
    source: Source, answers: Mapping[str, str], names: Mapping[str, str], targets: Mapping[str, Target]
) -> tuple[Understood, Mapping[str, Target]]:
    claims = Claims(answers)
    source = without_font(source, claims)
    blocks = without_frames(without_furniture(source, claims), claims)
    whole = blocks
    blocks, typed_notes = typed(blocks, claims)
    if source.quality == "draft":
        blocks = over_pages(whole, blocks, claims)
    notes = (*real(source, claims), *typed_notes)
    body_size = _body_size(source)
    front, blocks = front_page(blocks, body_size, claims)
    found = action_table(blocks, claims)
    items = [*_front_items(front), *roles_of(blocks, body_size, claims)]
    items, numbered = with_numbers(items, claims)
    made = parts(items, claims)
    ids = Ids(names.values())
    inliner = Inliner(claims, _note_ids(notes, names, ids), targets, repeats=source.note_marks)
    understood = Understood(front, [], [], [], Actions(), {}, {}, language_of(source, claims))
    builder = Builder(inliner, claims, ids, source.pictures)
    for n, part in enumerate(made[1:], 1):
        understood.appendices.append(_appendix(n, part, builder))
    turns = not all_landscape(made, claims)
    tables = found.addresses if found else ()
    builder.numbered = numbered
    main = laid_out(made[0], builder, tables, turns=turns)
    builder.numbered = False
    others = [laid_out(part, builder, tables, turns=turns) for part in made[1:]]
    understood.priorities = take_priorities(main, found, builder)
    if found:
        linkable = [each["id"] for each in understood.priorities]
        understood.actions = read_actions(found, linkable, inliner, ids, claims)
        print_actions(found, [main, *others], understood.actions, claims)
        marks = understood.actions.bookmarks
        inliner.found |= {mark: Target(id, str(number)) for mark, (id, number) in marks.items()}
    if not main and others:
        claims.add("M7", "guessed", "", "", "a blank: [text of the plan]", added=["text of the plan"])
        main.append(Paragraph(builder.id(), blank("text of the plan")))
    understood.blocks, understood.numbered = main, numbered
    for appendix, inside in zip(understood.appendices, others, strict=True):
        begins = inside[:1] if appendix.landscape and inside[:1] == [LANDSCAPE] else []
        appendix.blocks = [*begins, appendix.title, *inside[len(begins) :]]
    understood.notes = {
        inliner.notes[note.address]: inliner.markup(
            stripped(without_calls(joined(note.lines), note.address, claims)), note.address
        )
        for note in notes
    }
    _drop_uncalled(understood, notes, inliner)
    every_line = (*source.lines, *(line for note in source.notes for line in note.lines))
    undrawn(every_line, builder.drawn, claims)
    understood.images = builder.images
    called = word(made)
    understood.annexes = "" if called.casefold() == "appendix" else called
    front.period = period_of(front, source, claims)
    understood.note_ids = inliner.notes
    understood.claims = claims.made
    return understood, inliner.found


def _appendix(number: int, part: Part, builder: Builder) -> Appendix:
    """An appendix without its blocks."""
    assert part.title
    inlines = builder.inliner.inlines(stripped(level_looks(part.title).pieces), part.title.address)
    if not says(inlines):
        claim = "a blank: [title of the appendix]"
        builder.claims.add("A1", "guessed", part.title.address, "", claim, added=["title of the appendix"])
        inlines = blank("title of the appendix")
    title = Heading(builder.id(), 1, tuple(map(worded, on_one_line(inlines))))
    id = builder.ids.take(slug(part.title.text, 40) or f"appendix-{number}")
    shown = f"{part.word or 'Appendix'} {chr(ord('A') + number - 1)}"
    words = " ".join(part.title.text.split())
    builder.inliner.found |= {mark: Target(id, shown, words) for mark in part.title.bookmarks}
    return Appendix(id, title, [], part.title.landscape)


def _body_size(source: Source) -> float:
    """The size of most letters of the text, tables apart."""
    sizes: Counter[float] = Counter()
    for block in source.blocks:
        if isinstance(block, Line):
            for piece in block.worded:
                sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=11.0)


def _note_ids(notes: Sequence[Note], names: Mapping[str, str], ids: Ids) -> dict[str, str]:
    return {
        note.address: names.get(note.address)
        or ids.of(" ".join(line.text for line in note.lines)[:200], "note")
        for note in notes
    }


@rule("N4")
def called_in_content(note: str, words: str) -> bool:
    """A note that is called where content has no notes (in a line of the front page, a caption) is left out
    with its words, and is a doubt. So is the call of a note inside a note."""
    return f"[^{note}]" in words


def _drop_uncalled(found: Understood, notes: Sequence[Note], inliner: Inliner) -> None:
    ids = {
        inline.note.removeprefix("note.")
        for blocks in (found.blocks, *(each.blocks for each in found.appendices))
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
            where = [note.address, *(line.address for line in note.lines)]
            inliner.claims.add("N4", "guessed", where[0], said, became, lost=[said], also=where[1:])


def _front_items(front: Front) -> list[Item]:
    return [(line, Role("body", "M7", "a line above the text", sure=False)) for line in front.other]
