"""What is kept from one run to the next, and what of it is believed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from workplan.files import kept
from workplan.made.records import MadeFile, Records, known_anywhere

_OF = sha256(b"what it follows from").hexdigest()
_OTHER = sha256(b"something else").hexdigest()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return kept.cache_folder("words")


def test_what_was_kept_is_found_under_what_it_follows_from(folder: Path) -> None:
    assert kept.kept("words", _OF) is None
    kept.keep("words", _OF, b"made")
    assert kept.kept("words", _OF) == b"made"
    assert kept.kept("words", _OTHER) is None
    assert kept.kept("others", _OF) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"),
        lambda path: path.chmod(0o666),  # others may have written it
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_a_file_that_is_damaged_or_not_ours_alone_is_as_good_as_none(folder: Path, damage: Any) -> None:
    kept.keep("words", _OF, b"made")
    damage(folder / _OF)
    assert kept.kept("words", _OF) is None


def test_a_file_under_another_name_is_not_believed(folder: Path) -> None:
    kept.keep("words", _OF, b"made")
    (folder / _OF).rename(folder / _OTHER)
    assert kept.kept("words", _OTHER) is None


def test_the_newest_are_kept_and_nobody_minds_where_none_can_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    for number in range(5):
        kept.keep("words", sha256(b"%d" % number).hexdigest(), b"made")
    assert len(list(folder.iterdir())) == 3
    assert not any(file.stat().st_mode & 0o077 for file in folder.iterdir())  # nobody else reads them
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    kept.keep("words", _OF, b"made")
    assert kept.kept("words", _OF) is None


def test_a_user_without_a_home_has_all_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose user has no entry of its own. Before, `build` ended with a bug of ours."""

    def no_entry(_number: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", no_entry)
    kept.keep("words", _OF, b"made")
    assert kept.kept("words", _OF) is None
    records = Records(tmp_path)
    records.keep({"plan.pdf": MadeFile("its bytes", _OF, checked=True)}, {})
    assert not list(known_anywhere("its bytes"))


def test_what_is_remembered_of_folders_is_kept_by_the_same_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, others could read what is remembered of a folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_MOST", 3)
    for number in range(5):
        Records(tmp_path / str(number)).keep({"plan.pdf": MadeFile("its bytes", _OF, checked=True)}, {})
    files = list(kept.cache_folder("made").iterdir())
    assert len(files) == len(list(known_anywhere("its bytes"))) == 3
    assert not any(file.stat().st_mode & 0o077 for file in files)
