"""A matrix in the plan's own words. Before, all of it but the names of places was English, and so were the
dispositions that the reader knew."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from pydantic import ValidationError

from tests.contents import PLAN
from tests.documents import sample as plan
from tests.review.matrix.samples import DATE, sample
from tests.test_cli_review import copies, written
from workplan.content.load import on_disk
from workplan.content.words.matrix import DISPOSITIONS, ENGLISH, HEADINGS, MatrixWords
from workplan.design.theme import theme
from workplan.document.walking.walk import lines, plain
from workplan.review.matrix import Matrix, MatrixError, as_document, as_xlsx, as_yaml, read_matrix
from workplan.review.matrix.columns import MARK
from workplan.review.matrix.rows import fingerprint
from workplan.review.steps.collecting import Collected, Given, collect

FRENCH = MatrixWords(
    name="Tableau des observations", number="N°", disposition="Décision", amended="Texte convenu",
    remark="Remarque", key="Clé", accept="accepter", reject="rejeter", amend="modifier", note="prendre note",
    insertion="ajout", move="déplacement", resolved="réglé", baseline="Version de départ (SHA-256)",
    sheet="Propositions", how_to_decide="Mode d’emploi", besides="Divers",
)  # fmt: skip
#: Every word in square brackets: what is left without them is not wording.
BRACKETED = MatrixWords(
    **{name: f"⟦{words[:28]}⟧" for name, words in ENGLISH.all().items() if "{" not in words}
)
THAI = MatrixWords(
    number="ลำดับที่", disposition="มติ", amended="ข้อความที่แก้ไข", remark="หมายเหตุ", key="รหัส",
    accept="รับ", reject="ไม่รับ", amend="แก้ไข", note="รับทราบ", sheet="ข้อเสนอ", baseline="ฉบับตั้งต้น",
)  # fmt: skip

Write = Callable[[Matrix], tuple[bytes, str]]


def spreadsheet(matrix: Matrix) -> tuple[bytes, str]:
    return as_xlsx(matrix, theme(), DATE), "m.xlsx"


def in_yaml(matrix: Matrix) -> tuple[bytes, str]:
    return as_yaml(matrix).encode(), "m.yaml"


@pytest.mark.parametrize("words", [FRENCH, THAI, BRACKETED])
@pytest.mark.parametrize("write", [spreadsheet, in_yaml])
def test_what_was_decided_is_read_back_in_the_plans_words(write: Write, words: MatrixWords) -> None:
    """The reader needs no plan: the file brings the words along."""
    rows = sample().amendments
    decided = tuple(
        replace(row, disposition=name, amended="Words" if name == "amend" else "")
        for row, name in zip(rows, DISPOSITIONS, strict=False)
    )
    found = read_matrix(*write(replace(sample(), amendments=decided, words=words)))
    assert tuple(decision.disposition for decision in found.decisions) == DISPOSITIONS
    assert found.decisions == read_matrix(*write(replace(sample(), amendments=decided))).decisions


def test_the_spreadsheet_is_in_the_plans_words() -> None:
    book = openpyxl.load_workbook(BytesIO(spreadsheet(replace(sample(), words=FRENCH))[0]))
    assert book.sheetnames[:2] == ["Propositions", "Mode d’emploi"]
    assert book[MARK].sheet_state == "hidden"
    headings = [cell.value for cell in book["Propositions"][1]]
    assert headings == [FRENCH.of(name) for name in HEADINGS]
    said = {cell.value for row in book["Propositions"].iter_rows(min_row=2) for cell in row}
    assert {"ajout", "modifier", "rejeter", "prendre note"} <= said
    choices = [choice.formula1 for choice in book["Propositions"].data_validations.dataValidation]
    assert choices == ['"accepter,rejeter,modifier,prendre note"', '"modifier,prendre note"']


def test_a_member_may_write_the_english_words_all_the_same() -> None:
    text = as_yaml(replace(sample(), words=FRENCH))
    for said, name in (("Accepter", "accept"), ("reject", "reject")):
        found = read_matrix(text.replace("disposition:\n", f"disposition: {said}\n", 1).encode(), "m.yaml")
        assert found.decisions[0].disposition == name
    with pytest.raises(MatrixError, match=r'did you mean "rejeter"\?'):
        read_matrix(text.replace("disposition:\n", "disposition: rejetter\n", 1).encode(), "m.yaml")


def test_a_matrix_without_the_sheet_that_nobody_sees_is_english() -> None:
    """As those were that an earlier version wrote."""
    for words in (ENGLISH, FRENCH):
        book = openpyxl.load_workbook(BytesIO(spreadsheet(replace(sample(), words=words))[0]))
        saved = BytesIO()
        del book[MARK]
        book.save(saved)
        if words is ENGLISH:
            assert len(read_matrix(saved.getvalue(), "m.xlsx").decisions) == 5
        else:
            with pytest.raises(MatrixError, match="Baseline"):
                read_matrix(saved.getvalue(), "m.xlsx")


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        ({"amend": "note"}, "cannot be understood"),
        ({"nothing": "x"}, "cannot be understood"),
        ({"accept": ""}, "cannot be understood"),
        ({"key": "No."}, "cannot be understood"),
    ],
)
def test_words_that_somebody_changed_in_the_file(kept: dict[str, str], says: str) -> None:
    text = as_yaml(sample()).replace("amendments:\n", f"words: {kept}\namendments:\n", 1)
    with pytest.raises(MatrixError, match=says):
        read_matrix(text.encode(), "m.yaml")


@pytest.mark.parametrize(
    "words",
    [
        {"accept": "note"},
        {"reject": "no, thanks"},
        {"number": "Key"},
        {"sheet": "How to decide"},
        {"sheet": "a/b"},
        {"besides": "x" * 32},
        {"rows": "rows"},
    ],
)
def test_words_that_no_matrix_can_have(words: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        MatrixWords(**words)


def test_a_decision_stays_with_its_row_when_the_wording_changes() -> None:
    """Keys are made of what members propose, and of no word of ours."""
    rows = [replace(row, thread=(replace(row.thread[0], resolved=True),)) for row in sample().amendments[:1]]
    matrices = (replace(sample(), amendments=tuple(rows), words=words) for words in (ENGLISH, FRENCH))
    keys = {read_matrix(*in_yaml(matrix)).decisions[0].key for matrix in matrices}
    assert keys == {fingerprint(rows[0])}


def test_the_paper_says_no_word_of_its_own() -> None:
    matrix = replace(sample(), words=BRACKETED, edition="")
    document = as_document(replace(matrix, amendments=matrix.amendments[2:3]), plan())
    said = {plain(line.inlines) for block in document.blocks for line in lines(block)}
    assert {"⟦Comment matrix⟧", "⟦1 amendment or comment⟧.", "⟦Members⟧", "⟦amend⟧", "⟦Added⟧"} <= said
    assert not said & {"Comment matrix", "Amendment", "Members", "Comments", "amend", "Added"}


@pytest.fixture
def french(tmp_path: Path) -> Collected:
    content = written(tmp_path / "content")
    given = [Given(path.name, path.read_bytes(), "") for path in copies(content, tmp_path)]
    words = "{amendments: 'propositions : {count}', one_amendment: 1 proposition, move: déplacement}"
    written(content, plan_yaml=f"{PLAN}language: fr\nwording: {{matrix: {words}}}\n")
    return collect(given, on_disk(content))


def test_a_review_speaks_the_plans_words(french: Collected) -> None:
    assert french.matrix.copies[1:] == ("New Zealand (propositions : 3)", "Thailand (1 proposition)")
    [(_, data)] = french.compilation().items()
    assert data


def test_words_that_are_english_in_another_language_are_one_warning(french: Collected) -> None:
    [found] = [problem for problem in french.problems if "of the matrix are in English" in problem.message]
    assert "matrix.name" in found.message and "matrix.move" not in found.message
    assert found.warning
