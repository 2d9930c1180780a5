"""What holds for all tests."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.libreoffice import Office, shared

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


@pytest.fixture(scope="session")
def office() -> Office:
    return shared()


def pytest_sessionfinish() -> None:
    shared().end()
