"""All rules: each has a test beside this one, and the page of documentation is made of them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.importing.hostile import FILES
from tests.importing.rules.given import imported
from workplan.importing.documentation import documentation
from workplan.importing.rules.claims import RULES


def test_every_rule_has_a_test_and_every_claim_a_rule() -> None:
    modules = Path(__file__).parent.glob("test_*.py")
    tested = {
        id for each in modules for id in re.findall(r"(?m)^def test_([a-z]\d+)\(", each.read_text("utf-8"))
    }
    assert {id.upper() for id in tested} == set(RULES)
    claims = [claim for name in FILES for claim in imported(name, H7="same").claims]
    assert {claim.rule for claim in claims} <= set(RULES)


def test_documentation_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "import-rules.md"
    assert page.read_text("utf-8") == documentation(), "run: python -m tools.import_rules"
