"""What holds for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests import printing, warm
from tests.libreoffice import Office, shared
from workplan.render.pdf.process import PdfProcess

# How long an example takes is the machine's affair, not a failure.
_SLOW = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
# Every run draws the same examples, so that nobody's first `make test` fails by luck; a failure that was ever
# found stays as an `@example`. `make soak` looks for new ones: its seed says which it draws.
settings.register_profile("same", derandomize=True, **_SLOW)
settings.register_profile("soak", database=None, **_SLOW)
settings.load_profile("same")

PdfProcess.program = warm.Program(PdfProcess.program)  # type: ignore[assignment]


@pytest.fixture(scope="session", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where what was printed is kept: in a folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    printing.kept_in = folder / "printed"
    printing.kept_in.mkdir(exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _own_records(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was made in a test is remembered for it alone, and not in the folder of who runs the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def office() -> Office:
    return shared()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests first: a long one that begins last keeps one processor busy while the others are idle."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_sessionfinish() -> None:
    shared().end()
    warm.end()
