"""`circulate`: a copy for each member, a message, the register; again and again, and interrupted anywhere."""

from __future__ import annotations

import csv
import email
import email.policy
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import StringIO
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from tests.circulation.circulating import (
    BOTH,
    COPIES,
    COUNT,
    MEMBERS,
    MESSAGES,
    STEM,
    circulate,
    register,
    tree,
    write,
)
from tests.contents import FILES, PLAN, write_content
from tests.warm import run
from workplan.cli import main
from workplan.errors import ExitCode


def test_a_copy_for_every_member(circulated: tuple[Path, Path, str]) -> None:
    content, output, said = circulated
    rows = register(content)
    assert [row["Number"] for row in rows] == [str(n) for n in range(1, COUNT + 1) for _ in range(2)]
    assert rows[0]["Recipient"] == "Harbours & <co>" and rows[0]["Member"] == "Harbours"
    assert {row["Edition"] for row in rows} == {"2031"} and {row["State"] for row in rows} == {"issued"}
    for row in rows:
        data = (output / row["File"]).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (int(row["Bytes"]), row["SHA-256"])
        assert row["File"].isascii() and ".." not in row["File"]
    assert len({row["SHA-256"] for row in rows}) == 2 * COUNT
    assert f"wrote {2 * COUNT} copies" in said and "no e-mail address is known of" in said
    with pikepdf.open(output / COPIES.format("001-harbours")) as pdf:
        assert str(pdf.docinfo["/CopyRecipient"]) == "Harbours & <co>"


def test_cells_are_words_and_no_formulas(circulated: tuple[Path, Path, str]) -> None:
    content, output, _ = circulated
    for text in (
        (content / "circulation/register.csv").read_text("utf-8-sig"),
        (output / MESSAGES.format("send-list.csv")).read_text("utf-8-sig"),
    ):
        cells = [cell for line in csv.reader(StringIO(text)) for cell in line]
        assert any("calc" in cell for cell in cells)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    sheet = openpyxl.load_workbook(content / "circulation/register.xlsx")["Register"]
    (cell,) = [c for (c,) in sheet["B2:B15"] if "calc" in str(c.value)][:1]
    assert cell.data_type == "s" and cell.value == "=cmd|' /C calc'!A0"


def test_messages_are_drafts_to_their_receivers_alone(circulated: tuple[Path, Path, str]) -> None:
    _, output, _ = circulated
    data = (output / MESSAGES.format("001-harbours.eml")).read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert not message.defects and message["X-Unsent"] == "1"
    assert message["To"] == "secret-one@b.example" and message["Cc"] == "secret-two@b.example"
    assert message["Date"] is None and message["Message-ID"] is None and message["From"] is None
    assert data.isascii() and b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    body = message.get_body()
    assert body and "Dear Ms SECRET-one," in body.get_content()
    attached = {each.get_filename(): each.get_content() for each in message.iter_attachments()}
    assert set(attached) == {f"{STEM}-001-harbours.pdf", f"{STEM}-001-harbours.docx"}
    assert attached[f"{STEM}-001-harbours.pdf"] == (output / COPIES.format("001-harbours")).read_bytes()
    assert (
        (output / MESSAGES.format("001-harbours.txt")).read_text("utf-8").startswith("Dear Ms SECRET-one,\n")
    )
    other = (output / MESSAGES.format("002-pilots.eml")).read_bytes()
    assert b"secret-three@b.example, secret-four@b.example" in other and b"ecret-one" not in other
    (line,) = [
        each
        for each in csv.DictReader(
            StringIO((output / MESSAGES.format("send-list.csv")).read_text("utf-8-sig"))
        )
        if each["recipient"] == "Pilots"
    ]
    assert line["to"] == "secret-three@b.example, secret-four@b.example"
    for path in line["attachments"].split("; "):
        assert (output / "messages" / STEM / path).is_file()


