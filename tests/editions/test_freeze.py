"""Freezing and thawing: the same document, nothing private, and nothing hostile."""

from __future__ import annotations

import re
import string
from base64 import b64encode
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from pydantic import TypeAdapter

from tests.contents import ACTIONS, APPENDIX, FILES, FOOTNOTES, MANUSCRIPT, PLAN, ROOT_CONTENT
from workplan.content.files.folder import MemoryFolder
from workplan.content.models.identity import Edition
from workplan.document.composing.compose import compose
from workplan.document.tree import Table
from workplan.document.walking.walk import lines, plain
from workplan.editions import freeze, thaw
from workplan.editions.comments import without_comments
from workplan.editions.frozen import SCHEMA, sealed
from workplan.editions.migrations import STEPS, migrated
from workplan.errors import ContentError
from workplan.files import yaml
from workplan.opening import Opened, open_carried, open_content, open_edition

HISTORY = """\
- {label: "2019", date: 2019-03-01, note: The first}
- {label: Rev.10, date: 2030-01-01}
- {label: Rev.2, date: 2030-01-01}
"""


def png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (3, 2), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def opened(**changed: str | bytes) -> Opened:
    """The small plan with some files changed, `plan_md="…"`; others by their names."""
    names = {name.removeprefix("appendices/01-").replace(".", "_"): name for name in FILES}
    files = {name: text.encode() for name, text in FILES.items()}
    for key, data in changed.items():
        files[names.get(key, key)] = data if isinstance(data, bytes) else data.encode()
    return open_content(MemoryFolder(files, "content"))


def edition(content: Opened) -> str:
    """`content` as an edition."""
    own = content.plan.identity.edition
    return freeze(content.plan, (*content.plan.history, own))


RICH = {
    "plan_md": "% For nobody's eyes\n\n"
    + MANUSCRIPT
    + "\n:::{edition-history}\n% never\n:note: *What*\n:::\n\n"
    '- a\n\n% apart\n\n- b\n\n![A tide](tide.png "The *tide*")\n'.replace("*tide*", "tide"),
    "tide.png": png(),
    "editions/history.yaml": HISTORY,
    "plan_yaml": PLAN.replace("}\n", ", note: The last}\n")
    .replace("name: The Tide Process, note: The last", "name: The Tide Process")
    .replace("end: 2033, note: The last", "end: 2033")
    + "wording: {appendix: Annex, state: {ongoing: Under way}}\n",
}


@pytest.mark.parametrize("content", [{}, RICH], ids=["plain", "rich"])
def test_an_edition_is_the_same_document(content: dict[str, str | bytes]) -> None:
    was = opened(**content)
    text = edition(was)
    again = open_edition(text, "edition.yaml")
    assert (again.standing.draft, again.standing.text) == (False, text)
    history = (*was.plan.history, was.plan.identity.edition)
    assert compose(again.plan) == compose(replace(was.plan, history=history))
    assert edition(replace_history(again, was)) == text


def replace_history(again: Opened, was: Opened) -> Opened:
    return replace(again, loaded=replace(again.loaded, plan=replace(again.plan, history=was.plan.history)))


@pytest.mark.parametrize("content", [{}, RICH], ids=["plain", "rich"])
def test_a_draft_thaws_to_the_same_draft(content: dict[str, str | bytes]) -> None:
    was = opened(**content)
    assert was.standing.draft
    again = open_carried(was.standing.text, "draft.yaml")
    assert again.standing == was.standing
    assert compose(again.plan, None, again.standing) == compose(was.plan, None, was.standing)


def test_the_real_plan_is_the_edition_that_was_issued() -> None:
    real = open_content(ROOT_CONTENT)
    assert not real.standing.draft
    assert real.standing.text == (ROOT_CONTENT / "editions" / "2021.yaml").read_text("utf-8")
    document = compose(real.plan, None, real.standing)
    again = open_edition(real.standing.text, "2021.yaml")
    assert compose(again.plan, None, again.standing) == document
    assert not document.properties.draft and document.properties.running_head.endswith("Edition 2021")
    assert document.source and document.source.text == real.standing.text


