"""Entries of the content's YAML files, as they are written: keys and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

    from workplan.writeback.yaml.values import Value

Entry = Mapping[str, "Value"]


def in_order(entry: Entry, model: type[BaseModel]) -> dict[str, Value]:
    """`entry` with its keys in the order of `model`, in which new ones are written."""
    return {name: entry[name] for name in model.model_fields if name in entry}
