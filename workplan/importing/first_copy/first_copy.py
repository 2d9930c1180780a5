"""The text of a file before its tracked changes as content, and the changes and comments as a copy for review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workplan.document.tree import Revision
from workplan.errors import GivenFileError
from workplan.importing.bringing_in import Imported, bring_in, carrying
from workplan.importing.first_copy.accounting import accounted
from workplan.importing.first_copy.places import placed
from workplan.importing.first_copy.stacked import stacked
from workplan.importing.first_copy.steps import steps
from workplan.importing.rules.claims import Claim, rule
from workplan.importing.source.model import Sitting, Source
from workplan.importing.source.reading import read_source
from workplan.theme import theme
from workplan.word import write
from workplan.word.commented import with_comments


@dataclass(frozen=True, slots=True)
class FirstCopy:
    """`imported` is the text before all changes; `copy` is the Word file for `review`."""

    imported: Imported
    copy: bytes


def first_copy(data: bytes, name: str, answers: Mapping[str, str] | None = None) -> FirstCopy:
    """The import of a file as a review. Raises `GivenFileError` as `bring_in` does."""
    source = read_source(data, name, "rejected")
    if not source.changed and not source.comments:
        hint = "leave --as-review out"
        raise GivenFileError(f"{name}: the file has neither tracked changes nor comments", hint)
    if (found := ours(data, name, source)) is not None:
        return found
    then: list[tuple[Revision, Imported]] = []
    sittings: frozenset[Sitting] = frozenset()
    for step in steps([change for change in source.changes if change.kind != "laid out"]):
        sittings |= step.sittings
        then.append((Revision(step.author, step.date), bring_in(data, name, answers, sittings)))
    named = dict.fromkeys(member for _, each in then for member in each.members)
    base = bring_in(data, name, answers, "rejected", named)
    marked = stacked(base.document, [(revision, each.document) for revision, each in then])
    comments, of_comments = placed(base, then[-1][1] if then else base, marked)
    told = [claim for claim in base.claims if claim.rule != "C1"]
    claims = (*told, *accounted(source.changes, marked), *of_comments)
    copy = with_comments(write(marked, theme(), for_review=True), comments)
    return FirstCopy(replace(base, claims=claims), copy)


@rule("O2")
def ours(data: bytes, name: str, source: Source) -> FirstCopy | None:
    """With `--as-review`, a Word file that this program made gives the content that it carries, and is itself the
    copy for review, with whatever was changed in it, tracked or not."""
    if (found := carrying(data, name, source, as_sent=False)) is None:
        return None
    claim = Claim(
        "O2", "understood", "", "", "the content that the file carries; the file is the copy for review",
        "it was made by this program",
    )  # fmt: skip
    return FirstCopy(replace(found, claims=(claim,)), data)
