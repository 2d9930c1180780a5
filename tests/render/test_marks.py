"""What is marked, as the templates ask for it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.documents import MOVE, REVISION, came, paragraph, redlined, went
from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import (
    Cell,
    Document,
    Formatting,
    FormerPlace,
    Frame,
    Heading,
    Inline,
    Link,
    ListKind,
    NoteReference,
    Paragraph,
    Place,
    Row,
    Text,
)
from workplan.render.marks import Moves, is_changed, is_split, level_mark, living, pieces, whole

CALL = NoteReference("note.n", 1, inserted=REVISION)
LINK = "https://example.org"


def shown(inlines: tuple[Inline, ...], *, notes_float: bool = False) -> list[str]:
    """Each piece as the kinds of its inlines, after its signs."""
    return [
        ("+" if piece.inserted else "") + ("-" if piece.deleted else "") + str(len(piece.inlines))
        for piece in pieces(inlines, notes_float)
    ]


def test_inlines_of_one_mark_are_one_piece() -> None:
    assert shown((Text("a"), came("b"), came("c", look=BOLD), went("d"), Text("e"))) == ["1", "+2", "-1", "1"]


def test_first_inserted_then_deleted_is_both() -> None:
    assert shown((replace(came("a"), deleted=REVISION),)) == ["+-1"]


def test_changes_of_two_people_are_two_pieces() -> None:
    assert shown((came("a"), came("b", replace(REVISION, author="Somebody else")))) == ["+1", "+1"]


def test_a_link_is_marked_by_its_words() -> None:
    alike, mixed = Link(LINK, (came("a"), came("b", look=BOLD))), Link(LINK, (Text("a"), came("b")))
    assert shown((came("x"), alike)) == ["+2"]
    assert shown((came("x"), mixed)) == ["+1", "1"]
    assert (is_split(alike), is_split(mixed), is_split(Link(LINK, (Text("a"),)))) == (False, True, False)


def test_in_print_a_call_ends_its_piece() -> None:
    inlines = (came("a"), CALL, came("b"))
    assert shown(inlines) == ["+3"]
    assert shown(inlines, notes_float=True) == ["+2", "+1"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (Paragraph("p", (came("a"), CALL), inserted=REVISION), "inserted"),
        (Paragraph("p", (Link(LINK, (went("a"),)),), deleted=REVISION), "deleted"),
        (Heading("h", 1, (came("a"),), inserted=REVISION), "inserted"),
        (Paragraph("p", (), deleted=REVISION), "deleted"),
        (Paragraph("p", (came("a"), Text("b")), inserted=REVISION), ""),
        (Paragraph("p", (came("a"),)), ""),
        (Paragraph("p", (came("a"),), deleted=REVISION), ""),
    ],
)
def test_a_line_came_or_went_as_a_whole_with_its_break_and_all_its_words(
    line: Paragraph | Heading, kind: str
) -> None:
    assert whole(line) == kind


def test_what_is_changed_has_a_bar() -> None:
    plain = paragraph("p", "words")
    looks = Text("bold", look=BOLD, former=Formatting(PLAIN, REVISION))
    row = Row("r", (Cell("r.1", (plain,)), Cell("r.2", ())))
    assert not is_changed(plain) and not is_changed(row)
    assert is_changed(replace(plain, deleted=REVISION))
    assert is_changed(replace(plain, former=FormerPlace(Place("p", level=1), REVISION)))
    assert not is_changed(Heading("h", 3, (), former=FormerPlace(Place("other", level=3), REVISION)))
    assert is_changed(Paragraph("p", (looks,)))
    assert is_changed(Paragraph("p", (Link(LINK, (looks,)),)))
    assert is_changed(replace(row, inserted=REVISION))
    assert is_changed(replace(row, cells=(Cell("r.1", (Paragraph("p", (looks,)),)),)))


def test_what_is_not_deleted_is_living() -> None:
    assert living((went("a"), came("b"), Link(LINK, (Text("c"), went("d"))))) == (came("b"), Text("c"))


def _items(depth: int, kind: ListKind = "bullet") -> tuple[Frame, ...]:
    return tuple(Frame(f"l{n}", kind, 1, f"l{n}.i") for n in range(depth))


@pytest.mark.parametrize(
    ("line", "depth", "sign"),
    [
        (Paragraph("p", (), former=FormerPlace(Place("p", frames=_items(1)), REVISION)), 2, "→"),
        (Paragraph("p", (), former=FormerPlace(Place("p", frames=_items(3)), REVISION)), 2, "←"),
        (Paragraph("p", (), former=FormerPlace(Place("p", frames=_items(2)), REVISION)), 2, "↕"),
        (Paragraph("p", (), former=FormerPlace(Place("p", level=2), REVISION)), 0, "↕"),
        (Heading("h", 1, (), former=FormerPlace(Place("h", level=3), REVISION)), 0, "←"),
        (Heading("h", 3, (), former=FormerPlace(Place("h", level=2), REVISION)), 0, "→"),
        (Heading("h", 3, ()), 0, ""),
        (Heading("h", 3, (), former=FormerPlace(Place("other", level=3), REVISION)), 0, ""),
        (Paragraph("p", (), former=FormerPlace(Place("p", frames=_items(2, "decimal")), REVISION)), 2, ""),
    ],
)
def test_an_arrow_leads_from_the_former_level(line: Paragraph | Heading, depth: int, sign: str) -> None:
    kind = "decimal" if depth else ""
    assert level_mark(line, depth, kind, "ltr") == sign
    mirrored = {"→": "←", "←": "→"}
    assert level_mark(line, depth, kind, "rtl") == mirrored.get(sign, sign)


def test_both_halves_of_a_move_point_at_each_other() -> None:
    document = redlined()
    moves = Moves.of(document)
    assert (moves.sign("del", MOVE), moves.sign("ins", MOVE)) == ("↓1", "↑1")
    upwards = Document(
        document.properties,
        document.terms,
        (Paragraph("a", (came("x", MOVE),)), Paragraph("b", (went("x", MOVE),))),
        (),
    )
    moves = Moves.of(upwards)
    assert (moves.sign("del", MOVE), moves.sign("ins", MOVE)) == ("↑1", "↓1")
