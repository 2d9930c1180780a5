from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from lxml.etree import _Element

from tests.documents import sample
from tests.strategies import documents
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.errors import OurBug
from workplan.verify import verify, word
from workplan.verify.numbering import W
from workplan.verify.passages import Mark, Passage
from workplan.word import write

RESTART = r'\1<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
UNCALLED = r'<w:footnote w:id="99"><w:p><w:r><w:t>Old</w:t></w:r></w:p></w:footnote>\g<0>'


def changed(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The package with the first match of `pattern` in one of its parts replaced."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == f"word/{part}.xml":
                text = content.decode()
                content = re.sub(pattern, replacement, text, count=1, flags=re.DOTALL).encode()
                assert content.decode() != text
            after.writestr(name, content)
    return buffer.getvalue()


@given(documents())
@settings(max_examples=40)
def test_the_word_file_says_what_the_document_says(document: Document) -> None:
    verify(document, {"docx": write(document, theme())})


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "message"),
    [
        ("document", "building skills", "skills", "“• skills.”"),
        ("document", "> As said", ">As said", "⟦4⟧As said above"),
        ("document", r"(NOTEREF.*?<w:t[^>]*>)1<", r"\g<1>2<", "As said above⟦2⟧"),
        ("document", r"(<w:footnoteReference[^>]*>)", r"\1\1", "⟦1⟧⟦2⟧"),
        ("document", r"(<w:tc>(?:(?!</w:tc>).)*Harbour.*?</w:tc>)(<w:tc>.*?</w:tc>)", r"\2\1", "cell 1.3"),
        ("document", r"<w:p>(?:(?!</w:p>).)*The role of drones.*?</w:p>", "", "a. Storms"),
        ("document", r'<w:pStyle w:val="Heading2"/>', "", "as paragraph where"),
        ("document", r'descr="A chart', 'descr="The chart', "The chart of the tides"),
        ("document", r"<w:tblHeader/>", "", "as cell 1.1 where the document has it as column 1"),
        ("numbering", r'(<w:num w:numId="4">.*?)</w:num>', RESTART, "“3. Calm seas"),
        ("footnotes", "For updating at annual", "For updates at annual", "“3 For updates at annual"),
        ("footnotes", r"</w:footnotes>", UNCALLED, "“Old”, a note that the document does not have"),
    ],
)  # fmt: skip
def test_a_change_in_the_word_file_is_named(part: str, pattern: str, replacement: str, message: str) -> None:
    data = changed(write(sample(), theme()), part, pattern, replacement)
    with pytest.raises(OurBug) as error:
        verify(sample(), {"docx": data})
    assert error.value.message.startswith("The Word file ")
    assert message in error.value.message


def package(body: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        namespace = W.strip("{}")
        file.writestr(
            "word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        )
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>chairs</w:t></w:r>", "co\u2011chairs"),
        ("<w:r><w:t>re</w:t><w:softHyphen/><w:t>port</w:t></w:r>", "re\u00adport"),
        (
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
            "new",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>kept</w:t></w:r></w:sdtContent></w:sdt>", "kept"),
        ('<w:fldSimple w:instr="REF a"><w:r><w:t>A</w:t></w:r></w:fldSimple>', "A"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText>'
            '<w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>hidden</w:t><w:fldChar w:fldCharType="end"/>'
            '<w:fldChar w:fldCharType="separate"/><w:t>shown</w:t><w:fldChar w:fldCharType="end"/></w:r>',
            "shown",
        ),
    ],
)
def test_runs_say_what_word_shows(runs: str, said: str) -> None:
    assert word.read(package(f"<w:p>{runs}</w:p>")) == (Passage("paragraph", said),)


@pytest.mark.parametrize("data", [b"", b"no package", package("<w:p>")])
def test_what_cannot_be_read_is_our_bug(data: bytes) -> None:
    with pytest.raises(OurBug, match="cannot be read back"):
        word.read(data)


def test_nothing_looks_through_a_paragraph_for_each_of_its_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, the paragraph around each run was searched for the properties of a run: reading back one of
    20,000 letters with 1,500 references took two seconds."""
    asked: list[str] = []
    raised = word._raised

    def noted(element: _Element) -> Mark:
        asked.extend(parent.tag for parent in element.iterancestors(W + "r", W + "p"))
        return raised(element)

    monkeypatch.setattr(word, "_raised", noted)
    word.read(write(sample(), theme()))
    assert asked[::2] == [f"{W}r"] * (len(asked) // 2)
    assert asked
