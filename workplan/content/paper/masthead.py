"""The front page: each line that stands above the text, in the order in which it is printed.

The plan's own are `LINES`; those of a paper follow from the layout of its head (`layout`). Who prints a line,
looks for it, names it or reads it back asks `front_lines`. What a line prints are fields (`front_fields`);
what roles there are, `roles` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.paper import front_fields as fields
from workplan.content.paper.front_fields import Field
from workplan.content.paper.layout import LayoutLine
from workplan.content.paper.pattern import AmbiguousError, Pattern, parse
from workplan.content.paper.plan import Plan
from workplan.content.paper.roles import TITLES, paper_line
from workplan.content.paper.written_days import day_in_words, read_day
from workplan.content.values.blank import parts
from workplan.text.hints import quoted

#: The schema from which on a draft says so below its title (`editions.migrations`).
_DRAFTS_SAY_SO = 9


class FrontLine(Struct, frozen=True):
    """A line of the front page: its id, its role, which names its style, and the pattern of its fields."""

    id: str
    role: str
    pattern: Pattern
    fields: tuple[Field, ...]
    when: tuple[Field, ...] = ()

    def runs(self, plan: Plan) -> list[tuple[str, bool]]:
        """Its words as they are written, each with whether it is bold; none where it is not printed."""
        if self.when and not any(field.words(plan) for field in self.when):
            return []
        if not self.fields:
            return [(self._said(token.kind, token.text, plan), token.bold) for token in self.pattern.tokens]
        return self.pattern.filled(self._values(plan), _labels(plan))

    def words(self, plan: Plan) -> str:
        return "".join(words for words, _ in self.runs(plan))

    def read(self, words: str, plan: Plan) -> dict[Field, object]:
        """What its fields are to say, of those that say something else now. Raises `ValueError`, saying what
        the words should be."""
        before = self._values(plan)
        if not self.fields:
            raise ValueError("these words are those of the layout")
        try:
            found = (
                self.pattern.read(words, before, _labels(plan))
                if words
                else dict.fromkeys((name for name, value in before.items() if value), "")
            )
        except AmbiguousError:
            names = " and ".join(quoted(field.name) for field in self.fields)
            raise ValueError(
                f"its words cannot be divided between the fields: change {names} in the content"
            ) from None
        return {
            field: field.read(found[field.name], plan)
            for field in self.fields
            if field.name in found and found[field.name] != before[field.name]
        }

    @property
    def is_title(self) -> bool:
        return self.role in _TITLES

    def _values(self, plan: Plan) -> dict[str, str]:
        return {field.name: field.words(plan) for field in self.fields}

    def _said(self, kind: str, text: str, plan: Plan) -> str:
        return _labels(plan)[text] if kind == "label" else text


def front_page(plan: Plan) -> Iterator[tuple[FrontLine, list[tuple[str, bool, bool]]]]:
    """The lines that a plan or a paper has, with their runs of words, each bold or not, a blank or not."""
    for line in front_lines(plan):
        if runs := line.runs(plan):
            yield line, [(each, bold, blank) for words, bold in runs for each, blank in parts(words)]


def front_lines(plan: Plan) -> tuple[FrontLine, ...]:
    """The lines that it could have."""
    return tuple(_of_layout(plan.layout.lines)) if plan.layout else LINES


def _labels(plan: Plan) -> Mapping[str, str]:
    wording = plan.identity.wording
    return {**wording.head, "co_chairs": wording.co_chairs}


def _of_layout(lines: tuple[LayoutLine, ...]) -> Iterator[FrontLine]:
    seen: Counter[str] = Counter()
    for line in lines:
        pattern = parse(line.print)
        printed = tuple(filter(None, map(fields.field, pattern.fields)))
        when = tuple(filter(None, map(fields.field, line.when)))
        if line.role in _TITLES:
            id = "title"
        else:
            id = paper_line(tuple(pattern.fields) or (f"label.{'.'.join(line.when)}",))
            seen[id] += 1
            id = id if seen[id] == 1 else f"{id}-{seen[id]}"
        yield FrontLine(id, line.role, pattern, printed, when)


def _line(role: str, pattern: str, *fields: Field) -> FrontLine:
    return FrontLine(role, role, parse(pattern), fields)


def _edition(plan: Plan) -> str:
    identity, wording = plan.identity, plan.identity.wording
    if amended := identity.amended:
        day = day_in_words(amended.date, wording)
        return wording.as_amended.replace("{meeting}", amended.at).replace("{date}", day)
    if not identity.show_edition:
        return ""
    label, day = identity.edition.label, day_in_words(identity.edition.date, wording)
    if plan.draft and not identity.prints_as_before(_DRAFTS_SAY_SO):
        after = plan.draft == "after"
        pattern = wording.of_draft(after=after)
        label = pattern.replace("{edition}", label)
        if after and pattern == wording.draft_after:  # the day is that of the edition before
            return f"{label[:1].upper()}{label[1:]}"
    return f"{wording.edition} {label}, {day}"


def edition_lines(plan: Plan) -> frozenset[str]:
    """All that the line below the title may say of an edition that is shown: as a draft, and as issued.
    None of them is an edit of another."""
    if not plan.identity.show_edition:
        return frozenset()
    return frozenset(_edition(replace(plan, draft=each)) for each in ("", "draft", "after"))


def _read_edition(words: str, plan: Plan) -> object:
    identity, wording = plan.identity, plan.identity.wording
    if identity.show_edition:
        raise ValueError("it is made of edition.label and edition.date: change those in plan.yaml")
    if not words:
        return None
    form = re.escape(wording.as_amended)
    for name in ("meeting", "date"):
        form = form.replace(re.escape(f"{{{name}}}"), rf"(?P<{name}>.*\S)")
    found = re.fullmatch(rf"\s*{form}\s*", words, re.IGNORECASE)
    day = found and read_day(found["date"], wording)
    if not found or not day:
        example = wording.as_amended.replace("{meeting}", "…")
        example = example.replace("{date}", day_in_words(identity.edition.date, wording))
        raise ValueError(f"it is written so: “{example}”")
    return {"at": found["meeting"], "date": day.isoformat()}


LINES = (
    _line("symbol", "{symbol}", fields.SYMBOL),
    _line("organisation", "{organisation}", fields.ORGANISATION),
    _line("mandate", "{organisation.mandate}", fields.MANDATE),
    _line("group", "{body}", fields.GROUP),
    _line("co-chairs", "{label.co_chairs}: {co_chairs}", fields.CO_CHAIRS),
    _line("title", "{title}", fields.TITLE),
    _line("edition", "{amended}", Field("amended", _edition, _read_edition, ("amended",))),
)

_TITLES = frozenset(TITLES.values())
