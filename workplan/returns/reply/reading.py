"""A reply in words, read: the form as plain text that was filled in, or a line: "3 lead, 5 contributing".

[x] files of text (UTF-8, UTF-16, Windows-1252), messages (`mail`), with what is quoted in them
[x] the form's own lines, filled in wherever they stand; answers in a line (`grammar`); remarks
[x] words of an action that were changed in the form, where nothing is quoted
[x] numbers that no action has; two answers to one action: said, not taken
[-] greetings and signatures: left out
[ ] sentences: each that names lead or contributing is said, with its line

A text is bounded: characters, lines, the length of a line. What holds a NUL is no text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct, field

from workplan.returns.answers import Answer, Answers, How, Returned
from workplan.returns.form import TICKS, Form
from workplan.returns.reply.grammar import Named, Vocabulary, read_line
from workplan.returns.reply.lines import Line, lines_of, without
from workplan.returns.reply.passages import passages
from workplan.returns.stamp import Stamp, read_stamp
from workplan.text.characters import printable
from workplan.text.hints import quoted

_MOST_CHARACTERS = 2_000_000
_MOST_LINES = 20_000
_LONGEST_LINE = 20_000
_HOW: How = "the reply's words"
#: Of one reply, that are told one by one.
_MOST_FINDINGS = 50


class BadReply(Exception):
    """A text that is not accepted; says why."""


def checked(text: str) -> str:
    """The text, with plain line ends. Raises `BadReply` for one that nobody has written."""
    if len(text) > _MOST_CHARACTERS:
        raise BadReply(f"the text has more than {_MOST_CHARACTERS:,} characters")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadReply(f"line {line}: there is a NUL, so this is no text")
    text = printable(text)
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        raise BadReply(f"line {_MOST_LINES + 1:,}: the text has more than {_MOST_LINES:,} lines")
    for n, words in enumerate(lines, 1):
        if len(words) > _LONGEST_LINE:
            raise BadReply(f"line {n:,}: it has more than {_LONGEST_LINE:,} characters")
    return text


def stamp_in(text: str, subject: str = "") -> Stamp | None:
    """Whose form a reply is about: the fullest stamp in it. A mail program may have broken the line."""
    lines = [line.words for line in lines_of(text)]
    pairs = (f"{one} {other}" for one, other in pairwise(lines))
    found = [stamp for each in (*lines, *pairs, subject) if (stamp := read_stamp(each[:500]))]
    return next((stamp for stamp in found if stamp.edition), found[0] if found else None)


def vocabulary(form: Form) -> Vocabulary:
    words = form.wording.form
    around = (words.answer, words.action)
    return Vocabulary(form.wording.lead, form.wording.contributing, around, (words.no_interest,))


def read_reply(
    text: str, file: str, form: Form, stamp: Stamp | None = None, *, is_message: bool = False
) -> Returned:
    """What a reply to `form` says; `stamp` is what it says of itself. In a message the words of an action are
    not looked at, since mail programs change them. `text` is one that was `checked`."""
    reader = _Reader(form)
    reader.read(lines_of(text), edits=not is_message)
    stamp = stamp or Stamp("")
    return Returned(
        file,
        "txt",
        form=stamp.id or None,
        member=reader.written.get("member") or (stamp.member if stamp.edition else form.member),
        edition=stamp.edition,
        deadline=stamp.deadline,
        answers=reader.answers(),
        answered_by=reader.written.get("answered-by", ""),
        remarks=Answer(reader.written["remarks"], _HOW) if reader.written.get("remarks") else None,
        edited=reader.edited,
        findings=tuple(reader.told()),
    )


class _Reader(Struct):
    form: Form
    named: dict[int, list[tuple[Named, int]]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[int, str] = {}
    written: dict[str, str] = {}
    edited: dict[str, str] = {}
    findings: list[str] = []

    def read(self, lines: Sequence[Line], *, edits: bool) -> None:
        form = self.form
        ours = [passage for passage in passages(form) if passage.kind in ("words", "action")]
        left, found = without(lines, [passage.words for passage in ours])
        left = [line for line in left if not read_stamp(line.words)]
        if edits and not any(line.depth for line in lines):
            left = self._without_edits(
                left, {each.action for each in ours if each.kind == "action" and each.words in found}
            )
        known = vocabulary(form)
        open_: str | int | None = None  # what the lines go on with: a remark's place
        for line in left:
            place, words = self._labelled(line.words)
            if place is not None:
                open_ = place
                self._write(place, words)
            elif not line.words:
                open_ = None
            elif open_ is not None and not read_line(line.words, known).named:
                self._write(open_, line.words)
            else:
                open_ = None
                self._answer(line, known)

    def _labelled(self, words: str) -> tuple[str | int | None, str]:
        """The place that a line's label names: that of an action's comment by its number, and what is
        written behind it."""
        form, of = self.form.wording, self.form.wording.form
        if _is_reported(words, self.form):
            return "reported", words
        for name, label in (
            ("remarks", of.remarks),
            ("answered-by", of.answered_by),
            ("member", form.member),
        ):
            if name == "member" and self.form.member is not None:
                continue
            if found := re.match(rf"{re.escape(label)}\s*[:：](.*)", words, re.IGNORECASE):
                return name, found[1].strip()
        if found := re.match(rf"{re.escape(of.comment)}\s+(\d{{1,6}})\s*[:：](.*)", words, re.IGNORECASE):
            return int(found[1]), found[2].strip()
        return None, ""

    def _write(self, place: str | int, words: str) -> None:
        if isinstance(place, int):
            self.comments[place] = " ".join(filter(None, (self.comments.get(place), words)))
        elif words:
            self.written[place] = " ".join(filter(None, (self.written.get(place), words)))

    def _answer(self, line: Line, known: Vocabulary) -> None:
        if line.depth and not self._has_label(line.words):
            return
        said = read_line(line.words, known)
        if said.why:
            self.findings.append(f"line {line.number}: {quoted(line.words, 100)}: {said.why}; not read")
        for each in said.named:
            self.named[each.number].append((each, line.number))

    def _has_label(self, words: str) -> bool:
        return bool(re.match(rf"{re.escape(self.form.wording.form.answer)}\s+\d", words, re.IGNORECASE))

    def _without_edits(self, lines: list[Line], kept: set[int]) -> list[Line]:
        """The lines without those that stand in place of an action's words, which are taken as `edited`."""
        label = re.escape(self.form.wording.form.answer)
        numbers = {row.number: row for row in self.form.rows}
        left: list[Line] = []
        block: list[Line] = []
        for line in lines:
            answer = re.match(rf"{label}\s+(\d{{1,6}})\s*[:：]", line.words, re.IGNORECASE)
            if answer and (row := numbers.get(int(answer[1]))) and row.number not in kept:
                start = next((n for n, each in enumerate(block) if _begins(each.words, row.number)), None)
                if start is not None:
                    said = list(
                        takewhile(lambda each: not _is_reported(each.words, self.form), block[start:])
                    )
                    words = " ".join(each.words for each in said if each.words)
                    self.edited[row.action] = re.sub(r"^\d+[.)]\s*", "", words)
                    block = [*block[:start], *block[start + len(said) :]]
            if answer:
                left, block = [*left, *block, line], []
            else:
                block.append(line)
        return [*left, *block]

    def answers(self) -> dict[str, Answers]:
        """The answers by action; two that say different things are unreadable."""
        rows = {row.number: row.action for row in self.form.rows}
        found: dict[str, Answers] = {}
        for number in sorted({*self.named, *self.comments}):
            given = self.named.get(number, [])
            if number not in rows:
                where = f"line {given[0][1]}: " if given else ""
                self.findings.append(f"{where}there is no action {number}; not read")
                continue
            remark = " ".join(
                dict.fromkeys(filter(None, (*(each.remark for each, _ in given), self.comments.get(number))))
            )
            comment = Answer(remark, _HOW) if remark else None
            found[rows[number]] = self._answers(given, comment)
        return found

    def _answers(self, given: Sequence[tuple[Named, int]], comment: Answer[str] | None) -> Answers:
        roles = {each.role for each, _ in given}
        if not roles:
            return Answers(comment=comment)
        if len(roles) > 1:
            lines = " and ".join(f"{each.role} in line {line}" for each, line in given[:3])
            unclear: Answer[bool] = Answer(None, _HOW, "unreadable", f"it says {lines}")
            return Answers(unclear, unclear, comment)
        (role,) = roles
        none = self.form.wording.form.no_interest if role == "none" else ""
        lead, contributing = (Answer(role == each, _HOW, said=none) for each in TICKS)
        return Answers(lead, contributing, comment)

    def told(self) -> Iterator[str]:
        yield from self.findings[:_MOST_FINDINGS]
        if len(self.findings) > _MOST_FINDINGS:
            yield f"{len(self.findings) - _MOST_FINDINGS} more lines that are not clear"


def _is_reported(words: str, form: Form) -> bool:
    """Whether a line says what the register said when the form was made: it may say something else by now."""
    before = form.wording.form.reported.partition("{members}")[0].strip()
    return bool(before) and words.casefold().startswith(before.casefold())


def _begins(words: str, number: int) -> bool:
    found = re.match(r"(\d{1,6})[.)]\s*\S", words)
    return bool(found and int(found[1]) == number)
