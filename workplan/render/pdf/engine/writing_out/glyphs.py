"""Lines of text, painted: what stands for a glyph on a page is written once for each font, and all glyphs of
a line are read at once.

    [x] glyphs on the line, of fonts with outlines
    [-] glyphs above or below it, letters that no font has, pictures for letters, lines cut off: as ever
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Any, NamedTuple

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from workplan.render.pdf.engine.replaced import replace

#: Of a glyph (PangoGlyphInfo): its number, its width, how far it stands to the right, and below the line.
_Glyph = tuple[int, int, int, int]
_GLYPH = Struct("=Iiii4x")
_EMPTY = pango.PANGO_GLYPH_EMPTY
#: From which number on a glyph is none (PANGO_GLYPH_UNKNOWN_FLAG).
_UNKNOWN = pango.PANGO_GLYPH_UNKNOWN_FLAG

#: Type of this size is none (the last digit that a PDF has of a number).
_LEAST = 1e-6

_paint: Any = text.draw_first_line


def install() -> None:
    replace(text, "draw_first_line", _paint_line, "1bb8eae6d88e71b1")


def forget(font: Any) -> None:
    """Take back what is known of the glyphs of a font, which has shown none."""
    for known in (font.widths, font.to_unicode, font.missing, _signs(font)):
        known.clear()


def _paint_line(stream: Any, box: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
    """Paint a line, and return the pictures for letters in it."""
    if text_overflow != "ellipsis" and block_ellipsis == "none" and box.style["font_size"] >= _LEAST:
        if not box.text.strip():
            return []
        pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
        line, _ = box.pango_layout.get_first_line()
        runs = list(_runs(line, stream))
        if all(map(_is_plain, runs)):
            _paint_runs(stream, box.pango_layout.text, runs, matrix)
            return []
    return _paint(stream, box, text_overflow, block_ellipsis, matrix)


class _Run(NamedTuple):
    """Glyphs of a font, as Pango has them, and as numbers."""

    item: Any
    glyphs: list[_Glyph]
    pango_font: Any
    font: Any
    size: float


def _runs(line: Any, stream: Any) -> Iterator[_Run]:
    run, before = line.runs[0], None
    while run != ffi.NULL:
        item = run.data
        glyphs = ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPH.size)
        if (pango_font := item.item.analysis.font) != before:
            font, size = stream.add_font(pango_font)
            before = pango_font
        yield _Run(item, list(_GLYPH.iter_unpack(glyphs)), pango_font, font, size)
        run = run.next


def _is_plain(run: _Run) -> bool:
    font = run.font
    return not (font.bitmap or font.png or font.svg or font.colr) and not any(
        down or number & _UNKNOWN for number, _, _, down in run.glyphs
    )


def _paint_runs(stream: Any, words: str, runs: list[_Run], matrix: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    shown, before = "", None
    for run in runs:
        if run.pango_font != before:
            before = run.pango_font
            if shown:
                stream.show_text(shown)
            shown = ""
            stream.set_font_size(run.font.hash, run.size)
        shown += "<" + _signs_of(run, words, stream)
        shown = shown[:-1] if shown[-1] == "<" else shown + ">"
    stream.show_text(shown)


def _signs(font: Any) -> dict[float, dict[_Glyph, str]]:
    """What stands for the glyphs of a font, by its size and by what Pango says of them."""
    signs: dict[float, dict[_Glyph, str]] = vars(font).setdefault("signs", {})
    return signs


def _signs_of(run: _Run, words: str, stream: Any) -> str:
    signs = _signs(run.font).setdefault(run.size, {})
    try:
        return "".join([signs[glyph] for glyph in run.glyphs])
    except KeyError:
        for place, glyph in enumerate(run.glyphs):
            if glyph not in signs:
                _meet(run, place, words, stream)
                signs[glyph] = _sign(run, glyph)
        return "".join([signs[glyph] for glyph in run.glyphs])


def _meet(run: _Run, place: int, words: str, stream: Any) -> None:
    """Enter into a font the letters that a glyph stands for, and how wide it is."""
    number, font = run.glyphs[place][0], run.font
    if number == _EMPTY:
        return
    if number not in font.to_unicode:
        item, clusters = run.item.item, run.item.glyphs.log_clusters
        last = 0 if item.analysis.level % 2 else len(run.glyphs) - 1  # from right to left, or from left
        after = place - 1 if item.analysis.level % 2 else place + 1
        end = item.length if place == last else clusters[after]
        letters = words.encode()[item.offset + clusters[place] : item.offset + end]
        font.to_unicode[number] = letters.decode()
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(run.pango_font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / run.size)


def _sign(run: _Run, glyph: _Glyph) -> str:
    """A glyph in hexadecimal, and how far the next one is from where it would be by its width."""
    number, width, right, _ = glyph
    if number == _EMPTY:
        return f">{-width / run.size}<"
    offset = right / run.size
    sign = f">{-offset}<{number:04x}" if offset else f"{number:04x}"
    kerning = run.font.widths[number] + offset - width * 1000 * FROM_UNITS / run.size
    return f"{sign}>{int(kerning)}<" if kerning else sign
