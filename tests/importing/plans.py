"""Plans as people type them, by chance; ways to correct one in Word, and to edit its folder by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random  # noqa: TID251 - of a seed that hypothesis draws

from msgspec import Struct
from msgspec.structs import replace

from tests.importing.word_files import bold, call, docx, footnote, paragraph, row, run, table

_NOUNS = ("tides", "gauges", "coasts", "tables", "charts", "harbours", "storms", "buoys", "reefs", "ไทย")
_VERBS = ("Measure", "Publish", "Share", "Review", "Train", "Compare", "Survey", "Collect", "Support", "Host")
_MEMBERS = ("Fiji", "Tonga", "UNODC", "Viet Nam", "Samoa")
_STATES = ("", "Ongoing", "Completed")

Texts = dict[str, str]


class Action(Struct, frozen=True):
    words: str
    linked: tuple[int, ...]
    members: tuple[str, ...]
    status: str = ""


class TypedPlan(Struct, frozen=True):
    """`text` has the paragraphs below each heading; a "^" in one calls the next of the `notes`."""

    text: dict[str, tuple[str, ...]]
    priorities: tuple[str, ...]
    actions: tuple[Action, ...]
    notes: tuple[str, ...] = ()
    appendices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title: str = "Work Plan 2024-2026"

    def docx(self, saved: int = 0) -> bytes:
        """The Word file; of other bytes each time that it was `saved`."""
        centred = ("Tides Council", "Working Group on Tides", self.title)
        lines = [paragraph(each, '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>') for each in centred]
        called = iter(range(1, len(self.notes) + 1))
        for heading, texts in self.text.items():
            lines.append(bold(heading))
            for text in texts:
                first, *others = text.split("^")
                inside = run(first) + "".join(call(next(called)) + run(piece) for piece in others)
                lines.append(paragraph(inside=inside))
        lines.append(bold("Priorities"))
        lines += [paragraph(f"{n}. {words}") for n, words in enumerate(self.priorities, 1)]
        lines.append(bold("Action items"))
        head = row(*(bold(words) for words in ("Action item", "Members’ interest", "Status")))
        lines.append(table(head, *(_row(n, each) for n, each in enumerate(self.actions, 1))))
        for n, (title, texts) in enumerate(self.appendices):
            lines.append(bold(f"Appendix {chr(ord('A') + n)}: {title}"))
            lines += map(paragraph, texts)
        lines += [paragraph()] * saved
        notes = "".join(footnote(n, words) for n, words in enumerate(self.notes, 1))
        return docx("".join(lines), **({"footnotes": notes} if notes else {}))


def _row(number: int, action: Action) -> str:
    linked = ",".join(str(each + 1) for each in action.linked)
    words = f"{number}. {action.words} (linked priority {linked})"
    return row(words, ", ".join(action.members), action.status)


def typed_plan(by: Random) -> TypedPlan:
    """Any plan; no two sentences are equal, many are alike."""
    numbers = by.sample(range(1000), 60)

    def sentence() -> str:
        nouns = " and the ".join(by.choices(_NOUNS, k=by.randint(3, 6)))
        return f"{by.choice(_VERBS)} the {nouns} of region {numbers.pop()}"

    def paragraphs() -> tuple[str, ...]:
        return tuple(f"{sentence()}{by.choice(('', '^'))}, every year." for _ in range(by.randint(1, 3)))

    text = {f"Section {letter}": paragraphs() for letter in "ABC"[: by.randint(1, 3)]}
    priorities = tuple(f"{sentence()}." for _ in range(by.randint(2, 4)))
    actions = tuple(
        Action(
            sentence(),
            tuple(sorted(by.sample(range(len(priorities)), by.randint(1, 2)))),
            tuple(by.sample(_MEMBERS, by.randint(1, 3))),
            by.choice(_STATES),
        )
        for _ in range(by.randint(1, 5))
    )
    calls = sum(each.count("^") for texts in text.values() for each in texts)
    appendices = tuple((f"Background {letter}", (f"{sentence()}.",)) for letter in "XYZ"[: by.randint(0, 2)])
    return TypedPlan(
        text, priorities, actions, tuple(f"Note: {sentence()}." for _ in range(calls)), appendices
    )


#: A correction of a plan in Word: the plan then, and words that it says only then.
Correction = Callable[[TypedPlan, Random], tuple[TypedPlan, str]]


def _of_text(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    heading = by.choice(sorted(plan.text))
    first, *others = plan.text[heading]
    texts = (first.replace("every year", "each month"), *others)
    return replace(plan, text={**plan.text, heading: texts}), "each month"


def _of_action(change: Callable[[Action], Action], words: str) -> Correction:
    def correct(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
        at = by.randrange(len(plan.actions))
        actions = (*plan.actions[:at], change(plan.actions[at]), *plan.actions[at + 1 :])
        return replace(plan, actions=actions), words

    return correct


def _order(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    return replace(plan, actions=tuple(by.sample(plan.actions, len(plan.actions)))), ""


def _without_one(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    gone = by.choice(plan.actions[1:]) if plan.actions[1:] else None
    return replace(plan, actions=tuple(each for each in plan.actions if each is not gone)), ""


def _with_one(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    new = Action("Write a wholly new report on sediments", (0,), ("Kiribati",))
    at = by.randint(0, len(plan.actions))
    return replace(plan, actions=(*plan.actions[:at], new, *plan.actions[at:])), new.words


def _of_note(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    if not plan.notes:
        return plan, ""
    at = by.randrange(len(plan.notes))
    new = plan.notes[at].replace("Note:", "As told:")
    return replace(plan, notes=(*plan.notes[:at], new, *plan.notes[at + 1 :])), "As told:"


def _of_priority(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    return replace(
        plan, priorities=(*plan.priorities[:-1], f"Above all, {plan.priorities[-1]}")
    ), "Above all,"


def _new_appendix(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    at = by.randint(0, len(plan.appendices))
    new = ("How it began", ("It began with the moon.",))
    return replace(plan, appendices=(*plan.appendices[:at], new, *plan.appendices[at:])), new[1][0]


def _title(plan: TypedPlan, by: Random) -> tuple[TypedPlan, str]:
    return replace(plan, title="Forward Plan 2024-2026"), "Forward Plan 2024-2026"


CORRECTIONS: tuple[Correction, ...] = (
    _of_text,
    _of_action(lambda each: replace(each, words=f"{each.words} and beyond"), "and beyond"),
    _of_action(lambda each: replace(each, members=(*each.members, "Palau")), "Palau"),
    _of_action(lambda each: replace(each, status="Discontinued"), "discontinued"),
    *(_order, _without_one, _with_one, _of_note, _of_priority, _new_appendix, _title),
)

#: An edit of the folder by hand, and words that its files say only then.
Edit = Callable[[Texts, Random], tuple[Texts, str]]


def _replaced(name: str, old: str, new: str) -> Edit:
    def edit(files: Texts, by: Random) -> tuple[Texts, str]:
        text = files[name].replace(old, new, 1)
        return {**files, name: text}, new if text != files[name] else ""

    return edit


def _of_entry(change: Callable[[str], str], words: str) -> Edit:
    def edit(files: Texts, by: Random) -> tuple[Texts, str]:
        head, entries = _entries(files["actions.yaml"])
        at = by.randrange(len(entries))
        new = change(entries[at])
        said = words if new != entries[at] else ""
        return {**files, "actions.yaml": head + "".join((*entries[:at], new, *entries[at + 1 :]))}, said

    return edit


def _shuffled(files: Texts, by: Random) -> tuple[Texts, str]:
    head, entries = _entries(files["actions.yaml"])
    return {**files, "actions.yaml": head + "".join(by.sample(entries, len(entries)))}, ""


def _entries(text: str) -> tuple[str, list[str]]:
    head, *entries = re.split(r"(?m)^(?=- id: )", text)
    return head, [entry if entry.endswith("\n") else f"{entry}\n" for entry in entries]


def _with_status(entry: str) -> str:
    state = "  status:\n    state: postponed\n    meeting: the Fifth Meeting\n"
    return entry if "status:" in entry else entry + state


EDITS: tuple[Edit, ...] = (
    _of_entry(lambda entry: re.sub(r"- id: .*", "- id: as-we-call-it", entry, count=1), "as-we-call-it"),
    _of_entry(lambda entry: entry.replace(" of region", " off region", 1), "off region"),
    _of_entry(_with_status, "the Fifth Meeting"),
    _shuffled,
    _replaced("plan.md", "Measure", "Always measure"),
    _replaced("plan.md", "# Section A", "# Part A"),
    _replaced("plan.yaml", "Working Group", "Task Force"),
    _replaced("footnotes.yaml", "Note: ", "Cf. "),
    lambda files, by: ({**files, "plan.md": f"% Mind the tide.\n\n{files['plan.md']}"}, "% Mind the tide."),
)
