"""The content that files carry: found, believed only when it is intact, refused when hostile."""

from __future__ import annotations

import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contents import write_content
from tests.libreoffice import to_docx
from tests.origins import carriers
from workplan.content.models.identity import Edition
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.editions import freeze
from workplan.editions.frozen import FrozenEdition, FrozenHead
from workplan.errors import ContentError, GivenFileError
from workplan.opening import Opened, open_content
from workplan.origins import pdf_worker
from workplan.origins.altered import edited
from workplan.origins.carried import carried
from workplan.origins.inspecting import inspect
from workplan.origins.named import named
from workplan.word import write


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return open_content(write_content(tmp_path_factory.mktemp("plan") / "content"))


@pytest.fixture(scope="module")
def edition(content: Opened) -> str:
    return freeze(content.plan, (content.plan.identity.edition,))


@pytest.fixture(scope="module")
def word(content: Opened, edition: str) -> bytes:
    """The Word file, without marks of a draft."""
    return carriers.docx(write(compose(content.plan), theme()), edition)


def test_all_three_carry_the_same(edition: str, word: bytes) -> None:
    for data, kind in ((carriers.pdf(edition), "pdf"), (word, "docx"), (edition.encode(), "edition")):
        file = carried(data, "given")
        assert (file.kind, file.text, file.intact) == (kind, edition, True)
        assert not file.open().standing.draft
        assert file.edition.edition.label == "2031"


def test_what_was_altered_is_not_opened(edition: str, word: bytes) -> None:
    other = edition.replace("No wind.", "Some wind.")
    for data in (
        carriers.pdf(other, carriers.digest(edition)),
        carriers.docx(word, other, carriers.digest(edition)),
    ):
        file = carried(data, "given")
        assert not file.intact
        with pytest.raises(GivenFileError, match="was altered"):
            file.open()
        finding = inspect(file, lambda _: pytest.fail("nothing to rebuild"))
        assert finding.altered and finding.lines[-1][1].startswith("altered")
    with pytest.raises(GivenFileError, match="was altered"):
        carried(carriers.pdf(edition, ""), "given").open()
    with pytest.raises(ContentError, match="changed since"):  # with the fingerprint of what it says now
        carried(carriers.pdf(edition.replace("calm: No wind.", 'calm: "No wind."')), "given").open()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no PDF, no Word file and no edition"),
        (b"words", "is no PDF, no Word file and no edition"),
        (b"\xff\xfe", "is no PDF, no Word file and no edition"),
        (b"PK\x03\x04", "given"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + b"<< /A " * 100_000, "given"),
        (carriers.pdf(b"words", name="other.yaml"), "carries no content"),
        (carriers.pdf(b"\xff\xfe"), "given"),
        (carriers.packed({"a.txt": b"words"}), "given"),
        (b" " * (128 * 1024 * 1024 + 1), "more than"),
    ],
)
def test_files_that_are_not_ours(data: bytes, said: str) -> None:
    with pytest.raises(GivenFileError, match=said) as caught:
        carried(data, "given")
    assert caught.value.hint


def test_a_word_file_without_our_part(word: bytes, content: Opened) -> None:
    with pytest.raises(GivenFileError, match="carries no content"):
        carried(write(compose(content.plan), theme()), "given")


def test_a_bomb_in_a_pdf_is_never_unpacked() -> None:
    bomb = zlib.compress(b" " * (pdf_worker.MAX_BYTES + 1), 9)
    with pikepdf.open(BytesIO(carriers.pdf("words"))) as made:
        stream = made.attachments["content.yaml"].obj.EF.F
        stream.write(bomb, filter=pikepdf.Name.FlateDecode)
        buffer = BytesIO()
        made.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(GivenFileError, match="more than"):
        carried(buffer.getvalue(), "given")


def test_a_bomb_of_objects_in_a_pdf_ends() -> None:
    """An object stream that unpacks to gigabytes is stopped by the limits of the process."""
    packer = zlib.compressobj(9)
    body = packer.compress(b"1 0 <<>>") + packer.flush(zlib.Z_FULL_FLUSH)
    spaces = packer.compress(b" " * (1 << 22)) + packer.flush(zlib.Z_FULL_FLUSH)
    body += spaces * (1 << 10)  # after a full flush, what follows can be repeated
    stream = (
        b"%PDF-1.5\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(body)).encode() + b">>stream\n" + body + b"\nendstream endobj\n"
    )  # fmt: skip
    table = b"".join(bytes(row) for row in ((0, 0, 0, 0), (2, 0, 2, 0), (1, 0, 9, 0)))
    at = len(stream)
    stream += (
        b"3 0 obj\n<</Type/XRef/Size 3/W[1 2 1]/Root 1 0 R/Length 12>>stream\n" + table
        + b"\nendstream endobj\nstartxref\n" + str(at).encode() + b"\n%%EOF\n"
    )  # fmt: skip
    with pytest.raises(GivenFileError):
        carried(stream, "given")


@settings(max_examples=25)
@given(data=st.data())
def test_a_mutated_word_file_is_refused_or_the_same(data: st.DataObject, word: bytes, edition: str) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    mutated = word[:at] + data.draw(st.binary(max_size=8)) + word[at + data.draw(st.integers(0, 16)) :]
    try:
        file = carried(mutated, "given")
    except GivenFileError:
        return
    assert file.text == edition or not file.intact


