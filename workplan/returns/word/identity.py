"""Which form a Word file is: what it says of itself in custom XML, in a property, and in its words.

<form:form xmlns:form="urn:workplan:form:1" id="F7K2-9QXM" member="Indonesia" edition="2021"
    deadline="2031-06-30" call="call-for-interest">
  <form:action id="follow-the-money" number="4" reported="Interest so far: …">its words</form:action>
</form:form>

A blank form has no member. The words are there so that a form of another edition, too, can be read, and what
was changed in it be told.
"""

from __future__ import annotations

from datetime import date

from lxml import etree
from msgspec import Struct

from workplan.returns.form import Form
from workplan.returns.page import reported
from workplan.returns.stamp import Stamp, read_stamp
from workplan.word.file.known import FORM, FORM_PROPERTY, form_part
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import UnsafeFile, serialise

ITEM, ITEM_PROPERTIES = "/customXml/itemForm.xml", "/customXml/itemPropsForm.xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#: GUID of the part: fixed, because files are the same every time.
_GUID = "{6B0C7A52-8E5D-4B6A-9C67-2F1D1C5B7F01}"


class SentRow(Struct, frozen=True):
    """An action as it was sent. `reported` is the line below its words; empty for none."""

    action: str
    number: int
    text: str
    reported: str = ""


def item(form: Form) -> bytes:
    """The custom XML part."""
    root = etree.Element(f"{{{FORM}}}form", nsmap={"form": FORM})
    said = {
        "id": form.id,
        "member": form.member,
        "edition": form.edition,
        "deadline": form.deadline.isoformat(),
        "call": form.call.paper,
    }
    for name, value in said.items():
        if value is not None:
            root.set(name, value)
    for row in rows_of(form):
        action = etree.SubElement(root, f"{{{FORM}}}action")
        action.set("id", row.action)
        action.set("number", str(row.number))
        if row.reported:
            action.set("reported", row.reported)
        action.text = row.text
    return serialise(root)


def item_properties() -> bytes:
    """What Word wants beside a custom XML part."""
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", _GUID)
    references = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", FORM)
    return serialise(root)


def rows_of(form: Form) -> tuple[SentRow, ...]:
    """The actions of a form as they are sent."""
    return tuple(SentRow(row.action, row.number, row.text, reported(form, row)) for row in form.rows)


def hidden(file: WordFile) -> tuple[Stamp | None, tuple[SentRow, ...]]:
    """What the custom XML part says, or else the property: a stamp, and the actions where they are there."""
    if (part := form_part(file)) is not None:
        return _stamp(part), tuple(_rows(part))
    return _property(file), ()


def _stamp(root: etree._Element) -> Stamp | None:
    found = read_stamp(root.get("id", ""))
    if not found:
        return None
    try:
        deadline = date.fromisoformat(root.get("deadline", ""))
    except ValueError:
        deadline = None
    return Stamp(found.id, root.get("member"), root.get("edition"), deadline)


def _rows(root: etree._Element) -> list[SentRow]:
    return [
        SentRow(each.get("id", ""), int(number), "".join(map(str, each.itertext())), each.get("reported", ""))
        for each in root.iter(f"{{{FORM}}}action")
        if (number := each.get("number", "")).isdecimal() and len(number) < 7 and each.get("id")
    ]


def _property(file: WordFile) -> Stamp | None:
    name = next((name for name in file.data if name.casefold() == "/docprops/custom.xml"), None)
    if not name:
        return None
    try:
        root = file.xml(name)
    except UnsafeFile:
        return None
    for each in root:
        if each.get("name") == FORM_PROPERTY:
            return read_stamp("".join(map(str, each.itertext())))
    return None
