"""Who sent a copy, as the name of its file says.

A name says a member where all else in it is said of every copy: the plan's own words, versions, dates, "RE",
"comments from". A member is found as people write it: without accents, its words in another order ("Korea,
Republic of"), or as one ("NewZealand"). A member is not seen within a longer name that may be somebody else's
("Guinea" in "Papua New Guinea"): then the sender is called as the file is, without that noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import PurePath
from typing import Literal
from urllib.parse import unquote

from workplan.content.models.data import Member
from workplan.review.incoming.folded import any_order, composed, key_of, words_of

#: What people and mail programs put around a name, in some languages.
_NOISE = (
    r"re|fwd?|aw|sv|antw|rv|copy|copie|copia|kopie|finale?|draft|clean|track(?:ed)?|changes?|edit(?:s|ed)?|"
    r"comment(?:s|ed)?|commentaires?|comentarios?|observations?|inputs?|repl(?:y|ies)|responses?|feedback|"
    r"amendments?|amended|proposals?|revis(?:ed|ions?)|reviewed|updated?|marked|markup|annotated|signed|"
    r"approved|submissions?|contributions?|suggestions?|v|ver|version|rev|docx?|document|documento|scan|"
    r"scanned|untitled|attachment|external|review|plan|workplan|delegation|mission|embassy|government|"
    r"permanent"
)
#: Small words between the others.
_SMALL = r"of|from|by|with|for|and|to|in|on|at|as|our|my|the|s|de|du|la|le|per|via"
#: Between two things of a kind.
_AND = r"and|et|und|och|og"
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_IS_NOISE = re.compile(rf"{_NOISE}|{_SMALL}|{_AND}|{_MONTHS}|\d+")
_BREAK = r"[\s_.,:;+(–—-]"
#: At the end of a name: versions, dates, "copy", "final", "(1)". Another number tells one copy from the next:
#: "Member 10" is not "Member 11".
_BEHIND = re.compile(
    rf"(?:{_BREAK}|\b)+(?:\(\d+\)|(?:{_NOISE}|v\d+(?:\.\d+)*|rev\.?\d+)\)?|"
    r"(?:(?:19|20)\d\d(?:[-._]?\d\d){0,2}|\d\d?[-._]?\d\d[-._]?(?:19|20)?\d\d)\)?)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"^(?:(?:{_NOISE})(?:{_BREAK}+|$)|(?:of|from|by|for|our|my|with|to){_BREAK}+|"
    rf"(?:{_AND}){_BREAK}+(?=(?:{_NOISE})(?:{_BREAK}|$)))",
    re.IGNORECASE,
)
#: Between two words that say nothing of a sender: "edits and comments".
_BETWEEN = re.compile(rf"((?:^|{_BREAK})(?:{_NOISE})){_BREAK}+(?:{_AND}|{_SMALL}|[ye&+/])$", re.IGNORECASE)
#: What joins a word to another one. Where that is missing, or was noise, the word is no name either: both say
#: what is in the file ("column-and-edits").
_ENDS_OPEN = re.compile(rf"(?:(?:^|{_BREAK})(?:{_AND}|{_SMALL})|[&/])$", re.IGNORECASE)
_BEGINS_OPEN = re.compile(rf"^(?:(?:{_AND}){_BREAK}|[&/])", re.IGNORECASE)
#: But for a name that stands the other way round: "Korea, Republic of", "Gambia, The".
_TURNED = re.compile(r"[,(–—-]\s*([^,(–—-]*?)\s*\b(?:of|of the|the)\)?$", re.IGNORECASE)
_EDGES = " \t_-–—.,;:+([])"
#: Where one thing that a name says ends, and another begins.
_PARTS = re.compile(r"\s[-–—]+\s|--+|__+|;")
_GOES_ON = ("of", "the")
#: So many words of a name are looked at.
_MOST_WORDS = 40

#: How the sender of a copy is known: somebody said so (`--from`), by the name of its file or of the folder
#: that it
#: lies in; or not, so that each change is its author's.
How = Literal["said", "file", "folder", "authors"]


class Senders:
    """Who may send copies: the `members`. The plan's `own` words (its title, its group) say nothing of that;
    `stems` are what its own files are called."""

    def __init__(self, members: Iterable[Member], own: Iterable[str] = (), stems: Iterable[str] = ()) -> None:
        members = tuple(members)
        self.names = tuple(member.id for member in members)
        named = [
            (words_of(name), member.id) for member in members for name in (member.id, member.name) if name
        ]
        self._keys = {key_of(words): id for words, id in reversed(named)}
        self._orders = {any_order(words): id for words, id in reversed(named)}
        self._longest = max((len(words) for words, _ in named), default=0)
        phrases = {phrase for words in (*own, *stems) if words for phrase in (words, _undated(words))}
        initials = {
            "".join(word[0] for word in words_of(phrase) if not word.isdecimal()) for phrase in phrases
        }
        self._initials = {each for each in initials if len(each) > 1}
        self._own = frozenset(word for phrase in phrases for word in words_of(phrase)) | self._initials
        patterns = "|".join(map(_loosely, sorted(phrases | self._initials, key=len, reverse=True)))
        self._before = re.compile(rf"^(?:{patterns})(?!(?-i:[a-z]))", re.IGNORECASE) if patterns else None
        self._behind = re.compile(rf"(?<![^\W_])(?:{patterns})$", re.IGNORECASE) if patterns else None

    def known(self, name: str) -> str:
        """The member of this name, however it is written; empty where there is none."""
        return self._named(words_of(name))

    def meant(self, name: str) -> tuple[str, ...]:
        """The members whose names stand within this one, which is no member's."""
        return tuple(dict.fromkeys(id for _, _, id in self._runs(words_of(name))))

    def of(self, name: str) -> str:
        """Who sent a file of this name: a member as members.yaml writes it, or another name; empty where it
        says nobody."""
        said = self._without_own(composed(unquote(PurePath(name).stem)).strip())
        left = self._without_noise(said)
        if member := self.known(said) or self.known(left):
            return member
        for found in (self._within(words_of(said)), self._in_parts(_PARTS.split(said))):
            if len(found) == 1:
                return found[0]
        return "" if self._is_open(left) or all(map(self._is_noise, words_of(left))) else left

    def _is_open(self, words: str) -> bool:
        """Whether a word at either end joins it to one that was taken away as noise, or is not there."""
        if _BEGINS_OPEN.search(words):
            return True
        turned = _TURNED.search(words)
        if turned and not all(map(self._is_noise, words_of(turned[1]))):
            return False
        return bool(_ENDS_OPEN.search(words)) and not re.search(r",\s*the$", words, re.IGNORECASE)

    def _in_parts(self, parts: Iterable[str]) -> list[str]:
        """The members that a name says between dashes; none in "Korea - Republic of", which is one name."""
        found = [words_of(part) for part in parts]
        if any(words and words[-1] in _GOES_ON for words in found):
            return []
        return list(dict.fromkeys(member for words in found for member in self._within(words)))

    def _within(self, words: Sequence[str]) -> list[str]:
        """The members beside whose names all else in these words is noise."""
        found = [
            (end - start, id)
            for start, end, id in self._runs(words)
            if all(map(self._is_noise, (*words[:start], *words[end:])))
        ]
        longest = max(found, default=(0, ""))[0]
        return list(dict.fromkeys(id for length, id in found if length == longest))

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Where the names of members stand in these words."""
        for start, end in combinations(range(min(len(words), _MOST_WORDS) + 1), 2):
            if end - start <= self._longest + 2 and (id := self._named(words[start:end])):
                yield start, end, id

    def _named(self, words: Sequence[str]) -> str:
        return self._keys.get(key_of(words), "") or self._orders.get(any_order(words), "")

    def _is_noise(self, word: str) -> bool:
        return word in self._own or bool(_IS_NOISE.fullmatch(word))

    def _without_own(self, words: str) -> str:
        """Without the plan's title, or the name of its files, at either end."""
        for pattern in filter(None, (self._before, self._behind)):
            words = pattern.sub("", words).strip(" _-–—.,;:+")
        return words

    def _without_noise(self, words: str) -> str:
        while (shorter := self._one_less(words)) != words:
            words = shorter
        words = words.replace("_", " ").lstrip(_EDGES)
        return words if words.endswith(")") and "(" in words else words.rstrip(_EDGES)

    def _one_less(self, words: str) -> str:
        words = _BETWEEN.sub(r"\1", _BEHIND.sub("", f" {words}").strip())
        words = self._without_own(_BEFORE.sub("", words))
        return words.lstrip(_EDGES).rstrip(_EDGES.replace(")", ""))


def _undated(words: str) -> str:
    """The words without the years that they end with."""
    return re.sub(r"[\s_-]*\d[\d\s_–-]*$", "", words)


def _loosely(phrase: str) -> str:
    """A phrase with whatever stands between its words."""
    return r"[\W_]*".join(re.escape(word) for word in re.split(r"[\W_]+", composed(phrase)) if word)
