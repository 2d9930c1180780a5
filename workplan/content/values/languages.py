"""Which way the text of a language runs (CLDR 47: likely subtags and scripts; ISO 15924), and its tag."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["ltr", "rtl"]

#: Scripts written from the right. Kurdish in Arabic letters is `ku-Arab`, Arabic in Latin letters `ar-Latn`.
_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Armi", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Sogd", "Syrc", "Thaa"}
    | {"Yezi"}
)
#: Languages that are usually written in one of those.
_LANGUAGES = frozenset(
    # Arabic and its spoken forms
    {"ar", "arb", "aao", "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "aeb", "aec", "afb", "ajp"}
    | {"apc", "apd", "arq", "ars", "ary", "arz", "ayl", "ayn", "ayp", "pga", "shu", "ssh"}
    # Persian and its neighbours
    | {"fa", "pes", "prs", "ps", "pbt", "pbu", "pst", "ur", "bal", "bcc", "bgn", "bgp", "bqi", "brh", "ckb"}
    | {"dcc", "glk", "hno", "hnd", "haz", "kvx", "khw", "ks", "lrc", "luz", "mvy", "mzn", "phr", "pnb", "sdh"}
    | {"sd", "skr", "trw", "uzs", "azb", "ug", "chg", "ota", "bej", "wni", "zdj", "cja", "rhg"}
    # Hebrew letters, Syriac, Thaana, N'Ko, Mandaic, Samaritan
    | {"he", "heb", "iw", "yi", "ji", "yid", "jrb", "jpr", "lad", "aii", "arc", "cld", "syc", "syr", "tru"}
    | {"dv", "div", "nqo", "mid", "myz", "sam", "smp"}
)
#: Languages that are so in some places, or are not so in some.
_PLACES = frozenset(
    {
        "az-IR",
        "az-IQ",
        "ha-CM",
        "ha-SD",
        "kk-AF",
        "kk-CN",
        "kk-IR",
        "kk-MN",
        "ku-IQ",
        "ku-IR",
        "ku-LB",
        "ky-CN",
    }
    | {"ms-CC", "pa-PK", "lah-PK", "tg-PK", "tk-AF", "tk-IR", "uz-AF", "uz-CN", "mn-AF", "so-SA", "tt-CN"}
)
_NOT_THERE = frozenset({"sd-IN", "ug-KZ", "ug-MN", "ug-KG", "lad-TR", "bal-TM"})


#: Tags of languages by the names that people write for them.
_TAGS = {
    "english": "en",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "arabic": "ar",
    "العربية": "ar",
    "russian": "ru",
    "русский": "ru",
    "chinese": "zh-Hans",
    "中文": "zh-Hans",
    "portuguese": "pt",
    "português": "pt",
    "german": "de",
    "deutsch": "de",
    "indonesian": "id",
    "bahasa indonesia": "id",
    "malay": "ms",
    "bahasa melayu": "ms",
    "thai": "th",
    "ไทย": "th",
    "khmer": "km",
    "ខ្មែរ": "km",
    "lao": "lo",
    "ລາວ": "lo",
    "burmese": "my",
    "vietnamese": "vi",
    "tiếng việt": "vi",
    "japanese": "ja",
    "日本語": "ja",
    "korean": "ko",
    "한국어": "ko",
    "hindi": "hi",
    "हिन्दी": "hi",
    "tamil": "ta",
    "sinhala": "si",
    "nepali": "ne",
    "persian": "fa",
    "farsi": "fa",
    "فارسی": "fa",
    "urdu": "ur",
    "hebrew": "he",
    "turkish": "tr",
    "italian": "it",
    "bahasa": "id",
    "tagalog": "fil",
    "filipino": "fil",
    "tetum": "tet",
    "mongolian": "mn",
    "bengali": "bn",
    "bangla": "bn",
    "dzongkha": "dz",
    "dari": "prs",
    "pashto": "ps",
    "divehi": "dv",
    "dutch": "nl",
    "ukrainian": "uk",
    "swahili": "sw",
    "amharic": "am",
    "somali": "so",
    "mandarin": "zh-Hans",
    "simplified chinese": "zh-Hans",
    "traditional chinese": "zh-Hant",
}


_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?")


def tag_of(words: str) -> str:
    """The tag of the language that people mean who write its name, or its tag with other letters and signs
    ("English (Australia)", "en_au"); empty where none is known."""
    name = re.sub(r"\s*\(.*\)\s*$", "", words.strip()).casefold()
    if name in _TAGS:
        return _TAGS[name]
    if not (found := _TAG.fullmatch(words.strip())):
        return ""
    language, script, place = found.groups("")
    return "-".join(filter(None, (language.lower(), script.title(), place.upper())))


def direction_of(language: str) -> Direction:
    """The direction of a language tag such as `ar`, `az-Arab` or `pa-PK`: that of its script where it names
    one, or else of the one that the language usually has, in that place."""
    name, *parts = language.split("-")
    if script := next((part for part in parts if len(part) == 4), ""):
        return "rtl" if script in _SCRIPTS else "ltr"
    place = f"{name}-{parts[0]}" if parts else name
    if place in _PLACES:
        return "rtl"
    return "rtl" if name in _LANGUAGES and place not in _NOT_THERE else "ltr"
