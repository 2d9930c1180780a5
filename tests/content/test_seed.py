"""The words of the endorsed plan, exactly, once, in order: the content against `seed.txt`.

`seed.txt` is the source's text with the artefacts of its extraction repaired, kept here as plain
text; nothing of it is made from `content/`. The words are put together again by this test alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it.tree import SyntaxTreeNode

from workplan.content.load import load
from workplan.content.manuscript.markdown import parse_inline
from workplan.content.models.data import Action
from workplan.content.paper.plan import Plan

HERE = Path(__file__).parent
CONTENT = HERE.parent.parent / "content"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Recomposed:
    """A plan as lines of plain text: one for each paragraph, item and row, with raised numbers for
    notes, stars for bold and italic, tabs between cells."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.calls: list[str] = []
        self.numbers = {priority.id: n for n, priority in enumerate(plan.priorities, start=1)}
        self.lines = [*self._body(), *self._notes()]

    def _body(self) -> Iterator[str]:
        identity = self.plan.identity
        yield identity.organisation.name
        yield identity.organisation.mandate or ""
        yield identity.group
        yield identity.title
        yield from self._blocks(self.plan.manuscript.tree)
        for letter, appendix in zip("ABC", self.plan.appendices, strict=False):
            title, *others = self._blocks(appendix.manuscript.tree)
            yield f"Appendix {letter}: {title}"
            yield from others

    def _blocks(self, node: SyntaxTreeNode) -> Iterator[str]:
        for child in node.children:
            match child.type:
                case "bullet_list":
                    yield from (f"- {self._words(item)}" for item in child.children)
                case "directive" if child.meta["name"] == "priorities":
                    yield from self._priorities()
                case "directive":
                    heads = child.meta["options"]
                    yield "\t".join(self._words(heads[column]) for column in ("action", "interest", "status"))
                    yield from map(self._row, range(1, len(self.plan.actions) + 1), self.plan.actions)
                case _:
                    yield self._words(child)

    def _priorities(self) -> Iterator[str]:
        for number, priority in enumerate(self.plan.priorities, start=1):
            yield f"{number}. {self._words(parse_inline(priority.text))}"
            yield from (
                f" {letter}. {self._words(parse_inline(item.text))}"
                for letter, item in zip("abc", priority.items, strict=False)
            )

    def _row(self, number: int, action: Action) -> str:
        linked = ",".join(str(self.numbers[id]) for id in action.linked_priorities)
        words = f"{number}. {self._words(parse_inline(action.action))} (linked priority {linked})"
        return f"{words}\t{', '.join(i.member for i in action.interest)}\t{action.status or ''}"

    def _notes(self) -> Iterator[str]:
        texts = {note.id: note.text for note in self.plan.footnotes}
        for number, id in enumerate(self.calls, start=1):
            yield f"{str(number).translate(RAISED)} {self._words(parse_inline(texts[id]))}"

    def _words(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text":
                return node.content
            case "softbreak":
                return " "
            case "note_call":
                self.calls.append(node.meta["id"])
                return str(len(self.calls)).translate(RAISED)
        stars = {"strong": "**", "em": "*"}.get(node.type, "")
        return stars + "".join(map(self._words, node.children)) + stars


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded = load(CONTENT)
    assert not loaded.warnings
    return loaded.plan


def test_the_words_are_the_sources(plan: Plan) -> None:
    assert Recomposed(plan).lines == (HERE / "seed.txt").read_text("utf-8").splitlines()


def test_the_oddities_of_the_source_are_kept() -> None:
    words = " ".join((HERE / "seed.txt").read_text("utf-8").split())
    for oddity in (
        "This include continuing",
        "mixed migration setting.",
        "hold perpetrators into account",
        "role developing guidance",
        "International Labour Organisation also",
        "International Labour Organization (ILO)",
        "successful return and re-integration initiatives",
        "from identification to reintegration",
        "*Interlinkages between Trafficking in Persons and Marriages*",
        "Interlinkages Between Trafficking in Persons and Marriage, 2020",
        "five are adult women and two are girls.⁵",
        "for the first time in 20 years⁹.",
        "by 155%¹⁰.",
        "(linked priority 3,4)",
    ):
        assert oddity in words


def test_no_position_of_a_member_is_invented(plan: Plan) -> None:
    assert {i.member for a in plan.actions for i in a.interest} == {m.id for m in plan.members}
    assert not any(i.role for a in plan.actions for i in a.interest)
    assert not any(a.status for a in plan.actions)
