"""The directives that a manuscript may hold, and their options (`workplan.directives`).

    :::{priorities}                      the priorities, numbered, their items lettered
    :::

    :::{action-items}                    the table of actions
    :action: Action Item                 heading of the first column (markup)
    :interest: Members' interest [^who]  heading of the second column (markup)
    :status: Status                      heading of the third column (markup)
    :summary: What the table shows       said by a screen reader, not printed (words)
    :state: postponed                    and more, to choose, group and sort (`directives.actions.selection`)
    :columns: number, action, lead       other columns (`directives.actions.columns`)
    :lead-heading: Who leads             their headings (markup)
    :widths: 10 60 30                    of the columns, in any measure
    :::

    :::{status-summary}                  counts of the actions, by state and priority
    :state: postponed                    of those alone that the same options choose
    :summary: What the table shows       said by a screen reader, not printed (words)
    :::

    :::{chart}                           the actions by state, drawn, and the table of the numbers
    :by: edition                         a bar for each edition and the present; else for each priority
    :editions: 2021, 2022                of these editions alone
    :title: Progress                     above the drawing (words)
    :::

    :::{changes}                         the summary of what changed since an edition, as a redline has it
    :since: 2021                         its label, or git:REVISION; the one before the present where left out
    :paper: status-report                of this paper; of the plan where left out
    :::

    :::{edition-history}                 the table of editions issued
    :label: Edition                      heading of the first column (markup); all headings and the
    :date: Date                          summary are words of plan.yaml's wording where left out
    :note: Remarks
    :summary: What the table shows       said by a screen reader, not printed (words)
    :::

    :::{members}                         the table of members.yaml: short names and full ones
    :interested: yes                     only those that an action names; no where left out
    :id: Member                          heading of the first column (markup); as of the table of editions
    :name: Full name                     heading of the second column (markup)
    :summary: What the table shows       said by a screen reader, not printed (words)
    :::

    :::{recommendations}                 what the meeting is to do: a list, each item of which begins with a
    - note the progress                  verb of the wording; lettered, and cited in the head
    :::

    :::{list-table}                      a table with long cells (see `workplan.content.manuscript.tables`)
    :widths: 30 50 20                    of the columns, in any measure; made from the words where left out
    :alignment: left center right        of the columns' words; `:align:` would be the table's in MyST
    :header-rows: 1                      there is one, the first; may be said, as MyST does
    :summary: What the table shows       said by a screen reader; the headings where left out (words)

    * - Heading
      - Another
    * - Cell
      - A paragraph
    :::

    :::{contents}                        the list of the headings, with page numbers; once, in plan.md
    :depth: 2                            down to headings of this level; 3, all of them, where left out
    :::

    :::{page-break}                      what follows begins a new page of the PDF and the Word file
    :::

    ::::{landscape}                      what stands in it is on pages in landscape (PDF and Word); its fences
    any blocks                           have more colons than any in it
    ::::

Every option may be left out. A space before a note call in an option is not printed. Lines that
begin with % before the first option are comments. A directive stands at the top level, never in a list.
One that prints the plan's data may stand more than once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from workplan.content.markup.inline import Fault, read_inline
from workplan.directives.declared import DIRECTIVES
from workplan.directives.option import Option
from workplan.text.hints import did_you_mean, join, one_of, quoted

_COMMENT = (
    "a comment below an option",
    "put it before the first option; an option's words stand on one line",
)
_NAME = re.compile(r"\{([^{}]*)\}(.*)")
#: Where a directive begins; and what may stand below the first line of one that has options alone.
_BEGINS = re.compile(r":{3,}\s*\{")
_INSIDE = re.compile(r"\s*(:[^:\s]+:(\s|$)|%|[*-] |  |$)")
_OPTION = re.compile(r":([^:\s]+):(?:[ \t]+(.*))?")


#: What directives are called elsewhere.
_ELSEWHERE = {
    "toc": "contents",
    "tableofcontents": "contents",
    "toctree": "contents",
    "newpage": "page-break",
    "pagebreak": "page-break",
    "table": "list-table",
    "actions": "action-items",
    "history": "edition-history",
}


class Misplaced(Struct, frozen=True):
    """A fault in a directive: `line` counts from its first line, `fault.offset` within the line."""

    line: int
    fault: Fault


def read_directive(token: Token) -> tuple[Token, list[Misplaced]]:
    """The directive of a colon fence, with all its options, and what is wrong with it. One that holds more
    has it in meta["body"], whose first line is meta["body_line"] of the fence."""
    name, wrong = _name(token)
    found: list[Misplaced] = [Misplaced(0, wrong)] if wrong else []
    about = DIRECTIVES.get(name)
    if about and (never := _never_closed(token, name)):
        found, about, name = [never], None, ""
    known = about.options if about else {}
    options = {option: _value(default.default, default) for option, default in known.items()}
    given: set[str] = set()
    places: dict[str, tuple[int, int]] = {}
    lines = token.content.split("\n")
    body_line = len(lines) + 1
    for line, words in enumerate(lines, start=1):
        if not words.strip() or not about or about.around:
            continue
        if about.holds_text and not words.lstrip().startswith((":", "%")):
            body_line = line
            break
        if words.lstrip().startswith("%"):
            if given:
                found.append(Misplaced(line, Fault(*_COMMENT)))
            continue
        match = _OPTION.fullmatch(words.strip())
        faults = list(_option_faults(match, name, given))
        if match and not faults:
            given.add(match[1])
            places[match[1]] = line, words.find(match[2].strip(), words.find(f":{match[1]}:"))
            try:
                options[match[1]] = _value(match[2].strip(), known[match[1]])
                faults += _value_faults(options[match[1]], words)
            except ValueError as wanted:
                said = match[2].strip()
                message = f"{match[1]} cannot be {quoted(said)}"
                faults.append(Fault(message, str(wanted), places[match[1]][1], said))
        found += [Misplaced(line, fault) for fault in faults]
    meta: dict[str, object] = {"name": name, "options": options, "given": places}
    if about and about.holds_text:
        meta |= {"body": "\n".join(lines[body_line - 1 :]), "body_line": body_line}
    return Token("directive", "", 0, map=token.map, meta=meta), found


def _never_closed(token: Token, name: str) -> Misplaced | None:
    """What is said of a directive in which another one begins: it ends where that one should, and all that
    stands between follows from it."""
    for line, words in enumerate(token.content.split("\n"), start=1):
        if _BEGINS.match(words):
            first = next(
                (n for n, above in enumerate(token.content.split("\n"), 1) if not _INSIDE.match(above)), line
            )
            hint = f"write {token.markup} on a line of its own above this one"
            return Misplaced(
                min(first, line), Fault(f"the directive {{{name}}} is not closed above this line", hint)
            )
    return None


def _name(token: Token) -> tuple[str, Fault | None]:
    usage = f"directives: {one_of(f':::{{{known}}}' for known in DIRECTIVES)}"
    if not (match := _NAME.fullmatch(token.info.strip())):
        if not token.info.strip():
            message = f"no directive is open that {token.markup} could close"
            return "", Fault(message, f"delete it, or write :::{{name}} above it; {usage}")
        return "", Fault("a directive needs its name in {braces}", f"write :::{{name}}; {usage}")
    if match[1] not in DIRECTIVES:
        meant = _ELSEWHERE.get(match[1].lower(), "")
        hint = join(f'did you mean "{meant}"?' if meant else did_you_mean(match[1], DIRECTIVES), usage)
        return "", Fault(f"there is no directive {quoted(match[1])}", hint)
    if match[2].strip():
        return match[1], Fault(
            "nothing may follow the directive's name", "write each option on a line :name: value"
        )
    return match[1], None


def _has(name: str) -> str:
    known = DIRECTIVES[name].options
    return f"options of {name}: {one_of(known)}" if known else f"{name} has no options"


def _option_faults(match: re.Match[str] | None, name: str, given: set[str]) -> Iterator[Fault]:
    known, has = DIRECTIVES[name].options, _has(name)
    if not match:
        yield Fault("only options stand in a directive", f"write :name: value; {has}")
    elif match[1] not in known:
        yield Fault(f"the option {quoted(match[1])} is unknown", join(did_you_mean(match[1], known), has))
    elif match[1] in given:
        yield Fault(f"the option {quoted(match[1])} is given twice", "delete one")
    elif not (match[2] or "").strip():
        yield Fault(f"the option {quoted(match[1])} is empty", "give it a value, or leave it out")


def _value(words: str, about: Option) -> object:
    if about.typed:
        return about.typed(words)
    if not about.markup:
        return " ".join(words.split())
    return read_inline(re.sub(r"[ \t]+(?=\[\^)", "", words)).node


def _value_faults(value: object, line: str) -> Iterator[Fault]:
    if isinstance(value, SyntaxTreeNode):
        for fault in read_inline(value.content).faults:
            offset = max(line.find(fault.snippet), 0)
            yield Fault(fault.message, fault.hint, offset, fault.snippet)
