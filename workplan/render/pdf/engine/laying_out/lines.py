"""Words laid out by Pango: what follows from a style alone is made once for the style, and short words that
stand in the same width again (labels, names, running heads) are not laid out again.

    [x] contexts, font descriptions, attributes, metrics of decorations: one for each style
    [x] the height of a line (`strut`), without a key of fifteen values in one text
    [x] a line that was laid out is drawn as it is; in a long document it is laid out once more instead, so
        that few are kept at a time
    [x] a word of many lines: of each line, no more than a few lines are laid out
    [-] styles with spaces between letters or words: as ever
"""

from __future__ import annotations

import re
from copy import copy
from math import inf
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout, get_next_break_point_from_text

from workplan.once import once
from workplan.render.pdf.engine.replaced import replace

#: Longer words are hardly ever laid out again, and would be kept for nothing; but for those that are looked
#: into for their least width, letter by letter, on each page.
_SHORT = 48

_METRICS = (
    "ascent", "underline_position", "underline_thickness",
    "strikethrough_position", "strikethrough_thickness",
)  # fmt: skip

#: For so many lines a word goes on, of so many letters for each em of their width, before its beginning is
#: looked at alone; and of its last letters nobody knows whether a line may end there.
_LINES, _LETTERS, _UNSETTLED = 4, 4, 8
#: What ends a line, or is looked up in a dictionary with all that is around it.
_LOOKED_INTO = re.compile("[ \n\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

#: The end of an attribute that is for all of a text (PANGO_ATTR_INDEX_TO_TEXT_END).
_TO_THE_END = 0xFFFFFFFF

_set_text: Any = Layout.set_text
_give_up: Any = Layout.deactivate
_lay_out_again: Any = Layout.reactivate
_split: Any = line_break.split_first_line


def install() -> None:
    replace(Layout, "setup", _setup, "fb227a55094f41d4")
    replace(Layout, "set_text", _set_plain_text, "fe23ca9937dbf520")
    replace(Layout, "deactivate", _deactivate, "bfec3ec8406e1c82")
    replace(Layout, "reactivate", _reactivate, "0b89ee097104b713")
    replace(line_break, "strut", once(line_break.strut), "b57885b70dd08efe")
    replace(line_break, "split_first_line", _first_line, "39ad1016863ca34d")


#: Whether lines are given up until they are drawn.
_forgets = False


def forget(each: bool) -> None:
    """Whether to, from now on: in a document of many lines, which would take a gigabyte together, or of lines
    that are cut off."""
    global _forgets
    _forgets = each


class _Prepared:
    """What all layouts of a style have."""

    def __init__(self, style: Any) -> None:
        self.context = context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        if (override := style["font_language_override"]) != "normal":
            lang = LST_TO_ISO.get(override.lower(), override)
        else:
            lang = style["lang"]
        if lang:
            letters, _kept = unicode_to_char_p(lang)
            self.language = pango.pango_language_from_string(letters)
            pango.pango_context_set_language(context, self.language)
        else:
            self.language = pango.pango_language_get_default()
        self.description = get_font_description(style)
        self.metrics = self._metrics() if style["text_decoration_line"] != "none" else None
        self.features = _features(style)
        self.is_spaced = style["letter_spacing"] not in ("normal", 0) or bool(style["word_spacing"])
        self.breaks_words = style["overflow_wrap"] in ("anywhere", "break-word")
        self.attributes = None if self.is_spaced else self._attributes()

    def _metrics(self) -> dict[str, float]:
        metrics = ffi.gc(
            pango.pango_context_get_metrics(self.context, self.description, self.language),
            pango.pango_font_metrics_unref,
        )
        return {
            name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics) for name in _METRICS
        }

    def _attributes(self) -> Any:
        if not self.features and not self.breaks_words:
            return None
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        if self.features:
            pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(self.features))
        if self.breaks_words:
            unbroken = pango.pango_attr_insert_hyphens_new(False)
            unbroken.start_index, unbroken.end_index = 0, _TO_THE_END
            pango.pango_attr_list_change(attributes, unbroken)
        return attributes


