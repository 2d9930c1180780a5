"""The matrix as YAML: what a person sees, and what is read back of it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from msgspec.structs import replace

from tests.review.matrix.samples import matrices, sample
from workplan.review.matrix import Besides, Matrix, MatrixError, as_yaml, decided, read_matrix
from workplan.review.matrix.rows import fingerprint
from workplan.text.characters import printable, with_plain_line_ends


@given(matrices())
def test_what_was_decided_is_read_back(matrix: Matrix) -> None:
    found = read_matrix(as_yaml(matrix).encode(), "matrix.yaml")
    assert found.digest == matrix.digest
    assert [(d.number, d.disposition, d.amended, d.remark, d.key) for d in found.decisions] == [
        (a.number, a.disposition, _stripped(a.amended), _stripped(a.remark), fingerprint(a))
        for a in matrix.amendments
    ]


def _stripped(words: str) -> str:
    return with_plain_line_ends(printable(words)).strip()


def test_every_yaml_reader_sees_the_rows() -> None:
    found = yaml.safe_load(
        as_yaml(replace(sample(), besides=(Besides("Fiji: a picture.", "Fiji.docx: a picture."),)))
    )
    first = found["amendments"][0]
    assert (first["place"], first["source"]) == ("Introduction, paragraph 2", "content/plan.md:12")
    assert first["members"] == ["Australia", "New Zealand"]
    assert first["proposed"] == "guide [-members-][+Member States+] until 2033"
    assert first["comments"] == ["Australia (2031-03-04): As in the mandate.\nSee there.", "Chair: Agreed?"]
    assert first["conflict"] == "A"
    assert found["amendments"][3]["proposed"].startswith("[-Report on progress")
    assert "[+**Report on progress" in found["amendments"][3]["proposed"]
    assert found["besides"] == ["Fiji.docx: a picture."]


def test_what_words_cannot_show_stands_beside_the_kind() -> None:
    row, *_ = sample().amendments
    resolved = replace(row.thread[0], resolved=True)
    matrix = replace(sample(), amendments=(replace(row, how="put on another level", thread=(resolved,)),))
    [entry] = yaml.safe_load(as_yaml(matrix))["amendments"]
    assert entry["kind"] == "Reworded; put on another level"
    assert entry["comments"][0].startswith("Australia (2031-03-04, resolved): ")


def edited(old: str, new: str) -> bytes:
    text = as_yaml(sample())
    assert old in text
    return text.replace(old, new, 1).encode()


def test_dispositions_are_read_however_they_are_written() -> None:
    found = read_matrix(edited("    disposition:\n", "    disposition: Accept\n"), "m.yml")
    assert found.decisions[0].disposition == "accept"
    assert decided(sample(), found).amendments[0].disposition == "accept"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("disposition:\n", "disposition: acept\n", '"acept" of amendment 1 is unknown'),
        ("disposition:\n", "disposition: amend\n", "there is no amended text"),
        ("amended:\n", "amended: other words\n", "has an amended text, but there is no disposition"),
        ("number: 2", "number: 1", "number 1 is given twice"),
        ("title:", "titel:", "titel"),
        ("amendments:", "amendments: [", "m.yaml:"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, says: str) -> None:
    with pytest.raises(MatrixError) as caught:
        read_matrix(edited(old, new), "m.yaml")
    assert says in "\n".join(map(str, caught.value.problems))
    assert all(problem.place.line > 1 for problem in caught.value.problems)


def test_a_decision_never_lands_on_another_amendment() -> None:
    decisions = read_matrix(as_yaml(sample()).encode(), "m.yaml")
    first, *rest = sample().amendments
    others = replace(sample(), amendments=(replace(first, present="other words"), *rest))
    with pytest.raises(MatrixError, match="amendment 1 is not the one"):
        decided(others, decisions)
    with pytest.raises(MatrixError, match="there is no amendment 5"):
        decided(replace(sample(), amendments=sample().amendments[:4]), decisions)


@pytest.mark.parametrize("name", ["m.docx", "m", "m.csv"])
def test_other_files_are_no_matrix(name: str) -> None:
    with pytest.raises(MatrixError, match="no comment matrix"):
        read_matrix(b"", name)
