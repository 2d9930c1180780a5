"""What tests of a manuscript's directives share: a document of content in memory, an editor's work on its
Word file, and the way through an edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from lxml import etree
from lxml.etree import _Element

from tests.editors.word_saves import entries
from tests.word.conftest import packed
from tests.writeback.amending import folder
from workplan.content.files.folder import MemoryFolder
from workplan.content.load import load
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Revision
from workplan.editions.freeze import freeze
from workplan.editions.thaw import thaw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = Revision("Ann Other", datetime(2031, 5, 1, tzinfo=UTC))


def document(content: Mapping[str, str]) -> Document:
    return compose(load(folder(content)).plan)


def changed(content: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """The content with other words in its manuscript, once."""
    assert old in content["plan.md"]
    return {**content, "plan.md": content["plan.md"].replace(old, new, 1)}


def edited(file: bytes, change: Callable[[_Element], None]) -> bytes:
    """A Word file after an editor's work on its text."""
    parts = entries(file)
    root = etree.fromstring(parts["word/document.xml"])
    change(root)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def through_an_edition(content: Mapping[str, str]) -> Document:
    """The document of the content, frozen and thawed."""
    text = freeze(load(folder(content)).plan, ())
    return compose(load(MemoryFolder(thaw(text, "e.yaml"), "content")).plan)
