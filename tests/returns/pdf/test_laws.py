"""What was filled in is what is read: for any answers, in any script, by pdfium and by an update."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.returns.pdf.filling import BLANK, by_pdfium, by_pdfjs, made
from tests.returns.pdf.test_reading import _said
from workplan.document.tree import Text
from workplan.returns.form import TICKS, Field, Form, Layout
from workplan.returns.pdf import read

pytestmark = pytest.mark.usefixtures("in_this_process")

_TEXTS = (
    "Measure", "ภาษาไทย ทั้งน้ำ", "العربية لا", "A very " + "long" * 40, "中文，和", "fi 10% (a) <b>", "ខ្មែរ",
)  # fmt: skip
#: PDFium loses letters beyond the first plane while they are typed; so none is drawn.
_WORDS = st.text(
    st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")),
    max_size=40,
)


@cache
def _form(count: int, member: str, layout: Layout) -> tuple[Form, bytes]:
    row = BLANK.rows[0]
    rows = tuple(
        replace(row, action=f"a{n}", number=n, words=(Text(text),), text=text)
        for n, text in zip(range(1, count + 1), _TEXTS * count, strict=False)
    )
    form = replace(BLANK, rows=rows, member=member, notes=(), where=())
    return form, made(form, layout)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=12)
@given(
    st.sampled_from([(1, "Pilots"), (7, "ประเทศไทย")]),
    st.sampled_from(get_args(Layout)),
    st.sampled_from([by_pdfium, by_pdfjs]),
    st.data(),
)
def test_what_was_filled_in_is_what_is_read(
    size: tuple[int, str], layout: Layout, fill: Any, data: st.DataObject
) -> None:
    form, sent = _form(*size, layout)
    fields = list(form.fields())
    chosen = data.draw(st.lists(st.sampled_from(fields), unique=True, max_size=8))
    values: dict[Field, bool | str] = {
        field: True if field.what in TICKS else data.draw(_WORDS) for field in chosen
    }
    returned = read(fill(sent, form, values), "back.pdf", {form.id: form})
    wanted = {field: value.strip() if isinstance(value, str) else value for field, value in values.items()}
    assert _said(returned) == {field: value for field, value in wanted.items() if value}
    assert (returned.form, returned.member) == (form.id, form.member)
    assert returned.edited == {} and returned.findings == ()
    assert len(returned.answers) == len(form.rows)
