"""A Word form that came back.

[x] saved by Word, LibreOffice, by programs that leave the letters of boxes alone, and by those that leave
    nothing but text; renamed; with tracked changes, which count as accepted
[x] rows deleted, in another order, cut in two, put in; words of actions changed; words put in anywhere
[x] ticks that were typed
[x] forms of other editions, by the words that they carry
[-] comments in the margin and pictures: told, not read
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from workplan.returns.answers import Answer, Answers, Program, Returned
from workplan.returns.form import Field, Form
from workplan.returns.page import sent_lines
from workplan.returns.stamp import Stamp, read_stamp
from workplan.returns.word.answers import tick, written
from workplan.returns.word.identity import SentRow, hidden, rows_of
from workplan.returns.word.places import Line, lines_of
from workplan.returns.word.spots import Found, find, is_reported, plain
from workplan.text.excerpts import shortened
from workplan.text.hints import quoted
from workplan.word.file.opening import WordFile, open_word
from workplan.word.file.xml import UnsafeFile, w

#: Of words that somebody put in, in a sentence of ours.
_MOST = 200
#: So many sentences about words that were put in are enough.
_MOST_FINDINGS = 20


def read(data: bytes, file: str, sent: Mapping[str, Form]) -> Returned:
    """What a Word file says that came back. `sent` are the forms that may come back, by their ids. Raises
    `UnsafeFile`, and nothing else, for one that cannot be read."""
    word = open_word(data, copy=True)
    lines = lines_of(word)
    stamp, findings = _whose(word, [*(line.words for line in lines), *_heads(word)], sent)
    _, rows = hidden(word)
    known = sent.get(stamp.id) if stamp else None
    if known is not None:
        rows = rows_of(known)
    elif not rows and sent:
        rows = rows_of(next(iter(sent.values())))
    words = known or next(iter(sent.values()), None)
    if words is None:
        raise UnsafeFile("nothing was sent that this could be the return of")
    found = find(lines, words, rows)
    answers = {row.action: each for row in rows if (each := _answers(found, words, row)) is not None}
    edited = {row.action: said for row in rows if (said := _edited(found, words, row)) is not None}
    findings += [*_of_rows(rows, answers, found, words), *_put_in(lines, found, known, words)]
    return Returned(
        file=file,
        carrier="docx",
        program=_program(word, lines),
        form=stamp.id if stamp else None,
        member=_member(stamp, known, found, words),
        edition=stamp.edition if stamp else None,
        deadline=stamp.deadline if stamp else None,
        answers=answers,
        answered_by=_said(found, words, Field("answered-by")),
        remarks=_remarks(found, words),
        edited=edited,
        findings=(*findings, *_beside(word)),
    )


def _heads(word: WordFile) -> Iterator[str]:
    """The running heads."""
    for relation in word.relations.get(word.main, ()):
        if relation.type.endswith("/header") and not relation.external:
            yield "".join(map(str, word.xml(relation.target).itertext()))


def _whose(word: WordFile, lines: list[str], sent: Mapping[str, Form]) -> tuple[Stamp | None, list[str]]:
    """The form that a file says it is, hidden and in its words; what of this does not go together."""
    kept, _ = hidden(word)
    stamps = [found for line in lines if (found := read_stamp(line))]
    said = next((each for each in stamps if each.edition), None)
    said = said or next((each for each in stamps if each.id in sent), None)
    if kept and said and kept.id != said.id:
        message = f"the file is the form {kept.id}, and its words say {said.id}: nobody can tell whose it is"
        return None, [message]
    stamp = kept or said
    findings: list[str] = []
    if stamp and said and stamp.id in sent:
        form = sent[stamp.id]
        if said.edition and said.member != form.member:
            findings.append(
                f"the form {stamp.id} is that of {form.member or 'nobody'}, and its line now says "
                f"{said.member or 'nobody'}: whose answers these are is not certain"
            )
        stamp = Stamp(stamp.id, form.member, form.edition, form.deadline)
        if findings:
            stamp = replace(stamp, member=None)
    elif stamp and said:
        stamp = replace(said, id=stamp.id) if not kept else stamp
    return stamp, findings


def _member(stamp: Stamp | None, known: Form | None, found: Found, form: Form) -> str | None:
    if stamp and stamp.member is not None:
        return stamp.member
    if known is None or known.member is None:
        return _said(found, form, Field("member")) or None
    return None


def _said(found: Found, form: Form, field: Field) -> str:
    spots = found.spots.get(field)
    return (written(spots, form, field).value or "") if spots else ""


def _remarks(found: Found, form: Form) -> Answer[str] | None:
    field = Field("remarks")
    spots = found.spots.get(field)
    return written(spots, form, field) if spots else None


def _answers(found: Found, form: Form, row: SentRow) -> Answers | None:
    lead, contributing, comment = (
        found.spots.get(Field(what, row.action)) for what in ("lead", "contributing", "comment")
    )
    if not lead and not contributing and not comment:
        return None
    return Answers(
        tick(lead, form, Field("lead", row.action)) if lead else None,
        tick(contributing, form, Field("contributing", row.action)) if contributing else None,
        written(comment, form, Field("comment", row.action)) if comment else None,
    )


def _edited(found: Found, form: Form, row: SentRow) -> str | None:
    """The words of an action as they stand now; None where they are those that were sent, or are not
    there."""
    lines = found.words.get(row.action)
    if not lines:
        return None
    said = [line.words for line in lines if not is_reported(line.words, form)]
    now = plain("\n".join(said))
    return now if now and now != plain(row.text) else None


def _of_rows(
    rows: tuple[SentRow, ...], answers: Mapping[str, Answers], found: Found, form: Form
) -> Iterator[str]:
    if rows and not answers:
        yield "no action of the form was found in the file"
        return
    for row in rows:
        about = f"action {row.number} ({quoted(row.action)})"
        here = answers.get(row.action)
        if here is None:
            yield f"{about} is not in the file any more"
            continue
        missing = [
            name
            for name, each in (
                ("lead", here.lead),
                ("contributing", here.contributing),
                ("comment", here.comment),
            )
            if each is None
        ]
        if missing:
            yield f"{about} has no place any more for: {', '.join(missing)}"
        if not found.words.get(row.action) or not any(plain(each.words) for each in found.words[row.action]):
            yield f"the words of {about} were deleted"
        now = [each.words for each in found.words.get(row.action, ()) if is_reported(each.words, form)]
        if now and plain(" ".join(now)) != plain(row.reported):
            yield f"the line on the interest so far was changed for {about}: {_quoted(' '.join(now))}"


def _put_in(lines: list[Line], found: Found, known: Form | None, words: Form) -> Iterator[str]:
    """Rows that are none of the form's, and lines that somebody put in or changed."""
    told = [f"a row of the table is none of the form's: {_quoted(row)}" for row in found.strange]
    if known is not None:
        layout = "table" if any(line.row >= 0 for line in lines) else "list"
        there = Counter(map(plain, sent_lines(known, layout)))  # type: ignore[arg-type]
        taken = found.lines
        for line in lines:
            said = plain(line.words)
            if line.row >= 0 or id(line) in taken or not said:
                continue
            if there[said]:
                there[said] -= 1
            else:
                told.append(f"words that are not the form's: {_quoted(said)}")
    yield from told[:_MOST_FINDINGS]
    if len(told) > _MOST_FINDINGS:
        yield f"and {len(told) - _MOST_FINDINGS} more lines that are not the form's"


