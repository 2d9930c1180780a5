"""Laws of a second import, over plans as people type them, corrected in Word and edited by hand."""

from __future__ import annotations

import re
from random import Random  # noqa: TID251 - of a seed that hypothesis draws

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.importing.plans import CORRECTIONS, EDITS, Action, Texts, TypedPlan, typed_plan
from workplan.content.files.folder import MemoryFolder
from workplan.importing.again.conflict import NOTHING, Chosen, Side
from workplan.importing.bringing_in import Imported
from workplan.importing.into import bring_into

BY_CHANCE = st.integers(0, 2**32).map(Random)


def first(plan: TypedPlan) -> Texts:
    found = bring_into(None, plan.docx(), "plan.docx")
    assert found and not found.lost
    return {name: data.decode() for name, data in found.files.items()}


def again(folder: Texts, data: bytes, chosen: Chosen = NOTHING) -> Imported:
    files = {name: text.encode() for name, text in folder.items()}
    found = bring_into(MemoryFolder(files, "tides"), data, "corrected.docx", chosen=chosen)
    assert found and found.merged
    assert not found.lost and not found.merged.left
    return found


def after(folder: Texts, found: Imported) -> Texts:
    return {**folder, **{name: data.decode() for name, data in found.files.items()}}


def said(folder: Texts) -> str:
    """All that the content says, but for its record and for where its lines end."""
    return " ".join(" ".join(text for name, text in sorted(folder.items()) if name != "import.yaml").split())


def ids(folder: Texts) -> dict[str, str]:
    """The ids of the actions, by their words."""
    return {each["action"]: each["id"] for each in yaml.safe_load(folder["actions.yaml"])}


def corrected(plan: TypedPlan, by: Random) -> tuple[TypedPlan, list[str]]:
    came: list[str] = []
    for correct in by.sample(CORRECTIONS, by.randint(1, 3)):
        plan, words = correct(plan, by)
        came.append(words)
    return plan, [words for words in came if words.casefold() in repr(plan).casefold()]


def regions(plan: TypedPlan) -> set[str]:
    """What tells one action from all others, however it is corrected."""
    return {found[0] for each in plan.actions if (found := re.search(r"region \d+", each.words))}


def edited(folder: Texts, by: Random) -> tuple[Texts, list[str]]:
    kept: list[str] = []
    for edit in by.sample(EDITS, by.randint(1, 3)):
        folder, words = edit(folder, by)
        kept.append(words)
    return folder, kept


@settings(max_examples=8)
@given(BY_CHANCE)
def test_both_edits_are_there_or_a_conflict_is_told(by: Random) -> None:
    plan = typed_plan(by)
    mine, kept = edited(first(plan), by)
    better, came = corrected(plan, by)
    found = again(mine, better.docx(saved=1))
    assert found.merged
    now = after(mine, found)
    told = " ".join(each.theirs for each in found.merged.conflicts)
    for words in came:
        assert words in said(now) or words.casefold() in told.casefold(), words
    deleted = regions(plan) - regions(better)
    for words in () if deleted else kept:
        assert words in said(now), words
    gone = {*ids(mine).values()} - {*ids(now).values()}
    assert len(gone) <= len(deleted)
    assert all(id == ids(mine).get(words, id) for words, id in ids(now).items())
    # The same words in a file of other bytes change nothing.
    same = again(now, better.docx(saved=2))
    assert {*same.files} == {"import.yaml"} and same.merged and not same.merged.conflicts


@settings(max_examples=4)
@given(BY_CHANCE)
def test_the_folder_says_what_the_file_says_where_nobody_edited(by: Random) -> None:
    plan = typed_plan(by)
    better, _ = corrected(plan, by)
    found, anew = again(first(plan), better.docx(saved=1)), bring_into(None, better.docx(), "plan.docx")
    assert anew and found.merged and not found.merged.conflicts and not found.merged.kept
    assert [each.ours for each in found.differences] == [each.ours for each in anew.differences]


@settings(max_examples=4)
@given(BY_CHANCE)
def test_a_choice_for_all_ends_all_conflicts(by: Random) -> None:
    plan = typed_plan(by)
    folder = first(plan)
    mine = {**folder, "actions.yaml": re.sub(r"\bof(?=\s+region)", "off", folder["actions.yaml"])}
    actions = (replace(each, words=each.words.replace("of region", "in region")) for each in plan.actions)
    data = replace(plan, actions=tuple(actions)).docx()
    found = again(mine, data)
    assert found.merged and len(found.merged.open) == len(plan.actions)
    sides: tuple[Side, ...] = ("mine", "file")
    kept, taken = (after(mine, again(mine, data, Chosen({}, side))) for side in sides)
    assert kept["actions.yaml"] == mine["actions.yaml"]
    wanted = re.sub(r"\bof(?=\s+region)", "in", folder["actions.yaml"])
    assert yaml.safe_load(taken["actions.yaml"]) == yaml.safe_load(wanted)


def test_no_word_is_lost_that_a_conflict_tells() -> None:
    """Before, what came into another column of a row that both changed, and that the file moved, was said to
    be lost."""
    actions = tuple(Action(f"Measure the {what}", (0,), ("Fiji",)) for what in ("tides", "reefs", "storms"))
    plan = TypedPlan({"Aims": ("The members meet.",)}, ("Calm seas.",), actions)
    folder = first(plan)
    mine = {**folder, "actions.yaml": folder["actions.yaml"].replace("the tides", "all tides")}
    moved = replace(actions[0], members=("Fiji", "Palau"))
    found = again(mine, replace(plan, actions=(*actions[1:], moved)).docx())
    assert found.merged
    (conflict,) = found.merged.open
    assert "Fiji, Palau" in conflict.theirs
