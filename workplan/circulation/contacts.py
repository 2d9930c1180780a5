"""Whom to write to: `private/members.yaml` of a content folder, which git leaves out.

    - id: Indonesia
      contact: Ms Example
      email: one@example.org          several in brackets
      cc: other@example.org

Nothing below this package can read it (`lint-imports`), so no paper, edition, form or pack has any of it. A
message to a member has what is said of that member. Problems say where, and not what stands there: words on a
terminal are kept in logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from msgspec import Struct
from pydantic import BeforeValidator, TypeAdapter

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.models.data import Member
from workplan.content.values.values import MemberId, Model, Words
from workplan.errors import ContentError, Place, Problem
from workplan.files import yaml
from workplan.text.hints import did_you_mean, join, one_of, quoted

FILE = "private/members.yaml"
_HINT = "write it as one@example.org; several in brackets: [one@example.org, other@example.org]"
_KEYS = ("id", "contact", "email", "cc", "name")


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_Addresses = Annotated[tuple[Words, ...], BeforeValidator(_several)]


class Contact(Model):
    """Who a member's messages go to. `contact` is how they address it."""

    id: MemberId
    contact: Words | None = None
    email: _Addresses = ()
    cc: _Addresses = ()


_CONTACTS: TypeAdapter[tuple[Contact, ...]] = TypeAdapter(tuple[Contact, ...])


class Contacts(Struct, frozen=True):
    """The contacts by their members, and where each stands."""

    known: dict[str, Contact]
    places: dict[str, Place]
    file: Place

    def of(self, member: str) -> Contact:
        return self.known.get(member, Contact(id=member))


def read_contacts(folder: Folder, members: Sequence[Member]) -> Contacts:
    """The contacts of `members`; none where there is no such file. Raises `ContentError`."""
    whole = folder.whole
    file = Place(whole.shown(FILE))
    try:
        text = whole.text(FILE)
    except UnreadableFileError as error:
        if error.missing:
            return Contacts({}, {}, file)
        raise ContentError([whole.problem(FILE, error)]) from None
    found = yaml.read(_CONTACTS, text, file.file, ())
    if found.problems:
        raise ContentError(map(_silent, found.problems))
    contacts = found.value or ()
    if problems := list(_wrong(contacts, [member.id for member in members], found.places)):
        raise ContentError(problems)
    places = {each.id: found.places.value((n,)) for n, each in enumerate(contacts)}
    return Contacts({each.id: each for each in contacts}, places, file)


def _wrong(contacts: Sequence[Contact], members: Sequence[str], places: yaml.Places) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, contact in enumerate(contacts):
        place = places.value((n, "id"))
        if contact.id not in members:
            hint = join(did_you_mean(contact.id, members), f"Members: {one_of(members)}")
            yield Problem(f"{quoted(contact.id)} is no member of members.yaml", place, hint)
        elif contact.id in seen:
            yield Problem(f"the member {quoted(contact.id)} is listed twice", place, "delete one")
        seen.add(contact.id)
        for key, addresses in (("email", contact.email), ("cc", contact.cc)):
            if any(not is_address(each) for each in addresses):
                yield Problem(f"{quoted(key)} holds what is no e-mail address", places.value((n, key)), _HINT)


def is_address(words: str) -> bool:
    """Whether mail can be sent to it: a@b.c, in ASCII, which every server takes."""
    if not words.isascii() or not re.fullmatch(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:]+", words):
        return False
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        return Address(addr_spec=words).addr_spec == words
    except (MessageError, ValueError, IndexError):
        return False


def _silent(problem: Problem) -> Problem:
    """A problem of the file without what stands in it."""

    def silent(words: str) -> str:
        return re.sub(r'"([^"]*)"', lambda found: found[0] if found[1] in _KEYS else '"…"', words)

    return replace(problem, message=silent(problem.message), hint=silent(problem.hint))
