"""The front page: whose plan it is, what it is called, for when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from workplan.importing.rules.claims import Claims, Verdict, rule
from workplan.importing.rules.front_lines import Edition, amended, co_chairs, edition, symbol
from workplan.importing.rules.labels import typed_label
from workplan.importing.source.model import Block, Line, Source, all_lines

_MOST = 14
_ROLES = {"organisation", "mandate", "group", "co-chairs", "symbol", "edition", "title", "subtitle"}
_TITLE = re.compile(
    r"\b(?:work ?plan|plan|programme|program|strategy|framework|roadmap|road map|agenda|arbeitsplan|plan de|"
    r"programa|рабочий план|план|rencana)\b|计划|แผน|خطة|خطه|kế hoạch|योजना",
    re.IGNORECASE,
)
_GROUPS = (
    re.compile(
        r"\b(?:working group|working party|task force|sub-?committee|arbeitsgruppe|groupe de travail|"
        r"grupo de trabajo|рабочая группа|kelompok kerja)\b|工作组|คณะทำงาน|فريق|nhóm công tác",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:committee|group|forum|network|commission|council|panel|board|secretariat|ausschuss|comité|"
        r"комитет)\b|委员会|لجنة",
        re.IGNORECASE,
    ),
)
YEARS = re.compile(
    r"(?<!\d)(?P<start>(?:19|20|21)\d\d)(?:\s*(?:[-–—/]|to|until|bis|à|a|до)\s*(?P<end>(?:19|20|21)?\d\d))?(?!\d)"
)


#: What is printed of a field that the file does not say.
BLANKS = {
    "organisation": "name of the organisation",
    "group": "name of the group",
    "title": "title of the plan",
}


class Front(Struct):
    """The fields of the front page, each with the line that it is from; `other` lines stay text."""

    found: dict[str, Line] = {}
    other: list[Line] = []
    period: tuple[int, int] | None = None
    co_chairs: tuple[str, ...] = ()
    edition: Edition | None = None

    def words(self, name: str) -> str:
        return " ".join(self.found[name].text.split()) if name in self.found else ""


@rule("M1")
def by_style(line: Line) -> str:
    """A line in the style Title, Subtitle, Organisation, Mandate, Group, Co-chairs or Symbol above the text
    is that line of the front page."""
    name = line.means or line.style.casefold()
    own = line.style.casefold()
    return own if own in _ROLES else name if name in _ROLES else ""


@rule("M2")
def title(lines: Sequence[Line]) -> Line | None:
    """Without such a style, the title is the line above the text that speaks of a plan, programme or strategy
    and has years in it; else the one that speaks of one; else the one in the largest letters; else the
    last."""
    named = [line for line in lines if _TITLE.search(line.text)]
    if named:
        return max([line for line in named if YEARS.search(line.text)] or named, key=lambda line: line.size)
    sizes = {line.size for line in lines}
    return max(lines, key=lambda line: line.size) if len(sizes) > 1 else (lines[-1] if lines else None)


@rule("M3")
def group(lines: Sequence[Line]) -> Line | None:
    """The group is the line that speaks of a working group or task force; where none does, of a committee,
    forum, council or the like."""
    return next((line for known in _GROUPS for line in lines if known.search(line.text)), None)


@rule("M4")
def mandate(line: Line, before: Line | None) -> bool:
    """The mandate is a line right below the organisation that begins with a small letter: "on People
    Smuggling …"."""
    return before is not None and line.text.strip()[:1].islower()


@rule("M5")
def organisation(lines: Sequence[Line]) -> Line | None:
    """The organisation is the first line above the title that is nothing else."""
    return lines[0] if lines else None


@rule("M6")
def period(words: str) -> tuple[int, int] | None:
    """The period is that of the title, 2021-2023 or 2021–23; else the first that the text names. A single
    year is a period of one year. Where no year is named, somebody has to say: `--answer M6=2024-2026`."""
    for found in sorted(YEARS.finditer(words), key=lambda each: each["end"] is None):
        start = int(found["start"])
        end = int(found["end"]) if found["end"] else start
        end = end if end > 99 else start // 100 * 100 + end
        if start <= end <= start + 30:
            return start, end
    return None


