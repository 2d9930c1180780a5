"""What several people typed into each other's words in one copy is one row, with all their names."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.review.test_any_character import W, sent
from tests.word.conftest import packed
from workplan.errors import Place
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.rows.amendment import Disposition
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import Reviewed, review

APPENDIX = "appendices/01-background.md"
WORDS = ("tide ", "ebb, ", "neap", " น้ำ", "10\u00a0% ", "&", "*", "水 ", "\u200d", " ")
PEOPLE = ("Ann", "Ben", "Cem")

Piece = tuple[str, str, str]  # who typed it, who took it out again, the words


def runs(pieces: list[Piece], *, nested: bool) -> str:
    """An insertion of Ann's with what others did in it: within her element, or between two of hers."""
    found, number = "", 9000
    for who, gone, text in pieces:
        number += 2
        element = "delText" if gone else "t"
        run = f'<w:r><w:{element} xml:space="preserve">{escape(text)}</w:{element}></w:r>'
        if gone:
            run = f"<w:del {mark(gone, number)}>{run}</w:del>"
        if not (nested and who == "Ann"):
            run = f"<w:ins {mark(who, number + 1)}>{run}</w:ins>"
        found += run
    return f"<w:ins {mark('Ann', number + 2)}>{found}</w:ins>" if nested else found


def mark(who: str, number: int) -> str:
    return f'w:id="{number}" w:author="{who}" w:date="2031-05-01T09:3{PEOPLE.index(who)}:00Z"'


def reviewed(pieces: list[Piece], *, nested: bool) -> Reviewed:
    """A copy in which they stand at the end of a paragraph."""
    _, opened, parts, _ = sent()
    root = etree.fromstring(parts["word/document.xml"])
    paragraph = next(p for p in root.iter(f"{W}p") if "".join(map(str, p.itertext())) == "Two words.")
    last = paragraph.findall(f"{W}r")[-1]
    for element in reversed(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{runs(pieces, nested=nested)}</x>')):
        last.addnext(element)
    copy = packed({**parts, "word/document.xml": etree.tostring(root)})
    return review(Dossier(opened.standing.text, (Given("scan0001.docx", copy, ""),)), opened)


def decided(found: Reviewed, disposition: Disposition) -> str:
    """The appendix after one decision on all rows."""
    rows = [replace(row, disposition=disposition) for row in found.matrix.amendments]
    places = {row.number: Place("matrix.yaml", row.number) for row in rows}
    made = applied(found, rows, places, sent()[0], date(2031, 5, 2))
    assert all(problem.warning for problem in made.problems)
    return made.files.get(APPENDIX, sent()[0].text(APPENDIX))


PIECES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(("", "", *PEOPLE)), st.sampled_from(WORDS)), max_size=5
)


@settings(max_examples=5, deadline=None)
@given(PIECES, st.booleans())
@example([("Ben", "", "rises")], True)
@example([("Ben", "", "rises")], False)
@example([("Ben", "Cem", "ebb, "), ("Cem", "", "neap")], True)
def test_an_insertion_with_all_that_others_did_in_it_is_one_row(more: list[Piece], nested: bool) -> None:
    """Before, what somebody typed at the very end of another's insertion had a row of its own, without the
    words that it goes on from."""
    pieces = [("Ann", "", " The"), *more]
    found = reviewed(pieces, nested=nested)
    [row] = found.matrix.amendments
    stays = "".join(text for _, gone, text in pieces if not gone)
    told = [each for each in row.proposed if each.inserted and not each.deleted]
    assert bare("".join(each.text for each in told)) == bare(stays)
    who = {who for who, gone, text in pieces if not gone and bare(text)}
    assert who <= {each.inserted.author for each in told if each.inserted}
    assert bare(stays) in bare(decided(found, "accept").replace("\\", ""))
    assert decided(found, "reject") == sent()[0].text(APPENDIX)


def bare(words: str) -> str:
    return "".join(words.replace("\u200d", "").split())
