"""What a directive is to whoever composes: what it prints, and where the content says each thing of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from workplan.content.paper.plan import Plan
from workplan.directives.declaration import Declaration
from workplan.document.composing.targets import Target
from workplan.document.ids import Scope
from workplan.document.tree import List, Table
from workplan.errors import Place
from workplan.files.yaml import Places


class Use(Struct, frozen=True):
    """A directive as it stands in a manuscript, there a `node`: its `options`, and the `scope` of the ids of
    what it prints. `targets` say what references print."""

    plan: Plan
    options: Mapping[str, Any]
    scope: Scope
    targets: Mapping[str, Target]
    node: SyntaxTreeNode | None = None


class Printer:
    declares: ClassVar[Declaration]

    def block(self, use: Use) -> List | Table | None:
        """What the directive prints; None where there is nothing."""
        raise NotImplementedError

    def targets(self, plan: Plan) -> Iterator[tuple[str, Target]]:
        """What references to its data print, by their ids."""
        return iter(())

    def led_to(self, plan: Plan, options: Mapping[str, Any]) -> frozenset[str] | None:
        """The ids of the content to which references may lead where it stands with these options; None: to
        all of its data."""
        return None

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        """Where its data stand, by the ids of what it prints; `places` are those of the files."""
        return iter(())
