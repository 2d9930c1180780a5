"""What is found in a file that is to go out, and the words by which unfinished papers are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from workplan.text.excerpts import shortened
from workplan.text.hints import quoted

#: What a draft calls itself, in the languages of most papers.
_DRAFT = "|".join(
    ("draft", "entwurf", "projet", "brouillon", "borrador", "proyecto", "rascunho", "rancangan", "konsep",
     "черновик", "проект", "مسودة", "草案", "草稿", "초안", "ร่าง")
)  # fmt: skip
#: "Zero draft", "DRAFT v3", "Draft of 3 May", "Draft – not for circulation": a line of its own.
_VERSION = (
    r"^(?:(?:zero|first|second|third|final|revised|advance|working|preliminary)\s+)?draft"
    r"(?:\s*(?:v|version|rev|no)?\.?\s*[0-9][0-9.]*|\s+(?:of|as of|dated)\s.{1,30}|\s*[-–—:(].{1,50})?$"
)
#: Alone on a line, or behind a dash, a dot, a bracket at its end: "… · Draft", "Rev.1 (draft)".
_MARKED_DRAFT = re.compile(rf"(?:^|[-–—·|(\[]\s*)(?:{_DRAFT})\s*[)\]]?$|{_VERSION}", re.IGNORECASE)
_BLANK = re.compile(
    "|".join(
        (
            r"\[\[[^\[\]]+\]\]|_{4,}|\bTB[CDA]\b|\b20XX\b|\blorem ipsum\b",
            # Dots, but those of a list of contents, behind which a number stands.
            r"(?<![.…])(?:\.{5,}|…{2,})(?![.…])(?!\s*[0-9ivxlc]+\s*$)",
            r"[\[(]\s*to be (?:confirmed|determined|announced|inserted|completed)\b[^\])]*[\])]",
            r"\[(?:insert|to be|name of|date of|place of)\b[^\]]*\]",
        )
    ),
    re.IGNORECASE,
)
#: What Word prints in place of a reference that leads nowhere, as its translations begin.
_BROKEN = re.compile(
    r"Error! (?:Reference source|Bookmark|No text|Hyperlink)|Fehler! (?:Verweisquelle|Textmarke)"
    r"|Erreur ?! (?:Source|Signet)|¡Error! (?:No se encuentra|Marcador)|Erro! (?:Fonte|Indicador)"
    r"|Ошибка! |错误！|خطأ! |Kesalahan! |Galat! |Lỗi! Không|ผิดพลาด! |오류! |エラー! |Fout! |Errore\. "
    r"|Error: Reference source not found"  # LibreOffice
)
#: Where a link leads that nobody else can follow: somebody's own disk, or the network of a house.
ONLY_AT_HOME = re.compile(
    r"(?:file:|[A-Za-z]:[\\/]|\\\\|(?:https?://)?(?:localhost|127\.|10\.|192\.168\.))", re.IGNORECASE
)
#: How much of what was found is shown.
_SHOWN = 60


class Finding(Struct, frozen=True):
    """One kind of thing in one file: what, where ("page 3", "the foot"), and what to do about it."""

    message: str
    where: str
    hint: str


class Line(Struct, frozen=True):
    """A line of a paper's words and where it stands."""

    words: str
    where: str


def in_words(lines: Iterable[Line]) -> Iterator[Finding]:
    """What the words of a paper give away: a draft's marks, blanks, references that lead nowhere."""
    kept = list(lines)
    kinds = (
        ("it calls itself a draft", _MARKED_DRAFT, "make the file from what was issued"),
        ("blanks are left", _BLANK, "fill them in, or take them out"),
        ("references lead nowhere", _BROKEN, "in Word, mend them and update all fields (Ctrl+A, F9)"),
    )
    for message, pattern, hint in kinds:
        found = [line for line in kept if pattern.search(line.words.strip())]
        if found:
            yield Finding(
                f"{message}{_counted(len(found))}: {_shown(found[0].words, pattern)}", _places(found), hint
            )


def _counted(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def _shown(words: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(words.strip())
    assert found
    start = max(0, found.start() - _SHOWN // 3)
    return quoted(words.strip()[start:], _SHOWN)


def _places(found: Iterable[Line]) -> str:
    places = list(dict.fromkeys(line.where for line in found if line.where))
    return ", ".join(places[:5]) + (" …" if len(places) > 5 else "")


def unnamed(names: Iterable[str], words: str) -> Iterator[str]:
    """Those of the names that metadata hold which the paper itself does not print."""
    for name in dict.fromkeys(filter(None, (each.strip() for each in names))):
        if name.casefold() not in words.casefold():
            yield shortened(name, _SHOWN)
