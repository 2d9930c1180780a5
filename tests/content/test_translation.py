"""Plans in other languages: which way they run, and which words the program still prints in English."""

from __future__ import annotations

import pytest

from tests.contents import FILES
from tests.writeback.amending import folder
from workplan.content.checks.translation import untranslated_phrases
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.content.values.languages import direction_of
from workplan.content.words.phrases import Phrases
from workplan.document.composing.compose import compose
from workplan.errors import Place, Problem


def plan_yaml(more: str) -> dict[str, str]:
    return {**FILES, "plan.yaml": f"{FILES['plan.yaml']}{more}"}


def warnings(more: str) -> tuple[Problem, ...]:
    return load(folder(plan_yaml(more))).warnings


@pytest.mark.parametrize(
    ("languages", "direction"),
    [
        ("ar ar-EG he fa ur ps dv yi ckb sd ug nqo syr az-Arab pa-Arab pa-PK ku-Arab ku-IQ ff-Adlm", "rtl"),
        ("en fr zh-Hans ar-Latn az ku pa pa-IN sd-IN tr uz az-Latn sr-Cyrl", "ltr"),
    ],
)
def test_the_direction_follows_from_the_language(languages: str, direction: str) -> None:
    """Before, `language: ar` alone gave a document from left to right."""
    for language in languages.split():
        assert direction_of(language) == direction, language
        plan = load(folder(plan_yaml(f"language: {language}\n"))).plan
        assert compose(plan).properties.direction == direction


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("language: ar\ndirection: ltr\n", Place("plan.yaml", 8, 12)),
        ("direction: rtl\n", Place("plan.yaml", 7, 12)),
    ],
)
def test_a_direction_that_the_language_does_not_have(more: str, place: Place) -> None:
    (found,) = (problem for problem in warnings(more) if "direction" in problem.message)
    assert found.warning
    assert (found.place.line, found.place.column) == (place.line, place.column)
    assert found.hint


def test_a_direction_that_fits_is_no_problem() -> None:
    assert not any("direction" in problem.message for problem in warnings("language: ar\ndirection: rtl\n"))


def test_english_words_in_another_language_are_one_warning() -> None:
    """Before, nothing was said of them."""
    (found,) = warnings("language: fr\nwording: {page: 'Page {page} sur {pages}', edition: Édition}\n")
    assert found.warning
    assert found.place.line == 7
    names = found.message.partition(": ")[2].split(", ")
    assert {"linked_priority", "lead", "timeframe", "state.ongoing", "notes", "draft"} <= set(names)
    assert ":::{action-items} action" in names
    assert not {"page", "edition", "contributing", "state.deferred", "edition_date"} & set(names)
    assert "wording:" in found.hint


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_english_needs_no_translation(language: str) -> None:
    assert not warnings(f"language: {language}\n")


def test_words_that_are_the_same_in_both_languages() -> None:
    """A French plan may say "Notes"; what it gives, it has translated."""
    (found,) = warnings("language: fr\nwording: {notes: Notes}\n")
    assert "notes," not in found.message


def test_phrases_of_a_redline() -> None:
    place = Place("plan.yaml")
    identity = load(folder(plan_yaml("language: fr\nwording: {summary: {moved: déplacé}}\n"))).plan.identity
    (found,) = untranslated_phrases(identity, place)
    assert "inserted, deleted, summary.heading" in found.message
    assert f"{len(Phrases.names()) + 1 - 12} more" in found.message
    english = load(folder(FILES)).plan.identity
    assert not list(untranslated_phrases(english, place))


def test_names_of_fields_that_a_head_prints() -> None:
    """Before, a paper in another language printed "Submitted by:" without a warning."""

    def of_head(wording: str) -> list[str]:
        head = "---\ntitle: Note\nsubmitted_by: Fidji\npurpose: noting\nsymbol: A/1\n---\n\nMots.\n"
        files = {**plan_yaml(f"language: fr\nwording: {{{wording}}}\n"), "papers/note.md": head}
        (found,) = load(paper_folder(folder(files), "note")).warnings
        terms = found.message.rpartition(": ")[2].split(", ")
        return [term for term in terms if term.startswith(("head.", "purpose."))]

    assert of_head("edition: Édition") == ["head.submitted_by", "head.purpose", "purpose.noting"]
    given = "head: {submitted_by: Présenté par, purpose: But}, purpose: {noting: Pour information}"
    assert of_head(given) == []
