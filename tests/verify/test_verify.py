from __future__ import annotations

import subprocess
import sys

import pytest

from tests.documents import sample
from workplan.design.theme import theme
from workplan.errors import OurBug
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import write


def test_files_that_agree_pass_and_one_that_does_not_is_named() -> None:
    word, page = write(sample(), theme()), web_page(sample(), theme()).encode()
    verify(sample(), {"docx": word, "html": page})
    with pytest.raises(OurBug, match=r"^The web page says “A calm sea”"):
        verify(
            sample(), {"docx": word, "html": page.replace(b"A chart of the tides in March", b"A calm sea")}
        )


def test_pdfium_is_not_loaded_where_there_is_no_pdf() -> None:
    program = "import sys, workplan.verify; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
