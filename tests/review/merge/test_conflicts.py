"""Which amendments of several copies meet, in the cells of a table of actions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.compare.test_redline import table, with_table
from tests.documents import paragraph, sample
from tests.review.merge.test_merge import copy
from workplan.content.words.matrix import ENGLISH
from workplan.content.words.wording import Wording
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import (
    AmendmentNumber,
    Cell,
    Document,
    Frame,
    Inline,
    ListKind,
    Place,
    Revision,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, nested
from workplan.document.walking.walk import map_lines, plain
from workplan.document.walking.walk import words as all_words
from workplan.review.consolidate import Copy, consolidate
from workplan.review.edits.marks import marks, remade
from workplan.review.matrix.rows import fingerprint
from workplan.review.merge.merge import Merged, merge
from workplan.review.papers.all_names import as_author, in_a_row, in_all_names
from workplan.review.papers.brackets import compilation
from workplan.review.papers.files import compiled
from workplan.review.rows.amendment import Amendment
from workplan.review.rows.rows import MarkedCopy, amendments
from workplan.word import Reading, read

COLUMNS = {"interest": 1, "status": 2}


def saying(column: str, *lines: str) -> Document:
    """The sample, whose second action says this in a cell."""
    first, second, *others = table(sample()).rows
    cells = list(second.cells)
    id = cells[COLUMNS[column]].id
    said = enumerate(lines, 1)
    cells[COLUMNS[column]] = Cell(
        id, tuple(paragraph(f"{id}.{'text' if n == 1 else n}", words) for n, words in said)
    )
    return with_table(replace(table(sample()), rows=(first, replace(second, cells=tuple(cells)), *others)))


def proposals(column: str, before: tuple[str, ...], *after: tuple[str, ...]) -> list[Document]:
    """A copy for each of the things that members would have the cell say."""
    base = saying(column, *before)
    return [
        copy(base, saying(column, *lines), Revision(f"Member {n}"), n) for n, lines in enumerate(after, 1)
    ]


def merged(column: str, before: tuple[str, ...], *after: tuple[str, ...]) -> Merged:
    return merge(saying(column, *before), proposals(column, before, *after))


def cell(found: Merged, column: str) -> list[str]:
    """What the cell says with all accepted."""
    (only,) = (block for block in accept(found.document).blocks if isinstance(block, Table))
    return [plain(each.inlines) for each in only.rows[1].cells[COLUMNS[column]].blocks]


@pytest.mark.parametrize(
    ("before", "one", "other", "both"),
    [
        (("IOM",), ("IOM, Fiji",), ("IOM, Tonga (lead)",), ["IOM, Fiji, Tonga (lead)"]),
        (("IOM",), ("Fiji, IOM",), ("Tonga; IOM",), ["Fiji, Tonga; IOM"]),
        ((), ("Fiji",), ("Tonga",), ["Fiji", "Tonga"]),
        (("IOM",), ("IOM, Fiji, Palau",), ("IOM", "Tonga"), ["IOM, Fiji, Palau", "Tonga"]),
        (("Lead: IOM",), ("Lead: IOM, Fiji",), ("Lead: IOM, Tonga",), ["Lead: IOM, Fiji, Tonga"]),
        (("Lead: IOM",), ("Lead: Fiji, IOM",), ("Lead: IOM, Tonga",), ["Lead: Fiji, IOM, Tonga"]),
        (("Lead: IOM",), ("Lead: IOM, Fiji",), ("Lead: IOM", "Tonga"), ["Lead: IOM, Fiji", "Tonga"]),
    ],
)
def test_members_that_are_added_do_not_meet(
    before: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...], both: list[str]
) -> None:
    found = merged("interest", before, one, other)
    assert not found.findings.conflicts
    assert cell(found, "interest") == both


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fiji",), ("IOM, Tonga",)),
        (("IOM and Fiji",), ("IOM, Tonga",)),
        (("IOM (lead)",), ("IOM, Tonga",)),
        ((), ("IOM, Tonga",)),
    ],
)
def test_members_that_are_changed_meet_those_that_are_added_behind_them(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert merged("interest", ("IOM",), one, other).findings.conflicts


@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        (("IOM",), ("IOM, Fiji",), ("IOM, Fiji (lead)",)),
        (("IOM",), ("Fiji, IOM",), ("IOM, Tonga, Fiji",)),
        ((), ("Fiji",), ("Fiji, Palau",)),
        (("IOM",), ("IOM", "Fiji (lead)"), ("IOM, Fiji",)),
        (("Lead: IOM",), ("Lead: IOM, Fiji",), ("Lead: IOM", "Contributing: Fiji")),
        (
            ("Lead: IOM", "Contributing: UNODC"),
            ("Lead: IOM, Fiji, Palau", "Contributing: UNODC"),
            ("Lead: IOM", "Contributing: UNODC, Tonga, Fiji"),
        ),
    ],
)
def test_a_member_that_two_add_in_different_ways_is_added_once(
    before: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    """Without the fix, it was listed twice, and no conflict said so before the matrix was applied."""
    assert len(merged("interest", before, one, other).findings.conflicts) == 1


@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        (("IOM (lead)",), ("IOM, Fiji (lead)",), ("IOM, Tonga (lead)",)),
        (("Viet Nam",), ("Viet, Fiji Nam",), ("Viet, Tonga Nam",)),
        (("Lead: IOM",), ("Contributing: IOM",), ("Lead: IOM, Tonga",)),
    ],
)
def test_names_put_into_an_entry_are_in_conflict(
    before: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    """Without the fix, two who would lead in IOM's place were "IOM, Fiji, Tonga (lead)"."""
    assert len(merged("interest", before, one, other).findings.conflicts) == 1