def _features(style: Any) -> bytes:
    features = font_features(
        style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"],
        style["font_variant_caps"], style["font_variant_numeric"], style["font_variant_alternates"],
        style["font_variant_east_asian"], style["font_feature_settings"],
    )  # fmt: skip
    return ",".join(f"{key} {value}" for key, value in features.items()).encode()


_prepared = once(_Prepared)


def _setup(self: Any, style: Any) -> None:
    prepared = _prepared(style)
    self.style, self.first_line_direction, self.language = style, 0, prepared.language
    self.layout = layout = ffi.gc(pango.pango_layout_new(prepared.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout, False)
    pango.pango_layout_set_font_description(layout, prepared.description)
    if prepared.metrics:
        vars(self).update(prepared.metrics)
    else:
        self.ascent = self.underline_position = self.strikethrough_position = None
    if prepared.attributes is not None:
        pango.pango_layout_set_attributes(layout, prepared.attributes)
    elif prepared.features:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(prepared.features))
        pango.pango_layout_set_attributes(layout, attributes)


def _set_plain_text(self: Any, text: str, justify: bool = False) -> None:
    if _prepared(self.style).is_spaced or (justify and self.justification_spacing) or "\t" in text:
        _set_text(self, text, justify)
        return
    end = text.find("\n")
    self.text = text if end == -1 else text[: end + 2]
    letters, _kept = unicode_to_char_p(self.text)
    # As it is drawn: without a paragraph's end it is laid out alike.
    pango.pango_layout_set_single_paragraph_mode(self.layout, self.text.isprintable())
    pango.pango_layout_set_text(self.layout, letters, -1)


def _deactivate(self: Any) -> None:
    """Give up what Pango made, when it is drawn, or will not be drawn soon."""
    known = vars(self)
    if "drawn" in known or _forgets:
        _give_up(self)
    else:
        known["drawn"] = False


def _reactivate(self: Any, style: Any) -> None:
    known = vars(self)
    is_kept = known.get("drawn") is False and known["style"] is style
    known["drawn"] = True
    if not is_kept or self.justification_spacing or _prepared(style).is_spaced or "\t" in self.text:
        _lay_out_again(self, style)


def _first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    if len(text) > _SHORT and not minimum:
        more = style, context, max_width, justification_spacing, is_line_start, minimum
        beginning = long_word(text, style, max_width) if is_line_start and max_width is not None else ""
        if beginning:
            found = _split(beginning, *more)
            if found[2] is not None and found[2] * 2 < len(beginning.encode()):
                return found
        return _split(text, *more)
    known = style.__dict__.setdefault("first_lines", {})
    key = text, max_width, justification_spacing, is_line_start, minimum
    if key in known:
        layout, *measured = known[key]
        return copy(layout), *measured
    found = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    known[key] = _without_pango(found[0]), *found[1:]
    return found


def long_word(text: str, style: Any, max_width: float) -> str:
    """The beginning of a text that has no place to break for many lines, and may break anywhere: enough to
    find where its first line ends; empty where the text is another. WeasyPrint lays out all of it."""
    if not max_width < inf or style["font_size"] * _LETTERS > max_width:
        return ""
    beginning = text[: int(max_width / style["font_size"] * _LETTERS * _LINES)]
    breaks_anywhere = style["overflow_wrap"] in ("anywhere", "break-word")
    if len(text) < 2 * len(beginning) or not breaks_anywhere or _LOOKED_INTO.search(beginning):
        return ""
    if style["white_space"] != "normal" or style["hyphens"] == "auto" or "\xad" in text:
        return ""
    settled = beginning[:-_UNSETTLED]  # what comes behind decides on the last letters
    return beginning if get_next_break_point_from_text(settled, style["lang"]) is None else ""


def _without_pango(layout: Any) -> Any:
    """The same line, to be laid out when it is drawn: who draws one may change it."""
    again = copy(layout)
    if not _forgets:
        _give_up(again)
    vars(again)["drawn"] = True
    return again
