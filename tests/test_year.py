"""A whole year of a group, from the command line: what goes out, what comes back, and what follows from it.

Call for interest, forms to 19 members, 14 returns of every kind, collect, status at the meeting, the status
report, Rev.1, a copy with a name for each member, a stray copy, and a no-objection circular.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
import yaml

from tests.returns.collecting.calls import content_in, form_of
from tests.returns.collecting.test_matrix import MATRIX
from tests.returns.pdf.filling import by_pdfium
from tests.warm import run
from workplan.returns.form import Field

FILLED = {Field("lead", "report"): True, Field("contributing", "warn"): True}
REPORT = """\
---
title: Status of the actions
symbol: TP/WP.1
date: 2031-11-01
numbered: true
---

# Status

:::{status-summary}
:::

:::{action-items}
:columns: number, action, lead, state
:::
"""
CIRCULAR = """\
---
title: No objection to the plan
symbol: TP/CIRC.2
date: 2021-01-02
deadline: 2021-02-17 17:00 Asia/Bangkok
---

Members are asked whether they object to the plan.
"""


class Year:
    """A content folder, and the commands that are run on it."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output = content_in(folder, *MATRIX), folder / "output"

    def run(self, *words: object, code: int = 0) -> str:
        done = run(*words, "--content", self.content, cwd=self.content.parent)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def paper(self, name: str, words: str) -> None:
        (self.content / "papers" / f"{name}.md").write_text(words)

    def actions(self) -> Mapping[str, Mapping[str, object]]:
        found = yaml.safe_load((self.content / "actions.yaml").read_text())
        return {each["id"]: each for each in found}


@pytest.mark.slow
def test_the_whole_year(tmp_path: Path) -> None:
    year = Year(tmp_path)
    members = [each["id"] for each in yaml.safe_load((year.content / "members.yaml").read_text())]
    assert len(members) == 19
    year.run("issue")
    year.run("issue", "--paper", "call")

    # The call goes out, with a form for each member.
    said = year.run("forms", "call", "--format", "docx", "--format", "xlsx", "--format", "txt")
    made = [path for path in (year.output / "forms").rglob("*.*") if path.is_file()]
    assert len(made) == 3 * 19, said
    year.run("forms", "call", "--to", members[3], "--format", "pdf")
    (fillable,) = (year.output / "forms").rglob("*.pdf")

    # Fourteen come back, of every kind.
    replies = tmp_path / "replies"
    replies.mkdir()
    forms = {member: form_of(year.content, member) for member in members}
    for member, (name, make, _, _) in MATRIX.items():
        form = forms[member]
        data = (
            by_pdfium(fillable.read_bytes(), form, FILLED)
            if member == members[3]
            else make(form, year.content)
        )
        (replies / name).write_bytes(data)
    assert len(list(replies.iterdir())) == 14
    said = year.run("collect", replies, "--confirm", "Pilots", "--date", "2031-02-20")
    assert said.count(": answered") >= 12, said
    interest = {each["member"]: each.get("role") for each in year.actions()["report"]["interest"]}  # type: ignore[attr-defined]
    assert interest["Fiji"] == interest["Tonga"] == interest[members[3]] == "lead"
    before = (year.content / "actions.yaml").read_bytes()
    year.run("collect", replies, "--confirm", "Pilots", "--date", "2031-02-20")
    assert (year.content / "actions.yaml").read_bytes() == before

    # An action's words that a member changed are an amendment for review.
    copies = [path for path in year.output.rglob("*.docx") if "Korea" in path.name or "korea" in path.name]
    amended = [path for path in copies if "forms" not in path.parts]
    assert amended, sorted(map(str, year.output.rglob("*.docx")))
    review = run(
        "review", amended[0], "--content", year.content, "--output", tmp_path / "meeting", cwd=tmp_path
    )
    assert review.returncode == 0 and "1 amendment" in review.stdout, review.stdout + review.stderr

    # At the meeting, and after it.
    year.run(
        "status", "set", "report", "--state", "in-progress", "--text", "Begun", "--meeting", "Tenth Meeting"
    )
    assert year.actions()["report"]["status"] == {
        "state": "in-progress", "text": "Begun", "meeting": "Tenth Meeting"
    }  # fmt: skip
    year.paper("status-report", REPORT)
    year.run("issue", "--paper", "status-report")
    year.run("issue", "--label", "2031/Rev.1", "--date", "2031-12-01", "--note", "Interest and status")

    # A copy with a name for each, and one of them found somewhere. A second run changes nothing.
    said = year.run("circulate", "plan", "status-report")
    assert "wrote 38 copies" in said
    register = year.content / "circulation" / "register.csv"
    rows = list(csv.DictReader(register.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 38 and {row["Edition"] for row in rows} >= {"2031/Rev.1"}
    kept = {path: path.read_bytes() for path in (year.output / "circulation").rglob("*") if path.is_file()}
    year.run("circulate", "plan", "status-report")
    assert {path: path.read_bytes() for path in kept} == kept
    assert len(list(csv.DictReader(register.read_text("utf-8-sig").splitlines()))) == 38
    of_fiji = next(row for row in rows if row["Member"] == "Fiji")
    stray = tmp_path / "found.pdf"
    stray.write_bytes((year.output / "circulation" / of_fiji["File"]).read_bytes())
    said = year.run("inspect", stray)
    assert "Fiji" in said and "unaltered" in said
    with pikepdf.open(stray) as pdf:
        pdf.save(tmp_path / "saved.pdf", compress_streams=True)
    said = run("inspect", tmp_path / "saved.pdf", "--content", year.content, cwd=tmp_path).stdout
    assert "Fiji" in said

    # And a text that is adopted because nobody objected in time.
    year.paper("silence", CIRCULAR)
    year.run("issue", "--paper", "silence")
    year.run("circular", "open", "silence", "--text", "plan", "--at", "2021-02-03T09:00+07:00")
    for member in members[:-1]:
        year.run("circular", "receive", "silence", "--from", member, "--at", "2021-02-05T09:00+07:00")
    said = year.run("circular", "close", "silence")
    assert "edition 2031/Rev.1, is adopted" in said
    assert f"never acknowledged the circular: {members[-1]}" in said
    notice = year.content / "papers" / "silence-adopted.md"
    notice.write_text(notice.read_text().replace("[[symbol]]", "TP/CIRC.2/Add.1"))
    year.run("issue", "--paper", "silence-adopted")
    year.run("check")