def test_one_member_added_by_two_is_one_proposal() -> None:
    found = merged("interest", ("IOM",), ("IOM, Fiji",), ("IOM, Fiji",), ("IOM, Tonga",))
    assert len(found.findings.same) == 1
    assert cell(found, "interest") == ["IOM, Fiji, Tonga"]


@pytest.mark.parametrize("before", [(), ("A first line",)])
def test_a_cell_has_one_status(before: tuple[str, ...]) -> None:
    """Without the fix, "Ongoing" and "Completed" in one cell were no conflict, being lines of their own."""
    found = merged("status", before, (*before, "Ongoing"), (*before, "Completed"))
    assert len(found.findings.conflicts) == 1


def test_a_compilation_names_all_who_propose_the_same() -> None:
    after = (("Ongoing",), ("Completed",), ("Ongoing",))
    base, copies = saying("status"), proposals("status", (), *after)
    *found, _ = in_all_names(merge(base, copies), copies, ENGLISH)
    text = compilation(base, *found)
    (only,) = (block for block in text.blocks if isinstance(block, Table))
    said = [plain(each.inlines) for each in only.rows[1].cells[COLUMNS["status"]].blocks]
    assert said == ["[Ongoing – Member 1, Member 3]", "[Completed – Member 2]"]
    assert {mark.author for _, mark in marks(text)} == {"Member 1, Member 3", "Member 2"}
    assert reject(text).blocks == saying("status").blocks


@pytest.mark.parametrize(("second", "equal"), [(" not", True), (" so", False)])
def test_words_that_were_put_in_and_partly_taken_out_again_are_equal_too(second: str, equal: bool) -> None:
    """Without the fix, two equal proposals were in conflict where an editor had taken out another's words."""
    copies = []
    for number, gone in ((1, " not"), (2, second)):
        by = Revision(f"Member {number}", amendment=AmendmentNumber(number, 1))
        new = [Text(words, inserted=by, deleted=by if words == gone else None) for words in (" not", " so")]

        def put_in(inlines: tuple[Inline, ...], new: list[Text] = new) -> tuple[Inline, ...]:
            return (*inlines, *new)

        base = sample()
        first, *others = base.blocks
        copies.append(replace(base, blocks=(map_lines(first, put_in), *others)))
    found = merge(sample(), copies).findings
    assert (found.same == {AmendmentNumber(2, 1): AmendmentNumber(1, 1)}, not found.conflicts) == (
        equal,
        equal,
    )


COMMA = "Micronesia, Federated States of"


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (f"IOM, {COMMA}", "IOM, Micronesia", False),
        (f"IOM, {COMMA}", f"IOM, {COMMA}, Tonga", True),
        (f"IOM, {COMMA}", "IOM, Federated States of", False),
    ],
)
def test_a_known_name_may_hold_a_comma(one: str, other: str, clash: bool) -> None:
    """Before, it was two members wherever copies meet."""
    found = merge(
        saying("interest", "IOM"), proposals("interest", ("IOM",), (one,), (other,)), (COMMA, "IOM")
    )
    assert bool(found.findings.conflicts) is clash


