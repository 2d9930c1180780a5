"""Registers to test with: a small plan whose actions are drawn, and a sheet that somebody fills in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import openpyxl
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.contents import FILES
from workplan.content.files.folder import MemoryFolder
from workplan.content.models.states import STATES
from workplan.content.paper.plan import Plan
from workplan.design.theme import theme
from workplan.editions.writing import write_yaml
from workplan.opening import open_content
from workplan.status.columns import Column, headings
from workplan.status.sheet import as_xlsx
from workplan.text.characters import refused_character

MEMBERS = ("Harbours", "Pilots", "Korea, Republic of", "Land (north)", "A and B")
#: Members, each as an entry of the file.
_MEMBERS = "\n".join(f"- {{id: {member!r}}}" for member in MEMBERS) + "\n"


def folder(actions: object | None = None, **files: str) -> MemoryFolder:
    """The small plan's content, with these actions and files in place of its own."""
    given = {name.replace("_", "."): text for name, text in files.items()}
    if actions is not None:
        given["actions.yaml"] = write_yaml(actions) if not isinstance(actions, str) else actions
    texts = {**FILES, "members.yaml": _MEMBERS, **given}
    return MemoryFolder({name: text.encode() for name, text in texts.items()}, "content")


def plan_of(content: MemoryFolder) -> Plan:
    return open_content(content).plan


def exported(plan: Plan) -> bytes:
    return as_xlsx(plan, theme())


def filled_in(file: bytes, plan: Plan, cells: Mapping[tuple[str, Column], object]) -> bytes:
    """The sheet after somebody typed into cells, each named by its action and its column."""
    book, saved = openpyxl.load_workbook(BytesIO(file)), BytesIO()
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    columns = {cell.value: n for n, cell in enumerate(sheet[1], 1)}
    at = {column: columns[name] for column, name in headings(plan.identity).items()}
    rows = {sheet.cell(row, at[Column.KEY]).value: row for row in range(2, sheet.max_row + 1)}
    for (action, column), value in cells.items():
        cell = sheet.cell(rows[action], at[column])
        cell.value = value.replace("_x0", "_x005F_x0") if isinstance(value, str) else value  # as Excel writes
        if isinstance(value, str):
            cell.data_type = "s"
    book.save(saved)
    return saved.getvalue()


def _plain(words: str) -> bool:
    return (
        refused_character(words) is None
        and words == " ".join(words.split())
        and words.strip("\u200b\u200c") != ""
    )


#: Words that a spreadsheet might take for something else, and any others.
plain_words = st.one_of(
    st.sampled_from(
        ["=1+1", "+2", "-3", "@x", "10%", "2022-03-01", "_x0041_", "TRUE", "007", "1e5", "'a", "Q3 2022"]
    ),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30),
).filter(_plain)
#: Words in which nothing is markup.
unmarked = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=30).filter(
    _plain
)
markup = st.one_of(
    unmarked, st.sampled_from(["*Begun* well", "**done**[^calm]", "= 5", "+ 5", "[there](https://x.org)"])
)


@st.composite
def statuses(draw: st.DrawFn) -> dict[str, str]:
    found: dict[str, str | None] = {
        "state": draw(st.sampled_from([None, *(state.id for state in STATES)])),
        "text": draw(st.none() | markup),
        "timeframe": draw(st.none() | plain_words),
        "meeting": draw(st.none() | plain_words),
    }
    return {name: words for name, words in found.items() if words is not None}


@st.composite
def interests(draw: st.DrawFn) -> list[dict[str, str]]:
    members = draw(st.lists(st.sampled_from(MEMBERS), unique=True, max_size=4))
    roles = st.sampled_from([None, "lead", "contributing"])
    drawn = [{"member": member, "role": draw(roles)} for member in members]
    return [{name: value for name, value in each.items() if value} for each in drawn]


@st.composite
def registers(draw: st.DrawFn) -> list[dict[str, object]]:
    """Some actions, with all that may be reported of them."""
    found = []
    for n in range(draw(st.integers(1, 4))):
        action = {"id": f"action-{n}", "action": f"Do {n}", "linked_priorities": ["calm" if n else "storms"]}
        reported = {"interest": draw(interests()), "status": draw(statuses())}
        found.append({**action, **{name: value for name, value in reported.items() if value}})
    return [{**found[0], "id": "measure"}, *found[1:]]
