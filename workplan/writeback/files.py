"""The content's YAML files while they are changed, and what whoever changes them is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.paper.plan import Plan
from workplan.document.composing.targets import Target
from workplan.files.yaml import Path
from workplan.writeback.losses import Losses
from workplan.writeback.yaml.edit import patched, read_data
from workplan.writeback.yaml.values import Value


class Files:
    """`changed` are the texts of the files that were changed, by name. `targets` are those of `plan`, which
    the folder holds. Cells whose words were `read` as data may be printed in another arrangement: each with
    the file and the path of its field."""

    def __init__(self, folder: Folder, plan: Plan, targets: Mapping[str, Target], findings: Losses) -> None:
        self.changed: dict[str, str] = {}
        self.read: dict[str, tuple[str, Path]] = {}
        self.plan, self.targets, self.findings = plan, targets, findings
        self._folder = folder

    def raw(self, name: str) -> str:
        """The text of a file; empty where there is none."""
        try:
            return self._folder.text(name)
        except UnreadableFileError:
            return ""

    def data(self, name: str, empty: Any) -> Any:
        """What a file holds, as it is written; `empty` where that is nothing."""
        data = read_data(self.raw(name))
        return empty if data is None else data

    def now(self, name: str, empty: Any) -> Any:
        """What a file is to hold by now."""
        data = read_data(self.changed.get(name, self.raw(name)))
        return empty if data is None else data

    def patch(self, name: str, value: Value) -> None:
        """Make a file hold `value`."""
        if value != self.data(name, [] if isinstance(value, list) else {}):
            self.changed[name] = patched(self.raw(name), value)
