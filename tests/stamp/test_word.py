"""Stamped copies of Word files."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from tests.documents import drafted, sample, with_actions
from tests.stamp.test_pdf import NAMES, stamps
from tests.word.writer.test_valid import faults
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.stamp.word import Template, without
from workplan.word import read, write

DOCUMENTS: dict[str, Document] = {"plan": sample(), "draft": drafted(sample()), "table": with_actions(9)}


@pytest.mark.parametrize("paper", DOCUMENTS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_copy_is_valid_and_says_whose_it_is_on_every_page(paper: str, direction: str) -> None:
    base = write(DOCUMENTS[paper], theme())
    template = Template(base, direction)  # type: ignore[arg-type]
    for stamp in stamps(NAMES):
        data = template.copy(stamp)
        assert data == template.copy(stamp) and data != base
        if stamp.number % 3 == 1:
            assert faults(data) == []
        document = docx.Document(BytesIO(data))
        for section in document.sections:
            for foot in (section.footer, section.first_page_footer):
                assert foot.paragraphs[0].text == stamp.words
                assert "fldChar" not in foot.paragraphs[0]._p.xml
        assert without(data, stamp) == base
        assert without(data, stamps(("Nobody",))[0]) != base
    assert read(data).document == DOCUMENTS[paper], "for the reader, a stamp is no part of the text"


def test_properties_name_the_copy() -> None:
    from workplan.origins.word import opened
    from workplan.stamp.word import NUMBER, RECIPIENT

    data = Template(write(sample(), theme()), "ltr").copy(stamps()[4])
    file = opened(data, "copy.docx")
    root = file.xml(file.related("/", "custom-properties") or "")
    said = {each.get("name"): "".join(map(str, each.itertext())) for each in root}
    assert (said[NUMBER], said[RECIPIENT]) == ("5", "Việt Nam & <friends>")