def _beside(word: WordFile) -> Iterator[str]:
    """What stands beside the text."""
    if name := word.related(word.main, "comments"):
        for comment in word.xml(name).iter(w("comment")):
            said = plain(" ".join(map(str, comment.itertext())))
            if said:
                yield f"a comment in the margin, which is not read: {_quoted(said)}"
    if any(True for _ in word.xml(word.main).iter(w("drawing"), w("pict"))):
        yield "the file has a picture, which nobody can read here: look whether it says anything"


def _quoted(words: str) -> str:
    return quoted(shortened(words, _MOST), _MOST)


def _program(word: WordFile, lines: list[Line]) -> Program:
    """What the file was saved with, as far as it says so or shows."""
    name = next((name for name in word.data if name.casefold() == "/docprops/app.xml"), "")
    try:
        said = " ".join(
            str(each.text or "")
            for each in (word.xml(name) if name else ())
            if str(each.tag).endswith("}Application")
        )
    except UnsafeFile:
        said = ""
    for begins, program in _PROGRAMS.items():
        if said.casefold().startswith(begins):
            return program
    if said:
        return "another program"
    has_names = any(line.names or line.tags for line in lines)
    return "" if has_names else "Google-like"


_PROGRAMS: Mapping[str, Program] = {
    "workplan": "workplan",
    "microsoft": "Word",
    "libreoffice": "LibreOffice",
    "onlyoffice": "ONLYOFFICE-like",
}
