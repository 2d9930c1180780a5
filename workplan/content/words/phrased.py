"""Words that the program adds, in English where plan.yaml says nothing else.

There are some four hundred phrases, of which a plan gives few, and to make pydantic models of them takes as
long as to read a plan. So the model of each part is made when words of it are given, from the annotations,
which say what a phrase may be; and pydantic is not imported before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_type_hints

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema
    from pydantic_core.core_schema import SerializationInfo

    from workplan.content.values.values import Model


class Phrased:
    """Phrases by name: the class has the English ones, and an object those that were given. `{…}` stand for
    what is filled in; a translation uses the same ones."""

    def __init__(self, **given: str) -> None:
        """Raises `pydantic.ValidationError` for what are no such phrases."""
        if given:
            vars(self).update(vars(self._of(given)))

    @classmethod
    def _of(cls, given: object) -> Phrased:
        if isinstance(given, cls):
            return given
        checked = cls._model().model_validate(given)
        found = cls()
        vars(found).update({name: getattr(checked, name) for name in checked.model_fields_set})
        return found

    @classmethod
    def _model(cls) -> type[Model]:
        """The model of what may be given."""
        return _model(cast(Any, cls))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all phrases, in order."""
        return tuple(cls.__annotations__)

    @property
    def given(self) -> Mapping[str, str]:
        """The phrases that were given, by name."""
        return vars(self)

    def all(self) -> dict[str, str]:
        """All phrases, by name."""
        return {name: getattr(self, name) for name in self.names()}

    @classmethod
    def check(cls, name: str, words: str) -> None:
        """Raises `ValueError` where these words cannot be the phrase of this name."""
        wanted = _filled(getattr(cls, name))
        if _filled(words) != wanted or words.replace("{", "").count("}") != len(wanted):
            raise ValueError(f"{name} must hold {' and '.join(wanted) or 'nothing in braces'}")

    def check_together(self) -> None:
        """Raises `ValueError` where the phrases do not go together."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return vars(self) == vars(other) or self.all() == other.all()

    def __hash__(self) -> int:
        return hash(tuple(self.all().values()))

    @classmethod
    def __get_pydantic_core_schema__(cls, _kind: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import (
            no_info_plain_validator_function,
            plain_serializer_function_ser_schema,
        )

        written = plain_serializer_function_ser_schema(_written, info_arg=True)
        return no_info_plain_validator_function(cls._of, serialization=written)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(cls._model().__pydantic_core_schema__)


def _written(words: Phrased, about: SerializationInfo[Any]) -> dict[str, str]:
    """The phrases that were given; without those that are the English ones, where defaults are left out."""
    english = type(words)
    return {
        name: said
        for name, said in words.given.items()
        if not (about.exclude_defaults and said == getattr(english, name))
    }


@cache
def _model(kind: type[Phrased]) -> type[Model]:
    from pydantic import create_model, field_validator, model_validator

    from workplan.content.values.values import Model, Words

    class Given(Model):
        @field_validator("*")
        @classmethod
        def _one(cls, words: str, about: ValidationInfo) -> str:
            kind.check(about.field_name or "", words)
            return words

        @model_validator(mode="after")
        def _together(self) -> Given:
            words = kind()
            vars(words).update(dict(self))
            words.check_together()
            return self

    kinds = get_type_hints(kind, localns={"Words": Words}, include_extras=True)
    fields: dict[str, Any] = {name: (kinds[name], getattr(kind, name)) for name in kind.names()}
    return create_model(kind.__name__, __base__=Given, **fields)


def _filled(words: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", words))
