"""A file's own line ends and byte order mark, given back to a text that was changed without them."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from workplan.text.characters import with_plain_line_ends

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def with_line_ends_of(raw: str, text: str) -> str:
    """`text`, which has plain line ends, with those of the file `raw`: lines that stay keep theirs, others
    have the usual one."""
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    if "\r" not in raw:
        return mark + text
    own = [line for line in _LINE.findall(raw.removeprefix("\ufeff")) if line]
    usual = Counter(line[len(line.rstrip("\r\n")) :] for line in own).most_common(1)[0][0]
    before = [with_plain_line_ends(line) for line in own]
    after = [line for line in _LINE.findall(text) if line]
    lines: list[str] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        lines += own[i:i_end] if tag == "equal" else [line.replace("\n", usual) for line in after[j:j_end]]
    return mark + "".join(lines)