def test_any_other_word_makes_it_a_draft(tmp_path: Path) -> None:
    text = edition(opened())
    as_issued = {"editions/2031.yaml": text}
    assert not opened(**as_issued).standing.draft
    assert not opened(**as_issued, plan_md="% a remark\n\n" + MANUSCRIPT).standing.draft
    changed = opened(**as_issued, footnotes_yaml=FOOTNOTES.replace("wind", "winds"))
    assert changed.standing.draft and "draft: true" in changed.standing.text
    properties = compose(changed.plan, None, changed.standing).properties
    assert (properties.draft, properties.edition) == (True, "draft after 2031")
    assert properties.running_head.endswith("Tides · Forward Work Plan 2031-33 · Draft after 2031")


def test_words_for_a_draft_are_the_plans_own() -> None:
    wording = 'wording: {draft_edition: "projet de {edition}"}\n'
    content = opened(plan_yaml=PLAN + wording)
    assert compose(content.plan, None, content.standing).properties.edition == "projet de 2031"
    with pytest.raises(ContentError, match=r"must hold \{edition\}"):
        opened(plan_yaml=PLAN + "wording: {draft_edition: projet}\n")


def test_nothing_private_is_frozen() -> None:
    content = opened(
        plan_md="% SECRET one\n\n" + MANUSCRIPT.replace(":interest:", "% SECRET two\n:interest:", 1),
        background_md=APPENDIX + "\n% SECRET three\n",
        members_yaml="# SECRET four\n- {id: Harbours, name: SECRET five}\n"
        "- {id: Pilots}\n- {id: SECRET seven}\n",
        actions_yaml=ACTIONS + "# SECRET eight\n",
    )
    for text in (content.standing.text, edition(content)):
        assert "SECRET" not in text and "%" not in text and "#" not in _bare(text)
    assert "members: [Harbours, Pilots]" in content.standing.text


def _bare(text: str) -> str:
    """The text without Markdown's headings and references."""
    return re.sub(r"^ *#+ |\(#", "", text, flags=re.MULTILINE)


def test_what_no_directive_prints_is_not_frozen() -> None:
    """Nor are the notes that it alone calls."""
    content = opened(
        plan_md="Words.[^source]\n\n:::{priorities}\n:::\n",
        footnotes_yaml="calm: C\nsource: S\nhidden: SECRET\n",
        actions_yaml="- {id: plot, action: 'SECRET plot[^hidden]', linked_priorities: [calm, storms]}\n",
    )
    assert "SECRET" not in content.standing.text and "hidden" not in content.standing.text
    assert compose(open_carried(content.standing.text, "d").plan) == compose(content.plan)


