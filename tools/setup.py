"""Set up what a purpose needs: system packages with apt, and Python's in `.venv`.

    tools/setup.sh plan     Pango, and this program                     (to make the plan)
    tools/setup.sh test     that, LibreOffice, poppler, Java, a browser, the group `test`
    tools/setup.sh bench    that of plan, and the group `bench`

What is there is found out by trying it, never by asking dpkg, so a library or an office suite that
came another way counts too. Where system packages are missing and this user may not install them,
it names them and stops with exit code 3 before anything is made. What has been set up is
remembered in `.venv` until pyproject.toml, this file or the Python changes, so a second run does
nothing. Modules are compiled, too: where PYTHONDONTWRITEBYTECODE is set, nobody else would ever keep what
was compiled, and every start would compile all of it anew. Only the standard library is used: this runs
before anything is installed.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent

#: The exit code of `workplan.errors.ExitCode.ENVIRONMENT`, which cannot be imported yet.
EXIT_ENVIRONMENT = 3

#: How many seconds pass, at the least, without a word.
SIGN_OF_LIFE = 20

#: pip before 25.1 does not know dependency groups (PEP 735).
PIP_WITH_GROUPS = "pip>=25.1"


class SetupError(Exception):
    """The machine lacks something that this program could not provide; the text says what to do."""


@dataclass(frozen=True)
class Need:
    """One thing that the system must be able to do.

    `packages` are the names it goes by in Debian and Ubuntu: the first that this machine's apt
    knows is installed. `present` tries the thing itself.
    """

    what: str
    packages: tuple[str, ...]
    present: Callable[[], bool] = field(compare=False)


def _library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def _command(*command: str) -> Callable[[], bool]:
    def present() -> bool:
        return shutil.which(command[0]) is not None and _succeeds(command)

    return present


def _succeeds(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _can_make_environments() -> bool:
    """Debian and Ubuntu ship Python without `ensurepip`; `venv` alone cannot bring pip."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def _office(library: str) -> Callable[[], bool]:
    """LibreOffice may be there without Writer or Calc, which are libraries beside it."""

    def present() -> bool:
        office = shutil.which("soffice") or shutil.which("libreoffice")
        return office is not None and (Path(office).resolve().parent / library).exists()

    return present


#: Tried in this order, here and in the tests.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _has_browser() -> bool:
    # Ubuntu's /usr/bin/chromium-browser may be a script that only says "install the snap".
    return any(_succeeds((name, "--version")) for name in BROWSERS)


_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"

_BROWSER = Need("a browser, Chromium or Chrome", ("chromium",), _has_browser)

_FOR_PLAN = (
    Need("Python's venv module", (f"{_PYTHON}-venv", "python3-venv"), _can_make_environments),
    Need("Pango", ("libpango-1.0-0",), _library("libpango-1.0.so.0")),
    Need("Pango for FreeType", ("libpangoft2-1.0-0",), _library("libpangoft2-1.0.so.0")),
    # Part of libharfbuzz0b until Debian 11 and Ubuntu 22.04.
    Need(
        "HarfBuzz's subsetter", ("libharfbuzz-subset0", "libharfbuzz0b"), _library("libharfbuzz-subset.so.0")
    ),
)

_FOR_TEST = (
    Need("LibreOffice Writer", ("libreoffice-writer-nogui", "libreoffice-writer"), _office("libswlo.so")),
    Need("LibreOffice Calc", ("libreoffice-calc-nogui", "libreoffice-calc"), _office("libsclo.so")),
    Need("LibreOffice's Python bridge", ("python3-uno",), _command("/usr/bin/python3", "-c", "import uno")),
    Need("poppler's tools", ("poppler-utils",), _command("pdftotext", "-v")),
    # For the Nu HTML checker, and for veraPDF, which is run from its source (tests/verapdf).
    Need("Java with its compiler", ("default-jdk-headless",), _command("javac", "-version")),
    Need("JAXB for Java", ("libjaxb-java",), Path("/usr/share/java/jaxb-runtime.jar").exists),
    _BROWSER,
)


@dataclass(frozen=True)
class Purpose:
    needs: tuple[Need, ...]
    group: str | None = None  # of pyproject.toml's dependency groups


