"""Layouts of heads: which lines stand above the text of a paper, in what form and look.

    styles/heads/NAME.yaml     those that come with the program
    heads/NAME.yaml            those of a content folder, which go first

    lines:
      - {print: "{symbol}", look: strong, align: end}
      - {print: "Agenda item {agenda_item}"}
      - {print: "**{label.summary}**", look: box, when: [summary]}
      - {print: "{summary}", look: box}

Looks are a fixed palette, each a style of `styles/theme.yaml`: a role of the document's paragraphs
(`document.tree.ParagraphRole`) is a look and where its words stand.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from workplan.content.paper.front_fields import FIELDS, field
from workplan.content.paper.pattern import parse
from workplan.content.paper.roles import BOX, Align, aligned
from workplan.content.values.values import Model, Words
from workplan.content.words.wording import LABELS
from workplan.text.hints import did_you_mean, join, one_of, quoted

Look = Literal[
    "normal", "strong", "large", "small", "box", "title", "symbol", "organisation", "mandate", "group"
]

#: The looks that are as the theme says they are, wherever they stand: those of the plan's own front page.
_FIXED: Mapping[Look, str] = {
    "box": BOX,
    "symbol": "symbol",
    "organisation": "organisation",
    "mandate": "mandate",
    "group": "group",
}


def _pattern(words: str) -> str:
    pattern = parse(words)
    for token in pattern.tokens:
        if token.kind == "field" and not field(token.text):
            known = one_of([*FIELDS, "extra.…"], 40)
            raise ValueError(join(f"there is no field {quoted(token.text)}", did_you_mean(token.text, FIELDS),
                                  f"fields: {known}"))  # fmt: skip
        if token.kind == "label" and token.text not in LABELS:
            raise ValueError(
                join(f"no field has the label {quoted(token.text)}", did_you_mean(token.text, LABELS))
            )
    return words


def _fields(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not field(name):
            raise ValueError(join(f"there is no field {quoted(name)}", did_you_mean(name, FIELDS)))
    return names


class LayoutLine(Model):
    """A line: its pattern, its look, and the fields of which one must be given for it to be printed."""

    print: Annotated[Words, AfterValidator(_pattern)]
    look: Look = "normal"
    align: Align = "start"
    when: Annotated[tuple[str, ...], AfterValidator(_fields)] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.align != "start" and self.look in _FIXED:
            raise ValueError(
                f"a line in the look {self.look} stands where styles/theme.yaml says: take align out"
            )
        if not self.when and not parse(self.print).fields:
            raise ValueError("a line without a field says in when: for which fields it is printed")
        if self.look == "title" and parse(self.print).text != "{title}":
            raise ValueError('a line in the look title is "{title}" and nothing else')
        return self

    @property
    def role(self) -> str:
        return _FIXED.get(self.look) or aligned(
            self.look if self.look == "title" else f"head-{self.look}", self.align
        )


class Layout(Model):
    lines: Annotated[tuple[LayoutLine, ...], Field(min_length=1, max_length=60)]

    @model_validator(mode="after")
    def _has_one_title(self) -> Self:
        if sum(line.look == "title" for line in self.lines) != 1:
            raise ValueError('one of the lines prints "{title}" in the look title, and no other does')
        return self
