"""Content folders to test with, written from plain text."""

from __future__ import annotations

from pathlib import Path

#: The real plan.
ROOT_CONTENT = Path(__file__).parent.parent / "content"

PLAN = """\
organisation: {name: The Tide Process}
group: Working Group on Tides
title: "Forward Work Plan: 2031-2033"
short_title: Forward Work Plan 2031-33
period: {start: 2031, end: 2033}
edition: {label: "2031", date: 2031-03-01}
"""

MANUSCRIPT = """\
See priority [](#storms), [the second](#storms) and [](#steps).[^source]

(steps)=
# Steps

1. one
   - under one
2. two

:::{priorities}
:::

# Actions

:::{action-items}
:interest: Members' interest [^interest]
:::
"""

PRIORITIES = """\
- id: calm
  text: Calm seas[^calm]
- id: storms
  text: "Storms, including:"
  items:
    - {id: wind, text: wind}
    - {id: waves, text: waves}
"""

ACTIONS = """\
- id: measure
  action: Measure the *tide*
  linked_priorities: [storms, calm]
  interest: [{member: Harbours, role: lead}, {member: Pilots}]
- id: report
  action: Report[^source]
  linked_priorities: [calm]
  status: {state: ongoing, text: Begun **well**, timeframe: "2032", meeting: the Third Meeting}
"""

FOOTNOTES = """\
calm: No wind.
source: Tide Tables, 2030.
interest: As members say.
"""

MEMBERS = """\
- {id: Harbours}
- {id: Pilots}
"""

APPENDIX = """\
# Background of the *plan*

Two words.

## History

A line.
"""

FILES = {
    "plan.yaml": PLAN,
    "plan.md": MANUSCRIPT,
    "priorities.yaml": PRIORITIES,
    "actions.yaml": ACTIONS,
    "footnotes.yaml": FOOTNOTES,
    "members.yaml": MEMBERS,
    "appendices/01-background.md": APPENDIX,
}


def write_content(folder: Path, **changed: str | None) -> Path:
    """A small content folder that is in order; `plan_md="…"` replaces plan.md, None leaves it out."""
    for name, text in FILES.items():
        key = name.removeprefix("appendices/01-").replace(".", "_")
        words = changed.get(key, text)
        if words is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, "utf-8")
    return folder
