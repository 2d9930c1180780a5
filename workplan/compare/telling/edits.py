"""What was done to the words of one line, as a careful secretary would tell it.

    “1.8 times” changed to “1.9 times”                  a word or a number alone comes with its neighbours
    “the tides of March” replaced with “all storms”     several words speak for themselves
    sentence amended: “The ~~five~~ **six** members …”  from three scraps on, the sentence tells it
    punctuation changed: “Indonesia and” is now “Indonesia, and”
    “of Indonesia” moved, to read “the plan of Indonesia was”

A *token* is a word, a sign or a space of a marked line; a *scrap* is a run of tokens that came or went, with
nothing but space between them. Words are told sentence by sentence; calls of notes, numbers of priorities,
links and looks are told for themselves.

No word is called added and removed in one line: where one is both, the words around it are told as they were
and as they are, and a sentence that is quoted with marks shows that word once, unmarked, where it stands now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, groupby

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.sides import leading
from workplan.compare.telling.enumerations import is_between, listed, may_belong, renewed
from workplan.compare.telling.told import Mark, Run, Told, fill, normal
from workplan.content.words.phrases import Phrases
from workplan.document.tree import Inline, NoteReference, Reference
from workplan.document.walking.marked import Piece
from workplan.text.excerpts import QUOTED, shortened
from workplan.text.segmentation import is_word, sentences, words

#: From so many scraps on, a sentence is quoted.
_MANY = 3
#: A sentence is quoted whole up to so many characters; of a longer one, these many words around its marks.
_SENTENCE = 300
_AROUND = 6
#: A neighbour of fewer letters says little: the next word comes with it, up to so many.
_WEAK_LETTERS = 3
_MOST_NEIGHBOURS = 3

_SPACES = re.compile(r"\s+")


class Token(Struct, frozen=True):
    text: str
    mark: Mark
    piece: Piece
    lead: str  # where a link or a reference leads; empty for words alone

    @property
    def is_word(self) -> bool:
        return is_word(self.text)


class Scrap(Struct, frozen=True):
    """The tokens `start` to `end` of a line."""

    start: int
    end: int


def is_counted(piece: Piece, linking: bool) -> bool:
    """Whether a piece is told by its number: the call of a note; in an action, a linked priority."""
    return isinstance(piece, NoteReference) or (linking and isinstance(piece, Reference) and piece.counts)


def tokens(inlines: Sequence[Inline], *, linking: bool) -> list[Token]:
    """The words of a line in order. Words that moved within the document are told where they stand now, as
    moved, and are kept here."""
    return list(_tokens(inlines, linking))


def _tokens(inlines: Sequence[Inline], linking: bool) -> Iterator[Token]:
    for piece, lead in leading(inlines):
        if is_counted(piece, linking) or isinstance(piece, NoteReference):
            continue
        mark: Mark = "removed" if piece.deleted else "added" if piece.inserted else ""
        for text in words(piece.text):
            yield Token(text, mark, piece, lead)


def told_edits(inlines: Sequence[Inline], phrases: Phrases, *, linking: bool = False) -> list[Told]:
    """What came, went, was replaced and put elsewhere among the words of a line, in reading order."""
    found = tokens(inlines, linking=linking)
    if all(not token.mark for token in found):
        return []
    return list(_Line(found, phrases, after_numbers=_any_counted(inlines, linking)).told())


def quoted(inlines: Sequence[Inline]) -> Told:
    """The words of a line with their marks."""
    found = _Line(tokens(inlines, linking=False), Phrases(), after_numbers=False)
    return found.whole()


def _any_counted(inlines: Sequence[Inline], linking: bool) -> bool:
    """Whether a number came or went, and the sign between it and the next with it."""
    return any(
        is_counted(piece, linking) and (piece.inserted or piece.deleted) for piece, _ in leading(inlines)
    )


class _Line(Struct):
    tokens: list[Token]
    phrases: Phrases
    after_numbers: bool
    both: frozenset[str] = frozenset()  # words that one scrap took out and another put in

    def told(self) -> Iterator[Told]:
        moved = dict(self._moved())
        for gone in moved.values():
            self._put(gone, "gone")
        for come in moved:
            self._put(come, "")
        self.both = self._removed_and_added()
        for start, end in self._sentences():
            here = [(come, gone) for come, gone in moved.items() if start <= come.start < end]
            yield from (self._move(come, gone, start, end) for come, gone in here)
            yield from self._sentence(start, end)

    def whole(self) -> Told:
        self.both = self._removed_and_added()
        return self._marked_text(0, len(self.tokens))

    def _put(self, scrap: Scrap, mark: str) -> None:
        """Give the tokens of a scrap another mark; those that are gone say nothing any more."""
        for n in range(scrap.start, scrap.end):
            token = self.tokens[n]
            self.tokens[n] = replace(token, mark="") if not mark else replace(token, text="", mark="")

    # Where scraps and sentences are.

    def _scraps(self, start: int, end: int) -> list[Scrap]:
        result: list[Scrap] = []
        for n in range(start, end):
            if not self.tokens[n].mark:
                continue
            last = result[-1] if result else None
            if last and all(not t.text or t.text.isspace() for t in self.tokens[last.end : n]):
                result[-1] = Scrap(last.start, n + 1)
            else:
                result.append(Scrap(n, n + 1))
        return result

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """Where the new sentences begin and end; words that were put in together stay together."""
        ends: set[int] = set()
        length = 0
        for sentence in sentences("".join(t.text for t in self.tokens if t.mark != "removed")):
            length += len(sentence)
            ends.add(length)
        ends.discard(length)
        start = at = 0
        last = len(self.tokens)
        staying = [(n, token) for n, token in enumerate(self.tokens) if token.mark != "removed"]
        marks_behind = [*(token.mark for _, token in staying[1:]), ""]
        for (n, token), mark_behind in zip(staying, marks_behind, strict=False):
            at += len(token.text)
            within = token.mark == mark_behind == "added"
            if at in ends and token.text and not within and n + 1 < last:
                yield start, n + 1
                start = n + 1
        yield start, last

    def _moved(self) -> Iterator[tuple[Scrap, Scrap]]:
        """Words that were taken out at one place of the line and put in at another: where they came, and
        where they went."""
        scraps = self._scraps(0, len(self.tokens))
        came = {s: self._words(s) for s in scraps if self._all(s, "added")}
        went = {s: self._words(s) for s in scraps if self._all(s, "removed")}
        for gone, said in went.items():
            for come, other in came.items():
                if said and said == other:
                    del came[come]
                    yield come, gone
                    break

    def _all(self, scrap: Scrap, mark: Mark) -> bool:
        return all(t.mark == mark or not t.is_word for t in self.tokens[scrap.start : scrap.end])

    def _words(self, scrap: Scrap) -> tuple[str, ...]:
        return tuple(t.text for t in self.tokens[scrap.start : scrap.end] if t.is_word)

    def _removed_and_added(self) -> frozenset[str]:
        """The words that one scrap took out and another put in."""
        removed: dict[str, set[Scrap]] = {}
        added: dict[str, set[Scrap]] = {}
        for scrap in self._scraps(0, len(self.tokens)):
            for token in self.tokens[scrap.start : scrap.end]:
                if token.mark and token.is_word:
                    side = removed if token.mark == "removed" else added
                    side.setdefault(token.text, set()).add(scrap)
        return frozenset(
            word
            for word in removed.keys() & added.keys()
            if any(one != other for one in removed[word] for other in added[word])
        )

    # What they say.

    def _side(self, start: int, end: int, *, new: bool) -> str:
        other: Mark = "removed" if new else "added"
        return _tidy("".join(t.text for t in self.tokens[start:end] if t.mark != other))

    def _neighbours(self, scrap: Scrap, start: int, end: int, *, most: int = _MOST_NEIGHBOURS) -> Scrap:
        """A scrap with the words beside it, as far as they stay, within its sentence. Behind a number its
        unit is enough."""
        inside = self.tokens[scrap.start : scrap.end]
        right = self._reach(range(scrap.end, end), most)
        number = any(t.mark and any(map(str.isdigit, t.text)) for t in inside)
        if number and right is not None and self.tokens[scrap.end].text.isspace():
            return Scrap(self._attached(scrap.start, start), right + 1)
        left = self._reach(range(scrap.start - 1, start - 1, -1), most)
        return Scrap(scrap.start if left is None else left, scrap.end if right is None else right + 1)

    def _attached(self, place: int, start: int) -> int:
        """Where a number begins with the sign before it and what that belongs to: "US$1,500"."""
        first = place
        while first > start:
            token = self.tokens[first - 1]
            if token.mark or token.text.isspace() or (first == place and token.is_word):
                break
            first -= 1
        return first

    def _reach(self, places: Iterable[int], most: int) -> int | None:
        """How far neighbours go: to the first one that says something."""
        found = None
        count = 0
        for n in places:
            token = self.tokens[n]
            if token.mark:
                break
            if token.is_word:
                found, count = n, count + 1
                if sum(map(str.isalnum, token.text)) > _WEAK_LETTERS or count == most:
                    break
        return found

    def _move(self, come: Scrap, gone: Scrap, start: int, end: int) -> Told:
        """Words that changed places with others: the shorter ones of both are called moved."""
        others = Scrap(min(come.end, gone.end), max(come.start, gone.start))
        fewer = start <= others.start and 0 < len(self._words(others)) < len(self._words(come))
        scrap = others if fewer and not self._scraps(others.start, others.end) else come
        around = self._neighbours(scrap, start, end)
        return fill(
            self.phrases.words_moved,
            words=shortened(_bare(self._side(scrap.start, scrap.end, new=True))),
            new=shortened(self._side(around.start, around.end, new=True)),
        )

    def _enumerations(self, start: int, end: int) -> Iterator[Told]:
        """Names that came to an enumeration, or went from it, in one sentence. Its marks are told by it."""
        last = self.phrases.both.partition("{first}")[2].partition("{last}")[0].strip().casefold()
        at = start
        while at < end:
            first = at
            while at < end and may_belong(self.tokens[at].text, last):
                at += 1
            run, at = Scrap(first, at), at + 1
            if any(t.mark and is_between(t.text, last) for t in self.tokens[run.start : run.end]):
                yield from self._enumeration(run, last, ends=run.end == end)

    def _enumeration(self, run: Scrap, last: str, *, ends: bool) -> Iterator[Told]:
        old, new = (self._side(run.start, run.end, new=side) for side in (False, True))
        end = ",;." if ends else ",;"  # of the sentence, whose full stop is none of a name
        old, new = old.rstrip(end), new.rstrip(end)
        if not (found := renewed(old, new, last)):
            return
        if found.came:
            named, within = listed(found.came, self.phrases), shortened(new)
            yield fill(self.phrases.word_added, new=named, words=within)
        else:
            named, within = listed(found.went, self.phrases), shortened(old)
            yield fill(self.phrases.word_removed, old=named, words=within)
        self._put_together(run)

    def _sentence(self, start: int, end: int) -> Iterator[Told]:
        yield from self._enumerations(start, end)
        led: list[Told] = []
        for scrap in self._scraps(start, end):
            found = list(self._led(scrap))
            old, new = (self._side(scrap.start, scrap.end, new=side) for side in (False, True))
            if found and old == new:
                yield from found
                self._put_together(scrap)
            else:
                led += found
        scraps = self._scraps(start, end)
        if self.after_numbers:
            scraps = [s for s in scraps if any(t.mark and t.is_word for t in self.tokens[s.start : s.end])]
        if len(scraps) >= _MANY:
            yield self._quoted(start, end)
            yield from led
            return
        clashing = [s for s in scraps if self.both & set(self._marked_words(s))]
        if clashing and len(scraps) > 1:
            one = Scrap(scraps[0].start, scraps[-1].end)
            if len(self._side(one.start, one.end, new=True)) > QUOTED:
                yield self._quoted(start, end)
            else:
                yield self._changed(one, start, end)
        else:
            for scrap in scraps:
                yield from self._scrap(scrap, start, end, clashes=scrap in clashing)
        yield from led

    def _put_together(self, scrap: Scrap) -> None:
        """Words that only lead elsewhere than before are told, and are kept as words."""
        for n in range(scrap.start, scrap.end):
            token = self.tokens[n]
            self.tokens[n] = replace(token, text="" if token.mark == "removed" else token.text, mark="")

    def _marked_words(self, scrap: Scrap) -> Iterator[str]:
        return (t.text for t in self.tokens[scrap.start : scrap.end] if t.mark and t.is_word)

    def _scrap(self, scrap: Scrap, start: int, end: int, *, clashes: bool) -> Iterator[Told]:
        inside = self.tokens[scrap.start : scrap.end]
        old, new = (self._side(scrap.start, scrap.end, new=side) for side in (False, True))
        phrases = self.phrases
        said = (
            sum(t.is_word for t in inside if t.mark == "removed"),
            sum(t.is_word for t in inside if t.mark == "added"),
        )
        if (not old and not new) or (old == new and not any(said)):
            yield fill(phrases.spaces)
        elif not any(said):
            yield self._punctuation(scrap, start, end)
        elif old == new:  # a part of a word looks otherwise
            yield fill(phrases.formatted, words=shortened(new))
        elif clashes or 1 in said:
            yield self._alone(scrap, start, end, old, new, clashes=clashes)
        elif old and new:
            yield fill(phrases.words_replaced, old=shortened(old), new=shortened(new))
        elif new:
            yield fill(phrases.words_added, new=shortened(new))
        else:
            yield fill(phrases.words_removed, old=shortened(old))

    def _alone(self, scrap: Scrap, start: int, end: int, old: str, new: str, *, clashes: bool) -> Told:
        """A word or a number alone, with the words around it."""
        around = self._neighbours(scrap, start, end)
        phrases = self.phrases
        if around == scrap:  # there are none
            if old and new:
                return fill(phrases.words_replaced, old=shortened(old), new=shortened(new))
            return fill(phrases.words_added, new=new) if new else fill(phrases.words_removed, old=old)
        if clashes or (old and new):
            return self._changed(scrap, start, end)
        within = self._side(around.start, around.end, new=bool(new))
        if new:
            return fill(phrases.word_added, new=new, words=shortened(within))
        return fill(phrases.word_removed, old=old, words=shortened(within))

    def _changed(self, scrap: Scrap, start: int, end: int) -> Told:
        around = self._neighbours(scrap, start, end)
        old, new = (self._side(around.start, around.end, new=side) for side in (False, True))
        return fill(self.phrases.words_changed, old=shortened(old), new=shortened(new))

    def _punctuation(self, scrap: Scrap, start: int, end: int) -> Told:
        around = self._neighbours(scrap, start, end, most=1)
        old, new = (self._side(around.start, around.end, new=side) for side in (False, True))
        return fill(self.phrases.punctuation, old=shortened(old), new=shortened(new))

    # A sentence with its marks.

    def _quoted(self, start: int, end: int) -> Told:
        words = self._marked_text(start, end)
        if not any(run.mark for run in words):
            return fill(self.phrases.reordered, words=words)
        return fill(self.phrases.sentence, words=words)

    def _marked_text(self, start: int, end: int) -> Told:
        """Words with their marks; of long ones, those around the marks."""
        runs = normal(self._runs(start, end))
        if not any(run.mark for run in runs):
            return (Run(shortened(_tidy("".join(run.text for run in runs)))),)
        if sum(len(run.text) for run in runs) > _SENTENCE:
            runs = tuple(chain.from_iterable(_windows(runs)))
        return normal(_spaced(runs))

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        at = start
        for scrap in self._scraps(start, end):
            yield from (Run(t.text) for t in self.tokens[at : scrap.start])
            yield from self._scrap_runs(self.tokens[scrap.start : scrap.end])
            at = scrap.end
        yield from (Run(t.text) for t in self.tokens[at:end])

    def _scrap_runs(self, inside: Sequence[Token]) -> Iterator[Run]:
        """A scrap with the words that are on both of its sides unmarked; those that are on another scrap's
        other side are shown where they stand now."""
        old = [t.text for t in inside if t.mark != "added"]
        new = [t.text for t in inside if t.mark != "removed"]
        crossing = {t.text for t in inside if t.mark == "removed"} & {
            t.text for t in inside if t.mark == "added"
        }
        both = self.both | {text for text in crossing if is_word(text)}
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                yield Run("".join(new[c:d]))
                continue
            gone = [text for text in old[a:b] if text not in both]
            if any(map(is_word, gone)) or not any(map(is_word, old[a:b])):
                yield Run("".join(gone), "removed")
            for stays, group in groupby(new[c:d], lambda text: text in both):
                yield Run("".join(group), "" if stays else "added")

    def _led(self, scrap: Scrap) -> Iterator[Told]:
        """Whether words lead elsewhere than before, by a link or a cross-reference."""
        inside = self.tokens[scrap.start : scrap.end]
        said = self._side(scrap.start, scrap.end, new=True)
        if not said or not self._side(scrap.start, scrap.end, new=False):
            return
        before = tuple(dict.fromkeys(t.lead for t in inside if t.lead and t.mark != "added"))
        after = tuple(dict.fromkeys(t.lead for t in inside if t.lead and t.mark != "removed"))
        if before == after:
            return
        phrases, said = self.phrases, shortened(said)
        old, new = ", ".join(before), ", ".join(after)
        if before and after and _inside(before) == _inside(after):
            if _inside(before):
                yield fill(phrases.reference_changed, words=said)
            else:
                yield fill(phrases.link_changed, words=said, old=old, new=new)
            return
        if before and _inside(before):
            yield fill(phrases.reference_removed, words=said)
        elif before:
            yield fill(phrases.link_removed, words=said, old=old)
        if after and _inside(after):
            yield fill(phrases.reference_added, words=said)
        elif after:
            yield fill(phrases.link_added, words=said, new=new)


def _inside(leads: Sequence[str]) -> bool:
    """Whether all of these lead to places within the document."""
    return all(lead.startswith("#") for lead in leads)


def _windows(runs: Told) -> Iterator[tuple[Run, ...]]:
    """The runs, of long unmarked ones no more than the words around the marks."""
    for n, run in enumerate(runs):
        pieces = words(run.text)
        around = 2 * _AROUND  # a space or a sign for each word
        if run.mark:
            yield (replace(run, text=shortened(run.text)),)
        elif n in (0, len(runs) - 1):
            first = n == 0
            if len(pieces) <= around:
                yield (run,)
            elif first:
                yield (Run(f"… {''.join(pieces[-around:]).lstrip()}"),)
            else:
                yield (Run(f"{''.join(pieces[:around]).rstrip()} …"),)
        elif len(pieces) <= 2 * around + 4:
            yield (run,)
        else:
            yield (Run(f"{''.join(pieces[:around]).rstrip()} … {''.join(pieces[-around:]).lstrip()}"),)


def _spaced(runs: Told) -> Iterator[Run]:
    """Without space at either end, with one space where marks leave two, and one between what went and what
    came in its place."""
    before = " "
    for n, run in enumerate(runs):
        text = _SPACES.sub(" ", run.text)
        if before[-1:].isspace():
            text = text.lstrip()
        elif run.mark == "added" and runs[n - 1].mark == "removed" and text[:1].isalnum():
            yield Run(" ")
        if n == len(runs) - 1:
            text = text.rstrip()
        if text:
            yield replace(run, text=text)
            before = text


def _bare(text: str) -> str:
    """Words without the signs around them."""
    ends = [n for n, letter in enumerate(text) if letter.isalnum()]
    return text[ends[0] : ends[-1] + 1] if ends else text


def _tidy(text: str) -> str:
    return " ".join(text.split())
