"""Where amendments of several copies meet: equal ones, and those that touch the same words.

Two amendments are equal where they do the same to the same places, whoever made them. They are in conflict
where both change one word, where both put words in at one place, or where one puts words in beside those
that the other changes. New paragraphs and rows at one place are not in conflict; lines in one cell are: they
say one thing. Members that are added to a cell of interest are not, but where one adds all that the other
adds, or one of them in another role: a member is listed once. Whatever is done in a row that another takes
out is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, chain, combinations, groupby, product

from msgspec import Struct, field

from workplan.directives.actions.interest_changes import Added
from workplan.document.look import PLAIN
from workplan.document.revisions import said
from workplan.document.tree import (
    NO_AMENDMENT,
    AmendmentNumber,
    Figure,
    Link,
    Note,
    NoteReference,
    Place,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.review.edits.copy_ids import in_copy
from workplan.review.edits.layers import (
    BODY,
    Change,
    Layer,
    Strip,
    Texts,
    caption_atoms,
    cell_atoms,
    row_atoms,
    touched,
)
from workplan.review.edits.letters import Atom, End, letters, mark
from workplan.review.merge.interest import adds_members, cells_of_members
from workplan.text import segmentation
from workplan.text.segmentation import is_word


class Conflicts(Struct):
    """`same` leads from an amendment to the equal one of the first copy that has it; `conflicts` are pairs,
    the smaller number first."""

    same: dict[AmendmentNumber, AmendmentNumber] = {}
    conflicts: set[tuple[AmendmentNumber, AmendmentNumber]] = set()


#: A place in the text: the strip's name, and the first letter of a word, or whatever else stands there.
Spot = tuple[str, int]


class _Facts(Struct):
    """What each amendment does (`done`), and who is where: who changes what stands at a spot, who puts words
    in at a place, who adds members there (`added`), and who does so beside a spot; which `members` each adds
    in a strip; who does anything in a strip (`within`), and who takes out the row or table that it is in
    (`without`). `interest` are the names of the strips that are cells of members' interest, `names` those of
    members."""

    interest: frozenset[str]
    names: Collection[str] = ()
    done: dict[AmendmentNumber, list[object]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[Spot, set[AmendmentNumber]] = field(default_factory=lambda: defaultdict(set))
    put: dict[Spot, set[AmendmentNumber]] = field(default_factory=lambda: defaultdict(set))
    added: dict[Spot, set[AmendmentNumber]] = field(default_factory=lambda: defaultdict(set))
    beside: dict[Spot, set[AmendmentNumber]] = field(default_factory=lambda: defaultdict(set))
    members: dict[str, dict[AmendmentNumber, Added]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Added))
    )
    within: dict[str, set[AmendmentNumber]] = field(default_factory=lambda: defaultdict(set))
    without: dict[str, set[AmendmentNumber]] = field(default_factory=lambda: defaultdict(set))


def findings(
    base: Texts,
    layers: Sequence[Layer],
    notes: Sequence[Mapping[str, Note]],
    members: Collection[str] = (),
) -> Conflicts:
    """What amendments of different layers have to do with each other. `notes` are those that each layer's
    copy has, by id; `members` the names of members that are known."""
    rows = {name: [atom for atom in strip[1:] if isinstance(atom, Row)] for name, strip in base.items()}
    cells = (cells_of_members(name, found) for name, found in rows.items())  # none is of a header
    facts, owner = _Facts(frozenset(chain.from_iterable(cells)), members), {}
    words: dict[str, _Words] = {}
    for n, (layer, own) in enumerate(zip(layers, notes, strict=True)):
        for name, strip in touched(layer):
            if name not in words:
                words[name] = _Words(base[name])
            for number in _take(facts, name, words[name], strip, own):
                owner[number] = n
                facts.within[name].add(number)
    found = Conflicts()
    first: dict[object, AmendmentNumber] = {}
    times: Counter[object] = Counter()
    for number in sorted(facts.done):
        does = frozenset(facts.done[number])
        times[owner[number], does] += 1  # one copy may do the same twice: two equal paragraphs at one place
        found.same[number] = first.setdefault((does, times[owner[number], does]), number)
    found.same = {number: one for number, one in found.same.items() if one != number}
    whose: dict[AmendmentNumber, set[int]] = defaultdict(set)
    for number, n in owner.items():
        whose[found.same.get(number, number)].add(n)
    for one, other in _meetings(facts):
        pair = found.same.get(one, one), found.same.get(other, other)
        if whose[pair[0]].isdisjoint(whose[pair[1]]):  # what one copy proposes goes together
            found.conflicts.add((min(pair), max(pair)))
    return found


def _meetings(facts: _Facts) -> Iterator[tuple[AmendmentNumber, AmendmentNumber]]:
    for spot, numbers in facts.changed.items():
        yield from combinations(sorted(numbers), 2)
        yield from product(sorted(numbers), sorted(facts.beside.get(spot, ())))
    for place, numbers in facts.put.items():
        yield from combinations(sorted(numbers), 2)
        yield from product(sorted(numbers), sorted(facts.added.get(place, ())))
    for found in facts.members.values():
        for one, other in combinations(sorted(found), 2):
            if found[one].clashes(found[other]):
                yield one, other
    for name, numbers in facts.without.items():
        yield from product(sorted(numbers), sorted(facts.within[name]))


def _take(
    facts: _Facts, name: str, words: _Words, strip: Strip, notes: Mapping[str, Note]
) -> Iterator[AmendmentNumber]:
    """Note down what a strip does; gives the numbers of its amendments."""
    base, lists = words.base, words.lists
    for at, revision in strip.out.items():
        number = revision.amendment
        facts.done[number].append((name, at, "out"))
        facts.changed[name, words.of(at)].add(number)
        for below in _inside(base[at]):
            facts.without[below].add(number)
        yield number
    for at, change in strip.changed.items():
        number = change.revision.amendment
        facts.done[number].append((name, at, _becomes(change, lists)))
        facts.changed[name, words.of(at)].add(number)
        yield number
    for at, found in strip.in_.items():
        for number, group in groupby(found, _number):
            put = list(group)
            says = tuple(_plain(atom, notes, lists) for atom in put)
            facts.done[number].append((name, at, says))
            yield number
            for inner, places in _deletions(put).items():
                facts.done[inner].append((name, at, "out again", says, tuple(places)))
                yield inner
            new_lines = words.begins_line(at) and not words.is_letter(put[-1])
            if new_lines and (name == BODY or isinstance(put[-1], Row)):
                continue
            adds = adds_members(base, at, put, facts.names) if name in facts.interest else (Added(), range(0))
            added, role_at = adds
            facts.members[name][number] |= added
            (facts.added if added.members else facts.put)[name, at].add(number)
            for spot in words.touched(at, put):
                facts.changed[name, spot].add(number)
            for spot in (*words.beside(at), *map(words.of, role_at)):
                facts.beside[name, spot].add(number)


def _inside(atom: Atom) -> Iterator[str]:
    """The strips in an atom."""
    match atom:
        case Table():
            yield atom.id
            for row in row_atoms(atom):
                yield from _inside(row)
        case Row():
            yield from (cell.id for cell in atom.cells)
        case Figure():
            yield atom.id
        case _:
            return


#: Stands for an end of a line, a call, a reference, a row: each a piece of its own among words.
_NO_LETTER = "\0"


class _Words:
    """The atoms of a strip (`base`) as words; whatever has no letters stands for itself. `lists` are those
    that its lines are in."""

    def __init__(self, base: Sequence[Atom]) -> None:
        self.base = base
        ends = (atom for atom in base if isinstance(atom, End))
        self.lists = frozenset(frame.list for end in ends for frame in end.place.frames)
        self._starts: list[int] = []
        for word in segmentation.words("".join(map(_letter, base))):
            self._starts += [len(self._starts)] * len(word)

    def of(self, at: int) -> int:
        return self._starts[at]

    @staticmethod
    def is_letter(atom: Atom) -> bool:
        return not isinstance(atom, End | Table | Figure | Row)

    def begins_line(self, at: int) -> bool:
        return at == 0 or not self.is_letter(self.base[at - 1])

    def touched(self, at: int, put: Sequence[Atom]) -> Iterator[int]:
        """The words that what is put in before `at` becomes part of."""
        said = "".join(map(_letter, put))
        before = self._said(self.of(at - 1), at) if at > 0 else ""
        after = self._said(at, self._end(at)) if at < len(self.base) else ""
        ends = {*accumulate(map(len, segmentation.words(before + said + after)), initial=0)}
        if before and len(before) not in ends and is_word(before):
            yield self.of(at - 1)
        if after and len(before + said) not in ends and is_word(after):
            yield self.of(at)

    def _said(self, start: int, end: int) -> str:
        return "".join(map(_letter, self.base[start:end]))

    def _end(self, at: int) -> int:
        """Where the word ends that the atom at `at` is in."""
        return bisect_right(self._starts, self._starts[at])

    def beside(self, at: int) -> Iterator[int]:
        for place in (at - 1, at):
            if 0 <= place < len(self.base) and self.is_letter(self.base[place]):
                yield self.of(place)


def _letter(atom: Atom) -> str:
    """What an atom says in a word, one character; a sign that is in no word for what is no letter."""
    carrier = mark(atom)
    return carrier.text if isinstance(carrier, Text) else _NO_LETTER


def _number(atom: Atom) -> AmendmentNumber:
    inserted = mark(atom).inserted
    return inserted.amendment if inserted else NO_AMENDMENT


def _deletions(put: Iterable[Atom]) -> dict[AmendmentNumber, list[int]]:
    """Amendments that take out again some of what a copy puts in, each with the places of that in it."""
    found: dict[AmendmentNumber, list[int]] = defaultdict(list)
    for place, atom in enumerate(put):
        if deleted := mark(atom).deleted:
            found[deleted.amendment].append(place)
    return found


def _stands(place: Place, lists: Set[str]) -> object:
    """All that a line is and where it stands, whoever put it there: its role and level, and how each of its
    lists counts, from which number; which list it is, where that is one of the baseline's `lists`."""
    frames = ((frame.kind, frame.start, frame.list if frame.list in lists else "") for frame in place.frames)
    return place.role, place.level, place.appendix, *frames


