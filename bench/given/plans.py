"""Content folders to measure with: a plan of any number of actions, the same bytes every time.

The actions differ in words, length, links, interest and status, as real ones do; one in twelve has
a note of its own. Nothing is drawn by chance: the n-th action is always the same. Next to no two have the
same words, so that nothing is found again that a real plan does not repeat.
"""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PRIORITIES = {
    "supply-chains": "Fair conditions of work in the supply chains of goods and services.",
    "justice": "Ending impunity – detecting, investigating and prosecuting serious offences.",
    "victims": "Supporting and protecting victims, from identification to reintegration.",
    "emerging": "Considering new and emerging issues, including:",
    "partners": "Collaborating with regional organisations, civil society and the private sector.",
}
_EMERGING = ("The role of technology", "Movements after natural disasters", "Remote forms of recruitment")
_MEMBERS = ("Australia", "Fiji", "Indonesia", "IOM", "Japan", "Malaysia", "Philippines", "Samoa", "UNODC")
_STATES = ("not-started", "ongoing", "completed", "in-progress")

_VERBS = (
    "Continue to develop",
    "Identify and share",
    "Commission",
    "Promote the use of",
    "Review",
    "Deliver",
)
_OBJECTS = (
    "training on the *Policy Guide on Financial Investigations* and related materials",
    "good practice examples of safe return",
    "guidance for labour inspectors, recruiters and the fishing industry",
    "trends observed by members and observers since the last annual meeting",
    "a compendium of national legislation, agreements and standard procedures",
    "research into the role of technology in recruitment and in its detection",
    "**practical cooperation** between liaison officers",
)
_PURPOSES = (
    "to strengthen the capacity of members' competent authorities",
    "so that vulnerable groups such as migrants, women and children are better protected",
    "in line with international standards and the terms of reference of the group",
    "including through a discussion at the annual meeting and in other existing forums",
    "and report on the results, the lessons learnt and the remaining obstacles to its co-chairs",
)
_ENDINGS = (
    "",
    " This could include a joint workshop with the regional support office.",
    " The co-chairs will align planning with other groups, avoid duplication of members' efforts and"
    " invite non-government organisations to contribute where appropriate.",
)

_MANUSCRIPT = """\
The plan sets out priorities and activities of the group over the next two years. It is intended
to be a 'living' document that can be amended to reflect new and emerging priorities.[^living]

# Priority issues

The plan identifies the below priorities to guide the group's efforts.

:::{priorities}
:::

# Action Items

:::{action-items}
:::
"""

_APPENDIX = """\
# Background

Addressing these issues requires strong collaborative partnerships with regional and multilateral
organisations, civil society and the private sector.

## Sharing what is learnt

The group will continue to prioritise collaboration, to *drive action* and develop coordinated
responses in the region.
"""


def write_plan(folder: Path, actions: int) -> None:
    """Write a whole content folder with so many action items into `folder`, which is made."""
    (folder / "appendices").mkdir(parents=True)
    files = {
        "plan.yaml": _identity(actions),
        "plan.md": _MANUSCRIPT,
        "priorities.yaml": "".join(_priorities()),
        "actions.yaml": "".join(map(_action, range(actions))),
        "footnotes.yaml": "".join(_notes(actions)),
        "members.yaml": "".join(f"- id: {member}\n" for member in _MEMBERS),
        "appendices/01-background.md": _APPENDIX,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _pick(bank: Sequence[str], number: int, stride: int) -> str:
    return bank[(number * stride + number // len(bank)) % len(bank)]


def _identity(actions: int) -> str:
    return textwrap.dedent(f"""\
        organisation:
          name: The Example Process
        group: Working Group on Measurements
        title: "Forward Work Plan: 2031-2033"
        period: {{start: 2031, end: 2033}}
        edition: {{label: "2031.{actions}", date: 2031-03-01}}
        language: en
        """)


def _priorities() -> Iterator[str]:
    for priority, text in _PRIORITIES.items():
        yield f"- id: {priority}\n  text: {json.dumps(text, ensure_ascii=False)}\n"
        if priority == "emerging":
            yield "  items:\n"
            yield from (
                f"    - id: emerging-{number}\n      text: {text}\n"
                for number, text in enumerate(_EMERGING, 1)
            )


def _action(number: int) -> str:
    words = " ".join((_pick(_VERBS, number, 1), _pick(_OBJECTS, number, 3), _pick(_PURPOSES, number, 2)))
    note = f"[^measure-{number + 1}]" if _has_note(number) else ""
    text = f"{words}{_phase(number)}.{note}{_pick(_ENDINGS, number, 2)}"
    body = textwrap.indent(textwrap.fill(text, 100), " " * 4)
    lines = [
        f"- id: measure-{number + 1}",
        f"  action: >-\n{body}",
        f"  linked_priorities: [{', '.join(_links(number))}]",
    ]
    if number % 3:
        role = ", role: lead" if number % 2 else ""
        lines.append(f"  interest: [{{member: {_pick(_MEMBERS, number, 4)}{role}}}]")
    if number % 5 == 0:
        lines.append(f'  status: {{state: {_pick(_STATES, number, 1)}, timeframe: "{2031 + number % 3}"}}')
    return "\n".join(lines) + "\n"


def _phase(number: int) -> str:
    """What tells an action from those with the same words: a hundred that follow each other have different
    ones."""
    return f", in phase {number // 100 + 1}" if number >= 100 else ""


def _links(number: int) -> list[str]:
    ids = list(_PRIORITIES)
    first = number % len(ids)
    return ids[first : first + 1 + (number % 7 == 0)]


def _has_note(number: int) -> bool:
    return number % 12 == 0


def _notes(actions: int) -> Iterator[str]:
    yield "living: To be updated as members report.\n"
    for number in filter(_has_note, range(actions)):
        yield f"measure-{number + 1}: As agreed at meeting {number + 1}, subject to available resources.\n"
