"""XML that is not believed: the one parser for it in this project, and a scan that builds no tree.

[x] no document type, so no entities; nothing is loaded from elsewhere
[x] depth (256), names and texts (10 MB) bounded by libxml2, nodes by the caller; so are namespaces
[-] comments and processing instructions: left out
"""

from __future__ import annotations

import re
from math import inf
from typing import Any

from lxml import etree

#: Namespaces that an element may know: asking one for them takes as long as there are. Word has forty.
_MOST_NAMESPACES = 500
#: How XML begins in which "<" and "=" are one byte each.
_UTF_8 = re.compile(
    rb"""(?:\xef\xbb\xbf)?<(?:[^?\0]|\?xml\s(?![^>]*encoding)|\?xml\s[^>]*?encoding\s*=\s*["'](?:utf-8|us-ascii)["'])""",
    re.IGNORECASE,
)


class BadXml(ValueError):
    """XML that is not accepted. Says why, as what the file does: "is not well-formed"."""


def parse(data: bytes) -> etree._Element:
    """The root of the tree. Memory grows with the number of nodes: `scan` what comes from outside first."""
    root: etree._Element = _parsed(data, None)
    return root


def scan(data: bytes, most: int) -> int:
    """The number of elements and attributes, those that declare namespaces too, counted in constant memory.
    No more than `most` are accepted."""
    found: int = _parsed(data, _Count(most))
    return found


def most_nodes(data: bytes) -> float:
    """The elements and attributes are no more than that: each has a "<" or a "=". Infinite where these signs
    do not tell, because of the encoding, or of the namespaces."""
    if not _UTF_8.match(data) or data.count(b"xmlns") > _MOST_NAMESPACES:
        return inf
    return data.count(b"<") + data.count(b"=")


def check(data: bytes) -> None:
    """Raises `BadXml` for what could not be parsed; in constant memory, and ten times as fast as counting."""
    _parsed(data, _Nothing())


def _parsed(data: bytes, target: _Nothing | None) -> Any:
    # Before parsing, as a document type could cost memory while it is read. Zeros go first, so that
    # UTF-16 and UTF-32 are seen through.
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise BadXml("declares a document type, which is not accepted")
    try:
        root = etree.fromstring(data, _parser(target))
    except (etree.XMLSyntaxError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise BadXml("is not well-formed XML") from error
    if target is None and root.getroottree().docinfo.internalDTD is not None:
        raise BadXml("declares a document type, which is not accepted")
    return root


def _parser(target: Any) -> etree.XMLParser:
    return etree.XMLParser(
        target=target,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )


class _Nothing:
    """Builds no tree while libxml2 reads (lxml's "parser target")."""

    def doctype(self, *_: str | None) -> None:
        raise BadXml("declares a document type, which is not accepted")

    def close(self) -> int:
        return 0


class _Count(_Nothing):
    """Counts instead."""

    def __init__(self, most: int) -> None:
        self._left, self._most, self._namespaces = most, most, 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self._take(1 + len(attributes))

    def start_ns(self, _prefix: str, _uri: str) -> None:
        self._namespaces += 1
        if self._namespaces > _MOST_NAMESPACES:
            raise BadXml("declares too many namespaces")
        self._take(1)

    def end_ns(self, _prefix: str) -> None:
        self._namespaces -= 1

    def _take(self, nodes: int) -> None:
        self._left -= nodes
        if self._left < 0:
            raise BadXml("has too many elements and attributes")

    def close(self) -> int:
        return self._most - self._left
