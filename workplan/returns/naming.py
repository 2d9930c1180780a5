"""What carriers call the places where an answer goes. All names follow from the id of the action.

    key          lead:follow-the-money                        cells of a spreadsheet, tags of Word's controls
    id           form.follow-the-money.lead                   cells and lines of the form as a document
    bookmark     _p_form__follow_the_money__lead              made of the id, by `word.file.bookmarks`
    PDF field    indonesia_F7K2-9QXM_lead_follow-the-money    carries the member: forms that are merged keep
                                                              their fields apart

An action's id has 64 signs at most. A bookmark has 40 and a tag 64: those of long ids hold a fingerprint, so
whoever reads one looks it up among the names of the actions that were sent (`by_bookmark`, `by_tag`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from workplan.document.ids import Scope
from workplan.returns.form import OF_AN_ACTION, OF_THE_FORM, SIGNS, Field, Form
from workplan.text.slug import file_slug
from workplan.word.file.bookmarks import bookmark as bookmark_of

#: The table or list of the actions in a form, as a document.
SCOPE = Scope("form", first=False)
_LONGEST_TAG = 64
_ID = rf"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}"
_PDF = re.compile(rf"[^_]*_(?P<form>{_ID})_(?P<what>[a-z-]+)(?:_(?P<action>[a-z0-9-]+))?")


def key(field: Field) -> str:
    return f"{field.what}:{field.action}" if field.action else field.what


def field_of(key: str) -> Field | None:
    """The field that has this key; None for anybody else's words."""
    what, colon, action = key.partition(":")
    for known in OF_AN_ACTION if colon else OF_THE_FORM:
        if known == what and bool(colon) == bool(action):
            return Field(known, action)
    return None


def row_id(action: str) -> str:
    """The id of the row of an action, in the form as a document."""
    return SCOPE.name(action)


def field_id(field: Field) -> str:
    """The id of the cell or line for an answer, in the form as a document."""
    return f"{row_id(field.action)}.{field.what}" if field.action else f"{SCOPE.id}-{field.what}"


def bookmark(field: Field) -> str:
    """The name of the bookmark around an answer."""
    return bookmark_of(field_id(field))


def row_bookmark(action: str) -> str:
    return bookmark_of(row_id(action))


def words_id(action: str) -> str:
    """The id of the cell or line with the words of an action, in the form as a document."""
    return f"{row_id(action)}.action"


def words_bookmark(action: str) -> str:
    """The name of the bookmark around the words of an action."""
    return bookmark_of(words_id(action))


def tag(field: Field) -> str:
    """The tag of a control."""
    name = key(field)
    if len(name) <= _LONGEST_TAG:
        return name
    return f"{field.what}:_{sha256(name.encode()).hexdigest()[:32]}"


def by_bookmark(fields: Iterable[Field]) -> dict[str, Field]:
    return {bookmark(field).casefold(): field for field in fields}


def by_tag(fields: Iterable[Field]) -> dict[str, Field]:
    return {tag(field): field for field in fields}


def pdf_name(form: Form, field: Field) -> str:
    """The name of a field of a PDF. It holds no full stop, by which PDF makes groups."""
    member = file_slug(form.member or "", 24) or "blank"
    return "_".join(filter(None, (member, form.id, field.what, field.action)))


def read_pdf_name(name: str) -> tuple[str, Field] | None:
    """The id of the form and the field of this name; None for anybody else's."""
    found = _PDF.fullmatch(name)
    if not found:
        return None
    action = found["action"] or ""
    field = field_of(f"{found['what']}:{action}" if action else found["what"])
    return (found["form"], field) if field else None