PURPOSES = {
    "plan": Purpose(_FOR_PLAN),
    "test": Purpose(_FOR_PLAN + _FOR_TEST, "test"),
    "bench": Purpose(_FOR_PLAN, "bench"),
}


class Machine:
    """Everything that this program asks of the machine or does to it; tests put another in its place."""

    def lacks(self, need: Need) -> bool:
        return not need.present()

    def has_apt(self) -> bool:
        return shutil.which("apt-get") is not None

    def may_install(self) -> bool:
        return os.geteuid() == 0 or _succeeds(("sudo", "-n", "true"))

    def knows(self, package: str) -> bool:
        """Whether apt has the package on offer; false for all until `apt-get update` has run once."""
        policy = subprocess.run(
            ("apt-cache", "policy", package),
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        return "Candidate:" in policy and "Candidate: (none)" not in policy

    def apt_get(self, *arguments: str) -> bool:
        # `sudo VAR=value` may be refused, `sudo env VAR=value` is a command like any other.
        rights = () if os.geteuid() == 0 else ("sudo", "-n")
        # A fresh machine may be updating itself at this moment: wait for its lock.
        options = ("-qq", "-o", "DPkg::Lock::Timeout=300")
        return self.run(*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options, *arguments)

    def run(self, *command: str) -> bool:
        """Run a command; what it said is shown only when it fails. Say from time to time that it goes on."""
        started = time.monotonic()
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            while True:
                try:
                    said, _ = process.communicate(timeout=SIGN_OF_LIFE)
                    break
                except subprocess.TimeoutExpired:
                    self.say(f"still at it, {time.monotonic() - started:.0f} s so far")
        if process.returncode:
            print(said.rstrip(), file=sys.stderr)
        return process.returncode == 0

    def attempt(self, *command: str) -> None:
        """Run a command that need not succeed."""
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )

    def say(self, line: str) -> None:
        print(f"setup: {line}", flush=True)


def set_up(name: str, machine: Machine, root: Path = ROOT) -> None:
    """Provide all that the purpose `name` needs, once. Raises `SetupError`."""
    purpose = PURPOSES[name]
    environment = root / ".venv"
    stamp = environment / f"set-up-for-{name}"
    wanted = _fingerprint(root)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted and _works(environment):
        if not _is_compiled(root):  # `make clean` takes away what was compiled of this program
            provide_bytecode(environment, machine, root)
        return
    provide_system(purpose.needs, machine)
    provide_python(purpose, environment, machine, root)
    if _BROWSER in purpose.needs and machine.lacks(_BROWSER):
        provide_browser(environment, machine)
    provide_bytecode(environment, machine, root)
    machine.say("ready")
    stamp.write_text(wanted, encoding="ascii")


