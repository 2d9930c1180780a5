"""`pack`: from the agenda of a meeting to one PDF and a ZIP, with what cannot go in said with its place."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import page
import pikepdf
import pytest

from tests.contents import write_content
from tests.pack.ownership import faults
from tests.pack.papers import changed, printed, untagged, with_form
from tests.warm import run
from workplan.build.prepare import prepare
from workplan.changing.issuing import issue
from workplan.content.files.folder import MemoryFolder
from workplan.content.files.papers import paper_folder
from workplan.content.load import on_disk
from workplan.document.composing.compose import compose
from workplan.editions import thaw
from workplan.errors import ContentError
from workplan.files.output.files import write_all
from workplan.opening import open_content, open_edition
from workplan.pack.meeting import Agenda, Packed, agenda_of, packed
from workplan.render.pdf.process import PdfProcess
from workplan.verify import pdf as pdf_passages
from workplan.verify.passages import Passage, expected, with_plain_spaces

MEETING = """\
name: Annual Meeting
ordinal: Tenth
place: Harbour
dates: {start: 2031-11-12, end: 2031-11-13}
agenda:
  - title: Adoption of the agenda
  - title: Reports
    items:
      - title: Progress
        papers: [status, plan]
      - title: Views of members
        papers:
          - {title: Views on tides, symbol: TP/10/INF.1, submitted_by: Pilots, file: guests/views.pdf}
          - {title: Views to come, symbol: TP/10/INF.2}
  - title: Finance
    papers: [costs]
  - title: Closing
