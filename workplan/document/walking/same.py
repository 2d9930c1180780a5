"""Trees of which most stays: a node, or a tuple of them, that a change does not touch is the very one again.

So whatever goes through a document and changes little in it makes little anew, and what is the same in two
documents is known by identity, without a look into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import is_
from typing import Any, TypeVar

from msgspec.structs import replace

N = TypeVar("N")


def having(node: N, **parts: Any) -> N:
    """`node` with these parts; the very node where it has them."""
    for name, part in parts.items():
        had = getattr(node, name)
        if had is not part and not (type(part) is str and had == part):
            return replace(node, **parts)  # type: ignore[type-var]
    return node


def all_of(nodes: tuple[N, ...], found: Iterable[N]) -> tuple[N, ...]:
    """What was `found` of `nodes`, one by one; the very tuple where each is the very one."""
    new = tuple(found)
    return nodes if len(new) == len(nodes) and all(map(is_, new, nodes)) else new


def each(change: Callable[[N], N], nodes: tuple[N, ...]) -> tuple[N, ...]:
    """The `nodes`, changed one by one."""
    return all_of(nodes, map(change, nodes))
