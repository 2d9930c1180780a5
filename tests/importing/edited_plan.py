"""A plan that two people have edited in Word, with tracked changes of every kind, and comments on it."""

from __future__ import annotations

from itertools import count

from tests.importing.hostile import FRONT, PRIORITIES
from tests.importing.word_files import bold, call, cell, docx, paragraph, row, run, table

ANN, BO = "Ann Other", "Bo Second"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


_NUMBERS = count(101)


def about(author: str, day: int = 1, number: int = 0) -> str:
    """Who made a change; it has a number that no other one has."""
    return f'w:id="{number or next(_NUMBERS)}" w:author="{author}" w:date="2024-05-{day:02}T09:30:00Z"'


def ins(inside: str, author: str = ANN, day: int = 1) -> str:
    return f"<w:ins {about(author, day)}>{inside}</w:ins>"


def went(words: str, author: str = ANN, day: int = 1) -> str:
    return (
        f'<w:del {about(author, day)}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'
    )


def mark(change: str, author: str = ANN) -> str:
    """Of a paragraph whose end came or went."""
    return f"<w:rPr><w:{change} {about(author)}/></w:rPr>"


def _row(change: str, *cells: str) -> str:
    made = ins if change == "ins" else went
    inside = (paragraph(inside=made(run(each) if change == "ins" else each)) for each in cells)
    return row(*(cell(each) for each in inside), properties=f"<w:{change} {about(ANN)}/>")


def _moved(change: str, words: str) -> str:
    """A paragraph that was moved from here, or to here."""
    number = next(_NUMBERS)
    begin = f'<w:{change}RangeStart {about(ANN, number=number)} w:name="m1"/>'
    inside = f"<w:{change} {about(ANN)}>{run(words)}</w:{change}>"
    end = f'<w:{change}RangeEnd w:id="{number}"/>'
    return f"<w:p><w:pPr>{mark(change)}</w:pPr>{begin}{inside}{end}</w:p>"


def _commented(id: int, inside: str) -> str:
    reference = f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    return f'<w:commentRangeStart w:id="{id}"/>{inside}<w:commentRangeEnd w:id="{id}"/>{reference}'


def _comment(id: int, author: str, words: str) -> str:
    made = f'<w:p w14:paraId="0000000{id}"><w:r><w:t>{words}</w:t></w:r></w:p>'
    about_ = f'w:id="{id}" w:author="{author}" w:initials="AO" w:date="2024-05-03T10:00:00Z"'
    return f'<w:comment xmlns:w14="{_W14}" {about_}>{made}</w:comment>'


def _thread(id: int, parent: int = 0, *, done: bool = False) -> str:
    above = f' w15:paraIdParent="0000000{parent}"' if parent else ""
    return f'<w15:commentEx xmlns:w15="{_W15}" w15:paraId="0000000{id}"{above} w15:done="{int(done)}"/>'


def edited_plan() -> bytes:
    bolder = f"<w:b/><w:rPrChange {about(BO)}><w:rPr/></w:rPrChange>"
    larger = f'<w:sz w:val="40"/><w:rPrChange {about(BO)}><w:rPr/></w:rPrChange>'
    body = (
        paragraph(
            inside=run("The Group meets ")
            + went("once")
            + ins(run("two times, or ") + went("at most ", BO, 2) + run("three,"))
            + run(" a year.")
        )
        + paragraph(inside=_commented(1, run("It reports to the")) + _commented(2, "") + run(" Council."))
        + paragraph("A line that is new.", mark("ins"), inside=ins(run("A line that is new.")))
        + paragraph(properties=mark("del", BO), inside=went("A line that nobody needs.", BO))
        + paragraph(inside=run("Gauges are ", bolder) + run("expensive", larger) + run(".") + call(1))
    )
    line = "Tide tables are printed by each of the members."
    moved = _moved("moveFrom", line) + paragraph("Stations are built on rocks.") + _moved("moveTo", line)
    header = row(*(cell(bold(words)) for words in ("Action item", "Members’ interest", "Status")))
    actions = table(
        header,
        row("1. Build gauges at the open coast (linked priority 1)", "Fiji, Tonga", "Ongoing"),
        _row("ins", "2. Train observers in all harbours (linked priority 2)", "Palau", ""),
        _row("del", "2. Buy a boat of our own (linked priority 1)", "Fiji", ""),
        row("3. Publish the tables of the year (linked priority 1,2)", "Viet Nam", ""),
    )
    of_note = "<w:r><w:footnoteRef/></w:r>" + run(" Of brass") + ins(run(", or of steel")) + run(".")
    note = f'<w:footnote w:id="1">{paragraph(inside=of_note)}</w:footnote>'
    section = f"<w:sectPr><w:sectPrChange {about(BO)}><w:sectPr/></w:sectPrChange></w:sectPr>"
    comments = _comment(1, BO, "To whom else?") + _comment(2, ANN, "To nobody.")
    return docx(
        FRONT + PRIORITIES + bold("Meetings") + body + bold("Tables") + moved + paragraph("So it is done.")
        + bold("Actions") + actions + section,
        footnotes=note, comments=comments, commentsExtended=_thread(1, done=True) + _thread(2, 1),
    )  # fmt: skip
