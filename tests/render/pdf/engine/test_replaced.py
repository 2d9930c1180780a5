"""What of WeasyPrint our own functions take the place of is still what it was when they were written."""

from __future__ import annotations

import hashlib
import inspect

import pytest

from workplan.render.pdf import engine
from workplan.render.pdf.engine.replaced import REPLACED, Replaced

engine.install()
engine.laying_out.pages.expect_many()


@pytest.mark.parametrize(("name", "replaced"), REPLACED.items(), ids=list(REPLACED))
def test_it_has_not_moved(name: str, replaced: Replaced) -> None:
    """Where this fails after an update of WeasyPrint: read what changed, carry it over, then the digest."""
    text = inspect.getsource(replaced.original)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == replaced.digest, name