LINES = st.sampled_from(
    ["\n% remark\n", "\n% remark\n% remark\n", "\n\n  % inside\n", "- a", "- b", "  - c", "1. d", "\n",
     "\nwords\n", "\n  more words\n", "\n# Title\n", "\n\n:::{priorities}\n:::", "   - e", "\n\ttab\n",
     "\na\tb \n", "\n:::{action-items}\n% remark\n:status: S\n:::"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_comments_go_and_nothing_else(source: str) -> None:
    """Any manuscript that loads says the same without its comments, and has none."""
    data = {"priorities_yaml": "", "actions_yaml": "", "footnotes_yaml": "", "members_yaml": ""}
    try:
        was = opened(plan_md=source, **data)
    except ContentError:
        return
    text = without_comments(source)
    assert "remark" not in text and "inside" not in text
    assert without_comments(text) == text
    assert compose(opened(plan_md=text, **data).plan) == compose(was.plan)


def test_comments_that_stood_alone_leave_no_gap() -> None:
    source = "% one\n% two\n\n\nA line.\n\n% three\n\nAnother.\n\n- a\n\n% apart\n\n- b\n\n% end\n"
    assert without_comments(source) == "A line.\n\nAnother.\n\n- a\n\n%\n\n- b\n\n%\n"


WORDS = st.text(string.printable + "é—ก🌊«", min_size=1, max_size=200)


@settings(max_examples=60)
@given(WORDS, WORDS, st.dates(date(1990, 1, 1), date(2999, 1, 1)))
def test_any_words_that_load_freeze(words: str, title: str, day: date) -> None:
    import json

    try:
        was = opened(
            footnotes_yaml=FOOTNOTES.replace("No wind.", json.dumps(words, ensure_ascii=False)),
            plan_yaml=PLAN.replace(
                '"Forward Work Plan: 2031-2033"', json.dumps(title, ensure_ascii=False)
            ).replace("2031-03-01", day.isoformat()),
        )
    except ContentError:
        return
    text = edition(was)
    again = open_edition(text, "e.yaml")
    assert again.standing.text == text
    assert compose(again.plan) == compose(replace(was.plan, history=again.plan.history))


# Editions that somebody else wrote


def resealed(text: str) -> str:
    """`text` with a digest that fits it, as somebody who knows how would have changed it."""
    bare = re.sub(r"^digest: .*\n", "", text, count=1, flags=re.MULTILINE)
    return sealed(bare) if bare.startswith("schema: ") else bare


def hostile(text: str) -> str:
    text = resealed(text)
    with pytest.raises(ContentError) as caught:
        open_edition(text, "e.yaml")
    assert all(problem.place.file.startswith("e.yaml") and problem.hint for problem in caught.value.problems)
    return "\n".join(map(str, caught.value.problems))


PICTURE = f"images:\n  - file: {{}}\n    data: {b64encode(png()).decode()}\n"


@pytest.mark.parametrize(
    "name",
    ["../x.png", "/etc/x.png", "a/../../x.png", "a\\\\b.png", "c:x.png", ".hidden.png", "a/.git/x",
     "plan.yaml", "PLAN.MD", "x.md", "editions/x.png", "Editions/2031.yaml", "con.png", "a//b.png", "x.png ",
     "a./b", "nul"],
)  # fmt: skip
def test_names_that_lead_elsewhere(name: str) -> None:
    text = edition(opened()).replace("images: []\n", PICTURE.format(f'"{name}"'))
    assert "cannot be the name of a picture" in hostile(text)


def test_appendices_that_lead_elsewhere() -> None:
    for name in ("../plan.md", "appendices/../plan.md", "plan.md", "appendices/a/b.md", "appendices/A.md"):
        text = edition(opened()).replace("appendices/01-background.md", name)
        assert "cannot be the name of an appendix" in hostile(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"schema: {SCHEMA}", "schema: 99", "this program knows"),
        (f"schema: {SCHEMA}\n", "", '"schema" is missing'),
        ("storms, calm", "storm, calm", "does not exist"),
        ("Calm seas[^calm]", "<b>x</b>[^calm]", "HTML is not markup"),
        ("manuscript: |", "manuscript: &a |", "anchors"),
        ("members:", "secret: 1\nmembers:", "is unknown"),
        ("Measure the *tide*", "Measure the *sea*  ", "it was changed since"),
        ("actions:\n", "actions: # here\n", "it was changed since"),
        ("images: []", "images: [{file: a.png, data: '*'}]", "is damaged"),
        ("images: []", "images: [{file: a.png, data: aa==}, {file: A.png, data: aa==}]", "is there twice"),
        ('label: "2031"\n  date', 'label: "2031"\n  draft: true\n  date', "it was changed since"),
    ],
)
def test_editions_that_are_not_as_they_were_written(old: str, new: str, said: str) -> None:
    text = edition(opened())
    assert old in text
    assert said in hostile(text.replace(old, new, 1))


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_edition_is_refused_or_unchanged(data: st.DataObject) -> None:
    text = edition(opened(**RICH))
    at = data.draw(st.integers(0, len(text) - 1))
    end = min(len(text), at + data.draw(st.integers(0, 40)))
    damaged = text[:at] + data.draw(st.text(" \n:-[]{}&*#ab\x00\ud800", max_size=5)) + text[end:]
    try:
        assert open_edition(damaged, "e.yaml").standing.text == damaged
    except ContentError as error:
        assert error.problems


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Calm seas", "Wild seas", 2),  # in the very form that the program writes
        ('label: "2031"\n', 'label: "2032"\n', 2),
        ("digest: sha256-", "digest: sha256-0", 1),
        (f"schema: {SCHEMA}\n", f"schema: {SCHEMA}\n\n", 1),
    ],
)
def test_an_edition_that_somebody_edited_is_found_out(old: str, new: str, line: int) -> None:
    """By who opens it, and by whoever works in its content folder. (Without the digest, the first was taken
    for the edition that was issued.)"""
    text = edition(opened())
    assert old in text
    edited = text.replace(old, new)
    for open_ in (lambda: open_edition(edited, "e.yaml"), lambda: opened(**{"editions/2031.yaml": edited})):
        with pytest.raises(ContentError) as caught:
            open_()
        problem = next(p for p in caught.value.problems if "it was changed since" in p.message)
        assert problem.place.line == line
        assert "`restore`" in problem.hint


