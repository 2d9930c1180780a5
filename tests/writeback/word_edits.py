"""Generated edits of the real plan in Word, as members make them: words, lines, rows, cells, notes, links."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from lxml.etree import _Element

from tests.writeback.in_word import WordFileEditor

_WORDS = (
    "and the moon", "2031–33", "Policy: first part", "50 %", "“so-called”", "A & B", "العربية", "việc",
    "under_score", "*starred*", "# 4", "[brackets]", "victims' rights", "(linked)", "one; two", "x",
)  # fmt: skip
_MEMBERS = ("Indonesia", "IOM", "Malaysia", "UNODC", "Thailand", "Viet Nam (lead)", "Indonesia (lead)")
_STATUS = (
    ("Ongoing",),
    ("Completed", "As reported at the Sixth Meeting"),
    ("Deferred", "Awaiting funds: see the annex", "Timeframe: 2023"),
    ("Timeframe: mid-2022 - 2023",),
    ("A first workshop was held",),
)


@st.composite
def edits(draw: st.DrawFn, editor: WordFileEditor, most: int = 4) -> None:
    """One to `most` edits of the file that is open in `editor`, each of another paragraph or row."""
    member = _Member(draw, editor)
    for _ in range(draw(st.integers(1, most))):
        draw(st.sampled_from(member.habits))()


class _Member:
    def __init__(self, draw: st.DrawFn, editor: WordFileEditor) -> None:
        self._draw, self._editor = draw, editor
        self._lines = editor.outside_tables()
        self._rows = editor.rows()
        self._notes = editor.notes()
        self._calls = editor.calls()
        self.habits: list[Callable[[], None]] = [
            self.reword,
            self.reword,
            self.type_line,
            self.strike_line,
            self.reword_note,
            self.add_note,
            self.strike_call,
            self.reword_action,
            self.fill_interest,
            self.report,
            self.link,
            self.add_row,
            self.strike_row,
            self.move_row,
        ]

    def _take(self, among: list[_Element]) -> _Element:
        """One that was not taken before. There are more of each than edits."""
        return among.pop(self._draw(st.integers(0, len(among) - 1)))

    def _some(self) -> str:
        return " ".join(self._draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3)))

    def _retype(self, paragraph: _Element, last: int | None = None) -> None:
        """Words for words, at the ends of words, in one run."""
        found = self._editor.texts(paragraph)[:last]
        # Limit: an edit of the ": " behind "Appendix A" is read as one of the heading's words.
        texts = [run for run in found if _words(run) != ": "]
        if not texts:
            return
        run = self._draw(st.integers(0, len(texts) - 1))
        words = _words(texts[run])
        edges = sorted({0, len(words), *(n for n, sign in enumerate(words) if sign == " ")})
        start = self._draw(st.integers(0, len(edges) - 1))
        end = self._draw(st.integers(start, min(start + 3, len(edges) - 1)))
        new = self._draw(st.sampled_from((f" {self._some()}", f" {self._some()}", "")))
        if edges[end] - edges[start] < len(words.strip()) or new:
            self._editor.retype(texts[run], edges[start], edges[end], new)

    def reword(self) -> None:
        self._retype(self._take(self._lines))

    def type_line(self) -> None:
        self._editor.type_paragraph(self._take(self._lines[4:]), self._some())

    def strike_line(self) -> None:
        self._editor.strike(self._take(self._lines))

    def reword_note(self) -> None:
        self._retype(self._take(self._notes))

    def add_note(self) -> None:
        self._editor.add_note(self._take(self._lines), self._some())

    def strike_call(self) -> None:
        call = self._take(self._calls)
        paragraph = call.getparent()
        if paragraph is not None and paragraph in self._lines:
            self._lines.remove(paragraph)
            self._editor.strike_call(call)

    def reword_action(self) -> None:
        self._retype(self._editor.cell(self._take(self._rows), 0), -1)

    def fill_interest(self) -> None:
        members = self._draw(st.lists(st.sampled_from(_MEMBERS), min_size=1, max_size=3))
        self._editor.type_lines(self._editor.cell(self._take(self._rows), 1), [", ".join(members)])

    def report(self) -> None:
        self._editor.type_lines(
            self._editor.cell(self._take(self._rows), 2), self._draw(st.sampled_from(_STATUS))
        )

    def link(self) -> None:
        numbers = self._draw(st.sampled_from(("5", "4", "5,4", "3", "9", "x")))
        self._editor.link(self._take(self._rows), numbers, over=self._draw(st.booleans()))

    def add_row(self) -> None:
        links = self._draw(st.sampled_from((" (linked priority 2,3)", " (linked priority 1)", "")))
        member = self._draw(st.sampled_from(("", *_MEMBERS)))
        self._editor.type_row(self._take(self._rows), (f"{self._some()}{links}", member, ""))

    def strike_row(self) -> None:
        self._editor.strike_row(self._take(self._rows))

    def move_row(self) -> None:
        row = self._take(self._rows)
        self._editor.move_row(row, self._take(self._rows))


def _words(run: _Element) -> str:
    return "".join(map(str, run.itertext()))
