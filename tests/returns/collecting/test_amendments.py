"""Words of actions that members changed in their forms, on their way through `review` and `apply`."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.returns.collecting.calls import collect, content_in, form_of, mail, replies, sheet, text
from workplan.cli import main
from workplan.document.tree import Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.walk import plain
from workplan.returns.collecting.reworded import reworded


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_changed_words_are_amendments_of_their_member(tmp_path: Path) -> None:
    """The command that is printed shows them in the matrix; what is accepted comes into the content. The look
    of words that stay, and the note, stay."""
    content = content_in(tmp_path)
    words = {"Measure the tide with care": "Measure the tide daily, with great care"}
    folder = replies(
        content,
        {
            "a.txt": text(form_of(content, "Fiji"), {2: "lead"}, words),
            "b.xlsx": sheet(form_of(content, "Land (north)"), {}, {"B+3": "Warn all ships"}),
        },
    )
    done = collect(content, folder)
    assert done.exit_code == 0, done.output
    assert "words changed in 1" in done.output
    lines = done.output.splitlines()
    command = shlex.split(
        lines[lines.index("next, to look at the words that members changed, as amendments:") + 1]
    )
    at = command.index("review")
    assert command[at + 1 :].count("--from") == 2
    output = command.index("--output")
    command[output + 1] = str(tmp_path / "meeting")
    reviewed = run(*command[at:], "--format", "yaml")
    assert reviewed.exit_code == 0, reviewed.output
    matrix = next((tmp_path / "meeting").glob("*.yaml"))
    found = yaml.safe_load(matrix.read_text())
    amendments = found["amendments"]
    assert {member for each in amendments for member in each["members"]} == {"Fiji", "Land (north)"}
    assert "great" in str(amendments)
    matrix.write_text(matrix.read_text().replace("disposition:", "disposition: accept"))
    applied = run("apply", matrix, "--content", content)
    assert applied.exit_code == 0, applied.output
    now = (content / "actions.yaml").read_text()
    assert "Measure the *tide*[^source] daily, with great care" in " ".join(now.split())
    assert "Warn all ships" in now and "{member: Fiji, role: lead}" in now


def test_words_of_a_message_are_not_looked_at(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    data = mail(text(form_of(content, "Fiji"), {2: "lead"}, {"3. Warn ships": "3. Warn all ships"}))
    done = collect(content, replies(content, {"a.eml": data}))
    assert done.exit_code == 0 and not (tmp_path / "output").exists()


def test_words_that_the_content_changed_since_then_are_nobodys_amendment(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    assert run("issue", "--content", content, "--output", tmp_path / "issued").exit_code == 0
    sent = {
        "a.txt": text(form_of(content, "Fiji"), {2: "lead"}),
        "b.xlsx": sheet(form_of(content, "Tonga"), {2: "lead"}),
    }
    actions = content / "actions.yaml"
    actions.write_text(actions.read_text().replace("Warn ships", "Warn all ships"))
    done = collect(content, replies(content, sent))
    assert done.exit_code == 0 and not (tmp_path / "output").exists()


NOTE = NoteReference("n", 1)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Measure the tide here", (Text("Measure the tide"), NOTE, Text(" here"))),
        ("Measure the daily tide", (Text("Measure the daily tide"), NOTE)),
        ("Measure", (Text("Measure"), NOTE)),
        ("Weigh it", (Text("Weigh it"), NOTE)),
    ],
)
def test_notes_stay_behind_their_words(words: str, wanted: tuple[Inline, ...]) -> None:
    assert reworded((Text("Measure the tide"), NOTE), words) == wanted


def test_links_and_references_stay_where_their_words_do() -> None:
    link, reference = Link("https://x.org", (Text("the guide"),)), Reference("a", "Appendix A", "number")
    inlines = (Text("See "), link, Text(" and "), reference)
    assert reworded(inlines, "See the guide and also Appendix A") == (
        Text("See "),
        link,
        Text(" and also "),
        reference,
    )
    assert plain(reworded(inlines, "See the new guide and Appendix B")) == "See the new guide and Appendix B"


@given(
    st.lists(st.text("ab ก", min_size=1, max_size=8), min_size=1, max_size=5), st.text("ab ก", max_size=20)
)
def test_any_words_can_be_put_in(pieces: list[str], words: str) -> None:
    inlines: list[Inline] = [each for piece in pieces for each in (Text(piece), NOTE)]
    found = reworded(inlines, words)
    assert plain(found) == words
    assert sum(isinstance(each, NoteReference) for each in found) == len(pieces)
