"""The form as a spreadsheet: what writing and reading agree on."""

from __future__ import annotations

from enum import Enum

from workplan.content.words.wording import Wording
from workplan.directives.actions.interest import printed
from workplan.returns.form import Form, Row

#: The first cell of the hidden sheet, which says whose form it is and what each row said.
MARK = "workplan-form 1"
#: Its name.
HIDDEN = "workplan"


class Column(Enum):
    """A column, by its name in the hidden sheet, in the order in which they stand."""

    NUMBER = "number"
    ACTION = "action"
    LEAD = "lead"
    CONTRIBUTING = "contributing"
    COMMENT = "comment"
    REPORTED = "reported"


def headings(form: Form) -> dict[Column, str]:
    """What stands above the columns, in the call's own words; those that are alike are told apart."""
    wording = form.wording
    found = {
        Column.NUMBER: wording.number,
        Column.ACTION: wording.form.action,
        Column.LEAD: _capital(wording.lead),
        Column.CONTRIBUTING: _capital(wording.contributing),
        Column.COMMENT: wording.form.comment,
        Column.REPORTED: wording.form.reported.replace("{members}", "").strip(" :："),
    }
    words = [each.casefold() for each in found.values()]
    return {
        column: f"{name} ({column.value})" if words.count(name.casefold()) > 1 else name
        for column, name in found.items()
    }


def labels(form: Form) -> dict[str, str]:
    """What stands before the answers that belong to the whole form."""
    words = form.wording.form
    asked = {"member": form.wording.member} if form.member is None else {}
    return {**asked, "answered-by": words.answered_by, "remarks": words.remarks}


def members(row: Row, wording: Wording) -> str:
    """What the register says of an action."""
    return "\n".join(printed(row.interest, wording))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
