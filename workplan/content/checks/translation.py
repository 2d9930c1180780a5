"""Plans in other languages than English: the direction of the text, and the words that the program adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from workplan.content.models.identity import Identity
from workplan.content.paper.pattern import parse
from workplan.content.sources.sources import Sources
from workplan.content.values.languages import direction_of
from workplan.content.words.phrased import Phrased
from workplan.content.words.phrases import PLACES
from workplan.directives.declared import DATA, DIRECTIVES
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.errors import Place, Problem

_SIDES = {"ltr": "left to right", "rtl": "right to left"}
_MANY = 12
#: How the names of the words for states begin.
_STATE = "state."


def disagreeing_direction(sources: Sources) -> Iterator[Problem]:
    """A direction that is not the one of the language."""
    if not (identity := sources.identity) or not identity.direction:
        return
    usual = direction_of(identity.language)
    if identity.direction != usual:
        yield Problem(
            f"the direction {identity.direction} does not fit the language {identity.language}, which is "
            f"written from {_SIDES[usual]}",
            sources.places["plan.yaml"].value(("direction",)),
            "delete the line: the direction follows from the language; or give the right language (with its "
            "script where it has several, such as az-Arab or ar-Latn)",
            warning=True,
        )


def untranslated_terms(sources: Sources) -> Iterator[Problem]:
    """The words of the program's own that a plan in another language prints in English."""
    if not (identity := sources.identity) or is_english(identity) or not sources.sound:
        return
    terms = _terms(sources, identity)
    headings = list(_headings(sources))
    if not terms and not headings:
        return
    ways = [
        f"give them below wording: in plan.yaml, as in wording: {{{_as_yaml(terms[0])}}}" if terms else "",
        f"write them in the directive, as in :{headings[0][1]}: …" if headings else "",
    ]
    names = [*terms, *dict.fromkeys(f":::{{{name}}} {option}" for name, option, _ in headings)]
    yield Problem(
        f"these words are printed in English, in a plan of the language {identity.language}: "
        f"{', '.join(names)}",
        sources.places["plan.yaml"].value(("language",)) if terms else headings[0][2],
        "; ".join(filter(None, ways)),
        warning=True,
    )


def untranslated_phrases(identity: Identity, place: Place) -> Iterator[Problem]:
    """The words of a redline, and of its summary, that a plan in another language prints in English."""
    if is_english(identity):
        return
    wording = identity.wording
    names = [name for name in ("inserted", "deleted") if name not in wording.model_fields_set]
    names += _not_given(wording.summary, "summary", wording.summary.names())
    if names:
        yield Problem(
            f"these words of the redline are in English, in a plan of the language {identity.language}: "
            f"{_first(names)}",
            place,
            "give them below wording: in plan.yaml, as in wording: {summary: {heading: …}}",
            warning=True,
        )


def untranslated_pack(identity: Identity, place: Place) -> Iterator[Problem]:
    """The words of a pack that a plan in another language prints in English."""
    words = identity.wording.pack
    names = [name for name in words.names() if name not in words.given and name != "blank"]
    if names and not is_english(identity):
        yield Problem(
            f"these words of the pack are in English, in a plan of the language {identity.language}: "
            f"{', '.join(names)}",
            place,
            "give them below wording: in plan.yaml, as in wording: {pack: {contents: …}}",
            warning=True,
        )


def untranslated_matrix(identity: Identity, place: Place) -> Iterator[Problem]:
    """The words of a comment matrix, and the names of places, that a plan in another language prints in
    English."""
    if is_english(identity):
        return
    wording = identity.wording
    names = [
        *_not_given(wording.matrix, "matrix", wording.matrix.names()),
        *_not_given(wording.summary, "summary", PLACES),
    ]
    if names:
        yield Problem(
            f"these words of the matrix are in English, in a plan of the language {identity.language}: "
            f"{_first(names)}",
            place,
            "give them below wording: in plan.yaml, as in wording: {matrix: {name: …}, summary: {action: …}}",
            warning=True,
        )


