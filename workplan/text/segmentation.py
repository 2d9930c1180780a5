"""Letters, words and sentences of a text in any script, by the rules of Unicode (UAX #29, UAX #14).

    clusters("ប្រទេស")                       →  ប្រ · ទេ · ស      what a reader takes for one letter
    words("សមាជិកនឹង 2021-23")              →  សមាជិក · នឹង · ␠ · 2021-23
    sentences("See No. 5. It says …")        →  See No. 5.␠ · It says …
    unspaced_breaks("សមាជិកនឹង")           →  6                where a line may end

The pieces joined are the text. Thai, Lao, Khmer, Burmese, Chinese and Japanese have no spaces between words:
there ICU's dictionaries tell where one ends. No word or sentence begins or ends inside a cluster.
(ICU counts in UTF-16; its pieces are right for every character, its offsets are not, so they are not used.)

Most texts need neither ICU nor the patterns of those scripts, and each command would wait for both when it
starts (a pattern takes as long to compile as its classes have letters). So each is got when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from unicodedata import category

# The rules that all languages share, whatever the language of the machine.
_ANY = "und"

#: The scripts whose words UAX #14 leaves to a dictionary: Thai, Lao, Burmese, Khmer, those of the Tai.
_DICTIONARY = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
_EAST_ASIAN = "\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
#: A web address, an e-mail address, a file by its path on a drive: all of it is one word. Signs at its end
#: are the sentence's, but for a bracket that was opened in it.
_LIKELY_ADDRESS = re.compile(r"://|www\.|@|\\", re.IGNORECASE)
_IN_ADDRESS = rf"[^\s<>\"“”‘’«»\u3000-\u303f\uff00-\uff65{_DICTIONARY}{_EAST_ASIAN}]"
_ENDS_ADDRESS = rf"[^\W_{_DICTIONARY}{_EAST_ASIAN}]/?"
_IN_DICTIONARY = re.compile(f"[{_DICTIONARY}]")

#: Letters of scripts with spaces, and most signs.
_SPACED = re.compile("[\0-\u0dff\u2000-\u2dff]*")
#: Where each character, but for "\r\n", is a cluster of its own.
_SIMPLE = re.compile("[\x00-\x0c\x0e-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2029\u2030-\u203b]*")
#: Signs that write the next letter into one with the one before, wherever they stand. (Unicode 17 knows
#: some scripts' conjuncts as one cluster; not those of Gurmukhi, Kannada, Sinhala.)
_STACKS = (
    *("\u094d", "\u09cd", "\u0a4d", "\u0acd", "\u0b4d", "\u0c4d", "\u0ccd", "\u0d4d", "\u0dca\u200d"),
    *("\u1039", "\u17d2"),
)

#: What makes one word of the letters and numbers on both its sides: "2021-23", "and/or", "3,4", "it’s".
_JOINERS = "-\u2010\u2011\u2012\u2013.,:/'’·"
_TO_JOIN = re.compile(rf"[^\W{_DICTIONARY}]\W*[{_JOINERS}]\w|\s\s")

#: Thai and Lao end a clause with a space, and have no other sign for the end of a sentence.
_CLAUSE = re.compile("(?<=[\u0e00-\u0eff]) +(?=[\u0e01-\u0e30\u0e40-\u0e59\u0e81-\u0eb0\u0ec0-\u0ed9])")
_OPENS = "([{«“‘‹「『（〔【《〈"
#: What ends no sentence; what ends none where a number comes next; and what ends one before a number.
_SHORT = re.compile(
    r"(?:^|[\s(\[“‘])"
    r"(?:e\.g|i\.e|cf|vs|viz|z\.B|d\.h|p\. ?ex|p\. ?ej|Mrs?|Ms|Mx|Drs?|Prof|St|H\.E|S\.E|Hon|Amb|Gen|Col|Capt"
    r"|Rev|M|MM|Mme|Mlle|Sra?|Sres|Srta|Dra?|Sto|Sta)\.\s+$"
)
_COUNTED = re.compile(
    r"(?:^|[\s(\[])(?:n[ou]s?|n[º°ou]s?|n[úu]ms?|arts?|para?s?|pp?|p[aá]gs?|vols?|chs?|caps?|secs?|figs?|refs?"
    r"|add|corr|rev)\.\s+$",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(r"(?<=\w\w\w\.) +(?=\d)")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W{_DICTIONARY}{_EAST_ASIAN}])(?:"
        rf"(?:[a-z][a-z0-9+.-]{{1,20}}://|www\.|[a-z]:\\|\\\\(?=\w)){_IN_ADDRESS}*{_ENDS_ADDRESS}"
        r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)",
        re.IGNORECASE,
    )


@cache
def _runs() -> re.Pattern[str]:
    """What a dictionary is for, and what it is not for."""
    return re.compile(f"[{_DICTIONARY}][{_DICTIONARY}\u0300-\u036f\u200c\u200d\u2060]*|[^{_DICTIONARY}]+")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_DICTIONARY}{_EAST_ASIAN}]")


def is_simple(text: str) -> bool:
    """Whether each character is a letter by itself, whatever stands beside it."""
    return _SIMPLE.fullmatch(text) is not None


def clusters(text: str) -> list[str]:
    """What a reader takes for letters: a letter with its accents and vowel signs, a syllable of Hangul, a
    conjunct, a flag."""
    if is_simple(text):
        return list(text)
    from icu4py.breakers import CharacterBreaker

    found: list[str] = []
    for piece in CharacterBreaker(text, _ANY):
        if found and piece and _belongs(piece[0], found[-1]):
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found


def _belongs(sign: str, letter: str) -> bool:
    """Whether `sign` is part of the letter before it. Burmese vowel signs are, which UAX #29 lets stand
    alone."""
    kind = category(sign)
    return kind[0] == "M" or (kind == "Lo" and letter.endswith(_STACKS))


def words(text: str) -> list[str]:
    """Words, signs, and the spaces between them (however many, one piece)."""
    return list(_words(text))


@lru_cache(1 << 12)
def _words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    for address in _address().finditer(text) if _LIKELY_ADDRESS.search(text) else ():
        found += _by_rule(text[at : address.start()])
        said, at = address.group(), address.end()
        if text.startswith(")", at) and said.count("(") > said.count(")"):
            said, at = f"{said})", at + 1
        found.append(said)
    found += _by_rule(text[at:])
    if not _SIMPLE.fullmatch(text):
        found = _in_whole(found, clusters(text))
    return tuple(_joined(found) if _TO_JOIN.search(text) else found)


def _by_rule(text: str) -> Iterator[str]:
    """Words by the rules of Unicode."""
    from icu4py.breakers import WordBreaker

    runs = _runs().findall(text) if _IN_DICTIONARY.search(text) else (text,)
    for run in runs:
        yield from filter(None, WordBreaker(run, _ANY))


def _in_whole(pieces: list[str], letters: list[str]) -> list[str]:
    """The pieces, where one ends inside a letter joined to the next."""
    ends = set(accumulate(map(len, letters)))
    result: list[str] = []
    at = 0
    for piece in pieces:
        if result and at not in ends:
            result[-1] += piece
        else:
            result.append(piece)
        at += len(piece)
    return result


def _joined(pieces: list[str]) -> list[str]:
    """The pieces with words on both sides of a joiner as one, and all spaces side by side as one."""
    result: list[str] = []
    rest = iter(range(len(pieces)))
    for place in rest:
        piece, last = pieces[place], result[-1] if result else ""
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        if piece in _JOINERS and _one_word(last, following):
            result[-1] += piece + following
            next(rest)
        elif last.isspace() and piece.isspace():
            result[-1] += piece
        else:
            result.append(piece)
    return result


def _one_word(before: str, after: str) -> bool:
    return is_word(before) and is_word(after) and not is_unspaced(before[-1] + after[0])


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of a script that has no spaces between words."""
    return not _SPACED.fullmatch(text) and _unspaced().search(text) is not None


