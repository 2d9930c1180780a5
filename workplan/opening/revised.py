"""What a Rev. changed in the paper that it replaces, in one line."""

from __future__ import annotations

from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import with_signs
from workplan.compare.versions import NothingInCommonError, known, redline
from workplan.content.files.folder import Folder
from workplan.content.paper.roles import is_of_paper
from workplan.content.values.symbols import parse
from workplan.document.composing.compose import compose
from workplan.editions.history import edition_file
from workplan.opening.frozen import issued_edition
from workplan.opening.plain import Opened
from workplan.text.excerpts import shortened

#: The lines of a front page that change with each edition.
_FRONT = frozenset({"symbol", "edition"})
#: So many letters say what a Rev. changed.
_NOTE = 200


def revised(folder: Folder, opened: Opened) -> str | None:
    """What a Rev. changed in the paper that it replaces, in one line; None where that was never issued, or
    nothing is left of it. Its front page, which always changes, is not told of."""
    symbol = parse(opened.plan.identity.symbol or "")
    before = next((each for each in opened.plan.history if each.label == symbol.before), None)
    if symbol.kind != "Rev" or not before:
        return None
    if edition_file(before.label) not in folder.files("editions", ".yaml"):
        return None
    plans = (issued_edition(folder, before.label).plan, opened.plan)
    old, new = (compose(plan) for plan in plans)
    wording = opened.plan.identity.wording
    try:
        found = redline(old, new, wording, summarised=False, members=known(*plans)).summary
    except NothingInCommonError:
        return None
    told = [
        with_signs(sentence(change, found.phrases))
        for change in found.changes
        if not is_of_paper(change.id) and change.id not in _FRONT
    ]
    return shortened("; ".join(told), _NOTE) or None
