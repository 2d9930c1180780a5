"""The fonts that a PDF may use: those that pip installed, and no other, on every machine.

[x] every font of the packages below, found without importing them
[x] a private fontconfig set-up, so that neither the machine's fonts nor its settings matter
[x] characters that no font has, with the package that would bring them
[-] bold and italic of the other scripts: as far as each package goes; slanted or emboldened else
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from workplan.render.pdf import font_tables

#: Python module of a font package → its files. The order is fixed, so is what fontconfig prefers.
FONT_FILES = {
    "fontpkg_arimo": "files/*.ttf",
    "fontpkg_noto_sans": "files/*.ttf",
    "fontpkg_noto_sans_thai": "files/*.ttf",
    "fontpkg_noto_sans_khmer": "files/*.ttf",
    "fontpkg_noto_sans_arabic": "files/*.ttf",
    "manimgx_fonts": "NotoSans[A-Z]*.ttf",
    "pylopdf_fonts_zh_cn": "NotoSans*.otf",
    "pylopdf_fonts_ko": "NotoSans*.otf",
}

#: The first word of a character's Unicode name → the package that has it.
PACKAGES = {
    "ARABIC": "fontpkg-noto-sans-arabic",
    "KHMER": "fontpkg-noto-sans-khmer",
    "THAI": "fontpkg-noto-sans-thai",
    "CJK": "pylopdf-fonts-zh-cn",
    "IDEOGRAPHIC": "pylopdf-fonts-zh-cn",
    "FULLWIDTH": "pylopdf-fonts-zh-cn",
    "BOPOMOFO": "pylopdf-fonts-zh-cn",
    "HIRAGANA": "pylopdf-fonts-zh-cn",
    "KATAKANA": "pylopdf-fonts-zh-cn",
    "HANGUL": "pylopdf-fonts-ko",
} | dict.fromkeys(
    (
        "ARMENIAN", "BENGALI", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GUJARATI", "GURMUKHI", "KANNADA",
        "LAO", "MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU",
    ),
    "manimgx-fonts",
)  # fmt: skip


@cache
def font_files() -> tuple[Path, ...]:
    """The font files of all installed packages, in the order of `FONT_FILES`; each face once, so that
    installing another package does not change a face that was there."""
    faces: dict[str, Path] = {}
    for module in FONT_FILES:
        for path in _files(module):
            faces.setdefault(path.name.partition("[")[0], path)
    return tuple(faces.values())


def _files(module: str) -> Iterator[Path]:
    spec = find_spec(module)
    if spec and spec.origin:
        yield from sorted(Path(spec.origin).parent.glob(FONT_FILES[module]))


def fontconfig(cache_directory: Path) -> str:
    """A fontconfig file that knows our fonts alone; `cache_directory` may vanish afterwards."""
    directories = dict.fromkeys(path.parent for path in font_files())
    lines = [f"<dir>{escape(str(directory), quote=False)}</dir>" for directory in directories]
    # fontconfig's glob knows * and ? alone, so the brackets in "Arimo[wght].ttf" stand for themselves.
    accepted = "".join(f"<glob>{escape(str(path), quote=False)}</glob>" for path in font_files())
    return "\n".join(
        [
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
            "<fontconfig>",
            *lines,
            f"<cachedir>{escape(str(cache_directory), quote=False)}</cachedir>",
            f"<selectfont><rejectfont><glob>/*</glob></rejectfont><acceptfont>{accepted}</acceptfont></selectfont>",
            "</fontconfig>",
        ]
    )


def missing(characters: Iterable[str]) -> dict[str, str | None]:
    """Characters that no installed font has, each with the package to install, when one is known.

    What is never drawn (joiners, direction marks, variation selectors) is not looked for.
    """
    wanted = {ord(character) for character in set(characters) if not _is_invisible(character)}
    for path in font_files():
        if not wanted:
            break
        wanted -= _glyphs(path).keys()
    return {chr(code): PACKAGES.get(_script(chr(code))) for code in sorted(wanted)}


def lacking(words: str) -> dict[str, tuple[str, str]]:
    """The same, as what is said of it: a message and a hint."""
    return {
        character: (
            f"no font here has the character {character} (U+{ord(character):04X})",
            f"pip install {package}" if package else "no font package is known for it: write it otherwise",
        )
        for character, package in missing(words).items()
    }


def lines(words: str, size: float, width: float) -> int:
    """In how many lines words of that size are set, in points. Each letter counts by itself, so that scripts
    that join letters need no more."""
    count, used = 1, 0.0
    for word in words.split(" "):
        length = sum(map(_advance, word)) * size
        if used and used + length > width:
            count, used = count + 1, 0.0
        count, used = count + int((used + length) // width), (used + length) % width
        used += _advance(" ") * size
    return count


@cache
def _advance(character: str) -> float:
    """How wide a character is, in type sizes, in the first font that has it."""
    if unicodedata.category(character) in ("Cf", "Mn"):
        return 0.0
    for path in font_files():
        if ord(character) in _glyphs(path):
            return _widths(path)[ord(character)]
    return 1.0


_glyphs = cache(font_tables.glyphs)
_widths = cache(font_tables.widths)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Zs") or unicodedata.name(character, "").startswith(
        "VARIATION SELECTOR"
    )


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]
