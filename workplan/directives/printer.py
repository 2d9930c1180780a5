"""What a directive is to whoever composes: what it prints, and where the content says each thing of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from markdown_it.tree import SyntaxTreeNode

from workplan.content.models import Plan
from workplan.directives.declaration import Declaration
from workplan.document.ids import Scope
from workplan.document.targets import Target
from workplan.document.tree import List, Table
from workplan.errors import Place
from workplan.yaml import Places


@dataclass(frozen=True, slots=True)
class Use:
    """A directive as it stands in a manuscript, as its `node`: its `options`, and the `scope` of the ids of
    what it prints. `targets` say what references print."""

    plan: Plan
    node: SyntaxTreeNode
    scope: Scope
    targets: Mapping[str, Target]

    @property
    def options(self) -> Mapping[str, Any]:
        options: Mapping[str, Any] = self.node.meta["options"]
        return options


class Printer:
    declares: ClassVar[Declaration]

    def block(self, use: Use) -> List | Table | None:
        """What the directive prints; None where there is nothing."""
        raise NotImplementedError

    def targets(self, plan: Plan) -> Iterator[tuple[str, Target]]:
        """What references to its data print, by their ids."""
        return iter(())

    def places(self, plan: Plan, places: Mapping[str, Places], scope: Scope) -> Iterator[tuple[str, Place]]:
        """Where its data stand, by the ids of what it prints; `places` are those of the files."""
        return iter(())