"""


def head(title: str, symbol: str, **more: str) -> str:
    lines = [f"{name}: {value}" for name, value in {"title": title, "symbol": symbol, **more}.items()]
    return "\n".join(("---", *lines, "date: 2031-10-01", "---", "", f"The words of {title}.", ""))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write(tmp_path / "content")


def write(where: Path) -> Path:
    folder = write_content(where)
    for name in ("papers", "meetings", "guests"):
        (folder / name).mkdir()
    (folder / "papers" / "status.md").write_text(head("Status", "TP/10/WP.1"))
    (folder / "papers" / "costs.md").write_text(head("Costs", "TP/10/WP.2/Rev.1", distribution="RESTRICTED"))
    (folder / "guests" / "views.pdf").write_bytes(untagged(printed("notes")))
    (folder / "meetings" / "tenth.yaml").write_text(MEETING)
    return folder


def agenda(content: Path, *, everything: bool = False) -> Agenda:
    return agenda_of(on_disk(content), "tenth", None, include_restricted=everything)


def pack_of(found: Agenda, *, recto: bool = False) -> Packed:
    """The pack, with stand-ins for the files of its papers, which cost nothing."""
    files = {"pdf": printed("table"), "docx": b"PK"}
    with PdfProcess() as process:
        made = [files if each.prepared else {} for each in found.papers]
        return packed(found, made, None, process, recto=recto)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Without the restricted paper."""
    return pack_of(agenda(write(tmp_path_factory.mktemp("made") / "content")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """With it, and without the guest, whose PDF has not come yet."""
    content = write(tmp_path_factory.mktemp("whole") / "content")
    text = MEETING.replace(", file: guests/views.pdf", "")
    (content / "meetings" / "tenth.yaml").write_text(text)
    return pack_of(agenda(content, everything=True), recto=True)


def told(content: Path) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        agenda(content)
    return [(str(each.place).removeprefix(f"{content}/"), each.message) for each in caught.value.problems]


def test_papers_are_in_the_order_of_the_agenda_and_empty_items_are_named(made: Packed) -> None:
    said = pdf_passages.read(made.pack.pdf)
    starts = iter(made.pack.starts)
    assert said[3:17] == (
        Passage("heading 1", "Contents"),
        Passage("paragraph", "Agenda item 1: Adoption of the agenda"),
        Passage("paragraph", "No document"),
        Passage("paragraph", "Agenda item 2: Reports"),
        Passage("paragraph", "Agenda item 2 (a): Progress"),
        Passage("entry", f"WP.1 Status (draft) {next(starts)}"),
        Passage("entry", f"Forward Work Plan: 2031-2033 (draft) {next(starts)}"),
        Passage("paragraph", "Agenda item 2 (b): Views of members"),
        Passage("entry", f"INF.1 Views on tides {next(starts)}"),
        Passage("entry", f"INF.2 Views to come {next(starts)}"),
        Passage("paragraph", "Agenda item 3: Finance"),
        Passage("paragraph", "Not in this pack, which has no restricted papers"),
        Passage("paragraph", "Agenda item 4: Closing"),
        Passage("paragraph", "No document"),
    )
    assert faults(made.pack.pdf, made.pack.starts) == []
    with pikepdf.open(BytesIO(made.pack.pdf)) as pdf:
        labels = [each.label for each in pdf.pages]
    assert labels[made.pack.starts[0] - 1] == "WP.1 – 1"
    assert labels[made.pack.starts[2] :][0] == "INF.1 – 1"


def test_the_pack_itself_says_what_it_cannot_claim_and_who_sent_what(made: Packed) -> None:
    said = [" ".join(each.text.split()) for each in pdf_passages.read(made.pack.pdf)]
    assert said[:2] == ["Tenth Annual Meeting", "Harbour, 12–13 November 2031"]
    assert said[2].startswith("Papers that are shown as they were received: TP/10/INF.1.")
    assert said[2].endswith("claims neither PDF/UA-1 nor PDF/A-3a.")
    at = said.index("Submitted by: Pilots")
    assert said[at + 1] == "This paper follows as it was received (pages: 1)."
    assert "This paper had not been received when the pack was made." in said


def test_restricted_papers_go_in_only_where_they_are_asked_for(
    content: Path, made: Packed, whole: Packed
) -> None:
    without, everything = agenda(content), agenda(content, everything=True)
    assert [each.name for each in without.restricted] == ["Costs"]
    assert everything.restricted == ()
    assert without.stem == "tenth-annual-meeting-pack"
    assert everything.stem == "tenth-annual-meeting-pack-restricted"
    names = ("01_TP-10-WP.1.docx", "02_Forward-Work-Plan-2031-2033.docx")
    for each, wanted in ((made, names), (whole, (*names, "05_TP-10-WP.2-Rev.1.docx"))):
        with ZipFile(BytesIO(each.words)) as archive:
            assert tuple(archive.namelist()) == each.word_files == wanted
    said = [each.text for each in pdf_passages.read(whole.pack.pdf)]
    assert "This pack holds restricted papers." in said
    assert f"WP.2/Rev.1 Costs (draft) {whole.pack.starts[-1]}" in said


@pytest.mark.parametrize(
    ("distribution", "words", "is_left_out"),
    [
        ("Restricted (members only)", "", True),
        ("unrestricted", "", False),
        ("General", "", False),
        ("Diffusion restreinte", "", False),
        ("Diffusion restreinte", "restricted: [restreinte]", True),
    ],
)
def test_the_words_of_a_distribution_decide(
    content: Path, distribution: str, words: str, is_left_out: bool
) -> None:
    paper = content / "papers" / "costs.md"
    paper.write_text(paper.read_text().replace("RESTRICTED", distribution))
    (content / "meetings" / "tenth.yaml").write_text(MEETING.replace("place:", f"{words}\nplace:"))
    assert bool(agenda(content).restricted) is is_left_out


def test_a_paper_from_elsewhere_may_be_restricted_too(content: Path) -> None:
    text = MEETING.replace("submitted_by: Pilots", "distribution: Restricted")
    (content / "meetings" / "tenth.yaml").write_text(text)
    found = agenda(content)
    assert [each.name for each in found.restricted] == ["Views on tides", "Costs"]


def test_a_paper_goes_in_as_it_was_issued(content: Path) -> None:
    """An action that is edited for the next meeting must not make drafts of the papers of this one."""
    write_all(issue(on_disk(content), None, None, None, "status").files)
    paper = content / "papers" / "status.md"
    issued = agenda(content).papers[0]
    assert (issued.is_draft, issued.edited_since) == (False, False)
    paper.write_text(paper.read_text().replace("The words of", "Other words of"))
    edited = agenda(content).papers[0]
    assert (edited.is_draft, edited.edited_since) == (False, True)
    assert edited.prepared and issued.prepared
    assert edited.prepared.document == issued.prepared.document
    paper.write_text(paper.read_text().replace("TP/10/WP.1", "TP/10/WP.1/Rev.1"))
    assert agenda(content).papers[0].is_draft


def locked(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(saved := BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))
    return saved.getvalue()


@pytest.mark.parametrize(
    ("guest", "message"),
    [
        (lambda: locked(printed("notes")), "TP/10/INF.1: the PDF is locked with a password"),
        (lambda: b"%PDF-1.7\n", "TP/10/INF.1: the PDF is damaged, or no PDF"),
        (lambda: b"", "TP/10/INF.1: the PDF is damaged, or no PDF"),
    ],
    ids=["locked", "broken", "empty"],
)
def test_a_guest_that_cannot_go_in_is_told_with_its_place(content: Path, guest: object, message: str) -> None:
    assert callable(guest)
    (content / "guests" / "views.pdf").write_bytes(guest())
    (content / "papers" / "status.md").write_text(head("Status", "TP/10/WP.1") + "\n[](#nowhere)\n")
    (reference, _), found = told(content)[:2]
    assert (reference, found) == ("papers/status.md:9:1", ("meetings/tenth.yaml:13:86", message))


def test_what_is_left_out_of_a_guest_or_not_there_yet_is_a_warning_with_its_place(content: Path) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
    data = changed(with_form(untagged(printed("notes"))), OpenAction=script)
    (content / "guests" / "views.pdf").write_bytes(data)
    found = [(each.place.line, each.message) for each in agenda(content).warnings]
    assert (13, '"TP/10/INF.1": scripts and actions were left out') in found
    assert (14, '"TP/10/INF.2" has not been received: a page in the pack says so') in found


def test_late_papers_are_told(content: Path) -> None:
    late = MEETING.replace("agenda:\n", "deadlines: [{name: All papers, weeks: 8}]\nagenda:\n", 1)
    (content / "meetings" / "tenth.yaml").write_text(late)
    assert '"TP/10/WP.1" is late: issued on 2031-10-01, due on 2031-09-17 (All papers)' in [
        each.message for each in agenda(content).warnings
    ]


@pytest.mark.parametrize(
    ("agenda_lines", "message"),
    [
        ("  - title: Closing\n", "there is no paper to put into the pack"),
        ("  - {title: Finance, papers: [costs]}\n", "there is no paper to put into the pack"),
        ("  - {title: Finance, papers: [cost]}\n", 'there is no paper "cost"'),
    ],
)
def test_a_meeting_without_papers(content: Path, agenda_lines: str, message: str) -> None:
    text = MEETING.partition("agenda:\n")[0] + "agenda:\n" + agenda_lines
    (content / "meetings" / "tenth.yaml").write_text(text)
    assert [words for _, words in told(content)] == [message]


def test_the_command(content: Path) -> None:
    """Made from the content to the end: what comes out says what the papers say, and is theirs alone."""
    output = content.parent / "output"
    result = run("pack", "tenth", "--content", content, "--output", output, "--right-hand")
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "2 (a)  TP/10/WP.1: Status: a draft"
    assert "3  TP/10/WP.2/Rev.1: Costs: left out, it is restricted (--include-restricted puts it in)" in lines
    at = lines.index("next, so that it is no draft any more:")
    assert lines[at + 1].endswith(f"issue --paper status --content {content}")
    assert lines[-1].endswith(f"pack tenth --content {content}")
    names = sorted(path.name for path in output.iterdir())
    assert names == ["tenth-annual-meeting-pack-word.zip", "tenth-annual-meeting-pack.pdf"]
    pack = (output / names[1]).read_bytes()
    status = prepare(paper_folder(on_disk(content), "status")).document
    paper = with_plain_spaces(expected(status))
    said = pdf_passages.read(pack)
    at = said.index(paper[0])
    assert said[at : at + len(paper)] == paper
    with pikepdf.open(BytesIO(pack)) as pdf:
        starts = [pdf.pages.index(pikepdf.Page(item.Dest[0])) + 1 for item in _top(pdf.Root.Outlines.First)]
    assert faults(pack, tuple(starts[1:])) == []
    assert all(start % 2 for start in starts)


def _top(item: object) -> list[pikepdf.Object]:
    found = []
    while item is not None:
        assert isinstance(item, pikepdf.Object)
        found.append(item)
        item = item.get("/Next")
    return found


def test_with_any_error_nothing_is_written(content: Path) -> None:
    (content / "guests" / "views.pdf").write_bytes(b"no PDF")
    output = content.parent / "output"
    result = run("pack", "tenth", "--content", content, "--output", output)
    assert result.returncode == 1
    assert "nothing was written" in result.stderr
    assert not output.exists()


def test_a_meeting_that_is_not_there(content: Path) -> None:
    with pytest.raises(ContentError) as caught:
        agenda_of(on_disk(content), "tenht", None, include_restricted=False)
    [problem] = caught.value.problems
    assert problem.place.file == f"{content}/meetings"
    assert problem.hint.startswith('did you mean "tenth"?')


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_validators_find_nothing_in_a_pack_of_our_papers(whole: Packed, profile: str) -> None:
    assert whole.pack.claims == ("PDF/UA-1", "PDF/A-3a")
    report = page.validate_pdf_bytes(whole.pack.pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_a_revision_says_in_the_list_of_documents_what_it_changed(content: Path) -> None:
    """The line is made from the draft on, unless the co-chairs give a note of their own. Before, a draft
    had none."""
    paper = content / "papers" / "status.md"
    paper.write_text(f"{paper.read_text()}\n# Next\n\nWe go on in May.\n")
    write_all(issue(on_disk(content), None, None, None, "status").files)
    revised = paper.read_text().replace("TP/10/WP.1", "TP/10/WP.1/Rev.1").replace("May", "June")
    paper.write_text(revised)
    (content / "papers" / "list.md").write_text(
        head("List", "TP/10/INF.9", meeting="tenth") + "\n:::{documents}\n:::\n"
    )
    changed = "Paragraph “We go on in May.”: “go on in May” changed to “go on in June”"

    def said() -> list[str]:
        document = prepare(paper_folder(on_disk(content), "list")).document
        return [each.text for each in expected(document)]

    assert f"Replaces TP/10/WP.1: {changed}" in said(), "of the draft"
    own = issue(on_disk(content), None, None, "Dates corrected", "status").opened
    assert own.plan.identity.edition.note == "Dates corrected"
    write_all(issue(on_disk(content), None, None, None, "status").files)
    assert f"Replaces TP/10/WP.1: {changed}" in said()
    made = issue(on_disk(content), None, None, None, "list")
    write_all(made.files)
    text = made.files[made.edition].decode()
    for again in (open_content(paper_folder(on_disk(content), "list")), open_edition(text, "it")):
        assert not again.standing.draft
    restored = paper_folder(MemoryFolder(thaw(text, "it"), "content"), "list")
    assert compose(open_content(restored).plan) == compose(made.opened.plan)


def test_agenda_and_list_come_first_and_are_missed(content: Path) -> None:
    """They need not be under an item of the agenda that they print; one that is stands there."""
    missed = [each.message for each in agenda(content).warnings]
    assert "no paper of the meeting prints its agenda" in missed
    assert "no paper of the meeting prints its list of documents" in missed
    for name, directive in (("agenda", "agenda"), ("papers", "documents"), ("other", "agenda")):
        meeting = "tenth" if name != "other" else "Another Meeting"
        words = f"\n:::{{{directive}}}\n:::\n" if name != "other" else ""
        text = head(name.title(), f"TP/10/INF.{len(name) + ord(name[0])}", meeting=meeting) + words
        (content / "papers" / f"{name}.md").write_text(text)
    found = agenda(content)
    assert [each.entry.id for each in found.papers[:3]] == ["agenda", "papers", "status"]
    assert [each.number for each in found.papers[:3]] == ["", "", "2 (a)"]
    assert not any("prints its" in each.message for each in found.warnings)
    made = pack_of(found)
    said = [each.text for each in pdf_passages.read(made.pack.pdf)]
    assert f"INF.103 Agenda (draft) {made.pack.starts[0]}" in said[3:6]
    assert faults(made.pack.pdf, made.pack.starts) == []
