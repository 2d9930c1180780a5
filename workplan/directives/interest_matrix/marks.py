"""Marks of the matrix that somebody changed, read as the interest of the row's member in the column's action.

The words behind a sign are hidden in Word, so that whoever types another sign leaves those of the old one:
what was changed counts. Where both were, they have to say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workplan.content.models.data import Interest
from workplan.directives.actions.cells import NotUnderstoodError, interest_said
from workplan.directives.actions.rows import FILE, RowReader, said
from workplan.directives.interest_matrix.blocks import column_name, words_of_roles
from workplan.directives.members.blocks import names
from workplan.document.printing.signs import SIGNS
from workplan.document.tree import Cell, Paragraph, Table, Text
from workplan.document.walking.walk import plain
from workplan.text.hints import quoted
from workplan.writeback.yaml.entries import Entry

#: Signs that look like ours.
_ALIKE = str.maketrans("⬤⚫•◯⚪☐▢", "●●●○○□□")


class MatrixReader(RowReader):
    """Reads the cells of a matrix into entries of actions."""

    def rows(self, new: Table, old: Table) -> Iterator[tuple[str, Entry]]:
        """The entries of the actions of which a mark was changed, by their ids: as they were but for that."""
        members = {f"{old.id}.{name}": member for member, name in names(self.plan.members).items()}
        actions = {column_name(action): n for n, action in enumerate(self.plan.actions)}
        before = {row.id: row for row in old.rows}
        entries: dict[int, dict[str, Any]] = {}
        for row in new.rows:
            was = before.get(row.id)
            for cell, old_cell in zip(row.cells[1:], was.cells[1:] if was else (), strict=False):
                place = actions.get(cell.id.rpartition(".")[2])
                if place is not None and row.id in members and said(cell) != said(old_cell):
                    entry: dict[str, Any] = dict(entries.get(place, self.data[place]))
                    if self._take_mark(members[row.id], cell, old_cell, entry, place):
                        entries[place] = entry
        for place, entry in entries.items():
            yield self.plan.actions[place].id, entry

    def _take_mark(self, member: str, cell: Cell, old: Cell, entry: dict[str, Any], place: int) -> bool:
        """Put what a cell says now into an entry; whether it was understood."""
        words, was = _words(cell), _words(old)
        try:
            found = self._interest(member, words, was)
        except NotUnderstoodError as error:
            action = self.plan.actions[place]
            message = f"the interest of {quoted(member)} in the action {quoted(action.id)}: {error.message}"
            self.files.findings.add(cell.id, message, FILE, (place, "interest"), error.hint)
            return False
        others = [Interest(**each) for each in entry.get("interest", ())]
        known = [each.member for each in others]
        at = known.index(member) if member in known else len(known)
        others[at : at + 1] = [found] if found else []
        self.set_interest(cell.id, entry, "interest", others)
        return True

    def _interest(self, member: str, words: str, was: str) -> Interest | None:
        """What a cell says that said something else before; None: the member is not interested any more."""
        if not words:
            return None
        (sign, name), (old_sign, old_name) = _parted(words), _parted(was)
        by_sign = self._of_sign(member, sign) if sign else None
        if by_sign and name in ("", old_name):
            return by_sign
        by_name = self._of_name(member, name)
        if by_sign and sign != old_sign and by_sign != by_name:
            message = f"{quoted(sign)} and {quoted(name)} do not say the same"
            raise NotUnderstoodError(message, self._hint())
        return by_name

    def _of_sign(self, member: str, sign: str) -> Interest:
        roles = dict(zip(SIGNS, words_of_roles(self.plan.identity.wording), strict=True))
        return Interest(member=member, role=roles[sign])

    def _of_name(self, member: str, name: str) -> Interest:
        """As a cell of interest says it."""
        wording = self.plan.identity.wording
        role = "" if name.casefold() == wording.interested.casefold() else f" ({name})"
        try:
            (found,) = interest_said(
                (Paragraph("", (Text(f"{member}{role}"),)),), wording, self.known_members()
            )
        except (NotUnderstoodError, ValueError):
            found = None
        if not found or found.member != member:
            raise NotUnderstoodError(f"{quoted(name)} is no mark", self._hint())
        return found

    def _hint(self) -> str:
        words = words_of_roles(self.plan.identity.wording).values()
        marks = ", ".join(f"{sign} for {each}" for sign, each in zip(SIGNS, words, strict=True))
        return f"write {marks}; or nothing where the member is not interested"


def _words(cell: Cell) -> str:
    return " ".join(" ".join(plain(line.inlines) for line in cell.blocks).split())


def _parted(words: str) -> tuple[str, str]:
    """The sign that a cell begins with, and the rest; either may be empty."""
    sign = words[:1].translate(_ALIKE)
    return (sign, words[1:].strip()) if sign and sign in SIGNS else ("", words)
