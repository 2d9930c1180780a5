"""Who copies are for: members, as members.yaml lists them today, whatever edition is circulated."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from pydantic import TypeAdapter

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.models.data import Member
from workplan.errors import ContentError, ExitCode, Place, Problem, WorkplanError
from workplan.files import yaml
from workplan.text.hints import did_you_mean, join, one_of, quoted

FILE = "members.yaml"
_MEMBERS: TypeAdapter[tuple[Member, ...]] = TypeAdapter(tuple[Member, ...])


class UnknownRecipientError(WorkplanError):
    """A name that no member has."""

    exit_code = ExitCode.USAGE


class Recipient(Struct, frozen=True):
    """`name` is how a copy names it, `place` where that stands."""

    member: Member
    place: Place

    @property
    def id(self) -> str:
        return self.member.id

    @property
    def name(self) -> str:
        return self.member.name or self.member.id


def read_recipients(folder: Folder) -> tuple[Recipient, ...]:
    """All members. Raises `ContentError`, also where there are none."""
    whole = folder.whole
    try:
        found = yaml.read(_MEMBERS, whole.text(FILE), whole.shown(FILE), ())
    except UnreadableFileError as error:
        raise ContentError([whole.problem(FILE, error)]) from None
    if found.problems:
        raise ContentError(found.problems)
    if not found.value:
        hint = "list the members that get copies, each as - id: …"
        raise ContentError([Problem("there is nobody to send copies to", Place(whole.shown(FILE)), hint)])
    return tuple(
        Recipient(member, found.places.value((n, "name" if member.name else "id")))
        for n, member in enumerate(found.value)
    )


def chosen(recipients: Sequence[Recipient], names: Sequence[str]) -> tuple[Recipient, ...]:
    """Those of the names, by short name or full one, in the order of members.yaml; all where no name is
    given. Raises `UnknownRecipientError`."""
    if not names:
        return tuple(recipients)
    by_name = {each.name: each for each in recipients} | {each.id: each for each in recipients}
    wanted: set[str] = set()
    for name in names:
        parts = [name] if name in by_name else [part.strip() for part in name.split(",") if part.strip()]
        for part in parts or [name]:
            if part not in by_name:
                hint = join(did_you_mean(part, by_name), f"Members: {one_of(each.id for each in recipients)}")
                raise UnknownRecipientError(f"no member is called {quoted(part)}", hint)
            wanted.add(by_name[part].id)
    return tuple(each for each in recipients if each.id in wanted)
