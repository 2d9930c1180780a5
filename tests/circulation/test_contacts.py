"""Whom to write to: read for messages alone, and never said aloud."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.contents import FILES
from tests.writeback.amending import folder as in_memory
from workplan.changing.scaffold import scaffold
from workplan.circulation.contacts import is_address, read_contacts
from workplan.cli import main
from workplan.content.files.folder import DiskFolder
from workplan.content.load import load, on_disk
from workplan.content.models.data import Member
from workplan.errors import ContentError
from workplan.opening.revision import folder_at

MEMBERS = (Member(id="Harbours"), Member(id="Pilots", name="Association of Pilots"))


def problems(text: str) -> str:
    with pytest.raises(ContentError) as found:
        read_contacts(in_memory({**FILES, "private/members.yaml": text}), MEMBERS)
    return "\n".join(map(str, found.value.problems))


def test_contacts_of_members() -> None:
    text = "- {id: Harbours, contact: Ms Tide, email: [a@b.example, c@d.example], cc: e@f.example}\n"
    contacts = read_contacts(in_memory({**FILES, "private/members.yaml": text}), MEMBERS)
    found = contacts.of("Harbours")
    assert (found.contact, found.email, found.cc) == (
        "Ms Tide",
        ("a@b.example", "c@d.example"),
        ("e@f.example",),
    )
    assert contacts.of("Pilots").email == ()
    assert read_contacts(in_memory(FILES), MEMBERS).known == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {id: Pilotes, email: a@b.example}\n", 'private/members.yaml:1:8: error: "Pilotes" is no member'),
        ("- {id: Pilotes}\n", 'did you mean "Pilots"?'),
        ("- {id: Pilots}\n- {id: Pilots}\n", '"Pilots" is listed twice'),
        (
            "- id: Pilots\n  email: SECRET at example\n",
            ':2:10: error: "email" holds what is no e-mail address',
        ),
        ("- id: Pilots\n  email: 'SECRET@b.example, c@d.example'\n", "several in brackets"),
        ("- id: Pilots\n  email: {SECRET: 5}\n", '"email"'),
        ('- id: Pilots\n  contact: "SECRET\x07"\n', "control character"),
        ("- id: Pilots\n  contact: SECRET: x\n", "error"),
        ("- id: Pilots\n  SECRET: x\n", "is unknown"),
    ],
)
def test_what_is_wrong_is_said_without_what_stands_there(text: str, expected: str) -> None:
    said = problems(text)
    assert expected in said
    assert "SECRET" not in said, "a terminal's words are kept in logs"


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("a@b.example", True),
        ("first.last+plan@sub.example.org", True),
        ("a@b", False),
        ("a b@c.example", False),
        ("a@b.example\nBcc: x@y.example", False),
        ("<a@b.example>", False),
        ("a@b.example,c@d.example", False),
        ("á@b.example", False),
        ("..@b.example", False),
    ],
)
def test_addresses(words: str, fine: bool) -> None:
    assert is_address(words) is fine


def test_an_address_in_members_yaml_is_told_where_it_belongs() -> None:
    # Before, it was accepted there, in a file that is committed and sent to others with the folder.
    with pytest.raises(ContentError) as found:
        load(in_memory({**FILES, "members.yaml": "- id: Harbours\n  email: a@b.example\n- id: Pilots\n"}))
    (problem,) = found.value.problems
    assert str(problem.place).endswith("members.yaml:2:3")
    assert '"email" is not kept in this file' in problem.message
    assert "private/members.yaml" in problem.hint and "a@b" not in str(problem)


def test_history_that_has_addresses_still_loads(tmp_path: Path) -> None:
    content = tmp_path / "content"
    members = "- {id: Harbours, email: SECRET@b.example}\n- id: Pilots\n"
    for name, text in {**FILES, "members.yaml": members}.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text)
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    files = folder_at("HEAD", DiskFolder(content), "there")._files
    assert b"SECRET" not in b"".join(files.values())
    plan = load(in_memory({name: data.decode() for name, data in files.items()})).plan
    assert [member.id for member in plan.members] == ["Harbours", "Pilots"]


def test_a_new_plan_keeps_addresses_out_of_git(tmp_path: Path) -> None:
    scaffold(tmp_path / "plan")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True
    ).stdout.decode()
    assert "plan/members.yaml" in listed and "private" not in listed
    assert read_contacts(load_folder(tmp_path / "plan"), load(tmp_path / "plan").plan.members).known
    found = CliRunner().invoke(main, ["check", "--content", str(tmp_path / "plan")])
    assert found.exit_code == 0, found.output
    (tmp_path / "plan/private/members.yaml").write_text("- {id: Nobody}\n")
    found = CliRunner().invoke(main, ["check", "--content", str(tmp_path / "plan")])
    assert found.exit_code == 1 and "is no member of members.yaml" in found.output


def load_folder(path: Path) -> DiskFolder:

    return on_disk(path)
