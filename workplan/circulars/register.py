"""Everything that happened to the circulars: for the terminal, and a row for each as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from workplan.circulars.procedure import state
from workplan.content.models.circular import Circular, Event
from workplan.files.spreadsheet.comma_separated import as_csv

COLUMNS = (
    "circular", "symbol", "text", "edition", "sha256", "closes", "state",
    "event", "at", "members", "words", "outcome", "paper", "counts",
)  # fmt: skip


def lines(circulars: Mapping[str, Circular], now: datetime) -> Iterator[str]:
    """What each circular asks, where it stands, and what happened to it."""
    for name, circular in circulars.items():
        have = len(circular.to) - len(circular.silent)
        yield f"{name}: {state(circular, now).value}"
        until = f"{_shown(circular.closes)} ({circular.zone})"
        yield f"  asks for silence on {circular.text}, edition {circular.edition}, until {until}"
        yield f"  {have} of {len(circular.to)} members have acknowledged it"
        if circular.silent and not circular.notices:
            yield f"  not acknowledged by: {', '.join(circular.silent)}"
        for event in circular.events:
            if event.event != "acknowledged":
                yield f"  {_shown(event.at)}  {_told(circular, event)}"


def _told(circular: Circular, event: Event) -> str:
    if event.event == "reminded":
        return f"reminded: {', '.join(event.members)} (papers/{event.paper}.md)"
    if event.event == "closed":
        return f"closed: {event.outcome} (papers/{event.paper}.md)"
    late = "" if circular.counts(event) else " (received too late to count)"
    return f"objection of {event.member}{late}: {event.words}"


def _shown(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")


def rows(circulars: Iterable[Circular], now: datetime) -> Iterator[tuple[str, ...]]:
    """A row for each event, in the order of `COLUMNS`; the first of a circular says that it was opened."""
    for circular in circulars:
        about = (
            circular.circular, circular.symbol or "", circular.text, circular.edition, circular.sha256,
            circular.closes.isoformat(), state(circular, now).value,
        )  # fmt: skip
        opened = circular.opened.isoformat()
        yield (*about, "opened", opened, "; ".join(circular.to), "", "", circular.circular, "")
        for event in circular.events:
            counts = {True: "yes", False: "no"}[circular.counts(event)] if event.event == "objected" else ""
            members = "; ".join(event.members or filter(None, (event.member,)))
            yield (
                *about, event.event, event.at.isoformat(), members, event.words or "",
                event.outcome or "", event.paper or "", counts,
            )  # fmt: skip


def table(circulars: Iterable[Circular], now: datetime) -> bytes:
    """The rows as CSV."""
    return as_csv(COLUMNS, rows(circulars, now))
