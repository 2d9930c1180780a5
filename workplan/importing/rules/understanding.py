"""Understanding a source: the steps, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workplan.document.tree import Block, Heading, List, NoteReference
from workplan.document.walk import lines
from workplan.importing.rules.actions import Actions, last_line, linked, read_actions
from workplan.importing.rules.building import Builder, Directive, caption, worded
from workplan.importing.rules.claims import Claim, Claims, rule
from workplan.importing.rules.drafts import heading as in_a_draft
from workplan.importing.rules.drafts import over_pages
from workplan.importing.rules.front import Front, front_page, period
from workplan.importing.rules.furniture import without_furniture
from workplan.importing.rules.headings import HEADINGS
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Inliner, Target, joined
from workplan.importing.rules.lists import Lists, counted_item, typed_item
from workplan.importing.rules.notes import real, typed
from workplan.importing.rules.pieces import level_looks, stripped
from workplan.importing.rules.priorities import read_priorities, which
from workplan.importing.rules.roles import Around, Role, first
from workplan.importing.rules.sections import Item, Part, parts, word
from workplan.importing.rules.tables import ActionTable, action_table, without_frames
from workplan.importing.source.model import Line, Note, Row, Source, Table, all_lines
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
    made = parts([*_front_items(front), *_roles(blocks, body_size, claims)], claims)
    ids = Ids()
    inliner = Inliner(claims, _note_ids(notes, ids), targets, repeats=source.note_marks)
    understood = Understood(front, [], [], [], Actions(), {}, {}, _language(source, claims))
    builder = Builder(inliner, claims, ids, source.pictures)
    for n, part in enumerate(made[1:], 1):
        understood.appendices.append(_appendix(n, part, builder))
    main, *others = [_built(part, builder, found) for part in made]
    _take_priorities(main, understood, found, builder)
    if found:
        linkable = [each["id"] for each in understood.priorities]
        understood.actions = read_actions(found, linkable, inliner, ids, claims)
        _print_actions(found, [main, *others], understood.actions)
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
    front.period = _period(front, source, claims)
    understood.claims = claims.made
    return understood, inliner.found


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


def _front_items(front: Front) -> list[Item]:
    return [(line, Role("body", "M7", "a line above the text", sure=False)) for line in front.other]


def _roles(blocks: Sequence[Line | Table], body_size: float, claims: Claims) -> list[Item]:
    """Each line with what it is."""
    found: list[Item] = []
    lists = Lists()
    for n, block in enumerate(blocks):
        if isinstance(block, Table):
            lists.close()
            found.append(block)
            continue
        before = blocks[n - 1] if n else None
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        around = Around(
            body_size,
            before if isinstance(before, Line) else None,
            after if isinstance(after, Line) else None,
            isinstance(after, Table),
        )
        role = _role(block, around, lists)
        if role.kind not in ("item", "more"):
            lists.close()
        found.append((block, role))
        verdict = "understood" if role.sure else "guessed"
        became = {"heading": "a heading", "item": "an item of a list", "quotation": "a quotation"}.get(
            role.kind, "a paragraph"
        )
        if role.kind != "body" or not role.sure:
            signs = re.findall(r"[-–—*]|\bo(?=\t)", block.text[: role.skip])  # typed for a bullet
            claims.add(role.rule, verdict, block.address, block.text, became, role.evidence, lost=signs)  # type: ignore[arg-type]
        if block.where == "box":
            claims.add("B2", "guessed", block.address, block.text, became, "it stands in a text box")
    return found


def _role(line: Line, around: Around, lists: Lists) -> Role:
    if caption(line, around.before):
        return Role("caption", "I4", f"style “{line.style}”")
    heading = first((*HEADINGS, in_a_draft), line, around)
    if heading and heading.rule not in ("H5", "D1"):
        label = line.counting.label if line.counting and line.counting.label != "•" else ""
        return Role(heading.kind, heading.rule, heading.evidence, heading.sure, heading.level, label=label)
    item = counted_item(line, lists) or typed_item(line, around.after, lists)
    if item and not (
        heading
        and item.rule == "L3"
        and not lists.open[:-1]
        and item.number == 1
        and not _listed(around.after)
    ):
        return item
    return heading or quotation(line) or body(line)


def _listed(line: Line | None) -> bool:
    from workplan.importing.rules.lists import typed_label

    return line is not None and typed_label(line.text) is not None


@rule("B1")
def body(line: Line) -> Role:
    """What no rule knows better is a paragraph of the text."""
    return Role("body", "B1", f"style “{line.style}”")


@rule("B2")
def boxed(line: Line) -> bool:
    """Text in a text box stands behind the paragraph that the box hangs on, and is a doubt: where it stood on
    the page says nothing of where it belongs."""
    return line.where == "box"


@rule("B3")
def quotation(line: Line) -> Role | None:
    """A paragraph in the style Quote is a quotation."""
    return Role("quotation", "B3", f"style “{line.style}”") if line.means == "quote" else None


@rule("S1")
def language(tags: Mapping[str, int], given: str) -> str:
    """The language is the one that most letters are said to be in, or else what the letters themselves tell
    (Thai, Arabic, Khmer …), or else that of the file's properties, or else English. It is a doubt where
    nothing says it."""
    return max(tags, key=lambda tag: tags[tag], default=given)


_SCRIPTS = {
    "th": "[\u0e00-\u0e7f]", "lo": "[\u0e80-\u0eff]", "km": "[\u1780-\u17ff]", "my": "[\u1000-\u109f]",
    "ar": "[\u0600-\u06ff]", "he": "[\u0590-\u05ff]", "ru": "[\u0400-\u04ff]", "zh-Hans": "[\u4e00-\u9fff]",
    "ja": "[\u3040-\u30ff]", "ko": "[\uac00-\ud7af]", "hi": "[\u0900-\u097f]", "bn": "[\u0980-\u09ff]",
    "ta": "[\u0b80-\u0bff]", "si": "[\u0d80-\u0dff]", "el": "[\u0370-\u03ff]", "ka": "[\u10a0-\u10ff]",
}  # fmt: skip


def _language(source: Source, claims: Claims) -> str:
    tags: Counter[str] = Counter()
    text = ""
    for line in source.lines:
        for piece in line.pieces:
            text += piece.text if len(text) < 50_000 else ""
            if piece.language:
                tags[piece.language] += len(piece.text)
    letters = sum(map(str.isalpha, text)) or 1
    for tag, pattern in _SCRIPTS.items():
        if len(re.findall(pattern, text)) > letters / 2:
            said = next((t for t in tags if t.split("-")[0] == tag.split("-")[0]), tag)
            return said if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", said) else tag
    found = language(tags, source.language)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", found):
        claims.add("S1", "guessed", "", found, "language: en", "no language is said")
        return "en"
    return found


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


@rule("K6")
def unlinked(found: ActionTable, priorities: List) -> Row | None:
    """An action of a plan with priorities is linked to at least one. Where one is linked to none, or to one
    that there is not, the priorities stay a list of the text, and the words of links stay words: a doubt,
    that goes when the Word file says the priority of each action."""
    numbers = [f"p{n}" for n in range(len(priorities.items))]
    if "priorities" in found.columns:
        at = found.columns.index("priorities")
        return next((row for row in found.rows if not re.search(r"\d", row.cells[at].text)), None)
    at = found.columns.index("action")
    return next((row for row in found.rows if linked(last_line(row.cells[at]), numbers) is None), None)


def _take_priorities(
    main: list[Block | Directive],
    understood: Understood,
    actions: ActionTable | None,
    builder: Builder,
) -> None:
    ids, claims = builder.ids, builder.claims
    at = which([each for each in main if not isinstance(each, Directive)])
    if at is None:
        return
    listed = [each for each in main if not isinstance(each, Directive)][at]
    if actions and isinstance(listed, List) and (row := unlinked(actions, listed)):
        cell = row.cells[actions.columns.index("action")]
        where, became = cell.lines[0].address if cell.lines else "", "the priorities are a list of the text"
        claims.add("K6", "guessed", where, cell.text, became, "this action is linked to no priority")
        return
    plain = [n for n, each in enumerate(main) if not isinstance(each, Directive)]
    found = main[plain[at]]
    assert isinstance(found, List)
    understood.priorities = read_priorities(found, ids, claims)
    for n, (item, entry) in enumerate(zip(found.items, understood.priorities, strict=True), 1):
        for mark in builder.marks.get(item.blocks[0].id, ()):
            builder.inliner.found[mark] = Target(entry["id"], str(n))
        for inner in item.blocks[1:]:
            assert isinstance(inner, List)
            for each, below in zip(inner.items, entry["items"], strict=True):
                number = f"{n}.{each.label.strip('().')}"
                for mark in builder.marks.get(each.blocks[0].id, ()):
                    builder.inliner.found[mark] = Target(below["id"], number)
    main[plain[at]] = Directive("priorities")


def _print_actions(found: ActionTable, places: Sequence[list[Block | Directive]], actions: Actions) -> None:
    """The options of the directive that prints the table of actions."""
    options = [f":columns: {', '.join(actions.columns)}"] if actions.columns else []
    for name in actions.columns or ("action", "interest", "status"):
        if words := actions.headings.get(name):
            option = name if name in ("action", "interest", "status") else f"{name}-heading"
            options.append(f":{option}: {words}")
    if found.table.summary:
        options.append(f":summary: {' '.join(found.table.summary.split())}")
    for blocks in places:
        for n, each in enumerate(blocks):
            if isinstance(each, Directive) and each.name == "action-items":
                blocks[n] = Directive(each.name, tuple(options))


def _period(front: Front, source: Source, claims: Claims) -> tuple[int, int] | None:
    given = claims.answers.get("M6", "")
    text = " ".join(line.text for line in all_lines(source.blocks))
    for words, verdict in ((given, "understood"), (front.words("title"), "understood"), (text, "guessed")):
        if found := period(words):
            claims.add("M6", verdict, "", words[:80], f"period: {found[0]}–{found[1]}")  # type: ignore[arg-type]
            return found
    claims.ask("M6", "", "", "for which years is it?", "no year is named", ("2024-2026",))
    return None
