"""The papers that a no-objection procedure makes: manuscripts of a kind, with what is known filled in.

A kind of paper has named blanks; these are known here. So a group that has its own
`papers/kinds/reminder.md`, in its own words and language, has them filled in as well. What else is
blank stays blank, for people.

    title of the circular    symbol of the circular    title of the text    edition of the text
    opening time    closing time    deadline    date of issue
    members that have not acknowledged it    members that objected    objections (a list)
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime

from workplan.content.models.circular import Circular
from workplan.content.paper.written_days import moment_in_words
from workplan.content.words.wording import Wording
from workplan.writeback.markdown.inline import escaped

_BLANK = re.compile(r"\[\[([^\[\]\n]+(?:\n[^\[\]\n]+)?)\]\]")
#: What would begin a list, a heading or a quotation, behind the digits that it would begin with.
_BLOCK = re.compile(r"\d{0,9}(?=[-+#>.):=~|])")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


def filled(template: str, known: Mapping[str, str]) -> str:
    """A manuscript whose blanks of these names say what is `known`. Words are words in it, in its head and in
    its text: nothing in them is markup."""
    head, end, text = template.partition("\n---\n")
    return f"{_QUOTED.sub(lambda found: _in_head(found[0], known), head)}{end}{_in_text(text, known)}"


def _in_head(scalar: str, known: Mapping[str, str]) -> str:
    """A quoted value of the head."""
    words = json.loads(scalar)
    said = _BLANK.sub(lambda found: known.get(_name(found[1]), found[0]), words)
    return scalar if said == words else json.dumps(said, ensure_ascii=False)


def _in_text(text: str, known: Mapping[str, str]) -> str:
    # No line goes on with what is filled in: "2031." would begin a list there.
    joined = re.sub(r"(?<=[^\n])\n(?=\[\[)", " ", text)
    return _BLANK.sub(lambda found: _block(found, known) or _said(found, known), joined)


def _block(found: re.Match[str], known: Mapping[str, str]) -> str:
    """What is markup already: it stands for a paragraph of its own."""
    return known.get(f"{_name(found[1])} (text)", "")


def _said(found: re.Match[str], known: Mapping[str, str]) -> str:
    name = _name(found[1])
    if name not in known:
        return found[0]
    said, behind = escaped(known[name]), found.string[found.end() : found.end() + 1]
    begins = found.start() == 0 or found.string[found.start() - 1] == "\n"
    if begins and (block := _BLOCK.match(said + behind)):
        return f"{said[: block.end()]}\\{said[block.end() :]}"
    return said


def _name(blank: str) -> str:
    return " ".join(blank.split())


def facts(circular: Circular, titles: tuple[str, str], wording: Wording, at: datetime) -> dict[str, str]:
    """What is known for the papers of a circular; `titles` are those of the circular and of the text, `at`
    is when the paper is made."""
    objections = circular.objections
    known = {
        "title of the circular": titles[0],
        "title of the text": titles[1],
        "edition of the text": circular.edition,
        "opening time": moment_in_words(circular.opened, circular.zone, wording),
        "closing time": moment_in_words(circular.closes, circular.zone, wording),
        "deadline": f"{circular.closes:%Y-%m-%d %H:%M} {circular.zone}",
        "date of issue": str(at.date()),
        "members that have not acknowledged it": "; ".join(circular.silent),
        "members that objected": "; ".join(dict.fromkeys(str(each.member) for each in objections)),
        "objections (text)": "\n".join(
            f"- {escaped(str(each.member))}, {escaped(moment_in_words(each.at, circular.zone, wording))}:"
            f" “{escaped(str(each.words))}”"
            for each in objections
        ),
    }
    if circular.symbol:
        known["symbol of the circular"] = circular.symbol
    return known
