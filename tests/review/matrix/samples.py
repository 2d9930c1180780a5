"""Matrices for tests: one with a row of each kind, and any that there can be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import AmendmentNumber, Formatting, NoteReference, Revision, Text
from workplan.errors import Place
from workplan.review.matrix import Matrix
from workplan.review.rows.amendment import Amendment, Kind, Remark

DATE = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
DIGEST = "ab" * 32
AUSTRALIA, THAILAND = Revision("Australia", DATE), Revision("Thailand", DATE)
FORMATTED = replace(AUSTRALIA, amendment=AmendmentNumber(1, 9))


def sample() -> Matrix:
    """A conflict, words like formulas, an inserted call, a change of look, Thai, Arabic, comments."""
    deadline = "Report on progress at the Ad Hoc Group's annual meeting, and in between as members ask"
    rows = (
        Amendment(
            1,
            "introduction.2",
            "Introduction, paragraph 2",
            Place("content/plan.md", 12),
            ("Australia", "New Zealand"),
            DATE,
            "replacement",
            "guide members until 2033",
            (
                Text("guide "),
                Text("members", deleted=AUSTRALIA),
                Text("Member States", inserted=AUSTRALIA),
                Text(" until 2033"),
            ),
            "guide Member States until 2033",
            (Remark("Australia", DATE, "As in the mandate.\nSee there."), Remark("Chair", None, "Agreed?")),
            "A",
        ),
        Amendment(
            2,
            "introduction.2",
            "Introduction, paragraph 2",
            Place("content/plan.md", 12),
            ("Thailand",),
            DATE,
            "replacement",
            "members until 2033",
            (Text("members "), Text("until 2033", deleted=THAILAND), Text("ภาษาไทย", inserted=THAILAND)),
            "members ภาษาไทย",
            group="A",
        ),
        Amendment(
            3,
            "tides.status",
            "Action 4, status",
            Place("content/actions.yaml", 42),
            ("=HYPERLINK(\"http://example.org\")",),
            None,
            "insertion",
            "",
            (Text("=1+1 _x0041_ ", inserted=THAILAND), NoteReference("n", 3, inserted=THAILAND)),
            "=1+1 _x0041_",
            disposition="amend",
            amended="=cmd|' /C calc'!A0\n- and _x000D_ more",
            remark="+ @ -",
        ),
        Amendment(
            4,
            "nets.action",
            "Action 5",
            None,
            ("العربية",),
            DATE,
            "formatting",
            deadline,
            (Text(deadline, look=BOLD, former=Formatting(PLAIN, FORMATTED)),),
            deadline,
            disposition="reject",
        ),
        Amendment(
            5, "nets.action", "Action 5", None, ("Fiji",), DATE, "comment",
            deadline, (Text(deadline),), deadline,
            (Remark("Fiji", DATE, "Who leads?"),), "B", "note", "", "Taken up in 2032",
        ),
    )  # fmt: skip
    return Matrix("Forward Work Plan 2031–33 & beyond", "2031.1", DIGEST, rows)


def long(count: int) -> Matrix:
    """The sample's rows again and again."""
    rows = sample().amendments
    return replace(
        sample(), amendments=tuple(replace(rows[n % len(rows)], number=n + 1) for n in range(count))
    )


_words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@a",
        "_x0041_",
        "x005F_",
        "no",
        "1.0",
        "# a",
        "- a",
        ": ",
        "'",
        "a\n b",
        "1e5",
        "&P",
        "\t",
    ]
)


@st.composite
def matrices(draw: st.DrawFn, proposed: st.SearchStrategy[str] = _words) -> Matrix:
    """Any matrix whose dispositions hold together; the `proposed` texts are of these words."""
    rows = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        marked = st.builds(
            Text,
            proposed.filter(bool),
            inserted=st.none() | st.just(AUSTRALIA),
            deleted=st.none() | st.just(THAILAND),
        )
        disposition = draw(st.sampled_from(["", "accept", "reject", "note", "amend"]))
        row = Amendment(
            number,
            draw(_words),
            draw(_words),
            draw(st.none() | st.builds(Place, _words, st.integers(1, 9))),
            tuple(draw(st.lists(_words, max_size=2))),
            draw(st.none() | st.just(DATE)),
            draw(st.sampled_from(get_args(Kind))),
            draw(_words),
            tuple(draw(st.lists(marked, max_size=3))),
            draw(_words),
            tuple(draw(st.lists(st.builds(Remark, _words, st.none() | st.just(DATE), _words), max_size=2))),
            draw(st.sampled_from(["", "A", "B"])),
            disposition,
            draw(_words) + "." if disposition == "amend" else "",
            draw(_words),
        )
        rows.append(row)
    return Matrix(draw(_words), draw(_words), DIGEST, tuple(rows))