def test_names_with_commas_stay_apart_where_they_stand_in_a_row() -> None:
    assert in_a_row(["Fiji", "IOM"]) == "Fiji, IOM"
    assert in_a_row([COMMA, "IOM"]) == f"{COMMA}; IOM"


def test_more_names_than_word_has_room_for_are_counted() -> None:
    """Before, the author of what 45 members propose had a thousand letters; Word takes 255."""
    names = [f"Member with a long name {n}" for n in range(1, 46)]
    said = as_author(names, ENGLISH)
    shown, _, others = said.partition(" and ")
    assert len(said) <= 255 and names[: (count := shown.count(",") + 1)] == shown.split(", ")
    assert others == f"{45 - count} others"
    assert as_author([COMMA, "IOM"], ENGLISH) == in_a_row([COMMA, "IOM"])
    assert as_author([COMMA] * 20, ENGLISH) == f"{'; '.join([COMMA] * 7)} and 13 others"


LONG = "The Democratic and Federal Republic of the Islands of the Tides, number {}"


def by(number: int) -> Callable[[Revision], Revision]:
    return lambda mark: replace(mark, author=LONG.format(number))


def test_a_compilation_has_authors_that_word_takes() -> None:
    base = saying("status")
    copies = [
        Copy(f"{n}.docx", LONG.format(n), Reading(remade(document, by(n)), (), (), ours=True))
        for n, document in enumerate(proposals("status", (), *[("Ongoing",)] * 5, ("Completed",)), 1)
    ]
    (data,) = compiled(consolidate(base, base, copies), ENGLISH).values()
    document = read(data).document
    authors = {mark.author for _, mark in marks(document)}
    assert max(map(len, authors)) <= 255 and any(name.endswith(" others") for name in authors)
    text = " ".join(all_words(document))
    assert all(LONG.format(n) in text for n in range(1, 6))  # the brackets have all


def rows_of(base: Document, copies: list[Document]) -> tuple[Amendment, ...]:
    marked = [MarkedCopy(each) for each in copies]
    return amendments(base, marked, Wording(), {}, merge(base, copies).findings)


def counted(start: int, kind: ListKind = "decimal", role: str = "body", level: int = 0) -> Document:
    """Three lines: items of a list that counts from here, or other lines where there is no start."""
    items = []
    for n, words in enumerate(("One", "Two", "Three")):
        frames = (Frame("introduction.1", kind, start, f"introduction.1.{n}"),) if start else ()
        place = Place(f"introduction.1.{n}.1", role, level, frames=frames)
        items.append(Line(place, (Text(words),), item_label=f"{start + n}." if kind == "decimal" else ""))
    return resolve(replace(sample(), blocks=nested(items), notes=()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (counted(3), counted(5)),
        (counted(1, "lower-alpha"), counted(1, "lower-roman")),
        (counted(1, "bullet"), counted(1, "lower-alpha")),
        (counted(0, role="quotation"), counted(0)),
        (counted(2, "lower-alpha"), counted(4, "lower-alpha")),
    ],
)
def test_two_who_change_a_property_are_equal_only_where_it_becomes_the_same(
    one: Document, other: Document
) -> None:
    """Before, two who restarted a list at 3 and at 5 were one row with both names, and the 5 was lost."""
    base = counted(1)
    copies = [copy(base, new, Revision(f"M{n}"), n) for n, new in enumerate((one, other), 1)]
    found = amendments(
        base, [MarkedCopy(each) for each in copies], Wording(), {}, merge(base, copies).findings
    )
    assert {row.members for row in found} == {("M1",), ("M2",)}
    assert all(row.group for row in found)
    assert len({(row.id, fingerprint(row)) for row in found}) == len(found)
    alike = [copy(base, one, Revision(f"M{n}"), n) for n in (1, 2)]
    same = rows_of(base, alike)
    assert {row.members for row in same} == {("M1", "M2")}
    assert not any(row.group for row in same)


def test_a_list_that_counts_otherwise_is_one_row_that_says_how() -> None:
    """Before, every item was "put on another level"."""
    base = counted(1)
    (row,) = amendments(base, [MarkedCopy(copy(base, counted(3), Revision("Fiji"), 1))], Wording(), {})
    assert row.how == "numbered from 3"
