"""The call whose forms come back, with all that they are looked up in."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from workplan.content.files.folder import Folder
from workplan.content.files.papers import HEAD, PLAN, paper_files, paper_folder
from workplan.content.paper.plan import Plan
from workplan.content.values.deadline import Deadline, read_deadline
from workplan.document.composing.inlines import markup
from workplan.document.composing.references import targets
from workplan.document.walking.walk import plain
from workplan.editions.history import read_history
from workplan.errors import GivenFileError
from workplan.files import yaml
from workplan.opening import issued_edition, open_content
from workplan.returns.collecting.whose import Known
from workplan.returns.making import blank_form, for_members
from workplan.text.hints import did_you_mean, join, one_of, quoted


class Called(Struct, frozen=True):
    """The call's forms (`known`), the `plan` whose register they are about, and how many members may lead
    an action, with what says so."""

    plan: Plan
    known: Known
    one_lead: bool

    @property
    def one_lead_says(self) -> str:
        return "plan.yaml (leads: one)"


def called(folder: Folder, name: str | None, deadline: date | None) -> Called:
    """The call `name` of a content folder, or the only one that there is: a paper whose head has a deadline.
    Raises `GivenFileError`; `ContentError` where the content has errors."""
    whole = folder.whole
    calls = {paper: day for paper in paper_files(whole) if (day := _deadline(whole, paper))}
    if name is None:
        if len(calls) != 1:
            message = (
                f"several papers have a deadline: {one_of(calls)}" if calls else "no paper has a deadline"
            )
            raise GivenFileError(message, "name the one whose forms these are, with --call NAME")
        (name,) = calls
    if name not in paper_files(whole):
        hint = join(did_you_mean(name, paper_files(whole)), f"Papers: {one_of(paper_files(whole))}")
        raise GivenFileError(f"there is no call {quoted(name)}", hint)
    until = Deadline(deadline) if deadline else calls.get(name)
    if until is None:
        raise GivenFileError(
            f"the head of {name} says no deadline", "give the one that was sent, with --deadline"
        )
    opened = open_content(paper_folder(whole, name))
    blank = blank_form(opened.plan, until.day, standing=opened.standing)
    members = opened.plan.members
    editions = tuple(each.edition.label for each in read_history(paper_folder(whole, PLAN))[0])
    group = opened.plan.group or opened.plan.identity
    words = _issued(whole, blank.edition) if blank.edition in editions else {}
    known = Known(for_members(blank, members), members, tuple(calls), editions, until, words)
    return Called(open_content(paper_folder(whole, PLAN)).plan, known, group.leads == "one")


def _issued(whole: Folder, label: str) -> dict[str, str]:
    """The words of each action in an edition. One that is not there any more is known by its name alone."""
    issued = {each.edition.label for each in read_history(paper_folder(whole, PLAN))[0] if each.file}
    if label not in issued:
        return {}
    plan = issued_edition(paper_folder(whole, PLAN), label).plan
    leads = targets(plan)
    return {action.id: plain(markup(action.action, leads)) for action in plan.actions}


def _deadline(whole: Folder, paper: str) -> Deadline | None:
    """The deadline that the head of a paper says, if it does. What is wrong with a head, its loader says."""
    folder = paper_folder(whole, paper)
    read = yaml.read(yaml.MAPPING, folder.text(HEAD), folder.shown(HEAD))
    try:
        return read_deadline(str((read.value or {}).get("deadline")))
    except ValueError:
        return None