def is_word(piece: str) -> bool:
    """Whether a piece has letters or digits."""
    return any(map(str.isalnum, piece))


def unspaced_breaks(text: str) -> list[int]:
    """The offsets at which a line may end between two words of Thai, Lao, Khmer, Burmese that have no space
    between them."""
    if not _IN_DICTIONARY.search(text):
        return []
    from icu4py.breakers import LineBreaker

    found = _in_whole(list(LineBreaker(text, _ANY)), clusters(text))
    ends = list(accumulate(map(len, found)))[:-1]
    return [end for end in ends if all(map(_IN_DICTIONARY.match, text[end - 1 : end + 1]))]


def sentences(text: str) -> list[str]:
    """Sentences, each with the spaces behind it. In Thai and Lao, clauses."""
    from icu4py.breakers import SentenceBreaker

    found: list[str] = []
    opened = ""
    for piece in SentenceBreaker(text, _ANY):
        whole = opened + piece
        kept = whole.rstrip(_OPENS)
        opened = whole[len(kept) :]
        if found and _goes_on(found[-1], kept):
            found[-1] += kept
        elif kept:
            found.append(kept)
    if opened:
        found.append(opened)
    found = [part for sentence in found for part in _parts(sentence)]
    return found if _SIMPLE.fullmatch(text) else _in_whole(found, clusters(text))


def _goes_on(sentence: str, piece: str) -> bool:
    """Whether the full stop at the end of `sentence` belongs to an abbreviation."""
    end = sentence[-16:]
    return bool(_SHORT.search(end) or (piece[:1].isdigit() and _COUNTED.search(end)))


def _parts(sentence: str) -> list[str]:
    """A sentence, cut where only Thai and Lao end one, and where UAX #29 sees none before a number."""
    ends = [found.end() for found in _CLAUSE.finditer(sentence)]
    numbers = (found.end() for found in _BEFORE_NUMBER.finditer(sentence))
    ends += (end for end in numbers if not _COUNTED.search(sentence[max(0, end - 16) : end]))
    return [sentence[start:end] for start, end in pairwise((0, *sorted(ends), len(sentence)))]
