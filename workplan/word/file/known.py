"""By what our own things are known in a Word file, whichever program saved it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from workplan.word.file.xml import UnsafeFile

if TYPE_CHECKING:
    from workplan.word.file.opening import WordFile

#: The namespaces of our custom XML parts: the tree's outline, the content, and which form a file is.
OUTLINE = "urn:workplan:document:1"
CONTENT = "urn:workplan:content:1"
FORM = "urn:workplan:form:1"
#: The property of a file that says which form it is, too.
FORM_PROPERTY = "Form"
#: How the names of the drawings of our charts begin: no editor shows them.
CHART = "workplan chart"


def form_part(file: WordFile) -> etree._Element | None:
    """The custom XML part of a form; None for any other file, and for one that has lost it."""
    for name in file.data:
        if name.startswith("/customXml/") and name.endswith(".xml"):
            try:
                root = file.xml(name)
            except UnsafeFile:
                continue
            if root.tag == f"{{{FORM}}}form":
                return root
    return None
