"""A content folder in, a checked plan or every problem out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from workplan.content.load import load
from workplan.design.resources import resource
from workplan.errors import ContentError

CASES = read_fixture_file(Path(__file__).with_name("load.txt"))

#: A plan that is sound; each case replaces or adds files.
SOUND = {
    "plan.yaml": (
        "organisation: {name: The Tide Process}\ngroup: Working Group\ntitle: Plan\n"
        'period: {start: 2031, end: 2033}\nedition: {label: "2031", date: 2031-03-01}\n'
    ),
    "plan.md": "# Issues\n\n:::{priorities}\n:::\n\n# Measures\n\n:::{action-items}\n:::\n",
    "priorities.yaml": "- {id: calm, text: Calm seas}\n- {id: storms, text: Storms}\n",
    "actions.yaml": "- {id: measure, action: Measure, linked_priorities: [calm, storms]}\n",
}


def write(directory: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text, "utf-8")
    return directory


def changed(text: str) -> dict[str, str]:
    """The sound plan with the files that `text` holds behind lines `=== name`; an empty one is absent."""
    files = dict(SOUND)
    for part in text.split("=== ")[1:]:
        name, _, body = part.partition("\n")
        files[name] = body
    return {name: body for name, body in files.items() if body != "(none)\n"}


def problems(directory: Path) -> str:
    """The problems of a folder, its own name left out."""
    try:
        found = load(directory).warnings
    except ContentError as error:
        found = error.problems
    assert all(problem.hint for problem in found)
    return "".join(f"{problem}\n" for problem in found).replace(f"{directory.as_posix()}/", "")


@pytest.mark.parametrize(("line", "title", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_problems(tmp_path: Path, line: int, title: str, text: str, expected: str) -> None:
    assert problems(write(tmp_path, changed(text))) == expected


def test_a_plan_with_nothing_but_words(tmp_path: Path) -> None:
    plan = load(write(tmp_path, {"plan.yaml": SOUND["plan.yaml"], "plan.md": "Words.\n"})).plan
    assert (plan.priorities, plan.actions, plan.footnotes, plan.members, plan.appendices) == ((),) * 5


def test_appendices_are_in_the_order_of_their_file_names(tmp_path: Path) -> None:
    names = ("10-last.md", "02-second.md", "01-first.md", "plain.md", ".hidden.md")
    files = {f"appendices/{name}": "# Title\n" for name in names}
    plan = load(write(tmp_path, SOUND | files)).plan
    assert [appendix.id for appendix in plan.appendices] == ["first", "second", "last", "plain"]
    assert [a.manuscript.tree.children[0].meta["id"] for a in plan.appendices] == [
        "first",
        "second",
        "last",
        "plain",
    ]


def test_places_lead_back_to_the_fields(tmp_path: Path) -> None:
    places = load(write(tmp_path, SOUND)).places["actions.yaml"]
    assert str(places.value((0, "linked_priorities", 1))).endswith("actions.yaml:1:60")


def test_three_thousand_actions_load(tmp_path: Path) -> None:
    entry = "- id: a{}\n  action: >-\n    Measure *at*\n    station {}\n  linked_priorities: [calm, storms]\n"
    actions = "".join(entry.format(n, n) for n in range(3_000))
    assert len(load(write(tmp_path, SOUND | {"actions.yaml": actions})).plan.actions) == 3_000


def test_names_of_files_do_nothing_to_a_terminal(tmp_path: Path) -> None:
    found = problems(write(tmp_path, SOUND | {"appendices/\x1b]0;owned\x07.md": "`x`\n"}))
    assert "appendices/\\u001b]0;owned\\u0007.md:1:1: error: " in found
    assert found.replace("\n", "").isprintable()


def test_many_misspelt_names_get_no_more_hints_than_help(tmp_path: Path) -> None:
    priorities = "".join(f"- {{id: calm-{n}, text: Calm}}\n" for n in range(1_000))
    action = "- {{id: a{0}, action: Measure, linked_priorities: [clam-{0}]}}\n"
    actions = "".join(map(action.format, range(30)))
    found = problems(write(tmp_path, SOUND | {"priorities.yaml": priorities, "actions.yaml": actions}))
    assert found.count("does not exist") == 30
    assert found.count("did you mean") == 20


def test_a_priority_has_no_more_items_than_letters_are_good_for(tmp_path: Path) -> None:
    items = "".join(f"  - {{id: i{n}, text: Item}}\n" for n in range(1_000))
    text = f"- id: calm\n  text: Calm\n  items:\n{items}- {{id: storms, text: Storms}}\n"
    found = problems(write(tmp_path, SOUND | {"priorities.yaml": text}))
    assert 'error: "items" has more than 999 entries' in found


def test_no_folder_and_no_files(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="there is no such folder"):
        load(tmp_path / "nowhere")
    assert [line for line in problems(tmp_path).splitlines() if "error" in line] == [
        'plan.yaml:1:1: error: there is no file "plan.yaml"',
        'plan.md:1:1: error: there is no file "plan.md"',
    ]


def test_files_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    (tmp_path / "plan.md").write_bytes(b"one\ntwo \xff\n")
    (tmp_path / "actions.yaml").unlink()
    (tmp_path / "actions.yaml").mkdir()
    (tmp_path / "members.yaml").write_bytes(b"\xef\xbb\xbf- id: A\r\n")
    found = problems(tmp_path)
    assert 'plan.md:2:1: error: "plan.md" is not UTF-8 text' in found
    assert 'actions.yaml:1:1: error: "actions.yaml" is a folder' in found
    assert found.count("error") == 2


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    (tmp_path / "actions.yaml").unlink()
    os.mkfifo(tmp_path / "actions.yaml")
    assert '"actions.yaml" is not a regular file' in problems(tmp_path)


def test_nothing_is_read_outside_the_folder(tmp_path: Path) -> None:
    outside = write(
        tmp_path / "outside", {"secret.yaml": "- {id: Secret}\n", "appendices/01-secret.md": "# Secret\n"}
    )
    content = write(tmp_path / "content", SOUND)
    (content / "members.yaml").symlink_to(outside / "secret.yaml")
    (content / "appendices").symlink_to(outside / "appendices")
    (content / "picture.png").symlink_to("/etc/passwd")
    (content / "loop.png").symlink_to(content / "loop.png")
    pictures = "".join(
        f"![a](<{path}>)\n\n"
        for path in (
            "picture.png",
            "loop.png",
            "../outside/secret.yaml",
            "/etc/passwd",
            "a%00b.png",
            "x/../../outside/secret.yaml",
        )
    )
    (content / "plan.md").write_text(pictures + SOUND["plan.md"])
    found = problems(content)
    assert found.count("leads out of the content folder") == 4  # one of them in two lines
    assert "the same in line 11" in found
    assert found.count("cannot be read") == 2
    assert "Secret" not in found


def test_links_inside_the_folder_are_followed(tmp_path: Path) -> None:
    content = write(tmp_path, SOUND | {"papers/members.txt": "- id: A\n"})
    (content / "members.yaml").symlink_to(content / "papers" / "members.txt")
    assert [member.id for member in load(content).plan.members] == ["A"]


def test_the_folder_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "content", SOUND | {"actions.yaml": "- id: 5\n"})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError) as caught:
        load(Path("./content"))
    assert str(caught.value).startswith("content/actions.yaml:1:")


FILES = st.sampled_from(
    [
        "plan.yaml",
        "plan.md",
        "priorities.yaml",
        "actions.yaml",
        "footnotes.yaml",
        "members.yaml",
        "appendices/a.md",
    ]
)


@given(
    st.dictionaries(
        FILES,
        st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))),
    )
)
def test_any_bytes_are_a_plan_or_problems(tmp_path: Path, files: dict[str, bytes]) -> None:
    write(tmp_path, SOUND | {"footnotes.yaml": "", "members.yaml": "", "appendices/a.md": "# A"})
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    problems(tmp_path)


def test_the_starter_plan_is_sound() -> None:
    assert problems(resource("templates/new")) == ""
