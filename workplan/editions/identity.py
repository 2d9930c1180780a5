"""Changing the lines of plan.yaml, or of a paper's head, that name the edition, and no others."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from workplan.content.models.identity import Edition
from workplan.editions.writing import scalar
from workplan.files import yaml
from workplan.files.yaml.places import Places


def with_edition(text: str, edition: Edition) -> str:
    """The text of a file that is in order, with `edition` for its own; a head may have none yet. Comments,
    quoting and every value that stays as it was are kept; so are line ends."""
    mark, text = text[: text.startswith("\ufeff")], text.removeprefix("\ufeff")
    # Of the same length, so that places are those of the text itself.
    read = yaml.read(TypeAdapter(dict[str, Any]), text.replace("\r\n", " \n"), "plan.yaml")
    assert read.value
    if "edition" not in read.value:
        line_end = "\r\n" if "\r\n" in text else "\n"
        given = {"label": edition.label, "date": edition.date, "note": edition.note}
        words = ", ".join(f"{name}: {scalar(value, flow=True)}" for name, value in given.items() if value)
        return f"{mark}{text.rstrip()}{line_end}edition: {{{words}}}{line_end}"
    was = Edition.model_validate(read.value["edition"])
    edits: list[tuple[int, int, str]] = []
    for name, value, old in (
        ("label", edition.label, was.label),
        ("date", edition.date, was.date),
        ("note", edition.note, was.note),
    ):
        if value == old:
            continue
        if value is None:
            edits.append((*_whole(text, read.places, name), ""))
        elif old is None:
            edits.append(_added(text, read.places, name, scalar(value, flow=True)))
        else:
            spot = read.places.values["edition", name]
            end = len(text[: spot.end].rstrip())  # a block ends behind its line end
            edits.append((spot.start, end, scalar(value, flow=True)))
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return mark + text


def _in_flow(text: str, places: Places) -> bool:
    """Whether the edition is written as `{label: …, date: …}`."""
    return text[places.values["edition",].start] == "{"


def _whole(text: str, places: Places, name: str) -> tuple[int, int]:
    """Where a key and its value stand, with the comma or line end that goes with them."""
    start, end = places.keys["edition", name].start, places.values["edition", name].end
    if not _in_flow(text, places):
        last = max(len(text[:end].rstrip()), start)
        line_end = text.find("\n", last)
        return text.rfind("\n", 0, start) + 1, line_end + 1 if line_end >= 0 else len(text)
    if comma := re.search(r",[ \t\r\n]*\Z", text[:start]):
        return comma.start(), end
    return start, end + len(re.match(r"[ \t\r\n]*,?[ \t]*", text[end:])[0])  # type: ignore[index]


def _added(text: str, places: Places, name: str, value: str) -> tuple[int, int, str]:
    """Below the date, or behind it."""
    after = places.values["edition", "date"].end
    if _in_flow(text, places):
        return after, after, f", {name}: {value}"
    line_end = text.find("\n", after)
    indent = " " * (places.keys["edition", "date"].column - 1)
    if line_end < 0:
        return len(text), len(text), f"\n{indent}{name}: {value}\n"
    end = "\r\n" if text[line_end - 1] == "\r" else "\n"
    return line_end + 1, line_end + 1, f"{indent}{name}: {value}{end}"
