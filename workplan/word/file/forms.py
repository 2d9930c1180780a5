"""By what a Word file is known for a form that members fill in (`workplan.returns`)."""

from __future__ import annotations

from lxml import etree

from workplan.word.file.opening import WordFile
from workplan.word.file.xml import UnsafeFile

#: The namespace of the custom XML part that says which form it is.
NAMESPACE = "urn:workplan:form:1"
#: The property of the file that says so, too.
PROPERTY = "Form"


def form_part(file: WordFile) -> etree._Element | None:
    """The custom XML part of a form; None for any other file, and for one that has lost it."""
    for name in file.data:
        if name.startswith("/customXml/") and name.endswith(".xml"):
            try:
                root = file.xml(name)
            except UnsafeFile:
                continue
            if root.tag == f"{{{NAMESPACE}}}form":
                return root
    return None
