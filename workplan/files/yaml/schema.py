"""What belongs at a path of a YAML file, by the JSON Schema of its pydantic type."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from workplan.files.yaml.places import Path


def keys_at(adapter: TypeAdapter[Any], path: Path) -> list[str]:
    """The keys that may stand at `path`; none where it is no group of known keys."""
    return list(schema_at(adapter, path).get("properties", {}))


def schema_at(adapter: TypeAdapter[Any], path: Path) -> dict[str, Any]:
    """The JSON Schema of what belongs at `path`; empty where anything may stand."""
    root = _schema(adapter)
    schema = _resolved(root, root)
    for step in path:
        if isinstance(step, int):
            inner = schema.get("items", {})
        else:
            inner = schema.get("properties", {}).get(step) or schema.get("additionalProperties") or {}
        schema = _resolved(root, inner) if isinstance(inner, dict) else {}
    return schema


@lru_cache(maxsize=8)
def _schema(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    return adapter.json_schema()


def _resolved(root: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and the one branch of `X | None` that is not null."""
    branches = [branch for branch in schema.get("anyOf", []) if branch.get("type") != "null"]
    if branches:
        return _resolved(root, branches[0])
    if reference := schema.get("$ref"):
        found: dict[str, Any] = root["$defs"][reference.rpartition("/")[2]]
        return found
    return schema
