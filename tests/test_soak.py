"""`make soak` looks for new failures; `make test` draws the same examples every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import soak


def test_every_run_draws_the_same_examples() -> None:
    """Before, only runs in CI did, and a newcomer's `make test` could fail by luck."""
    drawn: list[list[int]] = []

    @settings(max_examples=20)
    @given(st.integers())
    def law(number: int) -> None:
        drawn[-1].append(number)

    for _ in range(2):
        drawn.append([])
        law()
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) > 1


def test_a_round_that_fails_says_how_to_run_it_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[int, list[str]]] = []

    def round_(seed: int, tests: list[str]) -> int:
        ran.append((seed, tests))
        return int(seed == 8)

    monkeypatch.setattr(soak, "_round", round_)
    assert soak.main(["--seed", "7", "--rounds", "3", "tests/word"]) == 1
    assert ran == [(7, ["tests/word"]), (8, ["tests/word"]), (9, ["tests/word"])]
    said = capsys.readouterr().out
    assert 'with seed 8; again: make soak SEED=8 ROUNDS=1 TESTS="tests/word"' in said
    assert soak.main(["--seed", "1", "--rounds", "2"]) == 0
    assert "soak: every law held in 2 rounds" in capsys.readouterr().out
