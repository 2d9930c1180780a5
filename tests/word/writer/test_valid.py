"""The Open XML schema and its semantic rules, as openxml-audit knows them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from tests.documents import paragraph, sample
from tests.strategies import documents
from tests.word.conftest import of, packed
from tests.word.reading import parts
from workplan.design.theme import theme
from workplan.document.tree import Document, List, ListItem, Table
from workplan.word import write


def faults(file: bytes) -> list[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(file)
        return [str(error) for error in OpenXmlValidator(max_errors=0).validate(path).errors]


def test_the_sample_is_valid(sample_docx: bytes) -> None:
    assert faults(sample_docx) == []


def test_the_audit_would_find_something(sample_docx: bytes) -> None:
    entries = parts(sample_docx)
    entries["word/document.xml"] = entries["word/document.xml"].replace(b"<w:cantSplit/>", b"<w:cantsplit/>")
    assert faults(packed(entries)) != []


def test_a_document_from_the_right_is_valid(right_to_left: Document) -> None:
    assert faults(write(right_to_left, theme())) == []


def test_an_empty_document_is_valid() -> None:
    assert faults(write(of(), theme())) == []


def test_a_document_in_the_house_s_clothes_is_valid(house: bytes) -> None:
    """python-docx's own template has faults of its own; ours may add none to them. Without taking the
    numbering from the house's headings, they would need `w:numId` 0, which the audit does not know."""
    assert set(faults(write(sample(), theme(), house))) <= set(faults(house))


def test_a_list_with_labels_that_word_cannot_count_is_valid() -> None:
    """With `w:numId` 0 on the item, the audit looked for a definition of that number."""
    item = ListItem("list.1", "Ⅳ.", (paragraph("list.1.text", "Words"),))
    assert faults(write(of(List("list", "decimal", (item,))), theme())) == []


def test_a_large_table_is_valid() -> None:
    document = sample()
    table = next(block for block in document.blocks if isinstance(block, Table))
    rows = tuple(
        replace(
            row,
            id=f"row-{n}",
            cells=tuple(
                replace(
                    cell,
                    id=f"row-{n}.{at}",
                    blocks=tuple(
                        replace(p, id=f"row-{n}.{at}.text", label=p.label and f"{n}.") for p in cell.blocks
                    ),
                )
                for at, cell in enumerate(row.cells)
            ),
        )
        for n, row in ((n, table.rows[n % 3]) for n in range(1, 401))
    )
    assert faults(write(replace(of(replace(table, rows=rows)), notes=document.notes[1:3]), theme())) == []


@pytest.mark.slow
@settings(max_examples=25)
@given(documents())
def test_any_document_is_valid(document: Document) -> None:
    assert faults(write(document, theme())) == []
