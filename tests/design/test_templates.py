"""What Jinja makes of a template is kept, and is never taken for what it would make of another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.filters import FILTERS
from jinja2.runtime import Context

from tests.documents import redlined, sample, with_actions, with_contents, with_notes
from tools.templates import keep
from workplan.design import templates
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.render import html
from workplan.render.html import print_html, web_page
from workplan.word import write
from workplan.word.writer import templates as word


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program whose one folder of templates has one, and nothing is kept of it yet."""
    template = tmp_path / "program/templates/pdf/one.xml"
    template.parent.mkdir(parents=True)
    template.write_text("<a>{{ words }}</a>", encoding="utf-8")
    monkeypatch.setattr(templates, "resource", lambda name: tmp_path / "program" / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return template


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja was asked to compile."""
    asked: list[str] = []
    compile_ = Environment.compile

    def noted(self: Environment, source: Any, name: Any = None, *more: Any, **options: Any) -> Any:
        asked.append(str(name))
        return compile_(self, source, name, *more, **options)

    monkeypatch.setattr(Environment, "compile", noted)
    return asked


def rendered() -> str:
    return templates.environment("pdf").get_template("one.xml").render(words="1 < 2")


def kept(program: Path) -> Path:
    (found,) = program.parent.glob("__pycache__/*")
    return found


def test_a_template_is_compiled_once(program: Path, compiled: list[str]) -> None:
    """Before, at every start: 0.17 s of a redline's 1.1."""
    assert rendered() == rendered() == "<a>1 &lt; 2</a>"
    assert compiled == ["one.xml"]
    assert str(program.parent.parent).encode() not in kept(program).read_bytes()


def test_an_edited_template_is_compiled_anew(program: Path, compiled: list[str]) -> None:
    rendered()
    program.write_text("<b>{{ words }}</b>", encoding="utf-8")
    assert rendered() == "<b>1 &lt; 2</b>"
    assert len(compiled) == 2


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"?" + data[1:]])
def test_what_is_no_template_any_more_is_made_anew(program: Path, damage: Callable[[bytes], bytes]) -> None:
    rendered()
    file = kept(program)
    file.write_bytes(damage(file.read_bytes()))
    assert rendered() == "<a>1 &lt; 2</a>"


def test_other_options_are_another_template(program: Path, compiled: list[str]) -> None:
    rendered()
    plain = templates.environment("pdf")
    plain.autoescape = False
    assert plain.get_template("one.xml").render(words="1 < 2") == "<a>1 < 2</a>"
    assert len(compiled) == 2


def test_nothing_is_kept_where_python_keeps_nothing(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered()
    assert not list(program.parent.glob("__pycache__"))


def test_nothing_is_kept_where_nothing_can_be(program: Path) -> None:
    (program.parent / "__pycache__").touch()
    assert rendered() == "<a>1 &lt; 2</a>"


def test_the_set_up_keeps_all_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PYTHONDONTWRITEBYTECODE is set, nobody else would."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    for made in (word.environment, html.environment):
        made.cache_clear()
    keep()
    asked = {file for file in Path("templates").rglob("*.*") if file.suffix in {".html", ".svg", ".xml"}}
    kept = [path.name.partition(".cpython")[0] for path in tmp_path.rglob("*.pyc")]
    assert sorted(kept) == sorted(file.name for file in asked)


@pytest.mark.parametrize(("folder", "made"), [("docx", word.environment), ("html", html.environment)])
def test_what_is_kept_follows_from_the_names_and_kinds_of_filters_alone(
    folder: str, made: Callable[[], Environment]
) -> None:
    """Jinja works out, when it compiles, what filters make of constants: what is kept would outlive them."""

    def refuse(*_: object) -> None:
        raise AssertionError

    environment = made()
    other = environment.overlay()
    other.filters = environment.filters | dict.fromkeys(set(environment.filters) - set(FILTERS), refuse)
    for file in Path("templates", folder).glob("*.*"):
        words = file.read_text("utf-8")
        as_is = environment.compile(words, file.name, raw=True)
        assert other.compile(words, file.name, raw=True) == as_is


@pytest.mark.parametrize("document", [sample(), redlined(), with_contents(with_actions(3)), with_notes(3)])
def test_what_templates_call_takes_nothing_of_the_context(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does would be called without it (`_Context`)."""

    def made() -> tuple[object, ...]:
        return web_page(document, theme()), print_html(document, theme()), write(document, theme())

    at_once = made()
    for environment in (html.environment(), word.environment()):
        monkeypatch.setattr(environment, "context_class", Context)
    assert made() == at_once