def _fingerprint(root: Path) -> str:
    """Changes with all that decides what is set up, and with the folder: scripts in `.venv` name it."""
    parts = (
        (root / "pyproject.toml").read_bytes(),
        Path(__file__).read_bytes(),
        sys.version.encode(),
        os.fsencode(root),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _works(environment: Path) -> bool:
    """False where the environment is missing or its Python was removed (the link is dead then)."""
    return (environment / "bin" / "python").exists()


def provide_system(needs: Iterable[Need], machine: Machine) -> None:
    """Install the system packages that are missing, or say which they are. Raises `SetupError`."""
    missing = [need for need in needs if machine.lacks(need)]
    if not missing:
        return
    if not machine.has_apt():
        named = "\n".join(f"  {need.what} (Debian's {need.packages[0]})" for need in missing)
        raise SetupError(f"this machine lacks, and without apt-get cannot be given:\n{named}")
    if not machine.may_install():
        if packages := choose(missing, machine):
            raise SetupError(
                f"system packages are missing: {' '.join(packages)}\n"
                "This user may not install them. Whoever may runs this (as root, or with sudo):\n"
                f"{_by_hand(packages)}"
            )
        return
    machine.say("reading the lists of system packages")
    machine.apt_get("update")  # one broken source of many fails it: the install will tell
    if not (packages := choose(missing, machine)):
        return
    machine.say(f"installing system packages: {' '.join(packages)}")
    machine.apt_get("install", "--yes", "--no-install-recommends", *packages)
    still = [need for need in missing if need is not _BROWSER and machine.lacks(need)]
    if still:
        named = ", ".join(need.what for need in still)
        raise SetupError(
            f"apt-get could not provide: {named} (see above). Find out why with:\n"
            f"{_by_hand(choose(still, machine))}"
        )


def choose(needs: Iterable[Need], machine: Machine) -> list[str]:
    """The package to install for each need: the first that apt knows, else the first.

    Ubuntu has Chromium as a snap only, which neither a container nor a test can use: where apt has
    none, `provide_browser` fetches one.
    """
    chosen = []
    for need in needs:
        known = [package for package in need.packages if machine.knows(package)]
        if known or need is not _BROWSER:
            chosen.append((known or need.packages)[0])
    return chosen


def _by_hand(packages: Sequence[str]) -> str:
    return f"  apt-get update\n  apt-get install --no-install-recommends {' '.join(packages)}"


def provide_python(purpose: Purpose, environment: Path, machine: Machine, root: Path) -> None:
    """Make `.venv` and install this program in it, with the purpose's group. Raises `SetupError`."""
    python = str(environment / "bin" / "python")
    if not _works(environment):
        machine.say(f"making {environment.name} with Python {sys.version.split()[0]}")
        if not machine.run(sys.executable, "-m", "venv", "--clear", str(environment)):
            raise SetupError(f"{sys.executable} could not make {environment}")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    group: tuple[str, ...] = ()
    if purpose.group:
        group = ("--group", f"{root / 'pyproject.toml'}:{purpose.group}")
        _pip(machine, (*pip, "--upgrade", PIP_WITH_GROUPS))
    tools = f" and the tools to {purpose.group} it" if purpose.group else ""
    machine.say(f"installing workplan{tools}, with what they need, from the network: a few minutes, once")
    _pip(machine, (*pip, "--editable", str(root), *group))


def _pip(machine: Machine, command: tuple[str, ...]) -> None:
    if not machine.run(*command):
        raise SetupError(
            "pip could not install what pyproject.toml asks for (see above); is there a network?"
        )


#: What Python runs from the checkout.
_PROGRAM = "workplan"


def _is_compiled(root: Path) -> bool:
    return (root / _PROGRAM / "__pycache__").exists()


def provide_bytecode(environment: Path, machine: Machine, root: Path) -> None:
    """Compile this program, and what it needs, as Python does when it first imports a module.

    A file that is changed later is compiled again when it is imported: what was compiled names the time and
    size of its source, whatever SOURCE_DATE_EPOCH asks for. It names sources from the checkout on, and Python
    puts the folder before them. Not every file of other packages can be compiled (templates, code for other
    versions of Python); nobody imports those. Templates are compiled as well.
    """
    python = str(environment / "bin" / "python")
    folders = (str(root / _PROGRAM), *map(str, sorted(environment.glob("lib/python*/site-packages"))))
    how = ("-qq", "-j", "0", "--invalidation-mode", "timestamp", "-s", str(root))
    machine.attempt(python, "-m", "compileall", *how, *folders)
    machine.attempt(python, str(root / "tools" / "templates.py"))


def provide_browser(environment: Path, machine: Machine) -> None:
    """Fetch the browser that Playwright brings, where the system has none to offer."""
    playwright = str(environment / "bin" / "playwright")
    machine.say("fetching a browser with Playwright")
    libraries = ("--with-deps",) if machine.may_install() else ()
    if not machine.run(playwright, "install", *libraries, "--only-shell", "chromium"):
        raise SetupError(
            "the tests need a browser. Install Chromium or Google Chrome (a snap will not do), or run:\n"
            f"  {playwright} install-deps chromium    (as root, or with sudo)\n"
            f"  {playwright} install --only-shell chromium"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Set up what this purpose needs, once.")
    parser.add_argument("purpose", choices=PURPOSES)
    chosen = parser.parse_args(arguments)
    try:
        set_up(chosen.purpose, Machine())
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return EXIT_ENVIRONMENT
    return 0


if __name__ == "__main__":
    sys.exit(main())
