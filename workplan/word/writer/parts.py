"""The parts of a file in the making: each is rendered from its template, and related to the main part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from workplan.word.file.package import Part, Relation
from workplan.word.writer.templates import environment


class Parts:
    """`made` are the parts in their order, `relations` those of the main part in the order in which their ids
    are asked for; `context` is what the templates ask for."""

    def __init__(self, given: Iterable[Part]) -> None:
        self.made = list(given)
        self.context: dict[str, Any] = {}
        self._relations: dict[tuple[str, str], Relation] = {}

    @property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(self._relations.values())

    def id(self, type_: str, target: str, *, external: bool = False) -> str:
        """The id of the main part's relationship to this target."""
        number = len(self._relations) + 1
        relation = Relation(f"rId{number}", type_, target, external)
        return self._relations.setdefault((type_, target), relation).id

    def render(self, template: str, **more: Any) -> bytes:
        return environment().get_template(template).render(self.context, **more).encode()

    def add(self, part: Part, relation: str) -> str:
        """Add a part that the main part is related to; returns the relationship's id."""
        self.made.append(part)
        return self.id(relation, part.name)

    def add_named(self, name: str, content_type: str, relation: str) -> None:
        """Add a part that has the name of its template."""
        self.add(Part(f"/word/{name}.xml", content_type, self.render(f"{name}.xml")), relation)

    def add_custom(self, number: int, namespace: str, data: bytes) -> None:
        """Add a custom XML part, with the part that says what it is."""
        about = self.render("itemProps.xml", number=number, namespace=namespace)
        properties = Part(f"/customXml/itemProps{number}.xml", CT.OFC_CUSTOM_XML_PROPERTIES, about)
        relation = Relation("rId1", RT.CUSTOM_XML_PROPS, properties.name)
        self.made.append(properties)
        self.add(Part(f"/customXml/item{number}.xml", CT.XML, data, (relation,)), RT.CUSTOM_XML)
