"""Plans as people type them, drawn; the same plan corrected in Word, and the folder edited by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from tests.importing.word_files import bold, call, docx, footnote, paragraph, row, run, table

_NOUNS = ("tides", "gauges", "coasts", "tables", "charts", "harbours", "storms", "buoys", "reefs", "deltas", "ไทย")
_VERBS = ("Measure", "Publish", "Share", "Review", "Train", "Compare", "Survey", "Collect", "Support", "Host")
_MEMBERS = ("Fiji", "Tonga", "UNODC", "Viet Nam", "Samoa")
_STATES = ("", "Ongoing", "Completed")


@dataclass(frozen=True)
class Action:
    words: str
    linked: tuple[int, ...]
    members: tuple[str, ...]
    status: str = ""


@dataclass(frozen=True)
class TypedPlan:
    """`text` has the paragraphs below each heading; a "^" in one calls the next of the `notes`."""

    text: dict[str, tuple[str, ...]]
    priorities: tuple[str, ...]
    actions: tuple[Action, ...]
    notes: tuple[str, ...] = ()
    appendices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title: str = "Work Plan 2024-2026"

    def docx(self) -> bytes:
        lines = [paragraph(each, '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>') for each in
                 ("Tides Council", "Working Group on Tides", self.title)]  # fmt: skip
        called = 0
        for heading, texts in self.text.items():
            lines.append(bold(heading))
            for text in texts:
                inside = ""
                for n, piece in enumerate(text.split("^")):
                    if n:
                        called += 1
                        inside += call(called)
                    inside += run(piece) if piece else ""
                lines.append(paragraph(inside=inside))
        lines.append(bold("Priorities"))
        lines += [paragraph(f"{n}. {words}") for n, words in enumerate(self.priorities, 1)]
        lines.append(bold("Action items"))
        head = row(*(bold(words) for words in ("Action item", "Members’ interest", "Status")))
        rows = []
        for n, each in enumerate(self.actions, 1):
            linked = ",".join(str(number + 1) for number in each.linked)
            rows.append(row(f"{n}. {each.words} (linked priority {linked})", ", ".join(each.members), each.status))
        lines.append(table(head, *rows))
        for n, (title, texts) in enumerate(self.appendices):
            lines.append(bold(f"Appendix {chr(ord('A') + n)}: {title}"))
            lines += map(paragraph, texts)
        notes = "".join(footnote(n, words) for n, words in enumerate(self.notes, 1))
        return docx("".join(lines), **({"footnotes": notes} if notes else {}))


def _sentence(draw: st.DrawFn, used: set[str]) -> str:
    while True:
        nouns = draw(st.lists(st.sampled_from(_NOUNS), min_size=3, max_size=6))
        number = draw(st.integers(0, 999))
        words = f"{draw(st.sampled_from(_VERBS))} the {' and the '.join(nouns)} of region {number}"
        if words not in used:
            used.add(words)
            return words


@st.composite
def plans(draw: st.DrawFn) -> TypedPlan:
    used: set[str] = set()
    text: dict[str, tuple[str, ...]] = {}
    calls = 0
    for n in range(draw(st.integers(1, 3))):
        texts = []
        for _ in range(draw(st.integers(1, 3))):
            words = _sentence(draw, used)
            if draw(st.booleans()):
                words += "^"
                calls += 1
            texts.append(f"{words}, every year.")
        text[f"Section {'ABC'[n]}"] = tuple(texts)
    priorities = tuple(f"{_sentence(draw, used)}." for _ in range(draw(st.integers(1, 4))))
    actions = []
    for _ in range(draw(st.integers(1, 5))):
        linked = draw(st.sets(st.integers(0, len(priorities) - 1), min_size=1, max_size=2))
        members = draw(st.lists(st.sampled_from(_MEMBERS), unique=True, min_size=1, max_size=3))
        actions.append(Action(_sentence(draw, used), tuple(sorted(linked)), tuple(members), draw(st.sampled_from(_STATES))))
    notes = tuple(f"Note: {_sentence(draw, used)}." for _ in range(calls))
    appendices = tuple(
        (f"Background {'XYZ'[n]}", tuple(f"{_sentence(draw, used)}." for _ in range(draw(st.integers(1, 2)))))
        for n in range(draw(st.integers(0, 2)))
    )
    return TypedPlan(text, priorities, tuple(actions), notes, appendices)
