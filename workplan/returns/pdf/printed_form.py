"""The form as a document with rooms for fields, where other carriers have a letter for a box and a place to
write."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from workplan.document.tree import Block, Document, List, Paragraph, Table
from workplan.document.walking.walk import plain
from workplan.render.fillable import Fillable, FormField, Kind
from workplan.returns import page
from workplan.returns.form import TICKS, Field, Form, Layout
from workplan.returns.naming import field_id, pdf_name


def as_document(form: Form, layout: Layout) -> Document:
    document = page.as_document(form, layout)
    rooms = frozenset(map(field_id, form.fields()))
    blocks = (_with_rooms(block, rooms) for block in document.blocks)
    return replace(document, blocks=tuple(_without_step(blocks, form.wording.form.without_boxes)))


def fillable(form: Form, layout: Layout) -> Fillable:
    """The fields of the form, by the ids that the document has for their rooms."""
    fields = {
        field_id(field): FormField(pdf_name(form, field), form.says(field), _kind(field))
        for field in form.fields()
    }
    return Fillable(fields, {"form": form.id, "layout": layout})


def _kind(field: Field) -> Kind:
    if field.what in TICKS:
        return "tick"
    return "lines" if field.what in ("comment", "remarks") else "line"


def _with_rooms(block: Block, rooms: frozenset[str]) -> Block:
    match block:
        case Paragraph() if block.id in rooms:
            return replace(block, inlines=block.inlines[:-1])
        case Table():
            rows = tuple(
                replace(
                    row,
                    cells=tuple(replace(cell, blocks=()) if cell.id in rooms else cell for cell in row.cells),
                )
                for row in block.rows
            )
            return replace(block, rows=rows)
        case _:
            return block


def _without_step(blocks: Iterator[Block], step: str) -> Iterator[Block]:
    """Without what to do where there is no box: here there always is one."""
    for block in blocks:
        if isinstance(block, List) and block.kind == "decimal":
            kept = [item for item in block.items if _words(item.blocks) != step]
            block = replace(
                block, items=tuple(replace(item, label=f"{n}.") for n, item in enumerate(kept, 1))
            )
        yield block


def _words(blocks: tuple[Block, ...]) -> str:
    return " ".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph))
