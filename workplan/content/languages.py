"""Which way the text of a language runs. (CLDR 47: likely subtags and scripts; ISO 15924.)"""

from __future__ import annotations

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
