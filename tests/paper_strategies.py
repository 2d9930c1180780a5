"""Papers for property tests: a content folder with one paper, of any kind that manuscripts and data can make.

Where `tests.strategies` draws trees, whatever made them, this draws what people write: heads, numbered
paragraphs, recommendations, directives with options, a meeting with its agenda, and data in any state. So the
laws hold of what directives print, too.

    @given(papers())
    def test_law(files: dict[str, str]) -> None:
        paper = paper_folder(folder(files), PAPER)
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.contents import FOOTNOTES, PLAN
from workplan.content.models.states import STATES

#: The name of the paper that is drawn.
PAPER = "drawn"

_WORDS = (
    "tides",
    "the *Guide*",
    "**at once**",
    "ร่างแผน",
    "هجرة",
    "移民",
    "2031–33",
    "A & B",
    "co-chairs",
    "50 %",
)
_TIMEFRAMES = ("Q3 2031", "by June 2032", "2031-2033", "end of the plan", "continuous", "12 March 2031")
_MEMBERS = ("Harbours", "Pilots", "Viet Nam", "Korea, Republic of")
_PRIORITIES = ("calm", "storms")
_COLUMNS = (
    *("number", "action", "priorities", "interest", "lead", "contributing", "state", "status"),
    *("timeframe", "meeting", "overdue"),
)
_MEETING = """\
name: Annual Meeting
ordinal: Tenth
place: Harbour
dates: {{start: 2031-11-12, end: 2031-11-13}}
agenda:
  - title: Adoption of {words}
    annotation: The meeting is invited to adopt {words}.
    papers: [{paper}]
  - title: Reports
    items:
      - title: Views
        papers: [{{title: Views on tides, symbol: TP/10/INF.1, date: 2031-10-09}}]
  - title: Closing
