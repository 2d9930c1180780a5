"""What a command imports before it is asked for more. How long imports take is the machine's affair; which
they are is ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.contents import write_content
from workplan.cli.common.group import COMMANDS
from workplan.render.pdf import font_tables, fonts

ROOT = Path(__file__).parents[1]

#: What no check of content needs.
_FORMATS = {"docx", "fontTools", "jinja2", "lxml", "openpyxl", "pikepdf", "pypdfium2", "rich", "weasyprint"}
#: Reads the theme, and keeps what its YAML says where nobody did before.
_THEME = "from workplan.design.theme import theme; theme()"
#: What nobody needs who asks for help.
_CONTENT = {"icu4py", "markdown_it", "msgspec", "pydantic", "PIL", "yaml"}


def imported(*lines: str) -> set[str]:
    """The modules that a Python which began with nothing has behind these lines."""
    code = "\n".join(("import sys", *lines, "print('imported:', *sys.modules)"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.partition("imported:")[2].split())


def command(*words: str) -> str:
    return f"main({list(words)}, standalone_mode=False)"


def test_help_imports_no_library_but_click() -> None:
    """Before, `--help` took 0.3 s: a list of kinds of files imported all models of the content, and errors
    imported ICU; and whoever heard of signals imported all that writes files."""
    asked = [command(*name.split(), "--help") for name in ("", *COMMANDS, "status set", "circular open")]
    found = imported("from workplan.cli import main", *asked)
    assert "click" in found
    assert not found & (_FORMATS | _CONTENT | {"hashlib", "json", "tempfile"})


def test_check_imports_nothing_that_makes_a_file(tmp_path: Path) -> None:
    """Before, it imported fontTools to see which characters a font has, and ICU, which cuts words in two."""
    content = write_content(tmp_path / "content")
    found = imported("from workplan.cli import main", command("check", "--content", str(content)))
    assert "pydantic" in found
    assert not found & (_FORMATS | {"icu4py"})


def test_build_imports_first_what_makes_the_html_of_the_pdf(tmp_path: Path) -> None:
    """Before, the PDF's process waited for its HTML until all that writes and reads back Word files was
    imported, openpyxl among it, which only charts need."""
    content = write_content(tmp_path / "content")
    found = imported(
        "import workplan.render.pdf.job",
        "from workplan.cli import main",
        "workplan.render.pdf.job.job = lambda *_: sys.exit()",
        "try:",
        f"    {command('build', '--content', str(content), '--output', str(tmp_path / 'output'))}",
        "except SystemExit:",
        "    pass",
    )
    assert "jinja2" in found
    assert not found & (_FORMATS - {"jinja2"})


def test_a_word_file_without_charts_needs_no_spreadsheets() -> None:
    """Before, whoever wrote or read one imported openpyxl, which took as long as all the rest."""
    found = imported("import workplan.word.writer.writing, workplan.word.reader, workplan.verify")
    assert "docx" in found
    assert "openpyxl" not in found


def test_a_short_command_looks_for_no_cycles(tmp_path: Path) -> None:
    """Before, it looked while click was imported, some twenty times, and once at all that a redline of this
    plan had made by then: a twentieth of its time."""
    content = str(write_content(tmp_path / "content"))
    asked = command("check", "--content", content)
    said = "print(sum(each['collections'] for each in gc.get_stats()) - before)"
    started = "import gc, typing; before = sum(each['collections'] for each in gc.get_stats())"
    code = "\n".join((started, "from workplan.cli import main", asked, said))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[-1]) <= 2


def test_a_command_looks_for_no_cycles_when_it_ends() -> None:
    """Before, Python looked at every object once more at the end: a sixth of the time of `check`."""
    code = "import atexit, gc\natexit.register(lambda: print(len(gc.get_objects())))\nimport workplan.cli"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100


def test_a_redline_in_word_imports_nothing_for_other_formats(tmp_path: Path) -> None:
    """Before, it imported what makes and reads PDFs, web pages, house templates and files that were given, a
    fourth of its time."""
    before, after = write_content(tmp_path / "before"), write_content(tmp_path / "after")
    plan = after / "plan.md"
    plan.write_text(f"{plan.read_text('utf-8')}\nOne more.\n", "utf-8")
    folders = map(str, (before, after, "--content", before, "--output", tmp_path / "output"))
    found = imported("from workplan.cli import main", command("redline", *folders, "--format", "docx"))
    assert "workplan.word.writer.writing" in found
    assert not found & {"concurrent", "openpyxl", "pikepdf", "pypdfium2", "rich", "weasyprint"}
    needless = ("render.html", "render.pdf.process", "verify", "word.house", "origins.carried", "files.git")
    assert not {name for name in found if name.startswith(tuple(f"workplan.{each}" for each in needless))}


def test_check_imports_nothing_that_its_content_does_not_ask_for() -> None:
    """Before, an agenda and a summary of changes imported all that compares two editions, and git, though
    nothing was to be compared; any plan imported the record of a circular, and what reads e-mail addresses;
    and pydantic looked for plugins in every package."""
    imported(_THEME)
    found = imported("from workplan.cli import main", command("check", "--content", str(ROOT / "content")))
    unasked = {
        "email",
        "importlib.metadata",
        "subprocess",
        "tempfile",
        "workplan.compare",
        "workplan.compare.versions",
    }
    unasked |= {"workplan.circulation.contacts", "workplan.files.output.files"}
    assert not found & (unasked | {"workplan.content.models.circular", "workplan.opening.what_changed"})


def test_models_of_phrases_are_made_where_a_plan_gives_some() -> None:
    """Before, every start made pydantic models of some 400 phrases."""
    asks = "from workplan.content.words.wording import Wording"
    made = "from workplan.content.values.values import Model; print(Model.__subclasses__())"
    for gives, wanted in (("Wording()", False), ("Wording(summary={'heading': 'Résumé'})", True)):
        done = subprocess.run(
            [sys.executable, "-c", "\n".join((asks, gives, made))], capture_output=True, text=True, check=True
        )
        assert (".Given'>" in done.stdout) is wanted


def test_pydantic_finds_no_plugins_and_all_else() -> None:
    """The stand-in for the module that looks for plugins gives way to it when more is asked of it."""
    found = imported(
        "from workplan.cli import main",
        "from pydantic import TypeAdapter",
        "assert TypeAdapter(int).validate_python(1) == 1",
        "assert 'importlib.metadata' not in sys.modules",
        "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins",
        "assert PYDANTIC_ENTRY_POINT_GROUP == 'pydantic'",
    )
    assert "importlib.metadata" in found


def test_what_knows_documents_alone_knows_nothing_of_what_reads_content() -> None:
    """Before, the tree's revisions imported the lines of the front page, and so all models of content; and
    whoever wrote or compared Word files waited for pydantic, markdown-it and PyYAML."""
    modules = (
        "compare",
        "compare.versions",
        "render.html",
        "verify",
        "word.reader",
        "word.writer.writing",
        "document.revisions",
    )
    imported(_THEME)
    found = imported(*(f"import workplan.{each}" for each in modules), _THEME)
    assert "workplan.document.tree" in found
    assert not found & {
        "markdown_it",
        "mdit_py_plugins",
        "pydantic",
        "pydantic_core",
        "workplan.content.models.identity",
        "workplan.content.values.values",
        "yaml",
    }


def test_every_command_has_its_module() -> None:
    from click import Context

    from workplan.cli import main

    for name in COMMANDS:
        found = main.get_command(Context(main), name)
        assert found
        assert found.name == name


@pytest.mark.parametrize("path", [path for path in fonts.font_files() if path.stat().st_size < 1_500_000])
def test_fonts_say_what_fonttools_reads_in_them(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        names, metrics, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        glyphs = {code: font.getGlyphID(name) for code, name in names.items()}
        widths = {code: metrics[name][0] / unit for code, name in names.items()}
    assert (font_tables.glyphs(path), font_tables.widths(path)) == (glyphs, widths)
