"""Issuing: what plan.yaml becomes, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.contents import PLAN, write_content
from workplan.changing.issuing import RefusedEditionError, issue
from workplan.content.load import on_disk
from workplan.content.models.identity import Edition, Identity
from workplan.content.values.labels import label_key, label_slug
from workplan.editions.identity import with_edition
from workplan.errors import ContentError, ExitCode, OutputError
from workplan.files import yaml
from workplan.files.output.files import write_all
from workplan.opening import issued_edition, open_content

BLOCK = """\
\ufeff# The plan
group: G
edition: # of the plan
  # to be decided
  label: "2031" # printed
  date: 2031-03-01
  note: >-
    The
    first
title: T # last
"""


def edition(label: str = "2031", day: date = date(2031, 3, 1), note: str | None = None) -> Edition:
    return Edition(label=label, date=day, note=note)


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        (BLOCK, edition(note="The first"), BLOCK),
        (BLOCK, edition("Rev.1", note="The first"), BLOCK.replace('"2031"', "Rev.1")),
        (BLOCK, edition(note="A: b"), BLOCK.replace(">-\n    The\n    first", '"A: b"')),
        (BLOCK, edition(), BLOCK.replace("  note: >-\n    The\n    first\n", "")),
        ("edition:\n  label: a\n  date: 2031-03-01 # x\nb: c\n", edition("a", note="Na"),
         "edition:\n  label: a\n  date: 2031-03-01 # x\n  note: Na\nb: c\n"),
        ("edition:\n  date: 2031-03-01\n  label: a", edition("a", note="Na"),
         "edition:\n  date: 2031-03-01\n  note: Na\n  label: a"),
        ("edition:\n  label: a\n  date: 2031-03-01", edition("a", note="Na"),
         "edition:\n  label: a\n  date: 2031-03-01\n  note: Na\n"),
        ("edition: {label: a, date: 2031-03-01} # x\n", edition("b", note="N, M"),
         'edition: {label: b, date: 2031-03-01, note: "N, M"} # x\n'),
        ("edition: {note: N, label: a, date: 2031-03-01}\n", edition("a"),
         "edition: {label: a, date: 2031-03-01}\n"),
        ("edition: {label: a,\n  note: N, date: 2031-03-01}\n", edition("a", date(2032, 1, 2)),
         "edition: {label: a, date: 2032-01-02}\n"),
        ("edition:\r\n  label: a # é\r\n  date: 2031-03-01\r\nb: c\r\n", edition("b", note="Na"),
         "edition:\r\n  label: b # é\r\n  date: 2031-03-01\r\n  note: Na\r\nb: c\r\n"),
    ],
)  # fmt: skip
def test_only_the_editions_lines_change(text: str, new: Edition, expected: str) -> None:
    assert with_edition(text, new) == expected


LABELS = st.text("Rev.10/ #:'\"-éก,{}[]", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(LABELS, st.none() | LABELS, st.booleans(), st.none() | LABELS)
def test_whatever_is_written_is_read(label: str, note: str | None, flow: bool, old: str | None) -> None:
    from workplan.editions.writing import scalar

    was = {"label": '"2031"', "date": "2031-03-01"} | ({"note": scalar(old, flow=True)} if old else {})
    lines = [f"{key}: {value}" for key, value in was.items()]
    text = f"edition: {{{', '.join(lines)}}}\n" if flow else "edition:\n  " + "\n  ".join(lines) + "\n"
    try:
        new = edition(label, note=note)
    except ValueError:
        return  # words that print nothing
    rest = PLAN.replace('edition: {label: "2031", date: 2031-03-01}\n', "")
    read = yaml.read(TypeAdapter(Identity), with_edition(text + rest, new), "plan.yaml")
    assert read.value is not None, read.problems
    assert read.value.edition == new


def test_labels_sort_as_people_do() -> None:
    labels = [
        "2021", "2021-12", "2021/Add.1", "2021/Add.2", "2021/Add.10", "2021/Rev.1", "2022", "Corr.1", "Rev.2",
        "Rev.10",
    ]  # fmt: skip
    assert sorted([*labels[5:], *labels[4::-1]], key=label_key) == labels


def test_labels_have_names_for_their_files() -> None:
    names = {"2021/Add.1": "2021-add-1", "Rev.1": "rev-1", "History": "edition-history", "CON": "edition-con"}
    assert {label: label_slug(label) for label in names} == names
    assert label_slug("ฉบับ") == label_slug("ฉบับ") != label_slug("ฉบับที่")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def test_an_edition_and_the_lines_of_plan_yaml(content: Path) -> None:
    issued = issue(on_disk(content), "2031/Rev.1", date(2031, 4, 1), "Endorsed")
    assert list(issued.files) == [content / "plan.yaml", content / "editions/2031-rev-1.yaml"]
    assert not issued.opened.standing.draft
    assert not (content / "editions").exists()
    write_all(issued.files, new=[issued.edition])
    assert (
        'edition: {label: "2031/Rev.1", date: 2031-04-01, note: Endorsed}'
        in (content / "plan.yaml").read_text()
    )
    now = open_content(content)
    assert now.standing == issued.opened.standing
    assert [each.label for each in now.plan.history] == ["2031/Rev.1"]


def test_a_label_is_used_once(content: Path) -> None:
    first = issue(on_disk(content), None, None, "Endorsed")
    write_all(first.files, new=[first.edition])
    for label in (None, "2031", "2031."):
        with pytest.raises(ContentError, match='the edition "2031" was issued already') as caught:
            issue(on_disk(content), label, None, None)
        assert caught.value.problems[0].place.file == f"{content}/plan.yaml"
    with pytest.raises(OutputError, match="is there already"):
        write_all(first.files, new=[first.edition])
    second = issue(on_disk(content), "2031/Rev.1", None, None)
    assert second.opened.plan.identity.edition.note is None  # the note was the first edition's
    write_all(second.files, new=[second.edition])
    assert [each.note for each in open_content(content).plan.history] == ["Endorsed", None]
    assert [each.label for each in issued_edition(content, "2031").plan.history] == ["2031"]


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("", "it is empty"),
        (" ", "it is empty"),
        ("x" * 65, "more than 64 characters"),
        ("a\x00b", "control character"),
        ("a\x1b[2Jb", "control character"),
        ("\u200b", "prints nothing"),
        ("../../x", "each of its parts must have a letter or digit"),
        ("/etc/x", "each of its parts must have a letter or digit"),
        ("2021//Rev.1", "each of its parts must have a letter or digit"),
        ("2021/", "each of its parts must have a letter or digit"),
        ("...", "each of its parts must have a letter or digit"),
        ("a\\b", "cannot stand in it"),
    ],
)
def test_labels_that_are_none(content: Path, label: str, reason: str) -> None:
    with pytest.raises(RefusedEditionError, match="the label cannot be") as caught:
        issue(on_disk(content), label, None, None)
    assert reason in caught.value.message
    assert caught.value.exit_code == ExitCode.USAGE
    path = content / "plan.yaml"  # the same there
    path.write_text(PLAN.replace('label: "2031"', f"label: {json.dumps(label)}"), "utf-8")
    with pytest.raises(ContentError):
        open_content(content)


@pytest.mark.parametrize(
    "label", ["Rev.1", "Corr.1", "Add.10", "2021-12", "A/CONF.1/Rev.2", "ฉบับที่ 2", "1 (b)"]
)
def test_labels_as_groups_have_them(content: Path, label: str) -> None:
    issued = issue(on_disk(content), label, None, None)
    assert issued.edition.parent == content / "editions"  # whatever slashes it has
    assert issued.opened.plan.identity.edition.label == label


def test_no_edition_is_dated_before_the_latest(content: Path) -> None:
    first = issue(on_disk(content), None, date(2031, 5, 1), None)
    write_all(first.files, new=[first.edition])
    with pytest.raises(RefusedEditionError, match="the date 2031-04-30 is before that of the edition"):
        issue(on_disk(content), "2031/Rev.1", date(2031, 4, 30), None)
    assert (
        issue(on_disk(content), "2031/Rev.1", date(2031, 5, 1), None).opened.plan.history[-1].label
        == "2031/Rev.1"
    )
    plan = content / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("2031-05-01", "2031-04-30"), "utf-8")
    with pytest.raises(ContentError, match="is before that of the edition") as caught:
        issue(on_disk(content), "2031/Rev.1", None, None)
    assert caught.value.problems[0].place.line == 6


def test_where_one_file_cannot_be_written_no_edition_is(content: Path, tmp_path: Path) -> None:
    issued = issue(on_disk(content), "2031/Rev.1", None, None)
    (tmp_path / "file").write_text("")
    before = (content / "plan.yaml").read_bytes()
    with pytest.raises(OutputError):
        write_all({**issued.files, tmp_path / "file" / "plan.pdf": b""}, new=[issued.edition])
    assert not issued.edition.exists()
    assert (content / "plan.yaml").read_bytes() == before
