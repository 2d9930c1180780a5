"""What stands on which page, read with poppler."""

from __future__ import annotations

import re
import subprocess


def pages(pdf: bytes) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return text.split("\f")[:-1]


def test_every_note_is_on_the_page_of_its_call(notes_pdf: bytes) -> None:
    # With padding or a border on @footnote, notes moved to later pages, one a page.
    found: dict[int, int] = {}
    for number, text in enumerate(pages(notes_pdf)):
        calls = {int(call) for call in re.findall(r"tides\. ?(\d+)$", text, re.MULTILINE)}
        notes = {int(note) for note in re.findall(r"The words of note (\d+)\.", text)}
        assert calls == notes, f"page {number + 1}"
        found |= dict.fromkeys(notes, number)
    assert sorted(found) == list(range(1, 151))


def test_header_notes_stand_on_the_first_page_of_the_table_and_their_numbers_on_all(long_pdf: bytes) -> None:
    texts = pages(long_pdf)
    heads = [number for number, text in enumerate(texts) if re.search(r"Action Item +interest ?2", text)]
    notes = [number for number, text in enumerate(texts) if "To be updated as members" in text]
    assert len(heads) > 5
    assert notes == heads[:1]


def test_running_head_and_page_numbers(long_pdf: bytes) -> None:
    texts = pages(long_pdf)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert ("Forward Work Plan 2031-33 · Edition 2031" in text) == (number > 1)


def test_a_row_is_not_split(long_pdf: bytes) -> None:
    rows = [re.findall(r"^ *(\d+)\. +Measure", text, re.MULTILINE) for text in pages(long_pdf)]
    assert [number for page in rows for number in page] == [str(number) for number in range(1, 41)]
    for text, numbers in zip(pages(long_pdf), rows, strict=True):
        # Row n holds 1 + 7n % 11 sentences: all of them, and no other's, are on the page where it starts.
        table, _, _ = text.partition("Appendix A:")
        assert table.count("station.") == sum(1 + int(number) * 7 % 11 for number in numbers)