def test_a_second_run_changes_nothing(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    content, output, _ = circulated
    before = tree(content, output)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    said = circulate(content, output, "--format", "docx", "--format", "pdf")
    assert f"nothing to do: all {2 * COUNT} copies and their messages are there" in said
    assert tree(content, output) == before
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == times
    # And elsewhere, from the same content, the same bytes.
    (tmp_path / "content").mkdir()
    for name, data in tree(content).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if "circulation" not in name:
            path.write_bytes(data)
    circulate(tmp_path / "content", tmp_path / "output", *BOTH)
    assert tree(tmp_path / "content", tmp_path / "output") == before


def test_a_copy_that_is_lost_or_was_opened_is_made_again(
    circulated: tuple[Path, Path, str], tmp_path: Path
) -> None:
    content, output, _ = circulated
    before = tree(content, output)
    (output / COPIES.format("001-harbours")).unlink()
    (output / COPIES.format("002-pilots")).write_bytes(b"%PDF-1.7 saved by somebody")
    said = circulate(content, output, *BOTH, "--to", "Pilots", "--to", "Harbours")
    assert "wrote 2 copies" in said
    after = tree(content, output)
    assert {name for name in before if after[name] != before[name]} == {
        f"output/{MESSAGES.format('send-list.csv')}"  # of this run
    }
    circulate(content, output, *BOTH)
    assert tree(content, output) == before


@pytest.mark.parametrize("last", [1, 3, 9, 26])
def test_whatever_ends_a_run_the_next_one_completes_it(
    circulated: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """Before a file takes its place for the nth time, the disk is full."""
    content, output = tmp_path / "content", tmp_path / "output"
    for name, data in tree(circulated[0]).items():
        if "circulation" not in name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
    words = ["circulate", "--content", str(content), "--output", str(output)]
    replace, count = Path.replace, 0

    def full(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count >= last:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        found = CliRunner().invoke(main, words)
    assert found.exit_code == ExitCode.OUTPUT and "No space left on device" in found.output
    wanted = tree(circulated[1])
    for name, data in tree(output).items() if output.exists() else ():
        if name.endswith(".pdf"):
            assert data == wanted[name], "no half of a file"
    if (content / "circulation/register.csv").exists():
        for row in register(content):
            if row["SHA-256"]:
                assert sha256((output / row["File"]).read_bytes()).hexdigest() == row["SHA-256"]
            else:
                assert last < 26, "its number is taken, and none counts as done"
    assert not list(tmp_path.rglob(".workplan-*"))
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 0, again.output
    pdfs = {name: data for name, data in wanted.items() if name.endswith(".pdf")}
    assert {name: data for name, data in tree(output).items() if name.endswith(".pdf")} == pdfs
    digests = {row["SHA-256"] for row in register(content)}
    assert digests == {sha256(data).hexdigest() for data in pdfs.values()}


def test_a_dry_run_writes_nothing(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    before = tree(content)
    said = circulate(content, tmp_path / "output", "--dry-run", "--to", "Pilots,Harbours")
    assert "copy 1 for Harbours & <co>: " in said and "2 files would be made; nothing was written" in said
    assert tree(content) == before and not (tmp_path / "output").exists()


def test_a_draft_says_so_and_a_later_one_is_another(tmp_path: Path) -> None:
    content, output = write(tmp_path / "content"), tmp_path / "output"
    said = circulate(content, output, "--to", "Pilots")
    assert "a draft, and says so on every page" in said and 'warning: it calls itself "Draft"' in said
    (content / "footnotes.yaml").write_text(FILES["footnotes.yaml"].replace("No wind", "Little wind"))
    circulate(content, output, "--to", "Pilots")
    first, second = register(content)
    assert first["File"] != second["File"] and "-draft-" in first["File"]
    assert first["Superseded by"] == second["Edition"] and not second["Superseded by"]
    assert (first["State"], first["Number"], second["Number"]) == ("draft", "1", "1")
    assert all((output / row["File"]).is_file() for row in (first, second))


def test_who_joins_later_gets_the_next_number_and_a_revision_supersedes(tmp_path: Path) -> None:
    content, output = write(tmp_path / "content"), tmp_path / "output"
    assert run("issue", "--content", content, "--output", tmp_path / "issued").returncode == 0
    circulate(content, output, "--to", "Pilots")
    circulate(content, output, "--to", "Harbours", "--to", "Pilots")
    assert [(row["Number"], row["Member"]) for row in register(content)] == [
        ("1", "Pilots"),
        ("2", "Harbours"),
    ]
    # What people fill in stays: in the spreadsheet, and in the CSV as a European Excel saves it.
    book = openpyxl.load_workbook(content / "circulation/register.xlsx")
    sheet = book["Register"]
    heads = {cell.value: n for n, cell in enumerate(sheet[1], 1)}
    sheet.cell(2, heads["Sent"]).value = "2031-03-05"
    book.save(content / "circulation/register.xlsx")
    path = content / "circulation/register.csv"
    rows = register(content)
    rows[1]["Acknowledged"] = "by phone; = yes"
    text = StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8-sig")

    (content / "footnotes.yaml").write_text(FILES["footnotes.yaml"].replace("No wind", "Little wind"))
    issued = run("issue", "--content", content, "--label", "2031/Rev.1", "--output", tmp_path / "issued")
    assert issued.returncode == 0, issued.stderr
    said = circulate(content, output, "--to", "Pilots")
    first, second, third = register(content)
    assert (first["Sent"], second["Acknowledged"]) == ("2031-03-05", "by phone; = yes")
    assert [row["Superseded by"] for row in (first, second, third)] == ["2031/Rev.1", "2031/Rev.1", ""]
    assert (third["Number"], third["Edition"]) == ("1", "2031/Rev.1")
    assert "superseded" not in said
    # An older edition, circulated after the newer one, is superseded from the start.
    circulate(content, output, "--to", "Long", "--edition", "2031")
    assert register(content)[-1]["Superseded by"] == "2031/Rev.1"
    # The same cell, filled in otherwise in both files.
    book = openpyxl.load_workbook(content / "circulation/register.xlsx")
    book["Register"].cell(2, heads["Sent"]).value = "2031-03-06"
    book.save(content / "circulation/register.xlsx")
    path.write_text(path.read_text("utf-8-sig").replace("2031-03-05", "2031-03-07"), "utf-8-sig")
    found = run("circulate", "--content", content, "--output", output)
    assert found.returncode == 1 and '"Sent" is "2031-03-07" here, and "2031-03-06" in' in found.stderr


def test_what_was_sent_is_not_made_otherwise(tmp_path: Path) -> None:
    """A copy that was sent is lost, and another version of the program, say, would make other bytes of it."""
    content, output = write(tmp_path / "content"), tmp_path / "output"
    circulate(content, output, "--to", "Pilots")
    path = content / "circulation/register.csv"
    (row,) = register(content)
    text = path.read_text("utf-8-sig").replace(row["SHA-256"], "0" * 64)
    (output / row["File"]).unlink()
    path.write_text(text.replace("2031-03-01,,", "2031-03-01,today,"), "utf-8-sig")
    found = run("circulate", "--content", content, "--output", output, "--to", "Pilots")
    assert found.returncode == ExitCode.OUTPUT
    assert "would not be the one that was sent" in found.stderr and not (output / row["File"]).exists()
    path.write_text(text, "utf-8-sig")
    (content / "circulation/register.xlsx").unlink()
    circulate(content, output, "--to", "Pilots")
    assert register(content) == [row], "one that was not sent is made anew"


@pytest.mark.parametrize(
    ("words", "members", "expected"),
    [
        (["--to", "Pilot"], MEMBERS, 'error: no member is called "Pilot"\n  hint: did you mean "Pilots"?'),
        (["--to", ""], MEMBERS, 'no member is called ""'),
        (["--to", "\x1b[31mx"], MEMBERS, "\\u001b[31mx"),
        (["--edition", "2030"], MEMBERS, '"2030"'),
        (["nothing"], MEMBERS, 'there is no paper "nothing"'),
        ([], "", "members.yaml:1:1: error: there is nobody to send copies to"),
        ([], "- {id: Smiles \U0001f600}\n", ":1:8: error: no font here has the character"),
        ([], '- {id: "Two\\x1b[31mlines"}\n', "control character"),
        ([], "- {id: x, email: a@b.example}\n", 'error: "email" is not kept in this file'),
    ],
)
def test_what_cannot_be_circulated(words: list[str], members: str, expected: str, tmp_path: Path) -> None:
    actions = "- {id: one, action: One, linked_priorities: [calm]}\n"
    content = write_content(tmp_path / "content", members_yaml=members, actions_yaml=actions)
    found = run("circulate", *words, "--content", content, "--output", tmp_path / "output")
    assert found.returncode in (ExitCode.CONTENT, ExitCode.USAGE)
    assert expected in found.stderr and "\x1b[31m" not in found.stderr
    assert not (tmp_path / "output").exists() and not (content / "circulation").exists()


def test_a_name_on_two_lines_is_one_line_everywhere(tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    (content / "private" / "members.yaml").unlink()
    (content / "members.yaml").write_text('- {id: Harbours, name: "Two\\nlines"}\n- id: Pilots\n')
    circulate(content, tmp_path / "output", "--to", "Harbours")
    (row,) = register(content)
    assert row["Recipient"] == "Two lines"
    assert b"Subject: Forward Work Plan: 2031-2033: copy 1 for Two lines\r\n" in (
        next((tmp_path / "output" / "messages").rglob("*.eml")).read_bytes()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear all", "circulation.md:1:1: error: the message has no subject"),
        ("---\nsubject: x\n---\nDear {contct},\n", 'circulation.md:4:6: error: "{contct}" is no field'),
        ("---\nsubject: x\n---\n% a remark\n", "the message has no words"),
        ("---\nsubjct: x\n---\nDear all\n", 'circulation.md:2:1: error: the key "subjct" is unknown'),
    ],
)
def test_a_message_with_something_wrong_in_it(text: str, expected: str, tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    (content / "messages").mkdir()
    (content / "messages" / "circulation.md").write_text(text)
    found = run("circulate", "--content", content, "--output", tmp_path / "output")
    assert found.returncode == ExitCode.CONTENT and expected in found.stderr
    assert not (tmp_path / "output").exists()


def test_two_runs_at_once(tmp_path: Path) -> None:
    content, output = write(tmp_path / "content"), tmp_path / "output"
    with ThreadPoolExecutor(2) as pool:
        names = (("--to", "Pilots", "--to", "Harbours"), ("--to", "Harbours", "--to", "Long"))
        list(pool.map(lambda words: circulate(content, output, *words), names))
    rows = register(content)
    assert sorted(row["Number"] for row in rows) == ["1", "2", "3"]
    assert {row["Member"] for row in rows} == {"Pilots", "Harbours", "Long"}
    for row in rows:
        assert sha256((output / row["File"]).read_bytes()).hexdigest() == row["SHA-256"]


def test_several_papers_in_one_message(tmp_path: Path) -> None:
    content, output = write(tmp_path / "content"), tmp_path / "output"
    (content / "papers").mkdir()
    (content / "papers" / "note.md").write_text(
        "---\ntitle: A note\nsymbol: TP/1/WP.2\ndate: 2031-10-01\n---\n\nThe words of the note.\n"
    )
    (content / "messages").mkdir()
    (content / "messages" / "circulation.md").write_text(
        "---\nsubject: '{symbol} {title} {date}'\n---\n% to all\n"
        "{contact}:\n{papers}\n{files}\n{ {number} }\n"
    )
    circulate(content, output, "note", "plan", "--to", "Pilots", "--anyway")
    (path,) = output.rglob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["Subject"] == "TP/1/WP.2 A note 2031-10-01"
    body = message.get_body()
    assert body
    lines = body.get_content().replace("\r\n", "\n").split("\n")
    assert (
        lines[0] == "Pilots:"
        and lines[1].startswith("- A note (TP/1/WP.2), ")
        and "Copy 1: Pilots" in lines[2]
    )
    assert lines[5] == "{ 1 }" or lines[5] == "{{ 1 }}"
    assert len(list(message.iter_attachments())) == 2


def test_words_of_the_stamp_in_another_language(tmp_path: Path) -> None:
    plan = f"{PLAN}language: fr\n"
    content, output = write(tmp_path / "content", plan_yaml=plan), tmp_path / "output"
    found = run("circulate", "--to", "Pilots", "--content", content, "--output", output)
    assert "plan.yaml:7:11: warning: the words of the stamp are in English" in found.stderr
    given = plan + 'wording: {stamp: "Exemplaire {number} : {recipient}"}\n'
    content = write(tmp_path / "other", plan_yaml=given)
    found = run("circulate", "--to", "Pilots", "--content", content, "--output", tmp_path / "autre")
    assert found.returncode == 0 and "of the stamp" not in found.stderr
    (pdf,) = (tmp_path / "autre").glob("*/*.pdf")
    assert "Exemplaire 1 : Pilots" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