"""


@dataclass
class _Writer:
    draw: st.DrawFn

    def one(self, *among: str) -> str:
        return self.draw(st.sampled_from(among))

    def some(self, among: tuple[str, ...], fewest: int = 0) -> list[str]:
        return self.draw(st.lists(st.sampled_from(among), min_size=fewest, max_size=3, unique=True))

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def words(self) -> str:
        return " ".join(self.some(_WORDS, 1))

    # Data

    def action(self, number: int) -> str:
        links = ", ".join(self.some(_PRIORITIES, 1))
        roles = ("", ", role: lead", ", role: contributing")
        members = (f'{{member: "{each}"{self.one(*roles)}}}' for each in self.some(_MEMBERS))
        lines = [f"- id: a{number}", f'  action: "{self.words()}"', f"  linked_priorities: [{links}]"]
        if interest := ", ".join(members):
            lines.append(f"  interest: [{interest}]")
        status = {
            "state": self.one("", *(state.id for state in STATES)),
            "text": self.one("", "Begun **well**"),
            "timeframe": self.one("", *_TIMEFRAMES),
            "meeting": self.one("", "the Third Meeting"),
        }
        if said := ", ".join(f'{name}: "{value}"' for name, value in status.items() if value):
            lines.append(f"  status: {{{said}}}")
        return "\n".join(lines)

    # The manuscript

    def head(self) -> str:
        fields = {
            "title": self.one("Status report", "ระเบียบวาระ", "جدول الأعمال"),
            "symbol": self.one("", "TP/10/WP.1", "TP/10/WP.1/Rev.1"),
            "date": self.one("", "2031-10-01"),
            "agenda_item": self.one("", '"2 (c)"'),
            "purpose": self.one("", "noting", "discussion"),
            "submitted_by": self.one("", "The co-chairs"),
            "summary": self.one("", "What was done; see [[the annex]]."),
            "numbered": self.one("", "true"),
            "meeting": "tenth",
        }
        lines = (f"{name}: {value}" for name, value in fields.items() if value)
        return "\n".join(("---", *lines, "---"))

    def directive(self, name: str, **options: str) -> str:
        lines = [f":{name.replace('_', '-')}: {value}" for name, value in options.items() if value]
        return "\n".join((f":::{{{name}}}", *lines, ":::"))

    def filters(self) -> dict[str, str]:
        kind = self.one("", "", "priority", "state", "member", "lead", "overdue")
        chosen = {
            "": "",
            "priority": ", ".join(self.some(_PRIORITIES, 1)),
            "state": self.one("none", "completed", "postponed, ongoing"),
            "member": self.one("Harbours", "Pilots, Viet Nam"),
            "lead": "missing",
            "overdue": "yes",
        }
        return ({kind: chosen[kind]} if kind else {}) | ({"on": "2032-01-01"} if kind == "overdue" else {})

    def actions(self) -> str:
        columns = self.some(_COLUMNS, 1) if self.maybe() else []
        widths = " ".join(str(10 + n) for n in range(len(columns))) if columns and self.maybe() else ""
        return self.directive(
            "action-items",
            **self.filters(),
            group=self.one("", "", "priority", "state", "member"),
            sort=self.one("", "priority", "state", "member", "timeframe"),
            columns=", ".join(columns),
            widths=widths,
        )

    def recommendations(self) -> str:
        verbs = self.some(("note", "endorse", "invite members to", "request the co-chairs to"), 1)
        items = (f"- {verb} {self.words()};" for verb in verbs)
        return "\n".join(("The meeting is invited to:", "", ":::{recommendations}", *items, ":::"))

    def block(self) -> str:
        kind = self.one(
            *("paragraph", "paragraph", "quotation", "list", "actions", "actions", "recommendations"),
            *(
                "status-summary",
                "chart",
                "interest-matrix",
                "members",
                "agenda",
                "documents",
                "edition-history",
            ),
        )
        match kind:
            case "paragraph":
                return f"{self.words()} and [[a blank]] with a note.[^source]"
            case "quotation":
                return f"> {self.words()}\n>\n> The end."
            case "list":
                return f"In order:\n\n1. {self.words()}\n   - under it\n2. two"
            case "actions":
                return self.actions()
            case "recommendations":
                return self.recommendations()
            case "status-summary" | "interest-matrix":
                return self.directive(kind, **self.filters())
            case "members":
                return self.directive(kind, interested=self.one("", "yes"))
            case "agenda":
                return self.directive(kind, annotated=self.one("", "yes"))
            case _:
                return self.directive(kind)

    def paper(self) -> str:
        parts = [self.head()]
        for n in range(self.draw(st.integers(1, 3))):
            parts += [
                f"# Part {n} {self.one(*_WORDS)}",
                *(self.block() for _ in range(self.draw(st.integers(1, 2)))),
            ]
        # Data that nothing prints are an error; the plan beside it prints them.
        return "\n\n".join((*parts, ""))

    def files(self) -> dict[str, str]:
        actions = [self.action(n) for n in range(self.draw(st.integers(0, 4)))]
        return {
            "plan.yaml": PLAN,
            "plan.md": "# All\n\nWords.[^source]\n\n:::{priorities}\n:::\n\n:::{action-items}\n:::\n",
            "priorities.yaml": '- {id: calm, text: "Calm seas[^calm]"}\n- {id: storms, text: Storms}\n',
            "actions.yaml": "\n".join(actions) + "\n" if actions else "[]\n",
            "footnotes.yaml": FOOTNOTES,
            "members.yaml": "".join(f'- {{id: "{each}"}}\n' for each in _MEMBERS),
            "meetings/tenth.yaml": _MEETING.format(words=self.one("the agenda", "วาระ"), paper=PAPER),
            f"papers/{PAPER}.md": self.paper(),
        }


@st.composite
def papers(draw: st.DrawFn) -> dict[str, str]:
    """The files of a content folder with the paper `PAPER`."""
    return _Writer(draw).files()