# Edited or not


def test_a_word_file_as_it_was_made(word: bytes) -> None:
    file = carried(word, "given")
    assert edited(file, file.open()) == ""
    finding = inspect(file, lambda _: word)
    assert not finding.altered and "byte for byte" in finding.lines[-1][1]
    assert finding.lines[0][1].startswith("Word file of Forward Work Plan: 2031-2033")
    assert finding.lines[1] == ("edition", "2031 of 2031-03-01, issued")


def test_other_bytes_and_the_same_words(word: bytes) -> None:
    finding = inspect(carried(word, "given"), lambda _: b"other")
    assert not finding.altered and "not byte for byte" in finding.lines[-1][1]


def test_other_words(word: bytes) -> None:
    file = carried(carriers.changed(word, "under one", "under two"), "given")
    finding = inspect(file, lambda _: pytest.fail("no need"))
    assert finding.altered and "“• under two”" in finding.lines[-1][1] and "restore" in finding.lines[-1][1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">well', "<w:t>well", "is no longer bold"),
        ("<w:i/><w:iCs/>", "<w:b/><w:bCs/>", "is now bold and is no longer italic"),
        (
            '<w:t xml:space="preserve">Two words.',
            '<w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">Two words.',
            "highlighted words",
        ),
    ],
)
def test_the_same_words_in_another_formatting(word: bytes, old: str, new: str, said: str) -> None:
    """Without a tracked change. (It was said to be unaltered.)"""
    finding = inspect(carried(carriers.changed(word, old, new), "given"), lambda _: pytest.fail("no need"))
    assert finding.altered and said in finding.lines[-1][1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('w:fldCharType="begin"', 'w:fldCharType="end"'),
        ('w:fldCharType="separate"', 'w:fldCharType="begin"'),
        ("<w:ilvl w:val=", '<w:ilvl w:val="x" w:was='),
        ("<w:pStyle w:val=", "<w:pStyle w:was="),
    ],
)
def test_a_word_file_that_is_broken(word: bytes, old: str, new: str) -> None:
    """It is said to be altered, or no change, and nothing else comes of it."""
    part = "word/document.xml" if old in carriers.part(word, "word/document.xml") else "word/styles.xml"
    file = carried(carriers.changed(word, old, new, part), "given")
    finding = inspect(file, lambda _: b"")
    assert finding.lines[-1][1].startswith(("altered: ", "it says what its content says, but "))


def test_tracked_changes(word: bytes) -> None:
    tracked = (
        '<w:ins w:id="901" w:author="Ann" w:date="2031-01-01T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    )
    file = carried(carriers.changed(word, "</w:p>", tracked), "given")
    assert edited(file, file.open()) == "it has 1 tracked change by Ann"
    assert file.intact


@pytest.mark.slow
def test_saved_by_libreoffice_with_the_same_words(word: bytes, edition: str) -> None:
    file = carried(to_docx(word), "given")
    assert file.text == edition
    assert edited(file, file.open()) == ""


# What a user names


def test_an_edited_word_file_is_no_origin(tmp_path: Path, word: bytes) -> None:
    path = tmp_path / "copy.docx"
    path.write_bytes(word)
    assert named(str(path), tmp_path).edition.label == "2031"
    path.write_bytes(carriers.changed(word, "under one", "under two"))
    with pytest.raises(GivenFileError, match="was edited: the Word file says") as caught:
        named(str(path), tmp_path)
    assert "what the editors were given" in caught.value.hint


def test_everything_that_can_be_named(tmp_path: Path, edition: str) -> None:
    folder = write_content(tmp_path / "content")
    (folder / "editions").mkdir()
    (folder / "editions" / "2031.yaml").write_text(edition, "utf-8")
    (tmp_path / "plan.pdf").write_bytes(carriers.pdf(edition))
    for words, shown in {
        "2031": "the edition 2031",
        str(folder): f"the content in {folder}",
        str(tmp_path / "plan.pdf"): f"the content of {tmp_path}/plan.pdf",
        str(folder / "editions" / "2031.yaml"): f"the content of {folder}/editions/2031.yaml",
    }.items():
        found = named(words, folder)
        assert (found.shown, found.draft, found.edition.label) == (shown, False, "2031")
    for words in ("2032", "", "git:", str(tmp_path / "none.pdf"), "a\x00b", "x" * 5000):
        with pytest.raises(GivenFileError) as caught:
            named(words, folder)
        assert caught.value.hint


def test_a_draft_after_an_edition_is_called_so() -> None:
    """Before, `inspect` and `restore` said "a draft of the edition 2031" of one that came after it."""
    edition = {"label": "2031", "date": date(2031, 3, 1)}
    for draft, issued, called in (
        (False, (edition,), "the edition 2031"),
        (True, (edition,), "the draft after the edition 2031"),
        (True, (), "the draft of the edition 2031"),
    ):
        history = tuple(Edition(**each) for each in issued)
        head = FrozenHead(schema=8, edition=FrozenEdition(**edition, draft=draft), history=history)
        assert head.called() == called
