"""A plan with members of hostile names, and its circulation."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from tests.contents import write_content
from tests.warm import run

STEM = "forward-work-plan-2031-2033"
MEMBERS = """\
- {id: Harbours, name: "Harbours & <co>"}
- id: Pilots
- {id: ราชอาณาจักรไทย}
- {id: "=cmd|' /C calc'!A0"}
- {id: ../../etc/passwd}
- {id: Long, name: "LONG"}
- {id: المملكة}
""".replace("LONG", "The very long name of an organisation, " * 8)
COUNT = 7
CONTACTS = """\
- {id: Harbours, contact: Ms SECRET-one, email: secret-one@b.example, cc: secret-two@b.example}
- {id: Pilots, email: [secret-three@b.example, secret-four@b.example]}
"""
BOTH = ("--format", "pdf", "--format", "docx")
COPIES, MESSAGES = f"{STEM}/{STEM}-{{}}.pdf", f"messages/{STEM}/{{}}"


def write(folder: Path, **changed: str) -> Path:
    write_content(folder, members_yaml=MEMBERS, **changed)
    (folder / "private").mkdir(exist_ok=True)
    (folder / "private" / "members.yaml").write_text(CONTACTS)
    return folder


def tree(*folders: Path) -> dict[str, bytes]:
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def circulate(content: Path, output: Path, *words: str) -> str:
    found = run("circulate", *words, "--content", content, "--output", output)
    assert found.returncode == 0, found.stderr
    return found.stdout + found.stderr


def register(content: Path) -> list[dict[str, str]]:
    text = (content / "circulation" / "register.csv").read_text("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))