def test_line_ends_of_another_system_are_no_change() -> None:
    """git may check an edition out with those of Windows."""
    text = edition(opened())
    content = opened(**{"editions/2031.yaml": text.replace("\n", "\r\n")})
    assert (content.standing.draft, content.standing.text) == (False, text)


def test_a_draft_is_no_edition() -> None:
    assert "this is a draft" in hostile(opened().standing.text)


# Older forms


def test_every_schema_has_its_step() -> None:
    assert len(STEPS) == SCHEMA - 1


#: As the program took it before :::{edition-history}: the id `editions` was free.
OLDER = {
    "plan_md": "See [](#editions), [the appendix](#past).\n\n(past)=\n# Editions of the tables[^calm]\n\n"
    ":::{priorities}\n:::\n\n:::{action-items}\n:::\n",
    "priorities_yaml": "- id: editions # of tide tables\n  text: Tables\n",
    "actions_yaml": '- {id: a, action: "As [said](#editions)[^source]", linked_priorities: ["editions"]}\n',
    "footnotes_yaml": "calm: C\nsource: See [there](#editions)\n",
}


def test_an_id_that_became_the_programs_own() -> None:
    with pytest.raises(ContentError, match="one that the program uses itself"):
        opened(**OLDER)
    numbered = opened(**OLDER, plan_yaml="schema: 1\n" + PLAN)
    expected = {name: text.replace("editions", "editions-section") for name, text in OLDER.items()}
    assert compose(numbered.plan) == compose(opened(**expected).plan)


def test_an_older_edition_is_still_the_edition_that_was_issued() -> None:
    """Its text, and so its fingerprint, is the one that was issued; its content is today's."""
    new = {name: text.replace("editions", "editions-section") for name, text in OLDER.items()}
    text = edition(opened(**new)).replace("editions-section", "editions")
    text = re.sub(r"^schema: .*\ndigest: .*\n", "schema: 1\n", text)
    again = open_edition(text, "e.yaml")
    assert (again.standing.draft, again.standing.text) == (False, text)
    assert [priority.id for priority in again.plan.priorities] == ["editions-section"]
    files = thaw(text, "e.yaml")
    assert files["editions/2031.yaml"].decode() == text
    assert f"schema: {SCHEMA}\n" in files["plan.yaml"].decode()
    assert not open_content(MemoryFolder(files, "restored")).standing.draft


def test_editions_of_before_there_were_digests_are_still_issued() -> None:
    plan = f"{PLAN}printed_as: 5\n"
    text = re.sub(r"^schema: .*\ndigest: .*\n", "schema: 2\n", edition(opened(plan_yaml=plan)))
    content = opened(plan_yaml=plan, **{"editions/2031.yaml": text.replace("  printed_as: 5\n", "")})
    assert (content.standing.draft, content.standing.text) == (False, text.replace("  printed_as: 5\n", ""))
    assert compose(content.plan) == compose(opened(plan_yaml=plan).plan)


