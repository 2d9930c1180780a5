"""What `make plan` and `make test` set up, decided on machines that are not this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import setup

REPOSITORY = Path(__file__).resolve().parent.parent

#: What apt offers, beyond the names that every supported release has.
DEBIAN = {"libreoffice-writer-nogui", "libharfbuzz-subset0", "chromium"}
UBUNTU = {"libreoffice-writer-nogui", "libharfbuzz-subset0"}  # Chromium is a snap only
OLDER = {"libreoffice-writer", "libharfbuzz0b", "chromium"}
EVERYWHERE = {"libpango-1.0-0", "libpangoft2-1.0-0", "python3-venv", "python3-uno", "poppler-utils"}


class FakeMachine(setup.Machine):
    """A machine that lacks `lacking` packages and notes every command it is asked to run."""

    def __init__(self, *lacking: str, offers: set[str] = DEBIAN, rights: bool = True, apt: bool = True):
        self.lacking = set(lacking)
        self.came: set[str] = set()
        self.offers = offers | EVERYWHERE
        self.rights = rights
        self.apt = apt
        self.broken: str | None = None  # commands that hold this word fail
        self.commands: list[list[str]] = []
        self.said: list[str] = []

    def lacks(self, need: setup.Need) -> bool:
        return bool(self.lacking.intersection(need.packages)) and self.came.isdisjoint(need.packages)

    def has_apt(self) -> bool:
        return self.apt

    def may_install(self) -> bool:
        return self.rights

    def knows(self, package: str) -> bool:
        return package in self.offers

    def run(self, *command: str) -> bool:
        self.commands.append(list(command))
        if self.broken and self.broken in command:
            return False
        if "apt-get" in command and "install" in command:
            self.came.update(command)
        if command[1:3] == ("-m", "venv"):
            python = Path(command[-1]) / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.touch()
        return True

    def attempt(self, *command: str) -> None:
        self.run(*command)
        Path(command[-1], "__pycache__").mkdir(parents=True, exist_ok=True)

    def say(self, line: str) -> None:
        self.said.append(line)

    def asked(self, word: str) -> list[list[str]]:
        return [command for command in self.commands if word in command]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


def installed(machine: FakeMachine) -> list[str]:
    """The packages that apt-get was asked for, in order."""
    (command,) = machine.asked("apt-get")[1:]
    return command[command.index("--no-install-recommends") + 1 :]


def test_only_what_is_missing_is_installed(checkout: Path) -> None:
    machine = FakeMachine("libpango-1.0-0", "poppler-utils")
    setup.set_up("test", machine, checkout)
    assert machine.asked("apt-get")[0][-1] == "update", "a fresh machine has no lists of packages"
    assert installed(machine) == ["libpango-1.0-0", "poppler-utils"]


def test_apt_is_left_alone_when_nothing_is_missing(checkout: Path) -> None:
    machine = FakeMachine()
    setup.set_up("test", machine, checkout)
    assert not machine.asked("apt-get")


def test_the_plan_needs_neither_an_office_suite_nor_a_browser(checkout: Path) -> None:
    machine = FakeMachine("libreoffice-writer-nogui", "chromium", "poppler-utils")
    setup.set_up("plan", machine, checkout)
    assert not machine.asked("apt-get")
    assert not machine.asked("--group")


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        (DEBIAN, ["libharfbuzz-subset0", "libreoffice-writer-nogui", "chromium"]),
        (OLDER, ["libharfbuzz0b", "libreoffice-writer", "chromium"]),
    ],
)
def test_a_package_goes_by_the_name_that_apt_knows(
    checkout: Path, offers: set[str], expected: list[str]
) -> None:
    machine = FakeMachine("libharfbuzz-subset0", "libreoffice-writer", "chromium", offers=offers)
    setup.set_up("test", machine, checkout)
    assert installed(machine) == expected


def test_where_chromium_is_a_snap_playwright_brings_its_own(checkout: Path) -> None:
    machine = FakeMachine("chromium", "poppler-utils", offers=UBUNTU)
    setup.set_up("test", machine, checkout)
    assert installed(machine) == ["poppler-utils"]
    (fetch,) = machine.asked(str(checkout / ".venv/bin/playwright"))
    assert fetch[1:] == ["install", "--with-deps", "--only-shell", "chromium"]


def test_without_rights_a_browser_is_fetched_but_not_its_libraries(checkout: Path) -> None:
    machine = FakeMachine("chromium", offers=UBUNTU, rights=False)
    setup.set_up("test", machine, checkout)
    (fetch,) = machine.asked(str(checkout / ".venv/bin/playwright"))
    assert "--with-deps" not in fetch


def test_no_browser_to_be_had_says_how_to_get_one(checkout: Path) -> None:
    machine = FakeMachine("chromium", offers=UBUNTU)
    machine.broken = "--only-shell"
    with pytest.raises(setup.SetupError, match="install-deps chromium"):
        setup.set_up("test", machine, checkout)
    assert not (checkout / ".venv/set-up-for-test").exists()


def test_without_rights_it_names_every_package_and_makes_nothing(checkout: Path) -> None:
    machine = FakeMachine("libpango-1.0-0", "libpangoft2-1.0-0", "poppler-utils", rights=False)
    with pytest.raises(setup.SetupError) as stopped:
        setup.set_up("test", machine, checkout)
    assert "  apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 poppler-utils" in str(
        stopped.value
    )
    assert machine.commands == []
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(("user", "start"), [(0, ["env"]), (1000, ["sudo", "-n", "env"])])
def test_rights_are_used_without_asking_for_a_password(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, user: int, start: list[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    machine = FakeMachine("poppler-utils")
    setup.set_up("test", machine, checkout)
    assert [command[: len(start)] for command in machine.asked("apt-get")] == [start, start]


def test_without_apt_it_says_what_is_missing_in_words(checkout: Path) -> None:
    machine = FakeMachine("libpango-1.0-0", apt=False)
    with pytest.raises(setup.SetupError, match=r"Pango \(Debian's libpango-1.0-0\)"):
        setup.set_up("plan", machine, checkout)


def test_a_package_that_does_not_arrive_is_named(checkout: Path) -> None:
    machine = FakeMachine("libpango-1.0-0", "poppler-utils")
    machine.broken = "install"
    with pytest.raises(setup.SetupError, match="could not provide: Pango, poppler's tools"):
        setup.set_up("test", machine, checkout)


def test_a_second_run_sets_up_nothing(checkout: Path) -> None:
    setup.set_up("plan", FakeMachine(), checkout)
    again = FakeMachine("libpango-1.0-0", rights=False)
    setup.set_up("plan", again, checkout)
    assert (again.commands, again.said) == ([], [])


def test_modules_are_compiled_once_and_again_after_they_were_cleaned(checkout: Path) -> None:
    """Before, they were compiled at every start where PYTHONDONTWRITEBYTECODE is set."""
    setup.set_up("plan", FakeMachine(), checkout)
    (checkout / "workplan/__pycache__").rmdir()
    machine = FakeMachine()
    setup.set_up("plan", machine, checkout)
    templates = [str(checkout / "tools/templates.py")]
    assert [command[1:3] for command in machine.commands] == [["-m", "compileall"], templates]


def test_what_is_compiled_names_no_folder_of_this_machine_and_gives_way_to_an_edit(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    module = checkout / "workplan/one.py"
    module.parent.mkdir()
    (module.parent / "__init__.py").touch()
    module.write_text("def words():\n    raise ValueError\n", encoding="utf-8")
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to(sys.executable)
    setup.provide_bytecode(checkout / ".venv", setup.Machine(), checkout)
    (compiled,) = checkout.glob("workplan/__pycache__/one.*.pyc")
    assert str(checkout).encode() not in compiled.read_bytes()
    module.write_text("def words():\n    return 'edited'\n", encoding="utf-8")
    asked = "from workplan import one; print(one.words())"
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=checkout, capture_output=True, text=True, check=True
    )
    assert said.stdout == "edited\n"


def test_each_purpose_is_set_up_for_itself(checkout: Path) -> None:
    setup.set_up("plan", FakeMachine(), checkout)
    machine = FakeMachine()
    setup.set_up("test", machine, checkout)
    assert machine.asked("--group")
    assert not machine.asked("venv"), "the environment is there already"


def test_a_changed_project_is_set_up_again(checkout: Path) -> None:
    setup.set_up("plan", FakeMachine(), checkout)
    (checkout / "pyproject.toml").write_text("[project]\ndependencies = []\n", encoding="utf-8")
    machine = FakeMachine()
    setup.set_up("plan", machine, checkout)
    assert machine.asked("--editable")


def test_an_environment_whose_python_is_gone_is_made_again(checkout: Path) -> None:
    setup.set_up("plan", FakeMachine(), checkout)
    shutil.rmtree(checkout / ".venv/bin")
    machine = FakeMachine()
    setup.set_up("plan", machine, checkout)
    assert machine.asked("venv")


def test_an_installation_that_failed_is_tried_again(checkout: Path) -> None:
    machine = FakeMachine()
    machine.broken = "--editable"
    with pytest.raises(setup.SetupError, match="pip could not install"):
        setup.set_up("plan", machine, checkout)
    machine.broken = None
    setup.set_up("plan", machine, checkout)
    assert len(machine.asked("--editable")) == 2


def test_the_groups_are_those_of_the_project() -> None:
    groups = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    assert {purpose.group for purpose in setup.PURPOSES.values() if purpose.group} <= set(groups)


def test_what_this_machine_has_is_found() -> None:
    """The tests run here, so all that they need is here: every real probe must say so."""
    lacking = [need.what for need in setup.PURPOSES["test"].needs if not need.present()]
    assert lacking in ([], ["a browser, Chromium or Chrome"])


def test_a_probe_knows_absence() -> None:
    assert not setup._library("libnowhere.so.7")()
    assert not setup._command("no-such-program")()
    assert not setup._command(sys.executable, "-c", "raise SystemExit(1)")()


def run_setup(path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(REPOSITORY / "tools/setup.sh"), *arguments],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_refused_in_words(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    done = run_setup(str(tmp_path), "plan")
    assert done.returncode == setup.EXIT_ENVIRONMENT
    assert "needs Python 3.11 or newer" in done.stderr


def test_a_newer_python_beside_an_old_one_is_taken(tmp_path: Path) -> None:
    for name, script in (
        ("python3", "exit 1"),
        ("python3.12", 'case "$1" in -c) exit 0;; esac; echo "$0" "$@"'),
        ("dirname", f'exec {shutil.which("dirname")} "$@"'),
    ):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    done = run_setup(str(tmp_path), "plan")
    assert done.stdout.startswith(f"{tmp_path}/python3.12 -I ")
    assert done.stdout.rstrip().endswith("setup.py plan")


def test_make_lists_its_targets() -> None:
    done = subprocess.run(["make"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for target in ("plan", "test", "check", "lint", "bench", "clean"):
        assert f"make {target} " in done.stdout
