"""A plan with all that content can hold: what a working group's plan looks like after two years."""

from __future__ import annotations

from functools import cache

from tests.contents import FILES
from tests.documents import picture
from tests.test_right_to_left import WORDING
from workplan.content.files.folder import MemoryFolder
from workplan.content.load import load
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.editions.standing import Standing

_IDENTITY = """\
symbol: TIDE/WG/2031/WP.3/Rev.1
co_chairs: [Australia, Indonesia, the Lao People's Democratic Republic, the United Nations Office on Drugs]
amended: {at: the Sixth Meeting, date: 2031-12-01}
"""

_MANUSCRIPT = """\
> The Ministers welcomed the report and asked for a plan of three years.
>
> They recalled that emissions of CO~2~ had grown by 10^6^ m^3^, and noted the address:\\
> P.O. Box 1234

- items
  - below items

# Tables

| Meeting | Place | Cost |
| ------- | :---: | ---: |
| First meeting of the Working Group | Bangkok | 12,000 |
| Second | Antananarivo | 1,204,000 |

:::{list-table}
:widths: 20 50 30

* - Meeting
  - What was said
  - By whom
* - First
  - The members welcomed the report.

    They asked for a second one.
  - Lao People's Democratic Republic
* - Second
  - See <https://example.org/documents/2031/second-meeting/annexes/report-of-the-second-meeting.pdf>.
  - Viet Nam
:::

![Tides by month](chart.png "Tides in March")

"""

_ACTIONS = """\
- id: measure
  action: Measure the *tide*, the current and the wind at each station, and publish the **results**
  linked_priorities: [storms, calm]
  interest:
    - {member: Harbours, role: lead}
    - {member: Lao People's Democratic Republic, role: contributing}
    - {member: Pilots, role: contributing}
  status:
    state: ongoing
    text: A first draft was **read** at two sittings; see <https://example.org/status>.[^source]
    timeframe: March 2031 to December 2032
    meeting: the Third Meeting of the Working Group
- id: report
  action: Report
  linked_priorities: [calm]
- id: train
  action: Train pilots
  linked_priorities: [calm]
  interest: [{member: Pilots}]
  status: {state: completed, text: Done}
"""

_FILES = {
    **FILES,
    "plan.yaml": FILES["plan.yaml"] + _IDENTITY,
    "plan.md": _MANUSCRIPT + FILES["plan.md"],
    "actions.yaml": _ACTIONS,
    "members.yaml": FILES["members.yaml"] + "- {id: Lao People's Democratic Republic}\n",
}
_ARABIC = {
    "The Ministers welcomed the report and asked for a plan of three years.": (
        "رحب الوزراء بالتقرير وطلبوا إعداد خطة لثلاث سنوات، وأعربوا عن تقديرهم للرئيسين المشاركين. " * 6
    ),
    "- items\n": "- تبادل المعلومات بين الأعضاء\n",
    "First meeting of the Working Group": "الاجتماع الأول للفريق العامل",
    "The members welcomed the report.": "رحب الأعضاء بالتقرير وشكروا الرئيسين.",
    "They asked for a second one.": "وطلبوا تقريرا ثانيا.",
    "Report\n": "تقديم تقرير إلى الوزراء\n",
    "A first draft was **read** at two sittings": "قُرئت **المسودة** الأولى في جلستين",
    "Working Group on Tides": "الفريق العامل المعني بالمد والجزر",
    "The Tide Process": "منتدى المد والجزر",
}


@cache
def full_plan(language: str = "en", *, draft: bool = False, changed: bool = False) -> Document:
    """The plan in English or, as far as it matters to a page, in Arabic ("ar"). `changed` is a later one."""
    files = dict(_FILES)
    if language == "ar":
        for before, after in _ARABIC.items():
            files = {name: text.replace(before, after) for name, text in files.items()}
        files["plan.yaml"] += f"language: ar\n{WORDING}"
    if changed:
        files["plan.md"] = files["plan.md"].replace("12,000", "13,000").replace("second one", "third one")
        files["actions.yaml"] = files["actions.yaml"].replace("two sittings", "three sittings")
        files["actions.yaml"] = files["actions.yaml"].partition("- id: train")[0]
    data = {name: text.encode() for name, text in files.items()} | {"chart.png": picture().data}
    return compose(load(MemoryFolder(data, "content")).plan, standing=Standing(draft, "schema: 5"))


_DIRECTIVES = """
# Progress

:::{status-summary}
:::

:::{chart}
:::

:::{interest-matrix}
:::

:::{action-items}
:group: priority
:columns: number, action, lead, state, overdue
:::

:::{members}
:::
"""


@cache
def with_directives() -> Document:
    """The plan with whatever else is printed from its data: counts, a chart, a matrix, groups of actions."""
    data = {name: text.encode() for name, text in _FILES.items()} | {"chart.png": picture().data}
    data["plan.md"] += _DIRECTIVES.encode()
    return compose(load(MemoryFolder(data, "content")).plan, standing=Standing(False, "schema: 5"))