SIGNS = {
    "plan_md": "About 2^10^ and ~5~ and a^b[^calm].\n\n:::{priorities}\n:::\n\n:::{action-items}\n:::\n",
    "priorities_yaml": "- {id: calm, text: 'up ^to^'}\n- {id: b, text: \"down ~to~ it\"}\n",
    "actions_yaml": "- id: a\n  action: >-\n    As 2^10^\n    said\n  linked_priorities: [calm, b]\n",
    "footnotes_yaml": "calm: C ^2^\n",
}


def printed(content: Opened) -> list[str]:
    document = compose(content.plan)
    found = [line for block in document.blocks for line in lines(block)]
    return [plain(line.inlines) for line in (*found, *document.notes)]


def test_signs_that_became_superscript_and_subscript_are_still_signs() -> None:
    """As the program took them before: `2^10^` was printed as it stands."""
    before = printed(opened(**SIGNS, plan_yaml="schema: 3\n" + PLAN))
    assert {"About 2^10^ and ~5~ and a^b.", "up ^to^", "down ~to~ it", "C ^2^"} <= set(before)
    assert any(words.startswith("As 2^10^ said") for words in before)
    assert "About 210 and 5 and a^b." in printed(opened(**SIGNS))


def test_an_appendix_whose_name_became_the_programs_own() -> None:
    files = {name: text.encode() for name, text in FILES.items() if not name.startswith("appendices")}
    files |= {
        "plan.yaml": b"schema: 1\n" + files["plan.yaml"],
        "plan.md": files["plan.md"] + b"\nSee [](#editions).\n",
        "appendices/01-editions.md": b"# Editions\n\nWords.\n",
    }
    assert [a.id for a in open_content(MemoryFolder(files, "c")).plan.appendices] == ["editions-section"]


ROLES = {
    "actions_yaml": "- {id: a, action: A, linked_priorities: [storms, calm], interest: [{member: Harbours},"
    " {member: Pilots, role: lead}]}\n",
}


def cells(content: Opened) -> list[list[str]]:
    (table,) = (block for block in compose(content.plan).blocks if isinstance(block, Table))
    return [[plain(line.inlines) for line in cell.blocks] for cell in table.rows[0].cells[:2]]


NOW = [["A (linked priority 1,2)"], ["Lead: Pilots", "Harbours"]]
THEN = [["A (linked priority 2,1)"], ["Harbours, Pilots (lead)"]]


def test_roles_and_linked_priorities_of_before_are_printed_as_they_were() -> None:
    """Before, an edition that lists priorities out of order was printed with other words than it was issued
    with, so that `inspect` called its files altered."""
    today = opened(**ROLES)
    text = re.sub(r"^schema: .*\ndigest: .*\n", "", edition(today))
    older = open_edition(sealed(f"schema: 5\n{text}"), "e.yaml")
    assert (cells(today), cells(older)) == (NOW, THEN)
    again = open_edition(edition(older), "e.yaml")
    assert compose(again.plan) == compose(older.plan)


def test_content_that_is_worked_on_is_printed_as_today() -> None:
    files = {"plan.yaml": b"a: b", "actions.yaml": ROLES["actions_yaml"].encode()}
    assert migrated(files, 5, worked_on=True)["plan.yaml"] == b"a: b"
    assert cells(opened(**ROLES)) == NOW
    assert cells(opened(**ROLES, plan_yaml=f"{PLAN}printed_as: 5\n")) == THEN


@pytest.mark.parametrize("plan", ["a: b", "a: b\n\n", "{a: b}", "{a: b,\n}\n", "a: b\n...\n", "a: |\n  b\n"])
def test_what_is_printed_as_before_says_so_behind_all_else(plan: str) -> None:
    files = {
        "plan.yaml": plan.encode(),
        "actions.yaml": b"- {interest: [{role: lead}]}",
    }
    found = migrated(files, 5)["plan.yaml"].decode()
    read = yaml.read(TypeAdapter(dict[str, Any]), found, "plan.yaml")
    assert read.value == {"a": read.value["a"], "printed_as": 5}
    assert found.splitlines()[0].rstrip("}, ").startswith(plan.splitlines()[0].rstrip("}, "))


