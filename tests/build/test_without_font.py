"""A character that no font here has: an error at its place in the content, wherever it would be printed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.content.test_images import encoded
from tests.content.test_meetings import MEETING
from tests.contents import FILES, FOOTNOTES, PLAN, write_content
from tests.pack.papers import pack
from tests.test_cli_review import SENT, document, written
from tests.warm import run
from tests.writeback.amending import folder
from workplan.build.prepare import prepare
from workplan.compare import compare
from workplan.content.files.folder import MemoryFolder
from workplan.content.load import load
from workplan.content.words.pack import PackWords
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Revision
from workplan.editions.standing import Standing
from workplan.errors import ContentError, ExitCode, GivenFileError
from workplan.pack import Divider, Front
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess
from workplan.verify import verify
from workplan.word import write

X = "\U00013000"
SAID = f"no font here has the character {X} (U+13000)"
CONTENTS = ":::{contents}\n:::\n\n"


@pytest.mark.parametrize(
    ("file", "words", "place"),
    [
        ("plan.yaml", f'wording: {{draft: "Dra{X}ft"}}\n', "7:22"),  # a watermark
        ("plan.yaml", 'wording: {draft: "Dra\\U00013000ft"}\n', "7:22"),
        ("plan.yaml", f'wording: {{page: "{X} {{page}} of {{pages}}"}}\n', "7:18"),
        ("plan.yaml", f'wording: {{edition: "{X}"}}\n', "7:21"),  # in the running head
        ("plan.yaml", f'symbol: "A/{X}"\n', "7:12"),
        ("plan.yaml", f'wording: {{contents: "{X}"}}\n', "7:22"),  # the title of a contents list
        ("plan.yaml", f'wording: {{appendix: "{X}"}}\n', "7:22"),  # a label
        ("plan.yaml", f'wording: {{linked_priority: "{X}"}}\n', "7:29"),
        ("footnotes.yaml", f"more: A{X}\n", "4:8"),
        ("plan.md", f"A {X}.[^more]\n", ""),
    ],
)
def test_it_is_an_error_at_its_place(file: str, words: str, place: str) -> None:
    """Before, the title of a contents list was printed as a box, and a character that is written as an
    escape was said to be in the first line of plan.md."""
    files = {**FILES, "plan.md": CONTENTS + FILES["plan.md"] + "\nMore.[^more]\n"}
    files["footnotes.yaml"] += "more: M\n" if file != "footnotes.yaml" else ""
    files[file] += words
    place = place or f"{files[file].count(chr(10))}:3"
    with pytest.raises(ContentError) as raised:
        prepare(folder(files))
    assert [(str(each.place), each.message) for each in raised.value.problems] == [
        (f"content/{file}:{place}", SAID)
    ]
    assert "write it otherwise" in raised.value.problems[0].hint


def test_what_is_never_drawn_needs_no_font() -> None:
    """What a picture shows, words that only a screen reader says, and what the files say of themselves."""
    more = f'keywords: ["{X}"]\nwording: {{note_call: "{X}", inserted: "{X}"}}\n'
    files = {**FILES, "plan.yaml": PLAN + more, "plan.md": f"![{X}](a.png)\n\n{FILES['plan.md']}"}
    data = {name: text.encode() for name, text in files.items()}
    content = MemoryFolder({**data, "a.png": encoded("RGB")}, "content")
    with PdfProcess() as process:
        found = prepare(content).document
        verify(found, {"pdf": process.print(job(found, theme()))})


def test_a_watermark_without_a_font_is_no_bug() -> None:
    """Before, whoever printed a document that `prepare` had not looked at (the content of a copy) had
    "KeyError: 'glyph03301'"."""
    files = {**FILES, "plan.yaml": PLAN + f'wording: {{draft: "Dra{X}ft"}}\n'}
    found = compose(load(folder(files)).plan, standing=Standing(True, "schema: 3"))
    with PdfProcess() as process:
        assert process.print(job(found, theme()))


def test_in_the_words_of_a_redline(tmp_path: Path) -> None:
    """Before, they were boxes in its summary, and in the line that says what it compares."""
    before = write_content(tmp_path / "before")
    wording = f'wording: {{summary: {{since: "{X} {{old}}"}}}}\n'
    after = write_content(
        tmp_path / "after", footnotes_yaml=FOOTNOTES.replace("No", "Little"), plan_yaml=PLAN + wording
    )
    result = run("redline", before, after, "--output", tmp_path / "out", "--format", "pdf")
    assert result.returncode == ExitCode.CONTENT
    assert f"{after}/plan.yaml:7:29: error: {SAID}" in result.stderr


def copy(content: Path, **changed: str) -> bytes:
    """What a member sends back who changed the content so."""
    base = document(content)
    marked = compare(base, document(written(content.parent / "draft", **changed)), Revision("A", SENT))
    base_of = {"properties": base.properties, "terms": base.terms, "source": base.source, "former": None}
    return write(replace(marked, **base_of), theme())


def test_what_a_member_typed_stops_no_review(tmp_path: Path) -> None:
    """Before, nobody was told that the PDF shows a box."""
    content = written(tmp_path / "content")
    (tmp_path / "Pilots.docx").write_bytes(copy(content, footnotes_yaml=FOOTNOTES.replace("No", "👍")))
    words = ("review", tmp_path / "Pilots.docx", "--content", content, "--output", tmp_path / "out")
    result = run(*words, "--format", "pdf")
    assert result.returncode == 0
    assert "warning: no font here has the character \U0001f44d (U+1F44D)" in result.stderr
    assert "an empty box" in result.stderr
    wording = f'wording: {{page: "{X} {{page}} / {{pages}}"}}\n'
    (content / "plan.yaml").write_text(PLAN + wording)
    result = run(*words, "--base", content, "--format", "pdf")
    assert f"{content}/plan.yaml:7:18: error: {SAID}" in result.stderr


def test_in_the_pages_of_a_pack() -> None:
    """Before, they were boxes on its pages."""
    front, day = "The pack", datetime(2031, 1, 1, tzinfo=UTC)
    for title, words, item in (
        (X, PackWords(), Divider(title="One")),
        (front, PackWords(page=X + " {page} {pages}"), Divider(title="One")),
        (front, PackWords(contents=X), Divider(title="One")),
        (front, PackWords(), Divider(title="One", label=X)),
        (front, PackWords(), Divider(title="One", group=f"Agenda item {X}")),
        (front, PackWords(), Divider(title="One", lines=("No document", X))),
        (front, PackWords(slip=X + " {count}"), Divider(title="One")),
    ):
        with pytest.raises(GivenFileError, match=r"(The pack|One|\U00013000): no font here has") as raised:
            pack(Front(title, date=day, words=words), [item])
        assert "otherwise" in raised.value.hint
    assert pack(
        Front(
            front,
            date=day,
            words=PackWords(blank=X, label=f"{X}{{label}}{{page}}", alternative=f"{X}{{title}}{{count}}"),
        ),
        [Divider(title="One")],
    )


def test_in_a_meeting(tmp_path: Path) -> None:
    """Before, `check` found the meeting in order, and its agenda and pack had boxes."""
    content = write_content(tmp_path / "content")
    for name in ("meetings", "papers", "guests"):
        (content / name).mkdir()
    (content / "papers" / "status.md").write_text("---\ntitle: Status report\n---\n\nDone.\n")
    (content / "guests" / "report.pdf").write_bytes(b"%PDF-1.4\n")
    text = f"# {X}\n{MEETING}"
    those = ("Tenth Meeting", "Harbour", "Adoption", "meeting *adopts*", "Reports of", "INF.1", "Pilots")
    for n, old in enumerate(those, 1):
        text = text.replace(old, old + chr(ord(X) + n))
    (content / "meetings" / "tenth.yaml").write_text(text)
    errors = run("check", "--content", content).stderr
    for n, old in enumerate(those, 1):
        at = text.index(chr(ord(X) + n))
        line, column = 1 + text[:at].count("\n"), at - text.rfind("\n", 0, at)
        said = SAID.replace(X, chr(ord(X) + n)).replace("13000", f"{0x13000 + n:X}")
        assert f"{content}/meetings/tenth.yaml:{line}:{column}: error: {said}" in errors, old
    assert SAID not in errors  # a comment is not printed
    assert f"{content}/meetings/tenth.yaml:2:20: error: " in run("pack", "tenth", "--content", content).stderr
