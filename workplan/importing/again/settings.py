"""plan.yaml of the folder, field by field: what the file says otherwise than before, and the folder does not.

Words of the front page that both changed are left to the comparison of documents, which goes by words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from workplan.content.models.identity import Identity
from workplan.content.paper.plan import Plan
from workplan.writeback.yaml.edit import patched, read_data
from workplan.writeback.yaml.values import Bare

FILE = "plan.yaml"
#: What the front page prints as it is written.
_WORDS = frozenset({("organisation", "name"), ("organisation", "mandate"), ("group",), ("title",)})
#: How content is written, whatever it says.
_FORM = frozenset({("schema",), ("printed_as",)})

_Field = tuple[str, ...]
_NONE = object()


class Settings(Struct):
    """The `text` of plan.yaml with what came. `words` are the fields of the front page that both changed, and
    `met` all others, each with what base, folder and file say."""

    text: str
    words: list[_Field] = []
    met: list[tuple[_Field, str, str, str]] = []

    def seen(self, mine: Identity, other: Identity) -> Identity:
        """What the front page of `other` is composed from: what the folder says by now, but for words that
        both changed."""
        own = {path[0]: getattr(other, path[0]) for path in self.words}
        return mine.model_copy(update=own)


def settings(text: str, base: Plan, mine: Plan, theirs: Plan, taken: Mapping[_Field, bool]) -> Settings:
    """`text` is the folder's plan.yaml; `taken` says of fields that both changed whether the file's is."""
    old, now, new = (_fields(plan.identity) for plan in (base, mine, theirs))
    data: Any = read_data(text)
    found = Settings(text)
    for path in dict.fromkeys((*old, *new)):
        was, is_, comes = (fields.get(path, _NONE) for fields in (old, now, new))
        if comes in (was, is_) or path in _FORM:
            continue
        if is_ != was:
            if path in _WORDS and _NONE not in (was, is_, comes):
                found.words.append(path)
                continue
            found.met.append((path, _told(was), _told(is_), _told(comes)))
            if not taken.get(path):
                continue
        _put(data, path, comes)
    found.text = patched(text, data)
    return found


def _fields(identity: Identity) -> dict[_Field, Any]:
    return dict(_flat(identity.model_dump(mode="json", by_alias=True, exclude_defaults=True), ()))


def _flat(value: Mapping[str, Any], path: _Field) -> Iterator[tuple[_Field, Any]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            yield from _flat(inner, (*path, name))
        else:
            yield (*path, name), inner


def _put(data: dict[str, Any], path: _Field, value: Any) -> None:
    for name in path[:-1]:
        data = data.setdefault(name, {})
    if value is _NONE:
        data.pop(path[-1], None)
    else:
        data[path[-1]] = _written(value)


def _written(value: Any) -> Any:
    """A value as YAML has it, all of whose scalars are words until they are read."""
    match value:
        case bool() | int():
            return Bare(str(value).lower())
        case list():
            return [_written(each) for each in value]
        case Mapping():
            return {name: _written(each) for name, each in value.items()}
        case _:
            return str(value)


def _told(value: Any) -> str:
    return "" if value is _NONE else ", ".join(value) if isinstance(value, list) else str(value)
