"""Files that nobody sends in good faith, at each door; and two who collect at once."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.returns.collecting.calls import ACTIONS, collect, content_in, form_of, replies, sheet, text

ROOT = Path(__file__).resolve().parents[3]


def archive(data: bytes, **changed: bytes) -> bytes:
    """An archive with entries put in: `xl_vba_bin` is xl/vba.bin."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        entries = {name: old.read(name) for name in old.namelist()}
        entries |= {
            name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"): words
            for name, words in changed.items()
        }
        for name, words in entries.items():
            new.writestr(name, words)
    return made.getvalue()


def hostile(content: Path) -> dict[str, tuple[bytes, str]]:
    """Each file, and what is said of it."""
    form = form_of(content, "Fiji")
    good = sheet(form, {2: "lead"})
    names = zipfile.ZipFile(BytesIO(good)).namelist()
    assert "xl/workbook.xml" in names
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    macros = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r9" Type="%s" Target="vba.bin"/></Relationships>' % kind
    )
    dtd = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    return {
        "bomb.xlsx": (archive(good, xl__media__a=b"0" * 150_000_000), "unpacks to far too much"),
        "dtd.xlsx": (archive(good, xl__worksheets__sheet1_xml=dtd), "declares a document type"),
        "macros.xlsx": (archive(good, xl___rels__extra_xml_rels=macros), "macros"),
        "cut.xlsx": (good[: len(good) // 2], "a damaged file"),
        "nul.txt": (text(form, {2: "lead"}) + b"\0", "there is a NUL"),
        "lines.txt": (b"2 lead\n" * 1_000_000, "more than"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old form of Word, Excel or Outlook"),
        "scan.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        "pack.zip": (archive(_empty(), a=b"b"), "an archive"),
        "page.html": (b"<!DOCTYPE html><p>2 lead", "a web page"),
        "empty.docx": (b"", "it is empty"),
        "deep.eml": (_deep_mail(), "parts"),
        "letter.rtf": (b"{\\rtf1 2 lead}", "rich text"),
    }


def _empty() -> bytes:
    made = BytesIO()
    zipfile.ZipFile(made, "w").close()
    return made.getvalue()


def _deep_mail() -> bytes:
    head = b"From: a@b.example\nDate: Sat, 01 Feb 2031 10:00:00 +0700\nMIME-Version: 1.0\n"
    levels = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(300))
    return head + levels


def test_each_is_refused_with_a_sentence_and_the_others_are_read(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    bad = hostile(content)
    good = {"good.txt": text(form_of(content, "Tonga"), {2: "lead"})}
    done = collect(content, replies(content, {name: data for name, (data, _) in bad.items()} | good))
    assert done.exit_code == 0, done.output
    said = {
        line.partition(":")[0]: line
        for line in done.stderr.splitlines()
        if "warning: it is not read: " in line
    }
    assert {name: why in said.get(name, "") for name, (_, why) in bad.items()} == dict.fromkeys(bad, True), (
        said
    )
    assert "{member: Tonga, role: lead}" in (content / "actions.yaml").read_text()
    assert not {path.name for path in content.iterdir()} - {
        *("actions.yaml", "appendices", "footnotes.yaml", "members.yaml", "papers", "plan.md", "plan.yaml"),
        *("priorities.yaml", "returns.yaml"),
    }


def test_a_log_that_somebody_broke(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    (content / "returns.yaml").write_text("- {collected: yesterday}\n")
    done = collect(content, replies(content, {"a.txt": text(form_of(content, "Fiji"), {2: "lead"})}))
    assert done.exit_code == 1 and "returns.yaml:1" in done.stderr
    assert (content / "actions.yaml").read_text() == ACTIONS


@pytest.mark.slow
def test_two_who_collect_at_once(tmp_path: Path) -> None:
    """Both are written: one waits for the other."""
    content = content_in(tmp_path)
    started = []
    for n, member in enumerate(("Fiji", "Tonga")):
        file = tmp_path / f"{n}.txt"
        file.write_bytes(text(form_of(content, member), {2: "lead", 3: "contributing"}))
        command = [sys.executable, str(ROOT / "generate.py"), "collect", str(file), "--content", str(content)]
        started.append(
            subprocess.Popen([*command, "--output", str(tmp_path / "output")], stdout=subprocess.DEVNULL)
        )
    assert [each.wait() for each in started] == [0, 0]
    now = (content / "actions.yaml").read_text()
    assert all(f"{{member: {member}, role: lead}}" in now for member in ("Fiji", "Tonga"))
    assert (content / "returns.yaml").read_text().count("sha256:") == 2
