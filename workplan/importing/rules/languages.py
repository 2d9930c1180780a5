"""The language of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from workplan.importing.rules.claims import Claims, rule
from workplan.importing.source.model import Source


@rule("S1")
def language(tags: Mapping[str, int], given: str) -> str:
    """The language is the one that most letters are said to be in, or else what the letters themselves tell
    (Thai, Arabic, Khmer …), or else that of the file's properties, or else English. It is a doubt where
    nothing says it."""
    return max(tags, key=lambda tag: tags[tag], default=given)


_SCRIPTS = {
    "th": "[\u0e00-\u0e7f]", "lo": "[\u0e80-\u0eff]", "km": "[\u1780-\u17ff]", "my": "[\u1000-\u109f]",
    "ar": "[\u0600-\u06ff]", "he": "[\u0590-\u05ff]", "ru": "[\u0400-\u04ff]", "zh-Hans": "[\u4e00-\u9fff]",
    "ja": "[\u3040-\u30ff]", "ko": "[\uac00-\ud7af]", "hi": "[\u0900-\u097f]", "bn": "[\u0980-\u09ff]",
    "ta": "[\u0b80-\u0bff]", "si": "[\u0d80-\u0dff]", "el": "[\u0370-\u03ff]", "ka": "[\u10a0-\u10ff]",
}  # fmt: skip


def language_of(source: Source, claims: Claims) -> str:
    tags: Counter[str] = Counter()
    text = ""
    for line in source.lines:
        for piece in line.pieces:
            text += piece.text if len(text) < 50_000 else ""
            if piece.language:
                tags[piece.language] += len(piece.text)
    letters = sum(map(str.isalpha, text)) or 1
    for tag, pattern in _SCRIPTS.items():
        if len(re.findall(pattern, text)) > letters / 2:
            said = next((t for t in tags if t.split("-")[0] == tag.split("-")[0]), tag)
            return said if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", said) else tag
    found = language(tags, source.language)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", found):
        claims.add("S1", "guessed", "", found, "language: en", "no language is said")
        return "en"
    return found
