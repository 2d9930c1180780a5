"""The messages of a run: for each recipient a draft with its copies, its words alone, and a line in a list.

    messages/<papers>/007-indonesia.eml     opens as a draft, with the copies attached
    messages/<papers>/007-indonesia.txt     its words, for those whose mail program merges
    messages/<papers>/send-list.csv         to, cc, subject, words and copies of each

Addresses are in these three alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from workplan.circulation.contacts import Contact
from workplan.circulation.copies import short_name
from workplan.circulation.messages.eml import message
from workplan.circulation.messages.manuscript import Manuscript
from workplan.circulation.recipients import Recipient
from workplan.circulation.register.rows import Row
from workplan.circulation.stamping import Paper
from workplan.files.spreadsheet.comma_separated import as_csv

SEND_LIST = "send-list.csv"
_HEADINGS = ("to", "cc", "subject", "recipient", "text", "message", "attachments")


class Outgoing(Struct, frozen=True):
    """A message: its files by their names, and its line in the list."""

    files: Mapping[str, bytes]
    line: tuple[str, ...]


def outgoing(
    manuscript: Manuscript,
    recipient: Recipient,
    contact: Contact,
    papers: Mapping[str, Paper],
    rows: Sequence[Row],
    copies: Mapping[str, bytes],
) -> Outgoing:
    """The message to a recipient with its rows, whose `copies` are by the name of the row's file."""
    subject, body = manuscript.filled(_values(recipient, contact, papers, rows))
    attached = {row.file.rpartition("/")[2]: copies[row.file] for row in rows}
    name = f"{rows[0].number:0>3}-{short_name(recipient)}"
    files = {
        f"{name}.eml": message(contact.email, contact.cc, subject, body, attached),
        f"{name}.txt": body.encode(),
    }
    addresses = (", ".join(each) for each in (contact.email, contact.cc))
    paths = "; ".join(f"../../{row.file}" for row in rows)
    return Outgoing(files, (*addresses, subject, recipient.name, f"{name}.txt", f"{name}.eml", paths))


def send_list(lines: Sequence[tuple[str, ...]]) -> bytes:
    return as_csv(_HEADINGS, lines)


def _values(
    recipient: Recipient, contact: Contact, papers: Mapping[str, Paper], rows: Sequence[Row]
) -> dict[str, str]:
    first = papers[rows[0].paper].prepared.opened.plan.identity
    each = {row.paper: row for row in rows}
    return {
        "recipient": recipient.name,
        "contact": contact.contact or recipient.name,
        "papers": "\n".join(f"- {_named(papers[paper], row)}" for paper, row in each.items()),
        "files": "\n".join(f"- {row.file.rpartition('/')[2]}" for row in rows),
        "number": rows[0].number,
        "title": first.title,
        "symbol": rows[0].symbol,
        "edition": rows[0].edition,
        "date": rows[0].date,
        "group": first.group,
        "organisation": first.organisation.name,
    }


def _named(paper: Paper, row: Row) -> str:
    identity = paper.prepared.opened.plan.identity
    name = f"{identity.title} ({row.symbol})" if row.symbol else identity.title
    return f"{name}, {row.edition}: {paper.stamp(row.number, row.recipient).words}"
