"""Where the answers stand in a Word form that came back.

Each is looked for by the tag of its control, then by its bookmark, then by its place: a row is known by the
words of its action, or by its number; a column by its heading; a line of a list by what stands before the
answer. A row that somebody cut in two is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct, field
from msgspec.structs import replace

from workplan.document.printing.directions import unisolated
from workplan.returns.form import OF_AN_ACTION, ActionAnswer, Field, Form
from workplan.returns.naming import by_bookmark, by_tag, row_bookmark, words_bookmark
from workplan.returns.page import named
from workplan.returns.word.answers import Spot
from workplan.returns.word.identity import SentRow
from workplan.returns.word.places import Line

#: How much of an action's words is still there in a row that has its number, at the least.
_LIKE = 0.5
#: Words so many times as long as those that were sent are others; a hostile file may have any number.
_TIMES = 4
#: The columns of the table, in which a number and the words of an action stand first.
_COLUMNS = {2 + n: what for n, what in enumerate(OF_AN_ACTION)}


def plain(words: str) -> str:
    """Words without signs of direction, with one space between each."""
    return " ".join(unisolated(words).split())


class Found(Struct):
    """Where each answer stands, and the lines with the words of each action. `strange` are rows of the table
    that are none of the form's."""

    spots: dict[Field, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    strange: list[str] = []

    @property
    def lines(self) -> set[int]:
        """The lines that are taken, by their ids in memory."""
        taken = (line for spots in self.spots.values() for spot in spots for line in spot.lines)
        return {id(line) for line in (*taken, *(line for each in self.words.values() for line in each))}


class _TableRow(Struct, frozen=True):
    cells: Mapping[int, tuple[Line, ...]]

    @property
    def lines(self) -> Iterator[Line]:
        for cell in self.cells.values():
            yield from cell

    def said(self, column: int) -> str:
        return plain(" ".join(line.words for line in self.cells.get(column, ())))


def find(lines: Sequence[Line], form: Form, rows: Sequence[SentRow]) -> Found:
    """Where the answers of a form with these actions stand. `form` says the words of the form itself."""
    fields = [Field(what, row.action) for row in rows for what in OF_AN_ACTION]
    fields += [each for each in form.fields() if not each.action]
    if form.member is not None:
        fields.append(Field("member"))
    table = _table(lines)
    found = Found()
    _by_names(found, lines, table, fields, rows)
    _by_place(found, table, form, rows)
    _in_a_list(found, lines, form, rows)
    return found


def _table(lines: Iterable[Line]) -> list[_TableRow]:
    rows: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.row >= 0:
            rows[line.row][line.column].append(line)
    return [_TableRow({at: tuple(cell) for at, cell in row.items()}) for row in rows.values()]


def _by_names(
    found: Found,
    lines: Sequence[Line],
    table: Sequence[_TableRow],
    fields: Sequence[Field],
    rows: Sequence[SentRow],
) -> None:
    """What has a tag or a bookmark of ours. What stands in the same cell belongs to it."""
    cells = {id(line): cell for row in table for cell in row.cells.values() for line in cell}
    tags, names = by_tag(fields), by_bookmark(fields)
    words = {words_bookmark(row.action).casefold(): row.action for row in rows}
    for line in lines:
        around = cells.get(id(line), (line,))
        tagged = {tags[tag] for tag in line.tags if tag in tags}
        marked = {names[name] for name in line.names if name in names}
        for each in tagged | marked:
            in_fields = each in tagged or any(other.boxes for other in around)
            spot = Spot(around, "the form's fields" if in_fields else "text at the bookmark")
            if spot.lines not in (other.lines for other in found.spots[each]):
                found.spots[each].append(spot)
        for name in line.names & words.keys():
            if not found.words[words[name]]:
                found.words[words[name]] = list(around)


def _by_place(found: Found, table: Sequence[_TableRow], form: Form, rows: Sequence[SentRow]) -> None:
    """Rows in which no name of ours is left; and of others the answers that have none."""
    columns, head = _columns(table, form)
    ours = {row_bookmark(row.action).casefold(): row.action for row in rows}
    by_words: dict[str, list[SentRow]] = defaultdict(list)
    for each in rows:
        by_words[plain(each.text)].append(each)
    named_ = _owners(found)
    before: SentRow | None = None
    known = {row.action: row for row in rows}
    for row in table:
        if row is head or len(row.cells) < 2:
            continue
        said, doubt = _words(row, form), ""
        sent = known.get(_named(named_, row, ours))
        if sent is None:
            sent, doubt = _which(row.said(0), said, by_words, rows)
            if sent is not None and sent.action in found.words:
                sent = None
        if sent is not None:
            _take(found, row, columns, sent, doubt)
            before = sent
        elif before is not None and _goes_on(found, before, said, form):
            _add(found, row, columns, before)
        elif any(row.said(at) for at in row.cells):
            found.strange.append(" · ".join(filter(None, (row.said(at) for at in sorted(row.cells)))))


def _owners(found: Found) -> dict[int, str]:
    """The action of each line that was found by a name, by the line's id in memory."""
    owners = {
        id(line): each.action for each, spots in found.spots.items() for spot in spots for line in spot.lines
    }
    return owners | {id(line): action for action, lines in found.words.items() for line in lines}


def _named(owners: Mapping[int, str], row: _TableRow, ours: Mapping[str, str]) -> str:
    """The action of a row by names that are left in it; empty for none."""
    actions = [ours[name] for line in row.lines for name in line.names if name in ours]
    actions += [owner for line in row.lines if (owner := owners.get(id(line)))]
    return max(actions, key=actions.count) if actions else ""


def _columns(table: Sequence[_TableRow], form: Form) -> tuple[dict[int, ActionAnswer], _TableRow | None]:
    """What is asked in each column, by its heading; where no row has these, as they were sent."""
    names = {named(form, Field(what)).rstrip(": ").casefold(): what for what in OF_AN_ACTION}
    for row in table:
        found = {at: names[said] for at in row.cells if (said := row.said(at).casefold()) in names}
        if len(found) > 1:
            return dict(found), row
    return dict(_COLUMNS), None


def _words(row: _TableRow, form: Form) -> str:
    """The words of the action in a row, less the line on the interest so far."""
    lines = (line.words for line in row.cells.get(1, ()))
    return plain(" ".join(words for words in lines if not is_reported(words, form)))


def is_reported(words: str, form: Form) -> bool:
    """Whether a line is the one that says what the register says."""
    before, _, after = form.wording.form.reported.partition("{members}")
    said = plain(words)
    return bool(before or after) and said.startswith(before.strip()) and said.endswith(after.strip())


def _which(
    number: str, words: str, by_words: Mapping[str, Sequence[SentRow]], rows: Sequence[SentRow]
) -> tuple[SentRow | None, str]:
    """The action that a row is about, and why it may be another."""
    numbered = next((row for row in rows if number.rstrip(".") == str(row.number)), None)
    same = by_words.get(words, ())
    if len(same) == 1 or numbered in same:
        return (same[0] if len(same) == 1 else numbered), ""
    if numbered and words and _is_like(words, plain(numbered.text)):
        return numbered, "the row is known by its number alone, because its words were changed"
    return None, ""


def _is_like(words: str, sent: str) -> bool:
    """Whether words may be those that were `sent`, changed; or their beginning, where a row was cut."""
    if sent.startswith(words) or len(words) > _TIMES * len(sent):
        return sent.startswith(words)
    return SequenceMatcher(None, sent, words, autojunk=False).ratio() > _LIKE


def _goes_on(found: Found, before: SentRow, words: str, form: Form) -> bool:
    """Whether a row is the second half of the one before."""
    first = plain(
        " ".join(each.words for each in found.words[before.action] if not is_reported(each.words, form))
    )
    return bool(words) and f"{first}{words}".replace(" ", "") == plain(before.text).replace(" ", "")


def _take(
    found: Found, row: _TableRow, columns: Mapping[int, ActionAnswer], sent: SentRow, doubt: str
) -> None:
    """What is in a row of an action and was not found by a name."""
    if not found.words[sent.action]:
        found.words[sent.action] = [*row.cells.get(1, ())]
    for at, what in columns.items():
        each = Field(what, sent.action)
        if at in row.cells and not found.spots[each]:
            found.spots[each] = [Spot(row.cells[at], "place in the table", doubt)]


def _add(found: Found, row: _TableRow, columns: Mapping[int, ActionAnswer], sent: SentRow) -> None:
    """The second half of a row that was cut in two: what is said in it is said of its action."""
    found.words[sent.action] += row.cells.get(1, ())
    for what in OF_AN_ACTION:  # with both halves, its words are what was sent
        field_ = Field(what, sent.action)
        found.spots[field_] = [replace(spot, doubt="") for spot in found.spots[field_]]
    for at, name in columns.items():
        each = Field(name, sent.action)
        if at in row.cells and row.said(at):
            before = found.spots[each]
            if not before or not any(plain(line.words) for spot in before for line in spot.lines):
                found.spots[each] = [Spot(row.cells[at], "place in the table")]
            else:
                before.append(Spot(row.cells[at], "place in the table"))


def _in_a_list(found: Found, lines: Sequence[Line], form: Form, rows: Sequence[SentRow]) -> None:
    """Lines outside of tables in which no name of ours is left, below the heading of an action; and the lines
    of the whole form."""
    headings = {
        form.wording.form.one_action.replace("{number}", str(row.number)).casefold(): row for row in rows
    }
    whole = [Field("member"), Field("answered-by"), Field("remarks")]
    current: SentRow | None = None
    for line in lines:
        if line.row >= 0:
            current = None
            continue
        said = plain(line.words)
        if said.casefold() in headings:
            current = headings[said.casefold()]
            continue
        fields = [*(Field(what, current.action) for what in OF_AN_ACTION if current), *whole]
        match = next((each for each in fields if said.startswith(plain(named(form, each)))), None)
        if match is not None:
            if not found.spots[match]:
                found.spots[match] = [Spot((line,), "place in the table")]
            if not match.action:
                current = None
        elif current and not found.words[current.action] and said:
            found.words[current.action] = [line]
