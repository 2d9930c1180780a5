"""Sentences that an editor moves in Word with tracking on, as Word for Microsoft 365 writes it down."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.contents import FILES, MANUSCRIPT
from tests.editors.word_saves import entries
from tests.word.conftest import packed
from tests.writeback.amending import folder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.errors import Place
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import baseline, review
from workplan.word import write

MET, COUNTED, YEARLY = (
    "The members met in March.",
    "All offices counted the tides.",
    "Reports come each year.",
)
FIRST, SECOND, ITEM = (
    f"{MET} {COUNTED} {YEARLY}",
    "Storms are rare. They last.",
    "Harbours close. Pilots wait.",
)
CONTENT = {**FILES, "plan.md": f"{MANUSCRIPT}\n# Tides\n\n{FIRST}\n\n{SECOND}\n\n- {ITEM}\n- Calm.\n"}
_WHO = 'w:id="9{}" w:author="Ann" w:date="2031-05-01T09:00:00Z"'


def run(words: str, name: str = "t") -> str:
    return f'<w:r><w:{name} xml:space="preserve">{words}</w:{name}></w:r>'


def mark(name: str, n: int, inside: str) -> str:
    return f"<w:{name} {_WHO.format(n)}>{inside}</w:{name}>"


def half(name: str, n: int, inside: str, move: int = 1) -> str:
    """One half of a move, with the ends of its range."""
    start = f'<w:{name}RangeStart {_WHO.format(f"0{n}")} w:name="move{move}"/>'
    return f'{start}{inside}<w:{name}RangeEnd w:id="90{n}"/>'


def gone(words: str, move: int = 1) -> str:
    return half("moveFrom", move, mark("moveFrom", move + 10, run(words)), move)


def come(words: str, move: int = 1) -> str:
    return half("moveTo", move + 4, mark("moveTo", move + 20, run(words)), move)


#: What stands in place of which line's run, and the lines that the manuscript has then.
MOVES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "to the end of its paragraph": (
        {FIRST: gone(f"{MET} ") + run(f"{COUNTED} {YEARLY}") + come(f" {MET}")},
        {FIRST: f"{COUNTED} {YEARLY} {MET}"},
    ),
    "to the start of its paragraph, the space typed": (
        {FIRST: come(YEARLY) + mark("ins", 31, run(" ")) + run(f"{MET} {COUNTED}") + gone(f" {YEARLY}")},
        {FIRST: f"{YEARLY} {MET} {COUNTED}"},
    ),
    "to another paragraph": (
        {
            FIRST: run(f"{MET} ") + gone(f"{COUNTED} ") + run(YEARLY),
            SECOND: run(SECOND) + come(f" {COUNTED}"),
        },
        {FIRST: f"{MET} {YEARLY}", SECOND: f"{SECOND} {COUNTED}"},
    ),
    "into an item": (
        {
            FIRST: gone(f"{MET} ") + run(f"{COUNTED} {YEARLY}"),
            ITEM: run("Harbours close. ") + come(f"{MET} ") + run("Pilots wait."),
        },
        {FIRST: f"{COUNTED} {YEARLY}", ITEM: f"Harbours close. {MET} Pilots wait."},
    ),
    "and reworded in its new place": (
        {
            FIRST: gone(f"{MET} ") + run(f"{COUNTED} {YEARLY}"),
            SECOND: run(SECOND)
            + half(
                "moveTo",
                5,
                mark("moveTo", 21, run(" The members met in "))
                + mark("moveTo", 22, mark("del", 32, run("March", "delText")))
                + mark("ins", 33, run("April"))
                + mark("moveTo", 23, run(".")),
            ),
        },
        {FIRST: f"{COUNTED} {YEARLY}", SECOND: f"{SECOND} The members met in April."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVES)
def test_a_sentence_moved_in_word_is_one_amendment(name: str) -> None:
    """Before, what was reworded in its new place was an amendment of its own, as was a space typed beside it:
    rejected, "The members met in ." was left."""
    edits, expected = MOVES[name]
    opened = open_content(folder(CONTENT))
    parts = entries(write(compose(opened.plan, None, opened.standing), theme()))
    body = parts["word/document.xml"].decode()
    for words, typed in edits.items():
        assert run(words) in body
        body = body.replace(run(words), typed)
    given = (Given("Ann.docx", packed({**parts, "word/document.xml": body.encode()}), "Ann"),)
    found = review(Dossier(baseline(given), given), opened)
    (row,) = found.matrix.amendments
    assert row.kind == "move"

    def decided(disposition: str) -> dict[str, str]:
        rows = [replace(row, disposition=disposition)]  # type: ignore[arg-type]
        return applied(found, rows, {1: Place("matrix", 1)}, folder(CONTENT), date(2031, 5, 2)).files

    manuscript = CONTENT["plan.md"]
    for words, now in expected.items():
        manuscript = manuscript.replace(words, now)
    assert " ".join(decided("accept")["plan.md"].split()) == " ".join(manuscript.split())
    assert "plan.md" not in decided("reject")
