"""Look for new failures of the laws: run all property tests again and again, each round with a new seed.

    make soak                               ten rounds
    make soak ROUNDS=100 TESTS=tests/word   longer, and of some tests alone
    make soak SEED=482913 ROUNDS=1          that round again: a seed draws the same examples on any machine

`make test` draws the same examples every time, so that it fails for a change alone. What a round finds
here is mended, and stays in its test as an `@example`.
"""

from __future__ import annotations

import argparse
import secrets
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_SEEDS = 1_000_000
_NO_TESTS = 5  # pytest's exit code


def main(arguments: list[str] | None = None) -> int:
    """Run the rounds. Returns 0 when every law held in every round, else 1."""
    parser = argparse.ArgumentParser(prog="make soak", description="Look for new failures of the laws.")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, help="of the first round; each further one adds 1")
    parser.add_argument("tests", nargs="*", help="files or folders (all tests where none is named)")
    given = parser.parse_args(arguments)
    first = secrets.randbelow(_SEEDS) if given.seed is None else given.seed
    failed = []
    for seed in range(first, first + given.rounds):
        print(f"soak: round {seed - first + 1} of {given.rounds}, seed {seed}", flush=True)
        code = _round(seed, given.tests)
        if code == _NO_TESTS:
            print("soak: no property tests there", file=sys.stderr)
            return 1
        if code:
            failed.append(seed)
    tests = f' TESTS="{" ".join(given.tests)}"' if given.tests else ""
    for seed in failed:
        print(f"soak: a law failed with seed {seed}; again: make soak SEED={seed} ROUNDS=1{tests}")
    if not failed:
        print(f"soak: every law held in {given.rounds} rounds")
    return 1 if failed else 0


def _round(seed: int, tests: list[str]) -> int:
    pytest = [sys.executable, "-m", "pytest", "-m", "hypothesis", "--numprocesses=auto", "--dist=worksteal"]
    profile = ["--hypothesis-profile=soak", f"--hypothesis-seed={seed}"]
    return subprocess.run([*pytest, *profile, *tests], cwd=_ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
