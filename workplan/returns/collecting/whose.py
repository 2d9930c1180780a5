"""Whose form a return is, and of which call: by the form's id, or by what somebody says who collects.

Nothing is guessed: a return whose member is not known for certain is a problem that says why, and so is one
of another call or edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from workplan.content.models.data import Member
from workplan.content.values.deadline import Deadline
from workplan.returns.collecting.files import Read
from workplan.returns.form import Form, form_id
from workplan.text.hints import Suggestions, join, quoted


class Whose(Struct, frozen=True):
    """The member that a return is from; None, with why and what to do, where that is not known."""

    member: str | None
    why: str = ""
    hint: str = ""


class Known(Struct, frozen=True):
    """What the ids of forms are looked up in: those of this call, the members, the names of all calls, the
    labels of all editions."""

    forms: Mapping[str, Form]
    members: tuple[Member, ...]
    calls: tuple[str, ...]
    editions: tuple[str, ...]
    deadline: Deadline
    issued: Mapping[str, str] = {}

    @property
    def blank(self) -> Form:
        return list(self.forms.values())[-1]

    def whose(self, read: Read) -> Whose:
        """Whose return it is."""
        given, returned = read.given, read.returned
        said = _named(given.member, self.members) if given.member else None
        if given.member and not said:
            return self._unknown(given.member)
        if returned.form is None:
            if said:
                return Whose(said)
            return Whose(None, "it has no form's id, so nobody can tell whose it is", self._say(read))
        if returned.form not in self.forms:
            return self._elsewhere(read)
        form = self.forms[returned.form]
        if form.member is not None:
            if not said and (returned.member is None or _folded(returned.member) != _folded(form.member)):
                why = f"it is the form of {form.member}, and says {quoted(returned.member or 'nobody')}"
                return Whose(None, why, self._say(read))
            if said and said != form.member:
                why = f"it is the form of {form.member}, and {said} is said to have sent it"
                return Whose(None, why, "say which with --from, or ask for the member's own form")
            return Whose(form.member)
        if said:
            return Whose(said)
        if not returned.member:
            return Whose(None, "it is a blank form, and no member is written into it", self._say(read))
        found = _named(returned.member, self.members)
        return Whose(found) if found else self._unknown(returned.member)

    def _unknown(self, name: str) -> Whose:
        suggest = Suggestions(words for member in self.members for words in _names(member))
        hint = join(
            suggest(name), "Members are listed in members.yaml; say who it is with --from FILE=MEMBER"
        )
        return Whose(None, f"no member is called {quoted(name)}", hint)

    def _elsewhere(self, read: Read) -> Whose:
        """Of a form that is none of this call's for this edition."""
        returned, blank = read.returned, self.blank
        id, member = returned.form or "", returned.member
        days = {returned.deadline, blank.deadline} - {None}
        for call in (blank.call.paper, *self.calls):
            for edition in dict.fromkeys((returned.edition or blank.edition, *self.editions)):
                for day in days:
                    if day and form_id(call, edition, day, member) == id:
                        return Whose(None, *self._other(call, edition, member))
        why = f"no form of this call has the id {id}"
        if member and not _named(member, self.members):
            why = f"{why}, and no member is called {quoted(member)}"
        return Whose(None, why, "ask for the form as it was sent; one of another plan is not read")

    def _other(self, call: str, edition: str, member: str | None) -> tuple[str, str]:
        blank = self.blank
        if call != blank.call.paper:
            return f"it is a form of another call, {call}", f"collect it with --call {call}"
        if edition != blank.edition:
            why = f"it was made for the edition {edition}, and the plan is at {blank.edition}"
            return why, "send the form of this edition, or enter the answers with `status import`"
        if member and not _named(member, self.members):
            return (
                f"it is from {quoted(member)}, which is no member any more",
                "list the member in members.yaml",
            )
        return (
            "it has another deadline than the call says today",
            "give the deadline that was sent, with --deadline",
        )

    def _say(self, read: Read) -> str:
        return f"say who sent it: --from {quoted(read.given.name, 60).strip(chr(34))}=MEMBER"


def _names(member: Member) -> Iterator[str]:
    yield member.id
    if member.name:
        yield member.name


def _named(name: str, members: Iterable[Member]) -> str | None:
    """The member who is called so, and nobody else."""
    folded = _folded(name)
    found = {member.id for member in members if folded in map(_folded, _names(member))}
    return found.pop() if len(found) == 1 else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
