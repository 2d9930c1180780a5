"""Claims: what rules say of lines, and the one list of all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeVar

from msgspec import Struct

from workplan.text.excerpts import shortened

#: Understood: nobody needs to look. Guessed: a doubt. Left out: no part of the content. Asks: a question.
Verdict = Literal["understood", "guessed", "left out", "asks"]

_MOST = 600


class Claim(Struct, frozen=True):
    """What the `rule` says of the line `at`: its `words` in the original, what they `became`, and the
    `evidence`. A question has `choices`. Words that are left out are given whole, as `lost`; `also` are other
    lines that it is about; `added` words are printed besides those of the original."""

    rule: str
    verdict: Verdict
    at: str
    words: str
    became: str
    evidence: str = ""
    choices: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def is_doubt(self) -> bool:
        return self.verdict in ("guessed", "asks")


class Claims(Struct):
    """The claims so far, and the answers that were given, by the ids of rules."""

    answers: Mapping[str, str] = {}
    made: list[Claim] = []
    asked: set[str] = set()

    def add(
        self, rule: str, verdict: Verdict, at: str, words: str, became: str, evidence: str = "",
        lost: Iterable[str] = (), also: Iterable[str] = (), added: Iterable[str] = (),
    ) -> None:  # fmt: skip
        words = shortened(" ".join(words.split()), _MOST)
        more = tuple(lost), tuple(also), tuple(added)
        self.made.append(Claim(rule, verdict, at, words, became, evidence, (), *more))

    def left_out(self, rule: str, at: str, words: str, became: str, evidence: str = "") -> None:
        """Words that are no part of the content."""
        self.add(rule, "left out", at, words, became, evidence, [words])

    def ask(
        self, rule: str, at: str, words: str, question: str, evidence: str, choices: tuple[str, ...]
    ) -> str:
        """The answer to a question; where there is none, a claim that stops, and the first choice."""
        self.asked.add(rule)
        words = shortened(" ".join(words.split()), _MOST)
        given = self.answers.get(rule, "")
        if given in choices:
            self.made.append(Claim(rule, "guessed", at, words, f"{question}: {given}, as you said", evidence))
            return given
        self.made.append(Claim(rule, "asks", at, words, question, evidence, choices))
        return choices[0]


Rule = TypeVar("Rule", bound=Callable[..., Any])

#: All rules, by their ids.
RULES: dict[str, Callable[..., Any]] = {}


def rule(id: str) -> Callable[[Rule], Rule]:
    """Puts a rule into the list. Its docstring is its line in docs/import-rules.md."""

    def put(function: Rule) -> Rule:
        assert id not in RULES and function.__doc__, id
        RULES[id] = function
        return function

    return put
