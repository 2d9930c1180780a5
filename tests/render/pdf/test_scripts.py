"""Names in other scripts: shaped, embedded from our packages, read back as they were written."""

from __future__ import annotations

from io import BytesIO

import page
import pikepdf
from msgspec.structs import replace

from tests.documents import sample
from tests.printing import print_pdf
from workplan.document.look import BOLD
from workplan.document.tree import Paragraph, Text
from workplan.verify import verify

WORDS = (
    "ภาษาไทย การย้ายถิ่นฐาน ทั้งน้ำ", "ភាសាខ្មែរ ព្រះរាជាណាចក្រកម្ពុជា", "العربية هجرة الأشخاص",
    "中华人民共和国 李明 王小红", "日本国 かなカナ", "대한민국", "Người Việt Nam, Đường Nguyễn", "ສປປ ລາວ",
    "မြန်မာ နိုင်ငံ", "हिन्दी भारत सरकार", "தமிழ்", "עברית", "Bahasa Indonesia dan Melayu",
)  # fmt: skip


def test_scripts_side_by_side() -> None:
    paragraphs = tuple(
        Paragraph(
            f"introduction.{n}", (Text(f"In English {words} and "), Text(f"in bold {words}", look=BOLD))
        )
        for n, words in enumerate(WORDS, start=1)
    )
    document = replace(sample(), blocks=paragraphs, notes=())
    pdf = print_pdf(document)
    verify(document, {"pdf": pdf})
    assert [page.validate_pdf_bytes(pdf, profile=name).failures for name in ("ua1", "3a")] == [[], []]
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = {
            str(item.FontName).partition("+")[2]
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }
    assert {name.removesuffix("-Bold") for name in fonts} == {
        "Arimo", "Noto-Sans", "Noto-Sans-Thai", "Noto-Sans-Khmer", "Noto-Sans-Arabic", "Noto-Sans-SC",
        "Noto-Sans-KR", "Noto-Sans-Lao", "Noto-Sans-Myanmar", "Noto-Sans-Tamil",
    }  # fmt: skip
