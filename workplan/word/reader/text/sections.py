"""Sections of a file, of which one thing counts: whether their pages are in landscape.

    [x] ours, those of editors, and what LibreOffice makes of both
    [-] sections that turn no page: said, since the page is the theme's

A paragraph's properties hold the section that ends with it; the body's, the last one (ECMA-376 Part 1, 17.6).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from workplan.word.file.xml import w
from workplan.word.reader.findings import Findings
from workplan.word.reader.parts.numbering import whole
from workplan.word.reader.text.raw import Raw, RawFigure

#: A section: the number of its last line, and whether its pages are in landscape.
Section = tuple[int, bool]


def is_landscape(section: _Element | None) -> bool:
    """Whether pages are in landscape: wider than high, whatever they are called."""
    size = None if section is None else section.find(w("pgSz"))
    if size is None:
        return False
    width, height = whole(size.get(w("w")), 0), whole(size.get(w("h")), 0)
    return width > height if width and height else size.get(w("orient")) == "landscape"


def turn(units: Sequence[Raw], ended: Sequence[Section], last: _Element | None, findings: Findings) -> None:
    """Say of each unit whether it stands on pages in landscape. `ended` are the sections that end with a
    paragraph, `last` is the last one."""
    after = is_landscape(last)
    following = [*(landscape for _, landscape in ended[1:]), after]
    here = findings.at  # where the reading of notes goes on
    for (at, landscape), next_ in zip(ended, following, strict=False):
        if landscape == next_:
            findings.at = at
            findings.add("break", "a section break is left out: the page is the theme's")
    findings.at = here
    sections = iter([*ended, (-1, after)])
    end, landscape = next(sections)
    for unit in units:
        line = unit.line if isinstance(unit, RawFigure) else unit
        while 0 <= end < line.at:
            end, landscape = next(sections)
        line.landscape = landscape
