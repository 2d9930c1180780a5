"""What a PDF that came back says.

[x] saved by pdf.js, pdfium, Adobe's and others' programs: from the fields                        `fields`
[x] printed to another PDF, flattened: from the letters where the fields were, to be confirmed    `printed`
[x] words that were typed over an empty field: the same
[x] other words of the form that were changed: of actions as `edited`, else a finding             `changed`
[x] scanned, somebody else's, two forms in one file, not safe: refused with a sentence
[-] what is drawn by hand: a box counts as ticked, to be confirmed; words are not read
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from msgspec.structs import replace

from workplan.errors import GivenFileError
from workplan.returns.answers import Answers, Program, Returned
from workplan.returns.form import OF_AN_ACTION, Field, Form, Layout
from workplan.returns.pdf import fields, printed
from workplan.returns.pdf.changed import Changes, changes, is_as_sent
from workplan.returns.pdf.facts import Facts, Found, facts_of
from workplan.returns.pdf.fields import AnyAnswer, Filled
from workplan.returns.pdf.sent import Sent
from workplan.returns.stamp import Stamp, read_stamp
from workplan.text.hints import one_of

_CARRIER = "pdf"
_ASK = "ask for the form as it was filled in and saved, or for the answers in the words of an e-mail"
#: How pdfium begins what it writes.
_PDFIUM = b"%\xa1\xb3\xc5\xd7"


def read(data: bytes, name: str, forms: Mapping[str, Form]) -> Returned:
    """Raises `GivenFileError` for a file that is not safe, cannot be read, or is no form of ours."""
    facts = facts_of(data, name)
    stamp = _stamp(facts, forms)
    filled = Filled.of(facts).fields
    if len(filled) > 1:
        message = f"{name}: it holds several forms: {one_of(filled)}"
        raise GivenFileError(message, "ask for each form in a file of its own")
    if filled:
        ((id, those),) = filled.items()
        returned = _from_fields(id, those, facts, data, forms)
    elif stamp:
        returned = _from_print(stamp, facts, data, name, forms)
    else:
        raise GivenFileError(f"{name}: {_why_none(facts)}", _ASK)
    returned = replace(returned, file=name)
    return _named(returned, stamp, forms)


def _stamp(facts: Facts, forms: Mapping[str, Form]) -> Stamp | None:
    """The line that says whose form it is. Two years look like the id of a form, too."""
    found = list(filter(None, map(read_stamp, facts.lines())))
    whole = [stamp for stamp in found if stamp.deadline]
    return next(iter(whole), None) or next((stamp for stamp in found if stamp.id in forms), None)


def _why_none(facts: Facts) -> str:
    if any(facts.lines()):
        return "it is no form that was sent: it has neither its fields nor the line that says whose it is"
    if any(page.has_pictures for page in facts.pages):
        return "it holds pictures of pages, as a scanner makes them, and no words that can be read"
    return "it holds no words"


def _from_fields(
    id: str, those: dict[Field, list[Found]], facts: Facts, data: bytes, forms: Mapping[str, Form]
) -> Returned:
    form = forms.get(id)
    said = dict(fields.answers(those, facts))
    edited, findings = _changes(facts, form) if form else ({}, ())
    return Returned(
        "",
        _CARRIER,
        _program(data, said.values()),
        form=id,
        edited=edited,
        findings=(*_lost(said, form), *findings, *_remarks(facts)),
        **_answered(said, form),
    )


def _from_print(stamp: Stamp, facts: Facts, data: bytes, name: str, forms: Mapping[str, Form]) -> Returned:
    form = forms.get(stamp.id)
    none = Returned("", _CARRIER, "print", form=stamp.id)
    if form is None:
        said = "it was printed, and its form is none of those that were sent: its answers cannot be read"
        return replace(none, findings=(said,))
    laid = printed.laid_over(facts, form)
    if laid is None:
        said = "it was printed, and its pages are not those that were sent: its answers cannot be read"
        return replace(none, findings=(said,))
    found = dict(printed.answers(laid, facts, data, name))
    edited, findings = changes(facts, laid.sent, laid.pages)
    return replace(none, edited=edited, findings=(*findings, *_remarks(facts)), **_answered(found, form))


def _changes(facts: Facts, form: Form) -> Changes:
    layout: Layout = "list" if facts.layout == "list" else "table"
    return ({}, ()) if is_as_sent(facts, form, layout) else changes(facts, Sent.again(form, layout))


def _answered(said: Mapping[Field, AnyAnswer], form: Form | None) -> dict[str, Any]:
    """Those parts of what was returned that are answers, actions in the order of the form."""
    order = [row.action for row in form.rows] if form else []
    actions = dict.fromkeys([*order, *(field.action for field in said)])
    by_action = {}
    for action in actions:
        those = {what: said.get(Field(what, action)) for what in OF_AN_ACTION}
        if action and any(those.values()):
            by_action[action] = Answers(**cast(Any, those))
    person, remarks = said.get(Field("answered-by")), said.get(Field("remarks"))
    member = said.get(Field("member"))
    return {
        "answers": by_action,
        "answered_by": str(person.value or "") if person else "",
        "remarks": remarks,
        "member": str(member.value or "").strip() or None if member else None,
    }


def _lost(said: Mapping[Field, object], form: Form | None) -> Iterator[str]:
    """Actions without some of their fields."""
    for row in form.rows if form else ():
        lacking = [what for what in OF_AN_ACTION if Field(what, row.action) not in said]
        if len(lacking) == len(OF_AN_ACTION):
            yield f"action {row.number} has no fields in the file any more"
        elif lacking:
            yield f"action {row.number} has no field for {one_of(lacking)} in the file any more"


def _remarks(facts: Facts) -> Iterator[str]:
    if facts.remarks:
        yield f"what somebody typed or drew on its pages is not read ({facts.remarks} marks): look at them"


def _named(returned: Returned, stamp: Stamp | None, forms: Mapping[str, Form]) -> Returned:
    """With what the file says of itself."""
    form = forms.get(returned.form or "")
    if stamp and stamp.id != returned.form:
        said = f"its words say that it is the form {stamp.id}, and its fields that it is {returned.form}"
        returned, stamp = replace(returned, findings=(*returned.findings, said)), None
    member = returned.member or (stamp.member if stamp else None)
    if not stamp or not stamp.edition:
        known = (form.member, form.edition, form.deadline) if form else (None, None, None)
        return replace(returned, member=member or known[0], edition=known[1], deadline=known[2])
    return replace(returned, member=member, edition=stamp.edition, deadline=stamp.deadline)


def _program(data: bytes, said: Iterable[AnyAnswer]) -> Program:
    """What the file was saved with, as far as it shows."""
    if data[:64].splitlines()[1:2] == [_PDFIUM]:
        return "pdfium"
    first, end, behind = data.partition(b"%%EOF")
    if b"startxref" in behind:  # an update behind our own bytes
        return "another program" if b"/Producer" in behind or b"/Metadata" in behind else "pdf.js"
    is_as_sent = b"workplan" in first and not any(answer.value for answer in said)
    return "workplan" if end and is_as_sent else "another program"