def front_page(blocks: Sequence[Block], body_size: float, claims: Claims) -> tuple[Front, tuple[Block, ...]]:
    """The front page, and the blocks below it."""
    lines = _above(blocks, body_size)
    front = Front()
    for line in lines:
        if (name := by_style(line)) and name not in front.found and name not in ("edition", "co-chairs"):
            front.found[name] = line
    for line in lines:
        _by_form(front, line, claims)
    _take(front, "title", "M2", title(_rest(front, lines)), claims)
    _take(front, "group", "M3", group(_rest(front, lines)), claims)
    for before, line in zip([None, *lines], lines, strict=False):
        if line in _rest(front, lines) and mandate(line, before):
            _take(front, "mandate", "M4", line, claims)
    at = next((n for n, line in enumerate(lines) if line is front.found.get("title")), len(lines))
    above = [line for line in _rest(front, lines) if lines.index(line) < at]
    _take(front, "organisation", "M5", organisation(above), claims)
    front.other = _rest(front, lines)
    for line in front.other:
        became = "a paragraph above the text: the front page has no such field"
        claims.add("M7", "guessed", line.address, line.text, became)
    for name in ("organisation", "group", "title"):
        if name not in front.found:
            words = BLANKS[name]
            evidence = "no line above the text says it"
            claims.add("M7", "guessed", "", "", f"a blank: [{words}]", evidence, added=[words])
    taken = {line.address for line in lines}
    return front, tuple(block for block in blocks if block.address not in taken)


def _by_form(front: Front, line: Line, claims: Claims) -> None:
    """Take a line that says what it is by its form."""
    if not _rest(front, [line]):
        return
    if "symbol" not in front.found and symbol(line):
        front.found["symbol"] = line
        _claim(claims, "M8", line, "symbol in plan.yaml", " ".join(line.text.split()))
    elif not front.co_chairs and (names := co_chairs(line)):
        front.co_chairs = names
        front.found["co-chairs"] = line
        _claim(claims, "M9", line, "co_chairs in plan.yaml", f"Co-chairs: {', '.join(names)}")
    elif front.edition is None and (found := amended(line) or edition(line)):
        front.edition = found
        front.found["edition"] = line
        id, became = ("M10", "amended") if found.amended_at else ("M11", "edition")
        shown = "" if found.printed else ": not printed, unless it says show_edition: true"
        _claim(claims, id, line, f"{became} in plan.yaml{shown}", found.printed)


def _claim(claims: Claims, id: str, line: Line, became: str, printed: str) -> None:
    """What a line became, and what is `printed` in its place."""
    words = " ".join(line.text.split())
    lost = [] if words == printed else [words]
    added = [printed] if lost and printed else []
    claims.add(id, "guessed", line.address, words, became, "a line above the text", lost, added=added)


def _rest(front: Front, lines: Sequence[Line]) -> list[Line]:
    """The lines that are nothing yet."""
    return [line for line in lines if not any(line is each for each in front.found.values())]


_FIELDS = {"organisation": "organisation.name", "mandate": "organisation.mandate"}


def _take(front: Front, name: str, id: str, line: Line | None, claims: Claims) -> None:
    if line is not None and name not in front.found:
        front.found[name] = line
        became = f"{_FIELDS.get(name, name)} in plan.yaml"
        claims.add(id, "guessed", line.address, line.text, became, "a line above the text")


@rule("M7")
def other(line: Line) -> bool:
    """Any other line above the text becomes the first paragraph of the text, and is a doubt. So is a field of
    the front page that the file does not say: it is a blank, `[[name of the organisation]]`, until somebody
    fills it in."""
    return not line.empty


def _above(blocks: Sequence[Block], body_size: float) -> list[Line]:
    """The lines above the text: up to the first that is text, a heading, an item or a table."""
    found: list[Line] = []
    named = False
    for block in blocks[:_MOST]:
        if not isinstance(block, Line) or not block.worded or block.counting or block.where == "box":
            break
        words, styled = block.text.strip(), bool(by_style(block))
        named = named or by_style(block) == "title"
        if styled:
            found.append(block)
            continue
        if (
            block.heading
            or block.outline
            or len(words) > 160
            or re.search(r"[.:;。]$", words)
            or typed_label(words)
        ):
            break
        stands_out = block.alignment in ("center", "right") or block.size >= body_size + 1.5
        if named and not stands_out and not found[-1].alignment == block.alignment == "center":
            break
        if not stands_out and found and found[-1].alignment == "center":
            break
        if not stands_out and any(_TITLE.search(line.text) and YEARS.search(line.text) for line in found):
            break
        found.append(block)
    return _unless_text(found, blocks)


def _unless_text(found: list[Line], blocks: Sequence[Block]) -> list[Line]:
    """What was found, unless nothing says that it is a front page: a file of bare lines."""
    told = any(by_style(line) or _TITLE.search(line.text) or line.alignment == "center" for line in found)
    return found if told else found[:1] if len(blocks) > 1 else []


def period_of(front: Front, source: Source, claims: Claims) -> tuple[int, int] | None:
    given = claims.answers.get("M6", "")
    text = " ".join(line.text for line in all_lines(source.blocks))
    places: tuple[tuple[str, Verdict], ...] = (
        (given, "understood"),
        (front.words("title"), "understood"),
        (text, "guessed"),
    )
    for words, verdict in places:
        if found := period(words):
            claims.add("M6", verdict, "", words[:80], f"period: {found[0]}–{found[1]}")
            return found
    claims.ask("M6", "", "", "for which years is it?", "no year is named", ("2024-2026",))
    return None
