"""What somebody changed in a form besides the answers: the words of actions, and other words.

Most files show at once that nothing was: each line of the form is still there, letter by letter. Where one
is not, the form is made anew and both files are compared place by place, since programs write the letters of
some scripts in another order than people do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from workplan.document.walk import lines, plain
from workplan.hints import one_of, quoted
from workplan.returns.form import Form, Layout
from workplan.returns.pdf.alignment import Aligned
from workplan.returns.pdf.facts import Facts, Page
from workplan.returns.pdf.letters import as_words, bare, within
from workplan.returns.pdf.printed_form import as_document
from workplan.returns.pdf.sent import Sent

#: The edited words of actions, by its id, and what else was found.
Changes = tuple[dict[str, str], tuple[str, ...]]


def missing(facts: Facts, form: Form, layout: Layout) -> list[str]:
    """The lines of the form that are not in the file, letter by letter."""
    there = "\n".join(bare("".join(letter.sign for letter in page.letters)) for page in facts.pages)
    document = as_document(form, layout)
    found = chain.from_iterable(map(lines, document.blocks))
    wanted = [plain(line.inlines) for line in found] + [plain(note.inlines) for note in document.notes]
    return [words for words in wanted if bare(words) not in there]


def changes(facts: Facts, sent: Sent, on_pages: list[Aligned] | None = None) -> Changes:
    """What is otherwise than in the form that was sent. `on_pages`: where a printed file has its pages."""
    where = on_pages or [Aligned(number, 1.0, 0.0, 0.0) for number in range(len(sent.facts.pages))]
    if on_pages is None and len(facts.pages) != len(sent.facts.pages):
        said = f"the file has {len(facts.pages)} pages, and the form that was sent {len(sent.facts.pages)}"
        return {}, (said,)
    if on_pages is None and _letters(facts.pages) == _letters(sent.facts.pages):
        return {}, ()
    edited: dict[str, str] = {}
    findings: list[str] = []
    for row in sent.form.rows:
        if sent.words_box(row.action) is None:
            findings += _undecided(facts, sent, row.action, row.number)
        elif words := _otherwise(facts, sent, row.action, where):
            edited[row.action] = words
    theirs = {row.text for row in sent.form.rows}
    gone = [words for words in missing(facts, sent.form, sent.layout) if words not in theirs]
    known = missing(sent.facts, sent.form, sent.layout)
    if others := [words for words in gone if words not in known]:
        findings.append(
            f"words of the form itself were changed or left out: {one_of(map(quoted, others), 3)}"
        )
    return edited, tuple(findings)


def _letters(pages: tuple[Page, ...]) -> list[str]:
    return [bare("".join(letter.sign for letter in page.letters)) for page in pages]


def _otherwise(facts: Facts, sent: Sent, action: str, where: list[Aligned]) -> str:
    """The words of an action in the file, where they are not those that were sent; else nothing."""
    found = sent.words_box(action)
    assert found
    page, box = found
    then = within(sent.facts.pages[page].letters, box)
    place = where[page]
    now = within(facts.pages[place.page].letters, place.box(box))
    if sorted(bare("".join(each.sign for each in now))) == sorted(bare("".join(each.sign for each in then))):
        return ""
    return as_words(now) or "–"


def _undecided(facts: Facts, sent: Sent, action: str, number: int) -> Iterator[str]:
    """A finding for an action whose words stand on two pages, where they are not there any more."""
    text = next(row.text for row in sent.form.rows if row.action == action)
    halves = [bare(text)[: len(bare(text)) // 4], bare(text)[-len(bare(text)) // 4 :]]
    both = ["".join(_letters(each.pages)) for each in (sent.facts, facts)]
    if any(half in both[0] and half not in both[1] for half in halves):
        yield f"the words of action {number} were changed, on two pages"
