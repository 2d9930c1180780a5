"""What a small file can cost at most: measured in a process of its own, as the system counts it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.word.conftest import packed
from tests.word.reading import parts

MEASURE = """
import resource, sys
from workplan.design.theme import theme
from workplan.word import UnsafeFile, write
from workplan.word.house import read_house
file, look = sys.stdin.buffer.read(), theme()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_house(file, look)
    said = "accepted"
except UnsafeFile as error:
    said = error.message
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, said)
"""


def cost(file: bytes) -> tuple[int, str]:
    """Megabytes that reading this house takes, and what came of it."""
    done = subprocess.run([sys.executable, "-c", MEASURE], input=file, capture_output=True, check=True)
    megabytes, _, said = done.stdout.decode().partition(" ")
    return int(megabytes), said


def small_parts(element: bytes) -> dict[str, bytes]:
    """Parts of this element alone, 32 MB in all, each too small for its ratio to tell."""
    words = b"<a>" + element * (1_000_000 // len(element)) + b"</a>"
    return {f"word/extra{n}.xml": words for n in range(31)}


@pytest.mark.parametrize(
    ("bombs", "reason"),
    [
        (small_parts(b"<b/>"), "elements and attributes"),
        (small_parts(b'<b a="" b="" c="" d="" e="" f="" g=""/>'), "elements and attributes"),
        ({f"word/extra{n}.xml": b"<a>" + b" " * 1_000_000 + b"</a>" for n in range(40)}, "far too much"),
    ],
)
def test_a_bomb_of_xml_is_refused_before_it_is_a_tree(
    house: bytes, bombs: dict[str, bytes], reason: str
) -> None:
    """Once 2 GB for a file of 366 KB, and 6 GB for one of 1 MB: every part was parsed, and all trees kept."""
    megabytes, said = cost(packed(parts(house) | bombs))
    assert reason in said
    assert megabytes < 200


def test_the_most_that_is_accepted_takes_a_few_hundred_megabytes(house: bytes) -> None:
    entries = parts(house)
    words = b"".join(b'<w:p w:x="%x"/>' % (n * 2654435761 % 2**32) for n in range(450_000))
    entries["word/document.xml"] = entries["word/document.xml"].replace(b"<w:sectPr", words + b"<w:sectPr", 1)
    megabytes, said = cost(packed(entries))
    assert said.strip() == "accepted"
    assert megabytes < 500
