"""The matrix as a value, and how each format words what is in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import chain, groupby

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.markup.looks import MARKS
from workplan.content.words.matrix import ENGLISH, MatrixWords
from workplan.document.look import PLAIN, Look
from workplan.document.tree import Inline, Link, NoteReference
from workplan.document.walking.marked import Piece, flat
from workplan.review.rows.amendment import Amendment, Remark
from workplan.review.rows.excerpt import NEW_NOTE


class Besides(Struct, frozen=True):
    """What a copy has that lands on no row: `told` to a meeting, and `whole`, with the names of files and
    what to do, to whoever keeps the content."""

    told: str
    whole: str


class Matrix(Struct, frozen=True):
    """The amendments to `edition` of the plan of this `title`, in document order; it is a `draft`, or was
    issued. `digest` is the SHA-256 of the baseline's content, in hexadecimal: what the matrix was made for.
    `copies` says in words what came from whom ("Australia: 3 amendments"), and `besides` what the copies have
    that lands on no row.
    `words` are the plan's, for all that the matrix itself says. The `organisation`, the `group` and the
    `day`, in
    words, stand at the head of the paper."""

    title: str
    edition: str
    digest: str
    amendments: tuple[Amendment, ...]
    besides: tuple[Besides, ...] = ()
    copies: tuple[str, ...] = ()
    words: MatrixWords = ENGLISH
    draft: bool = False
    organisation: str = ""
    group: str = ""
    day: str = ""

    @property
    def newest(self) -> datetime | None:
        """When the last of all that is proposed and said was written, as far as the copies say."""
        remarks = (remark.date for row in self.amendments for remark in row.thread)
        return max(filter(None, (*(row.date for row in self.amendments), *remarks)), default=None)


class Span(Struct, frozen=True):
    """Words of one look and one mark. Inserted and deleted: first the one, then the other."""

    text: str
    look: Look = PLAIN
    call: bool = False  # of a note
    inserted: bool = False
    deleted: bool = False
    reformatted: bool = False  # these words in their former look (deleted), or in their new one (inserted)


def spans(inlines: Iterable[Inline], new_note: str = NEW_NOTE, *, targets: bool = False) -> Iterator[Span]:
    """Marked words for a reader. Words that only changed their look stand twice: as they were and are.
    `new_note` stands for the number of a note that has none yet; `targets` shows where a link leads that
    comes or goes."""
    for inline in inlines:
        yield from chain.from_iterable(_spans(piece, new_note) for piece in flat((inline,)))
        if targets and (to := target(inline)):
            last = inline.children[-1] if isinstance(inline, Link) else inline
            yield Span(to, inserted=bool(last.inserted), deleted=bool(last.deleted))


def target(inline: Inline) -> str:
    """Where a link leads that somebody puts in or takes out, to stand behind its words; empty for one that
    stays, and where its words say it."""
    if not isinstance(inline, Link) or not inline.children[-1].change:
        return ""
    words = "".join(text.text for text in inline.children)
    return "" if words.strip() == inline.href.removeprefix("mailto:") else f" <{inline.href}>"


def _spans(piece: Piece, new_note: str) -> Iterator[Span]:
    inserted, deleted = bool(piece.inserted), bool(piece.deleted)
    if isinstance(piece, NoteReference):
        yield Span(str(piece.number or new_note), call=True, inserted=inserted, deleted=deleted)
        return
    span = Span(piece.text, piece.look, False, inserted, deleted)
    if piece.former and not inserted and not deleted:
        yield replace(span, look=piece.former.look, deleted=True, reformatted=True)
        yield replace(span, inserted=True, reformatted=True)
    else:
        yield span


def marked_words(inlines: Iterable[Inline], *, targets: bool = False) -> str:
    """The same in characters alone: `[-old-][+new+]`, note calls as `[^1]`; looks (`**bold**`, `*italic*`)
    where they changed."""
    parts = []
    for (inserted, deleted), found in groupby(
        spans(inlines, targets=targets), lambda span: (span.inserted, span.deleted)
    ):
        words = "".join(map(_characters, found))
        words = f"[-{words}-]" if deleted else words
        parts.append(f"[+{words}+]" if inserted else words)
    return "".join(parts)


def readable(inlines: Iterable[Inline], said: MatrixWords) -> Iterator[Span]:
    """The same for whoever sees no looks: what is put in or taken out stands in brackets that say so. It is
    what somebody copies, or hears read."""
    shown = spans(inlines, said.new_note, targets=True)
    for (inserted, deleted), found in groupby(shown, lambda span: (span.inserted, span.deleted)):
        before, after = "", ""
        for is_so, phrase in ((deleted, said.taken_out), (inserted, said.put_in)):
            start, end = phrase.split("{words}") if is_so else ("", "")
            before, after = f"{start}{before}", f"{after}{end}"
        if before:
            yield Span(before, inserted=inserted, deleted=deleted)
        yield from (replace(span, text=_characters(span)) for span in found)
        if after:
            yield Span(after, inserted=inserted, deleted=deleted)


def _characters(span: Span) -> str:
    if span.call:
        return f"[^{span.text}]"
    if not span.reformatted:
        return span.text
    signs = [MARKS[name][0] for name in span.look.names]
    return "".join((*signs, span.text, *reversed(signs)))


def source(amendment: Amendment) -> str:
    """`file:line`; empty where no line of the content says it."""
    return f"{amendment.source.file}:{amendment.source.line}" if amendment.source else ""


def kind(amendment: Amendment, words: MatrixWords) -> str:
    """What the amendment does, and what its words cannot show: "insertion; not tracked"."""
    return "; ".join(filter(None, (words.of(amendment.kind), amendment.how)))


def comments(amendment: Amendment, words: MatrixWords) -> list[str]:
    """A line for each remark of the thread: "Australia (2031-03-04, resolved): Why?"."""
    return [f"{remark.author or '?'}{_about(remark, words)}: {remark.words}" for remark in amendment.thread]


def _about(remark: Remark, words: MatrixWords) -> str:
    date = f"{remark.date:%Y-%m-%d}" if remark.date else ""
    said = ", ".join(filter(None, (date, words.resolved if remark.resolved else "")))
    return f" ({said})" if said else ""


def fingerprint(amendment: Amendment) -> str:
    """Tells this amendment from others, whatever its number, whoever supports it, and in whatever words it is
    shown: a decision made on one never lands on another that has its number in a later matrix. 8 hexadecimal
    digits."""
    said = "\0".join(
        (
            *(amendment.id, amendment.kind, amendment.present, marked_words(amendment.proposed)),
            *(amendment.after, *comments(amendment, ENGLISH)),
            *filter(None, (amendment.value,)),
        )
    )
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def bands(amendments: Iterable[Amendment]) -> dict[str, int]:
    """The conflict groups, each with its place in the order of their first rows."""
    return {group: n for n, group in enumerate(dict.fromkeys(a.group for a in amendments if a.group))}
