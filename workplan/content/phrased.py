"""Words that the program adds, in English where plan.yaml says nothing else.

Modules of phrases have no `from __future__ import annotations`: pydantic would compile the annotation of each
phrase once more, at every start.
"""

from __future__ import annotations

import re

from pydantic import ValidationInfo, field_validator

from workplan.content.values import Model


class Phrased(Model):
    """A model of phrases with defaults in English. `{…}` stand for what is filled in; a translation uses the
    same ones."""

    @field_validator("*")
    @classmethod
    def _keeps_what_is_filled_in(cls, words: str, about: ValidationInfo) -> str:
        name = about.field_name or ""
        wanted = _filled(str(cls.model_fields[name].default))
        if _filled(words) != wanted or words.replace("{", "").count("}") != len(wanted):
            raise ValueError(f"{name} must hold {' and '.join(wanted) or 'nothing in braces'}")
        return words


def _filled(words: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", words))
