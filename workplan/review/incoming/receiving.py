"""Copies as they come in: what they were made from, and what is odd about them before anybody reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256

from workplan.content.files.papers import PLAN
from workplan.editions.frozen import read_head
from workplan.errors import GivenFileError, Place, Problem
from workplan.origins.carried import Carried, carried
from workplan.review.incoming.dossier import Given
from workplan.review.incoming.sender import Senders
from workplan.text.hints import Suggestions, one_of, quoted

_NAMED = "say what was sent out, an edition or a content folder, with --base"


def baseline(copies: Sequence[Given]) -> str:
    """The content that all the copies were made from, as they carry it. Raises `GivenFileError`, with all
    copies of which one carries none, another, or one that was altered; or is a redline."""
    found: dict[str, list[Given]] = defaultdict(list)
    errors: list[GivenFileError] = []
    for copy in copies:
        try:
            file = _sent(copy)
            if not file.content.intact or file.text not in found:  # the same content loads once for all
                file.open()
            found[file.text].append(copy)
        except GivenFileError as error:
            errors.append(error)
    if errors:
        hints = dict.fromkeys(error.hint for error in errors)
        raise GivenFileError("; ".join(error.message for error in errors), "; ".join(hints))
    if len(found) > 1:
        made = "; ".join(f"{_all(these)} from {_edition(text)}" for text, these in found.items())
        message = f"the copies were made from different versions of the plan: {made}"
        hint = "review those of one version together; or compare all with one of them, named with --base"
        raise GivenFileError(message, hint)
    return next(iter(found))


def paper_of(copies: Sequence[Given]) -> str:
    """The paper that the first copy which carries any content is of; the plan where none does."""
    for copy in copies:
        with suppress(GivenFileError):
            return carried(copy.data, copy.name).paper
    return PLAN


def _sent(copy: Given) -> Carried:
    """What a copy carries, as it was sent."""
    try:
        return _word_file(copy)
    except GivenFileError as error:
        if copy.data.startswith(b"PK") and "carries no content" in error.message:
            raise GivenFileError(error.message, _NAMED) from None
        raise


def _word_file(copy: Given) -> Carried:
    file = carried(copy.data, copy.name)
    if file.kind != "docx":
        raise GivenFileError(f"{copy.name} is no Word file", "give the copies that editors worked in")
    if file.before:
        hint = "send out the plan itself: in a redline, the editors' changes stand among its own"
        raise GivenFileError(f"{copy.name} was made from a redline", hint)
    return file


def _edition(text: str) -> str:
    """What content is: an edition, or a draft, which has the label of one that was issued before it, or that
    comes after it."""
    head = read_head(text, "")
    edition = head.edition
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if not edition.draft:
        return f"edition {edition.label} ({edition.date:%Y-%m-%d}, content {digest})"
    is_issued = edition.label in {each.label for each in head.history}
    return f"a draft {'after' if is_issued else 'of'} edition {edition.label} (content {digest})"


def _all(copies: Iterable[Given]) -> str:
    return one_of(copy.name for copy in copies)


def doubts(copies: Sequence[Given], senders: Senders, named: str = "") -> tuple[Problem, ...]:
    """What somebody should look at before the matrix goes out, as warnings: copies that carry another content
    than the one that was `named` for them; the same file or the same member twice; who is none of the members
    that the plan lists, if it lists any."""
    others = _others(copies, named) if named else ()
    return (*others, *_doubles(copies), *_strangers(copies, senders))


def _others(copies: Iterable[Given], text: str) -> Iterator[Problem]:
    for copy in copies:
        try:
            made = carried(copy.data, copy.name).text
        except GivenFileError:
            continue  # it carries none, which is why somebody said what was sent
        if made != text:
            message = f"it was made from other content than what --base names: from {_edition(made)}"
            hint = "what differs between the two is taken for what the member proposes"
            yield Problem(message, Place(copy.name), hint, warning=True)


def _doubles(copies: Iterable[Given]) -> Iterator[Problem]:
    files: dict[str, Given] = {}
    members: dict[str, Given] = {}
    for copy in copies:
        first = files.setdefault(copy.digest, copy)
        if first is not copy:
            yield Problem(
                f"it is the same file as {first.name}", Place(copy.name), "give it once", warning=True
            )
            continue
        other = members.setdefault(copy.member.casefold(), copy)
        if copy.member and other is not copy:
            message = f"{other.name} is from {quoted(copy.member)}, too"
            hint = "both are taken; where one replaces the other, give that one alone"
            yield Problem(message, Place(copy.name), hint, warning=True)


def _strangers(copies: Iterable[Given], senders: Senders) -> Iterator[Problem]:
    """Senders that members.yaml does not list: those that may be misspelt one by one, all others together."""
    if not senders.names:
        return
    suggest = Suggestions(sorted(senders.names))
    unlisted: dict[str, str] = {}
    for copy in copies:
        if not copy.member or senders.known(copy.member):
            continue
        if meant := senders.meant(copy.member):
            hint = f"did you mean {' or '.join(map(quoted, meant))}?"
        else:
            hint = suggest(copy.member)
        if hint:
            message = f"it is from {quoted(copy.member)}, which is no member that members.yaml lists"
            more = "Say who sent it with --from, or list the member there"
            yield Problem(message, Place(copy.name), f"{hint} {more}", warning=True)
        else:
            unlisted.setdefault(copy.member, copy.name)
    if unlisted:
        names = one_of(quoted(member) for member in unlisted)
        message = f"{names}: no such {'member' if len(unlisted) == 1 else 'members'} in members.yaml"
        hint = "list them there; or, where a name is none, say who sent the copy with --from"
        yield Problem(message, Place(next(iter(unlisted.values()))), hint, warning=True)
