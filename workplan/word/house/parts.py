"""The parts of a house template that come along: headers, footers, theme and fonts, with what they show.

[x] names, types and extensions are ours; only relationships that the cleaned part names come along
[x] pictures, known by their first bytes and nothing else (`pictures`)
[x] embedded fonts (obfuscated ones, ECMA-376 Part 1, 17.8.1); links out of the file
[-] any other part that a header or footer shows (charts, diagrams, ink) is refused
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE as CT
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from workplan.text.hints import quoted
from workplan.word.file.opening import WordFile
from workplan.word.file.package import Part, Relation
from workplan.word.file.xml import A, UnsafeFile, serialise, w
from workplan.word.house.clean import cleaned, relation_ids
from workplan.word.house.pictures import picture

#: What may be carried: the element at its root, and its content type.
_KINDS = {
    "header": (w("hdr"), CT.WML_HEADER),
    "footer": (w("ftr"), CT.WML_FOOTER),
    "fontTable": (w("fonts"), CT.WML_FONT_TABLE),
    "theme": (f"{{{A}}}theme", CT.OFC_THEME),
}
_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PART_DRAWINGS = 100_000


class Carrier(Struct):
    """Copies parts with what they refer to, under names that cannot meet ours, cleaned on the way."""

    file: WordFile
    _parts: dict[str, Part] = {}

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(self._parts.values())

    def carry(self, name: str, kind: str) -> str:
        """The new name of a part that is a `kind` of `_KINDS`. Raises `UnsafeFile` where it is not."""
        tag, content_type = _KINDS[kind]
        if name not in self._parts:
            root = cleaned(self.file.xml(name), name)
            if root.tag != tag:
                raise UnsafeFile(f"the reference document’s {quoted(name)} is no {kind}")
            self._number_drawings(root)
            relations = tuple(self._relations(name, relation_ids(root)))
            self._add(name, "xml", content_type, serialise(root), relations)
        elif self._parts[name].content_type != content_type:
            raise UnsafeFile(f"the reference document’s {quoted(name)} is two things at once")
        return self._parts[name].name

    def _add(
        self, name: str, extension: str, content_type: str, data: bytes, relations: tuple[Relation, ...] = ()
    ) -> None:
        new = f"/word/house{len(self._parts) + 1}.{extension}"
        self._parts[name] = Part(new, content_type, data, relations)

    def _number_drawings(self, root: etree._Element) -> None:
        """Drawings numbered apart from ours and from those of the other parts (20.4.2.5)."""
        for number, drawing in enumerate(root.iter(_DRAWING), _PART_DRAWINGS * (len(self._parts) + 1)):
            drawing.set("id", str(number))

    def _relations(self, source: str, wanted: frozenset[str]) -> list[Relation]:
        known = {relation.id: relation for relation in self.file.relations.get(source, ())}
        for missing in sorted(wanted - set(known)):
            raise UnsafeFile(f"the reference document’s {quoted(source)} lacks its {quoted(missing)}")
        return [self._relation(source, relation) for id_, relation in known.items() if id_ in wanted]

    def _relation(self, source: str, relation: Relation) -> Relation:
        kind = relation.type.rsplit("/", 1)[-1]
        if kind == "hyperlink" and relation.external:
            return relation
        if kind not in {"image", "font"} or relation.external:
            raise UnsafeFile(
                f"the reference document’s {quoted(source)} has a relationship of the kind {quoted(kind)},"
                " which cannot be taken over"
            )
        if relation.target not in self._parts:
            look = _picture if kind == "image" else _font
            self._add(relation.target, *look(self.file, relation.target))
        return replace(relation, target=self._parts[relation.target].name)


def _picture(file: WordFile, name: str) -> tuple[str, str, bytes]:
    return picture(file.data[name], name)


def _font(file: WordFile, name: str) -> tuple[str, str, bytes]:
    if file.content_types[name] != _FONT:
        raise UnsafeFile(f"the reference document’s {quoted(name)} is not an embedded font")
    return "odttf", _FONT, file.data[name]
