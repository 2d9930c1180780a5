"""From the decisions of a meeting on a comment matrix to what the content is to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from msgspec import Struct

from workplan.compare.names.parts import near
from workplan.content.elsewhere import broken_elsewhere
from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.paper.plan import Plan
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.document.walking.walk import lines, plain, words
from workplan.errors import Place, Problem
from workplan.render.pdf.fonts import lacking
from workplan.review.deciding.amended_text import is_fragment
from workplan.review.deciding.decide import Decided, decide
from workplan.review.deciding.of_rows import DONE, called, of_row
from workplan.review.record.log import FILE, added, entries, log_of, not_yet, text_of
from workplan.review.rows.amendment import Amendment
from workplan.review.steps.reviewing import Reviewed, as_sent
from workplan.writeback.explaining import Explanation
from workplan.writeback.write import Written, write_back


class Applied(Struct, frozen=True):
    """The content's `files` that change, by name, and what they said `before`; the disposition log is one.
    `count` decisions are new to the log, and `already` the numbers of the rows that the content said before
    they were accepted; `printed` is what the content prints then."""

    files: dict[str, str]
    before: dict[str, str]
    problems: tuple[Problem, ...]
    count: int
    already: tuple[int, ...] = ()
    printed: Document | None = None


def applied(
    found: Reviewed,
    rows: Sequence[Amendment],
    places: Mapping[int, Place],
    content: Folder,
    day: date,
) -> Applied:
    """What the content is to say after the decisions on these rows. A decision that its log has already is
    not made again. Raises `ContentError` for decisions that cannot be made together."""
    log = text_of(content)
    digest = found.matrix.digest
    new = not_yet(rows, digest, log_of(content), places)
    if not new:
        return Applied({}, {}, (), 0)
    decision, written = _made(found, new, places, content)
    files = {**written.files, FILE: added(log, entries(new, digest, day))}
    before = {name: content.text(name) for name in written.files if _is_there(content, name)}
    problems = tuple(_with_its_rows(problem, decision.applied, places) for problem in written.problems)
    problems += tuple(broken_elsewhere(content, written.files))
    if written.document and not any(not problem.warning for problem in problems):
        problems += tuple(_without_a_font(written.document, found.today.plan, decision.applied, places))
        lost = list(_lost(decision, written.document, lambda row: _without(found, new, row, places, content)))
        problems += tuple(of_row(row, _lost_message(row), places) for row in lost)
    fragments = tuple(_fragment(row, places) for row in new if row.amended and is_fragment(row))
    return Applied(
        files, {**before, FILE: log}, (*fragments, *problems), len(new), decision.already, written.document
    )


def _made(
    found: Reviewed, rows: Sequence[Amendment], places: Mapping[int, Place], content: Folder
) -> tuple[Decided, Written]:
    plan = found.today.plan
    today = compose(as_sent(plan, found.base))
    decision = decide(found.consolidated, today, rows, places, plan.identity.wording)
    return decision, write_back(content, decision.document)


def _without(
    found: Reviewed, rows: Sequence[Amendment], row: Amendment, places: Mapping[int, Place], content: Folder
) -> Document | None:
    """What the content would say without the decision on one row."""
    others = [each for each in rows if each.number != row.number]
    return _made(found, others, places, content)[1].document


def _without_a_font(
    now: Document, before: Plan, rows: Sequence[Amendment], places: Mapping[int, Place]
) -> Iterator[Problem]:
    """Characters that no font has and that come with these decisions: the content could not be built."""
    came = frozenset("".join(words(now))) - frozenset("".join(words(compose(before))))
    for character, (message, hint) in lacking("".join(sorted(came))).items():
        asking = [row for row in rows if character in (row.amended or row.after)] or rows
        for row in asking[:1] if asking is rows else asking:
            yield of_row(
                row, f"{called(row)} brings a character that cannot be printed: {message}", places, hint
            )


def _lost(
    decision: Decided, now: Document, without: Callable[[Amendment], Document | None]
) -> Iterator[Amendment]:
    """The rows whose words the content does not print after all, and that leave it as it would be `without`
    them."""
    wanted, printed = dict(_said(decision.document)), dict(_said(now))
    said = frozenset(printed.values())
    for row in decision.applied:
        ids = decision.touched.get(row.number, frozenset())
        if all(wanted[id] in said if id in wanted else id not in printed for id in ids):
            continue
        if without(row) == now:
            yield row


def _said(document: Document) -> Iterator[tuple[str, str]]:
    for line in chain.from_iterable(map(lines, document.blocks)):
        yield line.id, plain(line.inlines)
    for note in document.notes:
        yield note.id, plain(note.inlines)


def _lost_message(row: Amendment) -> str:
    return (
        f"{called(row)} is {DONE[row.disposition]}, but the content has no place for it: nothing would change"
    )


def _fragment(row: Amendment, places: Mapping[int, Place]) -> Problem:
    message = f"the amended text of amendment {row.number} leaves out most of the present text"
    hint = "it takes the place of all of the present text: write the whole of it where only a part was meant"
    return Problem(near(message, row.place), places[row.number], hint, warning=True)


def _with_its_rows(problem: Problem, rows: Sequence[Amendment], places: Mapping[int, Place]) -> Problem:
    """A problem with what the content implies, with the rows that led to it."""
    if not isinstance(problem, Explanation) or not problem.at or problem.warning:
        return problem
    found = [row for row in rows if row.id == problem.at or row.id.startswith(f"{problem.at}.")]
    named = (
        f"amendment {row.number} ({places[row.number]}) asks for it: amend or reject it" for row in found
    )
    return replace(problem, hint="; ".join(filter(None, (problem.hint, *named))))


def _is_there(content: Folder, name: str) -> bool:
    try:
        content.data(name)
    except UnreadableFileError:
        return False
    return True