def _becomes(change: Change, lists: Set[str]) -> object:
    """What a changed atom is then. Two who change the same do the same only where this is equal."""
    match change.atom:
        case End(place=place):
            return _stands(place, lists)
        case Table(summary=summary):
            return summary
        case atom:
            return getattr(mark(atom), "look", PLAIN)


def _plain(atom: Atom, notes: Mapping[str, Note], lists: Set[str] = frozenset()) -> object:
    """What an atom that was put in says, whoever put it in, and whatever its id."""
    match atom:
        case End(place=place):
            return _stands(place, lists)
        case Table():
            widths = tuple(round(width, 2) for width in atom.widths)  # each editor rounds them
            rows = tuple(_plain(row, notes) for row in row_atoms(atom))
            return atom.summary, widths, atom.alignments, rows
        case Row():
            return tuple(tuple(_plain(a, notes) for a in cell_atoms(cell)) for cell in atom.cells)
        case Figure():
            return (
                atom.image.data,
                atom.alternative,
                atom.width,
                tuple(_plain(a, notes) for a in caption_atoms(atom)),
            )
        case NoteReference():
            note = notes.get(atom.note)
            words = tuple(_plain(letter, notes) for letter in letters(note.inlines)) if note else ()
            return "note", "" if note else said(atom.note), words
        case Link():
            return atom.href, *(_plain(text, notes) for text in atom.children)
        case Reference():
            return in_copy(atom.target), atom.kind, atom.text, atom.look
        case Text():
            return atom.text, atom.look
