"""What the README tells its readers to type and to write, tried."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from itertools import chain
from pathlib import Path
from textwrap import dedent

import pytest

from tests.test_cli import ROOT
from tests.warm import run
from workplan.circulation.contacts import Contact
from workplan.content.models.data import Action
from workplan.content.models.meeting import Meeting
from workplan.content.models.states import State
from workplan.files import yaml

README = (ROOT / "README.md").read_text("utf-8")
#: The kind of paper that the README shows, which does not ship.
PAPERS = [dedent(found) for found in re.findall(r"```markdown\n( *---\n.+?)```", README, re.DOTALL)]
LETTER = next(paper for paper in PAPERS if ":::{priorities}" in paper)
#: The agenda that it shows.
AGENDA = next(paper for paper in PAPERS if ":::{agenda}" in paper)
YAML = re.findall(r"```yaml\n(.+?)```", README, re.DOTALL)
MEETING = next(example for example in YAML if "agenda:" in example)
UNFENCED = re.sub(r"^( *)```.*?^\1```$", "", README, flags=re.MULTILINE | re.DOTALL)
#: The commands of each section, by its heading.
COMMANDS = {
    heading: found
    for heading, text in re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", UNFENCED, re.MULTILINE)
    if (found := re.findall(r"^ +\.venv/bin/python generate\.py (.+)$", text, re.MULTILINE))
}


@pytest.mark.slow
@pytest.mark.parametrize("section", COMMANDS)
def test_commands(tmp_path: Path, section: str) -> None:
    """Each line that starts our program, in the order of the section, in a checkout with the plan's files."""
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "content", checkout / "content")
    assert run("build", "--quiet", cwd=checkout).returncode == 0
    for name in ("house.docx", "Forward Work Plan.docx"):
        shutil.copy(next((checkout / "output").glob("*.docx")), checkout / name)
    kinds = checkout / "content" / "papers" / "kinds"
    kinds.mkdir(parents=True, exist_ok=True)
    (kinds / "letter.md").write_text(LETTER)
    for command in COMMANDS[section]:
        if command == "build agenda":  # and the meeting that the README shows, and the PDF that it names
            (checkout / "content" / "papers" / "agenda.md").write_text(AGENDA)
            for name in ("meetings", "guests"):
                (checkout / "content" / name).mkdir(exist_ok=True)
            (checkout / "content" / "meetings" / "tenth.yaml").write_text(MEETING)
            plan = checkout / "output" / "forward-work-plan-2021-2023.pdf"
            shutil.copy(plan, checkout / "content" / "guests" / "report.pdf")
        if command == "issue --paper endorsement":  # whose blanks somebody has filled in
            paper = checkout / "content" / "papers" / "endorsement.md"
            paper.write_text(re.sub(r"\[\[([^\]]+)\]\]", _known, paper.read_text("utf-8")), "utf-8")
        words = shlex.split(command)
        found = [sorted(map(str, checkout.glob(word))) if "*" in word else [word] for word in words]
        result = run(*chain.from_iterable(found), cwd=checkout)
        assert result.returncode == 0, f"{command}: {result.stderr}"


def _known(blank: re.Match[str]) -> str:
    """What somebody writes over a blank."""
    days = {"date of issue": "2021-01-02", "deadline": "2999-02-17 17:00 Asia/Bangkok"}
    return days.get(blank[1], "Known")


def test_every_command_stands_in_a_section() -> None:
    all_lines = re.findall(r"^ +\.venv/bin/python generate\.py (.+)$", README, re.MULTILINE)
    assert [command for section in COMMANDS.values() for command in section] == all_lines
    assert len(all_lines) > 20


def test_make_targets_exist() -> None:
    for target in re.findall(r"^    make (\w+)", README, re.MULTILINE):
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def test_other_commands_name_what_exists() -> None:
    assert ".venv/bin/pytest -m " in README
    extras = set(re.findall(r'pip install "workplan\[(\w+)\]"', README))
    assert extras == {"scripts", "cjk"}
    assert all(f"\n{extra} = [" in (ROOT / "pyproject.toml").read_text("utf-8") for extra in extras)


def test_examples_of_content_are_content() -> None:
    note, action, states, meeting, contacts = YAML
    assert yaml.read(dict[str, str], note, "README.md").problems == ()
    assert yaml.read(tuple[Action, ...], action, "README.md").problems == ()
    assert yaml.read(dict[str, tuple[State, ...]], states, "README.md").problems == ()
    assert yaml.read(Meeting, meeting, "README.md").problems == ()
    assert yaml.read(tuple[Contact, ...], contacts, "README.md").problems == ()


def test_the_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)$", README, re.MULTILINE):
        if picture != "chart.png":  # the example of how to write one
            assert (ROOT / picture).is_file()