def _not_given(words: Phrased, name: str, wanted: Iterable[str]) -> Iterator[str]:
    return (f"{name}.{each}" for each in wanted if each not in words.given)


def _first(names: Sequence[str]) -> str:
    """The first names of many."""
    more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
    return f"{', '.join(names[:_MANY])}{more}"


def untranslated_stamp(identity: Identity, place: Place) -> Iterator[Problem]:
    """The words of a stamp that a plan in another language prints in English."""
    if not is_english(identity) and "stamp" not in identity.wording.model_fields_set:
        yield Problem(
            f"the words of the stamp are in English, in a plan of the language {identity.language}",
            place,
            'give them below wording: in plan.yaml, as in wording: {stamp: "… {number} … {recipient}"}',
            warning=True,
        )


def _as_yaml(term: str) -> str:
    """How the words of a term are given: "edition: …", "state: {ongoing: …}"."""
    name, _, inner = term.partition(".")
    return f"{name}: {{{inner}: …}}" if inner else f"{name}: …"


def is_english(identity: Identity) -> bool:
    return identity.language.partition("-")[0] in ("en", "eng")


def _terms(sources: Sources, identity: Identity) -> list[str]:
    """The names of the words that the plan prints, or a screen reader says, and that it does not give."""
    written, notes = set(_directives(sources)), bool(sources.footnotes.items)
    printed = {
        "annex" if sources.annexed else "appendix": bool(sources.appendices),
        **{
            name: True
            for directive in DATA
            for name in directive.terms(sources, used=directive.name in written)
        },
        **dict.fromkeys(("edition", "draft", "draft_edition", "page"), True),
        **dict.fromkeys(("contents", "skip_to_content"), True),
        "co_chairs": bool(identity.co_chairs),
        "as_amended": bool(identity.amended),
        **dict.fromkeys(("months", "day"), bool(identity.amended or identity.show_edition)),
        **dict.fromkeys(("notes", "note_call", "back_to_text"), notes),
        **dict.fromkeys(_of_head(sources), True),
    }
    names = [name for name, is_printed in printed.items() if is_printed and not _is_given(name, identity)]
    return sorted(names, key=lambda name: name.startswith(_STATE))  # those of states are the last ones


def _of_head(sources: Sources) -> Iterator[str]:
    """The names of fields that the layout of a paper's head prints before them, and its purpose."""
    if not sources.head or not sources.layout:
        return
    given = sources.head.model_fields_set | (
        {"action"} if RECOMMENDATIONS.name in _directives(sources) else set()
    )
    for line in sources.layout.lines:
        pattern = parse(line.print)
        if any(name.partition(".")[0] in given for name in (*pattern.fields, *line.when)):
            yield from (f"head.{token.text}" for token in pattern.tokens if token.kind == "label")
    if sources.head.purpose:
        yield f"purpose.{sources.head.purpose}"


def _is_given(name: str, identity: Identity) -> bool:
    wording = identity.wording
    for words in ("head", "purpose"):
        if name.startswith(f"{words}."):
            given = getattr(getattr(wording, words), "given", ())
            return name.removeprefix(f"{words}.") in given
    if name.startswith(_STATE):
        return "states" in identity.model_fields_set or name.removeprefix(_STATE) in wording.state
    return name in wording.model_fields_set


def _headings(sources: Sources) -> Iterator[tuple[str, str, Place]]:
    """The options of directives that have English words, and were not given: directive, option, place."""
    for manuscript in sources.manuscripts:
        for node in manuscript.tree.children:
            if node.type != "directive":
                continue
            for option, about in DIRECTIVES[node.meta["name"]].options.items():
                if about.typed:
                    continue  # its words are the program's, in any language
                value = node.meta["options"][option]
                words = value if isinstance(value, str) else value.content
                if about.default and words == about.default:
                    yield node.meta["name"], option, node.meta["place"]


def _directives(sources: Sources) -> Iterable[str]:
    nodes = chain.from_iterable(manuscript.tree.children for manuscript in sources.manuscripts)
    return (node.meta["name"] for node in nodes if node.type == "directive")