def state(content: Opened) -> str:
    (table,) = (block for block in compose(content.plan).blocks if isinstance(block, Table))
    return plain(table.rows[0].cells[2].blocks[0].inlines)


STATED = "- {id: a, action: A, linked_priorities: [calm, storms], status: {state: %s}}\n"


@pytest.mark.parametrize(
    ("then", "now", "wording", "was", "printed"),
    [
        ("deferred", "postponed", "", "Deferred", "◊ Postponed"),
        ("ongoing", "ongoing", "", "Ongoing", "∞ Ongoing"),
        ("deferred", "postponed", "wording: {state: {%s: Later}}\n", "Later", "◊ Later"),
    ],
)
def test_states_of_before_are_printed_as_they_were(
    then: str, now: str, wording: str, was: str, printed: str
) -> None:
    plan = PLAN + (wording % now if wording else "")
    today = opened(actions_yaml=STATED % now, plan_yaml=plan)
    assert state(today) == printed
    text = re.sub(r"^schema: .*\ndigest: .*\n", "", edition(today)).replace("postponed", "deferred")
    older = open_edition(sealed(f"schema: 7\n{text}"), "e.yaml")
    assert state(older) == was
    again = open_edition(edition(older), "e.yaml")
    assert compose(again.plan) == compose(older.plan)
    worked_on = "schema: 7\n" + PLAN + (wording % then if wording else "")
    files = {"plan.yaml": worked_on.encode(), "actions.yaml": (STATED % then).encode()}
    brought = migrated(files, 7, worked_on=True)
    assert state(opened(plan_yaml=brought["plan.yaml"], actions_yaml=brought["actions.yaml"])) == printed
    for name, data in brought.items():
        assert data == files[name].replace(b"deferred", b"postponed").replace(b"schema: 7", b"schema: 9")


# History


def test_the_history_is_in_order_and_in_the_table() -> None:
    content = opened(**RICH)
    assert [each.label for each in content.plan.history] == ["2019", "Rev.2", "Rev.10"]
    again = open_edition(edition(content), "e.yaml")
    assert again.plan.history[-1] == Edition(label="2031", date=date(2031, 3, 1), note="The last")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("editions/history.yaml", '- {label: "2031", date: 2020-01-01}\n', "is there twice"),
        ("editions/history.yaml", "- {label: 2031}\n", "words belong"),
        ("editions/2030.yaml", edition(opened()), "belongs in"),
        ("editions/2031.yaml", opened().standing.text, "is a draft"),
        ("editions/2030.yaml", "words\n", "where a group of keys belongs"),
        ("editions/2030.yaml", "schema: 10\n", "this program knows"),
        ("editions/2030.yaml", b"\xff", "not UTF-8"),
    ],
)
def test_what_is_wrong_with_editions_is_said_with_all_else(name: str, text: str, said: str) -> None:
    issued = {} if name == "editions/2031.yaml" else {"editions/2031.yaml": edition(opened())}
    with pytest.raises(ContentError) as caught:
        opened(**issued, **{name: text}, priorities_yaml="[")
    assert any(said in problem.message and problem.hint for problem in caught.value.problems)
    assert any("priorities.yaml" in problem.place.file for problem in caught.value.problems)


def test_a_member_whom_only_a_directive_names_is_kept() -> None:
    """Before, such an edition could not be opened again: "there is no member"."""
    manuscript = MANUSCRIPT.replace(":::{action-items}\n", ":::{action-items}\n:member: Tugs, Harbours\n", 1)
    assert manuscript != MANUSCRIPT
    named = opened(
        plan_md=manuscript,
        **{"members.yaml": "- {id: Harbours}\n- {id: Pilots}\n- {id: Tugs}\n- {id: Buoys}\n"},
    )
    again = open_edition(edition(named), "editions/2031.yaml")
    kept = {member.id for member in again.plan.members}
    assert "Tugs" in kept and "Buoys" not in kept
