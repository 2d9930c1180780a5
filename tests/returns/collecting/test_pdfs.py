"""PDFs that come back, collected: as browsers save them, as they are printed, and hostile ones."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from tests.returns.collecting.calls import ACTIONS, attached, collect, content_in, form_of, replies
from tests.returns.pdf.filling import by_pdfium, by_pdfjs, changed, flattened
from workplan.render.pdf.process import PdfProcess
from workplan.returns.form import Field
from workplan.returns.pdf import write

VALUES = {Field("lead", "report"): True, Field("comment", "report"): "With = 2 ships"}


def _scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


@pytest.mark.slow
def test_pdfs_of_every_kind(tmp_path: Path) -> None:
    """What was read from print is taken when somebody confirms it, and not before."""
    content = content_in(tmp_path)
    forms = {member: form_of(content, member) for member in ("Fiji", "Tonga", "ประเทศไทย", "Pilots")}
    with PdfProcess() as process:
        sent = {member: write(form, "table", process) for member, form in forms.items()}
    files = {
        "a.docx": by_pdfium(sent["Fiji"], forms["Fiji"], VALUES),
        "b.eml": attached(by_pdfjs(sent["Tonga"], forms["Tonga"], VALUES), "form"),
        "c.pdf": flattened(by_pdfium(sent["ประเทศไทย"], forms["ประเทศไทย"], VALUES)),
        "d.pdf": changed(sent["Pilots"], _scripted),
        "e.pdf": changed(sent["Pilots"], _xfa),
        "f.pdf": sent["Pilots"][: len(sent["Pilots"]) // 2],
    }
    folder = replies(content, files)
    done = collect(content, folder)
    assert done.exit_code == 0, done.output
    said = {line.partition(":")[0]: line for line in done.stderr.splitlines() if "it is not read" in line}
    assert "it holds scripts" in said["d.pdf"] and "XFA" in said["e.pdf"] and "f.pdf" in said, done.stderr
    assert "Fiji: answered, PDF (pdfium); certain" in done.output
    assert "Tonga: answered on 2031-02-01, PDF (pdf.js); certain" in done.output
    assert "ประเทศไทย: answered, PDF (print); to be confirmed" in done.output
    now = (content / "actions.yaml").read_text()
    assert "{member: Fiji, role: lead}" in now and "{member: Tonga, role: lead}" in now
    assert "ประเทศไทย" not in now and now != ACTIONS
    confirmed = collect(content, folder, "--confirm", "c.pdf")
    assert confirmed.exit_code == 0 and "ประเทศไทย" in (content / "actions.yaml").read_text(), (
        confirmed.output
    )
