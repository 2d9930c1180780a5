"""All kinds of returned files at once: each carrier, each kind of editor, and what people do to forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from tests.returns.collecting.calls import (
    attached,
    collect,
    content_in,
    flat,
    form_of,
    mail,
    quoted,
    replies,
    sheet,
    text,
)
from tests.returns.word_editors import (
    Edit,
    as_google,
    edited,
    filled_in,
    row_deleted,
    rows_turned,
    typed,
    without_controls,
    words_replaced,
)
from workplan.returns.form import Field, Form
from workplan.returns.word import write as word_of

LEAD, SECOND, SAID = Field("lead", "report"), Field("contributing", "warn"), Field("comment", "report")


def word(form: Form, *edits: Edit, program: str = "Microsoft Office Word") -> bytes:
    return edited(word_of(form, "table", None), *edits, program=program)


def both(form: Form) -> Edit:
    return filled_in({LEAD: True, SECOND: True, SAID: "With = 2 ships"})


def _older(form: Form, content: Path) -> bytes:
    """A form of the edition before."""
    other = content_in(content.parent / "older", form.member or "")
    plan = other / "plan.yaml"
    plan.write_text(plan.read_text().replace('label: "2031"', 'label: "2030"'))
    return text(form_of(other, form.member), {2: "lead"})


#: Who sends what: what is shown of it, and what the plan says of them then, by the number of the action.
MATRIX: dict[str, tuple[str, Callable[[Form, Path], bytes], str, str]] = {
    "Fiji": ("a.docx", lambda f, _: word(f, both(f)), "Word file (Word); certain", "2l 3c"),
    "Harbours": (
        "b.docx",
        lambda f, _: word(f, both(f), without_controls, program="ONLYOFFICE"),
        "Word file (ONLYOFFICE-like); certain",
        "1l 2l 3c",
    ),
    "Pilots": (
        "c.docx",
        lambda f, _: as_google(word_of(f, "table", None), both(f)),
        "Word file (Google-like); ",
        "1 2l 3c",
    ),
    "Land (north)": (
        "d.pdf",
        lambda f, _: word(f, both(f), rows_turned),
        "Word file (Word); certain",
        "2l 3c",
    ),
    "ประเทศไทย": (
        "e.docx",
        lambda f, _: word(f, filled_in({SECOND: True}), row_deleted("report")),
        "Word file (Word); certain",
        "3c",
    ),
    "Korea, Republic of": (
        "f.docx",
        lambda f, _: word(f, filled_in({SECOND: True}), words_replaced("warn", "ships", "all ships")),
        "Word file (Word); certain",
        "3c",
    ),
    "Tonga": (
        "g.xlsx",
        lambda f, _: sheet(f, {2: "lead", 3: "contributing"}),
        "spreadsheet; certain",
        "2l 3c",
    ),
    "Palau": ("h.xlsx", lambda f, _: flat(sheet(f, {3: "lead"})), "spreadsheet (Google-like); certain", "3l"),
    "Samoa": ("i", lambda f, _: text(f, {1: "lead", 3: "contributing"}), "plain text; certain", "1l 3c"),
    "Nauru": (
        "j.eml",
        lambda f, _: mail(f"Dear all,\n\n2 lead, 3 contributing\n\n{quoted(text(f, {}))}"),
        "plain text; certain",
        "2l 3c",
    ),
    "Niue": ("k.eml", lambda f, _: attached(word(f, both(f)), "x.bin"), "Word file (Word); certain", "2l 3c"),
    "Vanuatu": ("l.docx", lambda f, _: word(f), "Word file (Word); empty", ""),
    "Kiribati": (
        "m.docx",
        lambda f, _: word(f, typed(Field("lead", "warn"), "x", instead=True), filled_in({SAID: "perhaps"})),
        "Word file (Word); certain",
        "3l",
    ),
    "Tuvalu": ("n.txt", _older, "", ""),
}


def test_every_kind_of_return(tmp_path: Path) -> None:
    content = content_in(tmp_path, *MATRIX)
    files = {name: make(form_of(content, member), content) for member, (name, make, _, _) in MATRIX.items()}
    assert len(files) >= 14
    nobody = text(form_of(content, None), {2: "lead"}, {"Member: ": "Member: Atlantis"})
    table = tmp_path / "table.xlsx"
    folder = replies(content, {**files, "o.txt": nobody})
    confirmed = [word for member in MATRIX for word in ("--confirm", member) if member == "Pilots"]
    done = collect(content, folder, "--table", table, *confirmed)
    assert done.exit_code == 0, done.output
    shown = {
        line.partition(": answered")[0]: line for line in done.output.splitlines() if ": answered" in line
    }
    for member, (_, _, said, _) in MATRIX.items():
        assert said in shown.get(member, ""), (member, done.output)
    now = (content / "actions.yaml").read_text()
    wanted = {
        (number, member, role)
        for member, (_, _, _, roles) in MATRIX.items()
        for number, role in ((each[0], each[1:]) for each in roles.split())
    }
    assert _said(content) == wanted, now
    warned = done.stderr
    for words in (
        "n.txt:1:1: warning: it was made for the edition 2030",
        'o.txt:1:1: warning: no member is called "Atlantis"',
        "l.docx:1:1: warning: Vanuatu: the form is empty",
        'm.docx:1:1: warning: Kiribati, action 2: a comment ("perhaps")',
        'e.docx:1:1: warning: action 2 ("report") is not in the file any more',
        "c.docx:1:1: warning: Pilots, action 1: left blank",
    ):
        assert words in warned, warned
    (copy,) = (tmp_path / "output").glob("*.docx")
    assert "Korea, Republic of" in copy.name and "words changed in 3" in done.output
    rows = list(load_workbook(table).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + 3 * 19
    assert "nothing to change" in collect(content, folder, *confirmed).output


def _said(content: Path) -> set[tuple[str, str, str]]:
    from workplan.content.load import on_disk
    from workplan.opening import open_content

    plan = open_content(on_disk(content)).plan
    return {
        (str(n), each.member, (each.role or "")[:1])
        for n, action in enumerate(plan.actions, 1)
        for each in action.interest
    }
