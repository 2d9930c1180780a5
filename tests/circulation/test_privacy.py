"""Nothing leaks: a secret is planted in all that is private, everything is made, and every byte of it is
searched."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pikepdf
import pytest

from tests.circulation.circulating import CONTACTS, MEMBERS, write
from tests.contents import MANUSCRIPT
from tests.pack.test_meeting import MEETING, head
from tests.warm import run

SECRETS = (b"secret", b"s\0e\0c\0r\0e\0t", b"736563726574")  # as text, UTF-16, hexadecimal digits
PRIVATE = "Ms Secret-contact"


def everything(data: bytes) -> Iterator[bytes]:
    """A file, and what is packed in it."""
    yield data
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            yield from (each for name in archive.namelist() for each in everything(archive.read(name)))
    elif data.startswith(b"%PDF-"):
        with pikepdf.open(BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    yield item.read_bytes() if "/DCTDecode" not in str(item.get("/Filter")) else b""
                else:
                    yield item.unparse(resolved=False)


def leaks(data: bytes) -> bool:
    return any(secret in each.lower() for each in everything(data) for secret in SECRETS)


@pytest.mark.slow
def test_what_is_private_is_in_messages_alone(tmp_path: Path) -> None:
    manuscript = f"{MANUSCRIPT}\n# Who\n\n:::{{members}}\n:::\n\n:::{{interest-matrix}}\n:::\n"
    content = write(tmp_path / "content", plan_md=manuscript)
    (content / "private" / "members.yaml").write_text(
        CONTACTS.replace("Ms SECRET-one", PRIVATE) + "# a secret remark\n- {id: Long, contact: secret}\n"
    )
    (content / "private" / "secret-notes.md").write_text("secret")
    (content / "meetings").mkdir()
    (content / "papers").mkdir()
    (content / "meetings" / "tenth.yaml").write_text(MEETING.split("      - title: Views")[0])
    (content / "papers" / "status.md").write_text(head("Status", "TP/10/WP.1", meeting="tenth"))
    where = ("--content", content)
    out = tmp_path / "out"
    said = []
    for words in (
        ("check", *where),
        ("build", "--all", *where, "--output", out / "draft"),
        ("issue", *where, "--output", out / "issued"),
        ("pack", "tenth", *where, "--output", out / "pack"),
        ("status", "export", out / "status.xlsx", *where),
        ("redline", "2031", content, "--output", out / "redline", *where),
        ("review", out / "issued" / "forward-work-plan-2031-2033.docx", *where, "--output", out / "review"),
        ("circulate", *where, "--output", out / "copies", "--format", "pdf", "--format", "docx", "--verbose"),
        ("circulate", *where, "--output", out / "copies", "--to", "Secrt"),
        ("restore", out / "issued" / "forward-work-plan-2031-2033.pdf", out / "restored"),
    ):
        out.mkdir(exist_ok=True)
        found = run(*words)
        said.append(found.stdout + found.stderr)
        assert found.returncode == (2 if "Secrt" in words else 0) or words[0] == "redline", found.stderr
    assert "secret" not in "".join(said).replace("secret-notes", "").lower()
    made = [path for path in (*out.rglob("*"), *content.rglob("*")) if path.is_file()]
    private = [path for path in made if "private" in path.parts or "messages" in path.parts]
    others = [path for path in made if path not in private]
    kinds = {path.suffix for path in others}
    assert len(others) > 25 and kinds >= {".pdf", ".docx", ".html", ".xlsx", ".csv", ".yaml"}
    assert [str(path) for path in others if leaks(path.read_bytes())] == []
    # A message has what is said of its receiver, and of nobody else.
    (messages,) = (out / "copies" / "messages").iterdir()
    known = {path.name: path.read_bytes() for path in messages.iterdir()}
    assert len(known) == 2 * len(MEMBERS.splitlines()) + 1
    addressed = ("001-harbours.eml", "001-harbours.txt", "002-pilots.eml", "006-long.eml", "006-long.txt")
    assert {name for name, data in known.items() if b"ecret" in data} == {*addressed, "send-list.csv"}
    assert b"secret-three" not in known["001-harbours.eml"] and b"secret-one" not in known["002-pilots.eml"]


def test_the_search_would_find_something(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Note = pdf.make_stream(b"a Secret")
        pdf.save(saved := BytesIO())
    with ZipFile(packed := BytesIO(), "w", compression=8) as archive:
        archive.writestr("a.pdf", saved.getvalue())
    assert leaks(packed.getvalue()) and leaks("Ms Secret".encode("utf-16-le")) and not leaks(b"nothing")
