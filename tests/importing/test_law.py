"""The law, over generated Word documents: no word is lost, none is told as lost that is there, and one that is
taken out of the content is found.

Before, words were counted in two bags: a word at the border of runs, cells or notes was told as without a home
where it was printed joined to another, and a word that was lost was not found where the same word was printed
by the program.
"""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from lxml import etree

from tests.importing.word_strategies import word_files
from workplan.importing.bringing_in import bring_in
from workplan.importing.law.letters import letters_of, said

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
#: Signs of bullets and of calls, which the formats make anew.
_MADE_ANEW = Counter({"•": 999, "*": 999})
ANSWERS = {"M6": "2024-2026", "H7": "same"}


def words_in_xml(data: bytes) -> str:
    """The words of a Word file in the accepted view, as its XML has them, whatever a program makes of it."""
    found = ""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("word/") or not name.endswith(".xml") or name.endswith("styles.xml"):
                continue
            root = etree.fromstring(archive.read(name))
            for text in root.iter(f"{_W}t"):
                around = {etree.QName(each).localname for each in text.iterancestors()}
                if not around & {"del", "moveFrom", "Fallback"}:
                    found += text.text or ""
            found += "".join(root.xpath("//@descr"))
    return found


@given(word_files())
@settings(_PROPERTIES, max_examples=40)
def test_no_word_of_a_word_file_is_lost(data: bytes) -> None:
    found = bring_in(data, "plan.docx", ANSWERS, "accepted")
    assert found.lost == ()
    read = Counter("".join(each.letters for each in said(found.source)))
    assert Counter(letters_of(words_in_xml(data)).letters) <= read + _MADE_ANEW
