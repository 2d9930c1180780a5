"""PDF/UA-1 and PDF/A-3a at once, by a real veraPDF beside page-validation: two that know different faults."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf
import pytest
from msgspec.structs import replace

from tests import verapdf
from tests.documents import sample
from tests.pack.ownership import faults
from tests.pack.papers import pack
from tests.pack.test_meeting import MEETING, head, write
from tests.pack.test_merge import made
from tests.printing import print_pdf
from tests.render.pdf.conftest import _printed
from tests.returns.pdf.filling import sent
from tests.review.matrix.test_document import paper
from tests.stamp.test_pdf import NAMES, copies
from tests.test_cli import ROOT
from tests.warm import run
from workplan.build.prepare import prepare
from workplan.document.tree import Document
from workplan.pack import Front, Paper
from workplan.verify import pdf as pdf_passages

pytestmark = pytest.mark.slow


def _plan() -> Document:
    return prepare(ROOT / "content").document


def _arabic() -> Document:
    return replace(sample(), properties=replace(sample().properties, direction="rtl", language="ar"))


def _without_alternatives(data: bytes) -> bytes:
    """A file with a fault of each kind: a picture that nobody describes, a font that is not embedded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                if item.get("/S") == "/Figure":
                    del item["/Alt"]
                for key in ("/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]
        pdf.save(changed := BytesIO())
    return changed.getvalue()


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Packs as the command makes them: of our papers alone, and with a paper from elsewhere."""
    found: dict[str, bytes] = {}
    for name, meeting in (("ours", MEETING.replace(", file: guests/views.pdf", "")), ("guest", MEETING)):
        folder = tmp_path_factory.mktemp(name)
        content = write(folder / "content")
        (content / "meetings" / "tenth.yaml").write_text(meeting)
        (content / "papers" / "agenda.md").write_text(
            head("Agenda", "TP/10/WP.9", meeting="tenth") + "\n:::{agenda}\n:annotated: yes\n:::\n"
        )
        said = run(
            *("pack", "tenth", "--right-hand", "--include-restricted"),
            *("--content", content, "--output", folder / "output"),
        )
        assert said.returncode == 0, said.stderr
        found[name] = (folder / "output" / "tenth-annual-meeting-pack-restricted.pdf").read_bytes()
    return found


@pytest.fixture(scope="module")
def reports(
    packs: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[tuple[str, str], verapdf.Report]]:
    files = {
        "plan.pdf": print_pdf(_plan()),
        "contents.pdf": _printed("contents"),
        "redline.pdf": _printed("redline"),
        "numbered.pdf": _printed("numbered"),
        "arabic.pdf": print_pdf(_arabic()),
        "notes.pdf": _printed("150 notes"),
        "matrix.pdf": print_pdf(paper()),
        "pack.pdf": made().pdf,
        "packs.pdf": pack(Front("All"), [Paper(pdf=made().pdf, title="Tenth")] * 2).pdf,
        "command.pdf": packs["ours"],
        "copy.pdf": copies("plan")[NAMES[2]],
        "copy-rtl.pdf": copies("arabic")[NAMES[3]],
        "guest.pdf": packs["guest"],
        "form.pdf": sent("table", None),
        "form-list.pdf": sent("list", "ประเทศไทย"),
        "broken.pdf": _without_alternatives(_printed("redline")),
    }
    yield verapdf.reports(files, tmp_path_factory.mktemp("verapdf"))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize(
    "name",
    [
        *("plan", "contents", "redline", "numbered", "arabic", "notes", "matrix", "pack", "packs", "command"),
        *("copy", "copy-rtl", "form", "form-list"),
    ],
)
def test_verapdf_finds_nothing(
    reports: dict[tuple[str, str], verapdf.Report], name: str, profile: str
) -> None:
    report = reports[f"{name}.pdf", profile]
    assert report.failures == []
    assert report.checks > 1000  # it did look


@pytest.mark.parametrize("name", ["ours", "guest"])
def test_a_pack_that_the_command_made_is_owned_and_says_what_its_papers_say(
    packs: dict[str, bytes], name: str
) -> None:
    """Before, no test looked at a pack of the command with the papers that it made itself."""
    with pikepdf.open(BytesIO(packs[name])) as pdf:
        claims = pdf.open_metadata().get("pdfuaid:part"), pdf.open_metadata().get("pdfaid:part")
        with pdf.open_outline() as outline:
            pages = [page.obj.objgen for page in pdf.pages]
            starts = [pages.index(item.destination[0].objgen) + 1 for item in outline.root[1:]]
    assert len(starts) == 6
    assert all(start % 2 for start in starts)
    assert faults(packs[name], tuple(starts)) == []
    assert claims == (("1", "3") if name == "ours" else (None, None))
    said = {passage.text for passage in pdf_passages.read(packs[name])}
    assert {"The words of Status.", "The words of Costs.", "This pack holds restricted papers."} <= said


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_page_validation_finds_nothing_in_a_pack_that_the_command_made(
    packs: dict[str, bytes], profile: str
) -> None:
    report = page.validate_pdf_bytes(packs["ours"], profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_in_a_pack_with_a_guest_all_but_the_claims_is_in_order(
    reports: dict[tuple[str, str], verapdf.Report],
) -> None:
    """The guest of this test has its fonts inside; of another, nobody knows."""
    found = {profile: reports["guest.pdf", profile].failures for profile in ("ua1", "3a")}
    assert {profile: [rule for rule, _ in each] for profile, each in found.items()} == {
        "ua1": ["5-1"],
        "3a": ["6.6.4-1"],
    }


def test_verapdf_finds_what_is_wrong(reports: dict[tuple[str, str], verapdf.Report]) -> None:
    assert "7.3-1" in {rule for rule, _ in reports["broken.pdf", "ua1"].failures}
    assert "6.2.11.4.1-1" in {rule for rule, _ in reports["broken.pdf", "3a"].failures}
