"""What somebody changed in a form besides the answers: the words of actions, and other words.

Most files show at once that nothing was: each line of the form is still there, letter by letter, and there
are no more letters. Else the form is made anew, and both files are compared place by place, since programs
write the letters of some scripts in another order than people do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from workplan.document.tree import Document, Table
from workplan.document.walking.walk import lines, plain
from workplan.returns.form import Form, Layout
from workplan.returns.pdf.alignment import Aligned
from workplan.returns.pdf.facts import Box, Facts, Letter, Page
from workplan.returns.pdf.letters import as_words, bare, within
from workplan.returns.pdf.printed_form import as_document
from workplan.returns.pdf.sent import Sent
from workplan.text.hints import one_of, quoted

#: The edited words of actions, by its id, and what else was found.
Changes = tuple[dict[str, str], tuple[str, ...]]


def is_as_sent(facts: Facts, form: Form, layout: Layout) -> bool:
    """Whether each line of the form is still there, and nothing besides; not, where that is not clear."""
    return not missing(facts, form, layout) and _has_no_more(facts, as_document(form, layout))


def missing(facts: Facts, form: Form, layout: Layout) -> list[str]:
    """The lines of the form that are not in the file, letter by letter."""
    there = "\n".join(map(_signs, facts.pages))
    return [words for words in _lines(as_document(form, layout)) if bare(words) not in there]


def _lines(document: Document) -> Iterator[str]:
    for line in chain.from_iterable(map(lines, document.blocks)):
        yield plain(line.inlines)
    for note in document.notes:
        yield plain(note.inlines)


def _has_no_more(facts: Facts, document: Document) -> bool:
    """Heads, feet and the heading of the table stand on more than one page; numbers are not counted."""
    there = _count(map(_signs, facts.pages))
    pages = len(facts.pages)
    feet = [words for words in document.terms.page_pieces()[::2] for _ in range(pages)]
    heads = [document.properties.running_head] * (pages - (not document.properties.draft))
    there.subtract(_count([*_lines(document), *feet, *heads]))
    again = _count(
        plain(line.inlines)
        for table in document.blocks
        if isinstance(table, Table)
        for cell in table.header.cells
        for line in cell.blocks
    )
    times = next((there[letter] / count for letter, count in again.items()), 0)
    return all(there[letter] == times * again[letter] for letter in there)


def _count(words: Iterable[str]) -> Counter[str]:
    return Counter(letter for each in words for letter in bare(each) if letter.isalpha())


def changes(facts: Facts, sent: Sent, on_pages: list[Aligned] | None = None) -> Changes:
    """What is otherwise than in the form that was sent. `on_pages`: where a printed file has its pages."""
    if on_pages is None and len(facts.pages) != len(sent.facts.pages):
        said = f"the file has {len(facts.pages)} pages, and the form that was sent {len(sent.facts.pages)}"
        return {}, (said,)
    same = (
        now == then
        for now, then in zip(map(_signs, facts.pages), map(_signs, sent.facts.pages), strict=False)
    )
    if on_pages is None and all(same):
        return {}, ()
    where = on_pages or [Aligned(number, 1.0, 0.0, 0.0) for number in range(len(sent.facts.pages))]
    edited: dict[str, str] = {}
    findings: list[str] = []
    for row in sent.form.rows:
        place = sent.words_box(row.action)
        if place is None:
            findings += _undecided(facts, sent, row.text, row.number)
        elif words := _otherwise(facts, sent, row.text, place, where, in_order=on_pages is None):
            edited[row.action] = words
    of_actions = {row.text for row in sent.form.rows}
    known = {*of_actions, *missing(sent.facts, sent.form, sent.layout)}
    if gone := [words for words in missing(facts, sent.form, sent.layout) if words not in known]:
        findings.append(f"words of the form were changed or left out: {one_of(map(quoted, gone), 3)}")
    if on_pages is None and not gone:
        findings += _added(facts, sent, edited)
    return edited, tuple(findings)


def _signs(page: Page) -> str:
    return _joined(page.letters)


def _joined(letters: Iterable[Letter]) -> str:
    return bare("".join(letter.sign for letter in letters))


def _otherwise(
    facts: Facts, sent: Sent, text: str, place: tuple[int, Box], where: list[Aligned], *, in_order: bool
) -> str:
    """The words of an action in the file, where they are not those that were sent; else nothing."""
    page, box = place
    on_page = where[page]
    then = within(sent.facts.pages[page].letters, box)
    now = within(facts.pages[on_page.page].letters, on_page.box(box))
    before, after = _joined(then), _joined(now)
    if before == after if in_order else sorted(before) == sorted(after):
        return ""
    calls = {(call.sign, *_middle(on_page.box(call.box))) for call in _calls(then, text)}
    return as_words([each for each in now if (each.sign, *_middle(each.box)) not in calls]) or "–"


def _calls(letters: Sequence[Letter], text: str) -> Iterator[Letter]:
    """The letters that are none of the words: numbers of notes."""
    signs = [(sign, letter) for letter in letters for sign in bare(letter.sign)]
    matcher = SequenceMatcher(None, [sign for sign, _ in signs], list(bare(text)), autojunk=False)
    own = {first + n for first, _, size in matcher.get_matching_blocks() for n in range(size)}
    yield from (letter for n, (_, letter) in enumerate(signs) if n not in own)


def _middle(box: Box) -> tuple[int, int]:
    return round((box.left + box.right) / 2), round((box.bottom + box.top) / 2)


def _undecided(facts: Facts, sent: Sent, text: str, number: int) -> Iterator[str]:
    """A finding for an action whose words stand on two pages, where they are not there any more."""
    words = bare(text)
    then, now = ("".join(map(_signs, each.pages)) for each in (sent.facts, facts))
    ends = (words[: len(words) // 4], words[-len(words) // 4 :])
    if any(end in then and end not in now for end in ends):
        yield f"the words of action {number} were changed, on two pages"


def _added(facts: Facts, sent: Sent, edited: Iterable[str]) -> Iterator[str]:
    """A finding for each page with words that were put where none is expected."""
    rooms = [(found.page, found.room) for found in sent.facts.fields if found.room]
    rooms += filter(None, map(sent.words_box, edited))
    for number, (now, then) in enumerate(zip(facts.pages, sent.facts.pages, strict=True)):
        here = [box for page, box in rooms if page == number and box]
        there = [letter for letter in now.letters if not any(letter.is_in(box) for box in here)]
        if Counter(_joined(there)) - Counter(_signs(then)):
            yield f"words were put into page {number + 1}: look at it"
