"""Word's noise around a document changes nothing of what is read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import redlined, sample
from tests.editors.word_saves import as_word_saves, entries
from tests.pairs import pairs
from tests.strategies import documents
from tests.word.writer.test_valid import faults
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.look import BOLD
from workplan.document.tree import Document, Paragraph, Revision, Text
from workplan.word import write
from workplan.word.reader import read

NOISE = (
    *("w:proofErr", "w:sdt", "w:smartTag", "w:lastRenderedPageBreak", "w:noProof", "mc:AlternateContent"),
    *("w:rsidR", "w:rsidTr", "w14:paraId"),
)
SEEDS = st.integers(0, 2**32)


@settings(max_examples=30)
@given(document=documents(), seed=SEEDS)
def test_a_document_as_word_saves_it_is_the_same(document: Document, seed: int) -> None:
    file = write(document, theme())
    assert read(as_word_saves(file, seed)) == read(file)


@settings(max_examples=30)
@given(pair=pairs(), seed=SEEDS)
def test_a_redline_as_word_saves_it_has_the_same_marks(pair: tuple[Document, Document], seed: int) -> None:
    file = write(compare(*pair, Revision("Ann Other")), theme())
    assert read(as_word_saves(file, seed)) == read(file)


def test_every_kind_of_noise_is_in_it() -> None:
    """What the laws above say is worth something only if there is noise."""
    files = [as_word_saves(write(document, theme()), 7) for document in (with_emoji(), redlined())]
    unknown = (
        "smartTag",
        "symEx",
    )  # to the audit's schema, which is newer than the one and older than the other
    found = [fault for file in files for fault in faults(file)]
    assert not [fault for fault in found if not any(name in fault for name in unknown)]
    everything = "".join(parts["word/document.xml"].decode() for parts in map(entries, files))
    for name in NOISE:
        assert f"<{name}" in everything or f" {name}=" in everything, name


def test_an_emoji_is_read() -> None:
    assert read(as_word_saves(write(with_emoji(), theme()))).document == with_emoji()


def with_emoji() -> Document:
    wave = Paragraph("background.history.2", (Text("\U0001f30a", look=BOLD), Text(" is a wave")))
    return replace(sample(), blocks=(*sample().blocks, wave))
