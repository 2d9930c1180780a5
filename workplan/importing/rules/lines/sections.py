"""Sections: levels of headings that fit together, and appendices."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.importing.rules.claims import Claims, Verdict, rule
from workplan.importing.rules.lines.headings import APPENDIX
from workplan.importing.rules.lines.roles import Role
from workplan.importing.rules.pieces import behind
from workplan.importing.source.model import Line, Table

#: A line with what it is, or a table.
Item = tuple[Line, Role] | Table

_DEEPEST = 3


class Part(Struct):
    """The text, or an appendix of it: its `title`, and what stands below."""

    title: Line | None = None
    letter: str = ""
    word: str = ""
    items: list[Item] = []


@rule("A1")
def appendix(line: Line, role: Role) -> tuple[str, int] | None:
    """A heading that begins with Appendix, Annex, Attachment or such a word in another language begins an
    appendix. The word and the letter are cut off, and made anew. The title may stand in a heading of its own
    right below; where there is none, it is a blank, and a doubt."""
    label = line.counting.label if line.counting else ""
    found = APPENDIX.fullmatch(f"{label} {line.text}".strip() if label else line.text)
    if role.kind != "heading" or not found:
        return None
    shown = len(f"{label} {line.text}".strip()) - len(line.text) if label else 0
    if label and not found["title"] and not found["letter"]:
        return None
    return (found["letter"] or ""), max(0, found.start("title") - shown)


@rule("A2")
def below_appendix(level: int, highest: int) -> int:
    """Headings in an appendix are of level 2 and deeper: where they look as its title does, they are of
    level 2."""
    return level - highest + 2


@rule("A3")
def letters(parts: Sequence[Part], claims: Claims) -> None:
    """Letters of appendices are made anew, A, B, C. Where one had another, or a number, that is a doubt."""
    for n, part in enumerate(parts):
        made = chr(ord("A") + n)
        if part.title and part.letter and part.letter.upper() != made:
            claims.add(
                "A3",
                "guessed",
                part.title.address,
                part.title.text,
                f"lettered {made}",
                f"it was {part.letter}",
            )


@rule("H7")
def mixed(levels: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """Where the first heading stands deeper than a later one, or one appendix deeper than another, levels are
    mixed, and nobody but the authors knows what is meant: the import stops and asks. `--answer H7=same` takes
    the mixed levels for one, `--answer H7=keep` puts the deeper ones one level below the highest."""
    first = next((level for level, _ in levels), 0)
    return next(((level, at) for level, at in levels if level < first), None)


@rule("H8")
def skipped(level: int, above: int) -> int:
    """A heading that skips a level (level 3 right below level 1) is put one level up, and so are headings
    deeper than level 3. It is a doubt."""
    return min(level, above + 1, _DEEPEST)


def parts(items: Sequence[Item], claims: Claims) -> list[Part]:
    """The text and its appendices, with headings whose levels fit together."""
    found = [Part()]
    for item in items:
        if isinstance(item, Table):
            found[-1].items.append(item)
            continue
        line, role = item
        if (about := appendix(line, role)) is not None:
            title = replace(line, pieces=behind(line.pieces, about[1]), counting=None)
            _said(line, title, len(found), role, claims)
            said = APPENDIX.match(f"{line.counting.label if line.counting else ''} {line.text}".strip())
            found.append(Part(title, about[0], said["word"] if said else ""))
        elif role.kind == "heading" and (above := _wordless_title(found[-1])):
            found[-1].title = replace(line, bookmarks=(*above.bookmarks, *line.bookmarks))
            claims.add(
                "A1", "guessed", line.address, line.text, "the title of the appendix", "right below its word"
            )
        else:
            found[-1].items.append(item)
    letters(found[1:], claims)
    _check_appendices(items, claims)
    ranks = _ranks(items)
    return [replace(part, items=_levelled(part, ranks, claims)) for part in found]


def _wordless_title(part: Part) -> Line | None:
    """The word of an appendix that has no title beside it, and nothing below it yet."""
    return part.title if part.title and not part.title.worded and not part.items else None


def _said(line: Line, title: Line, number: int, role: Role, claims: Claims) -> None:
    """The claim of an appendix, with what stood before its title and is printed otherwise."""
    cut = line.text[: len(line.text) - len(title.text)].strip() if title.text else line.text.strip()
    shown = f"{line.counting.label if line.counting else ''} {cut}".strip()
    found = APPENDIX.match(f"{shown} ")
    made = f"{found['word'] if found else ''} {chr(ord('A') + number - 1)}:"
    same = "".join(shown.split()) == "".join(made.split())
    verdict: Verdict = "understood" if role.sure and same else "guessed"
    became = "an appendix" if same else f"an appendix, printed “{made}” and not “{shown}”"
    lost, added = ([], []) if same else ([shown], [made])
    claims.add("A1", verdict, line.address, line.text, became, role.evidence, lost, added=added)


@rule("A4")
def word(found: Sequence[Part]) -> str:
    """Appendices are called what the first of them is called: Appendix, Annex, Attachment …"""
    return next((part.word for part in found if part.title), "")


def _check_appendices(items: Sequence[Item], claims: Claims) -> None:
    found = [
        (item[1].level, item[0])
        for item in items
        if not isinstance(item, Table) and appendix(*item) and item[1].level
    ]
    if len({level for level, _ in found}) > 1:
        line = next(line for level, line in found if level != found[0][0])
        claims.ask(
            "H7",
            line.address,
            line.text,
            "appendices of different levels",
            f"levels {sorted({level for level, _ in found})}",
            ("same",),
        )


def _ranks(items: Sequence[Item]) -> dict[tuple[object, ...], int]:
    """The levels of headings that are known by their shape alone: larger ones above smaller ones."""
    looks: dict[tuple[object, ...], float] = {}
    for item in items:
        if not isinstance(item, Table) and item[1].kind == "heading" and not item[1].level:
            looks.setdefault(_look(item[0]), item[0].size)
    ordered = sorted(looks, key=lambda look: (-looks[look], [*looks].index(look)))
    return {look: n for n, look in enumerate(ordered, 1)}


def _look(line: Line) -> tuple[object, ...]:
    return line.size, line.bold, line.underlined, line.text.isupper()


def _levelled(part: Part, ranks: dict[tuple[object, ...], int], claims: Claims) -> list[Item]:
    """The items of a part, each heading with its level."""
    styled = [
        item[1].level
        for item in part.items
        if not isinstance(item, Table) and item[1].kind == "heading" and item[1].level
    ]
    levels: list[tuple[int, str]] = []
    current = 0
    for item in part.items:
        if isinstance(item, Table) or item[1].kind != "heading":
            continue
        line, role = item
        level = role.level or (min(current + 1, max(styled)) if styled else ranks[_look(line)])
        current = role.level or current
        levels.append((level, line.address))
    if not levels:
        return part.items
    same = False
    if not part.title and (found := mixed(levels)):
        line = next(i[0] for i in part.items if not isinstance(i, Table) and i[0].address == found[1])
        same = (
            claims.ask(
                "H7",
                line.address,
                line.text,
                "headings of mixed levels",
                f"level {levels[0][0]} stands above level {found[0]}",
                ("same", "keep"),
            )
            == "same"
        )
    highest = min(level for level, _ in levels)
    first = levels[0][0]
    by_address, above = {}, 1 if part.title else 0
    for level, at in levels:
        level = highest if same and level <= first else level
        wanted = below_appendix(level, highest) if part.title else level - highest + 1
        made = skipped(wanted, above)
        if made != wanted:
            claims.add(
                "H8",
                "guessed",
                at,
                _words(part, at),
                f"a heading of level {made}, not {wanted}",
                "headings skip no level, and go down to level 3",
            )
        by_address[at], above = made, made
    items: list[Item] = []
    for item in part.items:
        if not isinstance(item, Table) and item[1].kind == "heading":
            item = (item[0], replace(item[1], level=by_address[item[0].address]))
        items.append(item)
    return items


def _words(part: Part, at: str) -> str:
    return next(i[0].text for i in part.items if not isinstance(i, Table) and i[0].address == at)
