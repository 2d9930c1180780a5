"""Answers from the fields of a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias
from unicodedata import category

from msgspec import Struct

from workplan.returns.answers import Answer, How
from workplan.returns.form import TICKS, Field
from workplan.returns.naming import read_pdf_name
from workplan.returns.pdf.facts import Facts, Found
from workplan.returns.pdf.letters import as_words, within

_HOW: How = "the form's fields"
_TWICE = "the file has this field twice, and each says something else"
_UNDECIDED = "the file says one thing of the box, and shows another"
_NO_BOX = "the box has become a field for words"
_NO_WORDS = "the field for words has become a box"
_LOST = "the program that saved the file lost letters"
_NO_LETTERS = "its letters can be seen, but not be told: look at the page"
_TYPED = "typed over the field, and not into it"

AnyAnswer: TypeAlias = Answer[bool] | Answer[str]


class Filled(Struct, frozen=True):
    """The fields of ours in a file, by the ids of their forms."""

    fields: dict[str, dict[Field, list[Found]]]

    @classmethod
    def of(cls, facts: Facts) -> Filled:
        """Programs that put forms together put something and a full stop before the names."""
        fields: dict[str, dict[Field, list[Found]]] = {}
        for found in facts.fields:
            if named := read_pdf_name(found.name.rpartition(".")[2]):
                form, field = named
                fields.setdefault(form, {}).setdefault(field, []).append(found)
        return cls(fields)


def answers(fields: dict[Field, list[Found]], facts: Facts) -> Iterator[tuple[Field, AnyAnswer]]:
    for field, found in fields.items():
        if field.what in TICKS:
            yield field, _typed_over(found, facts, _tick(found))
        else:
            yield field, _typed_over(found, facts, _words(found))


def _tick(found: list[Found]) -> Answer[bool]:
    if not all(each.is_tick for each in found):
        words = "; ".join(each.value for each in found if isinstance(each.value, str) and each.value.strip())
        return Answer(None, _HOW, "unreadable", _NO_BOX, words) if words else Answer(False, _HOW)
    values = {value for each in found for value in (each.value, each.shown)}
    if len(values) > 1:
        return Answer(None, _HOW, "unreadable", _TWICE if len(found) > 1 else _UNDECIDED)
    return Answer(bool(values.pop()), _HOW)


def _words(found: list[Found]) -> Answer[str]:
    if any(each.is_tick for each in found):
        return Answer(None, _HOW, "unreadable", _NO_WORDS)
    said = {str(each.value).strip() for each in found}
    if len(said) > 1:
        return Answer(None, _HOW, "unreadable", _TWICE, "; ".join(sorted(said)))
    words = said.pop()
    if _is_lost(words.replace("\n", "").replace("\t", "")):
        return Answer(None, _HOW, "unreadable", _LOST, words)
    return Answer(words, _HOW)


def _typed_over(found: Iterable[Found], facts: Facts, answer: AnyAnswer) -> AnyAnswer:
    """What stands on the page where an empty field is: somebody typed it there, or a program put it there."""
    if answer.value or answer.sure == "unreadable":
        return answer
    for each in found:
        if each.room and each.page is not None:
            words = as_words(within(facts.pages[each.page].letters, each.room))
            if words and each.is_tick:
                return Answer(True, "printed text", "to be confirmed", _TYPED, words)
            if words:
                return printed_words(words, _TYPED)
    return answer


def printed_words(words: str, why: str) -> Answer[str]:
    """Words that were read from a page. Some programs print letters that nobody can tell any more."""
    if _is_lost(words):
        return Answer(None, "printed text", "unreadable", _NO_LETTERS)
    return Answer(words, "printed text", "to be confirmed", why)


def _is_lost(words: str) -> bool:
    """Whether a program put something in the place of letters that it did not know."""
    return any(category(sign) in ("Co", "Cn", "Cc") or sign == "\ufffd" for sign in words)
