"""What WeasyPrint 70 does more often than it needs to, done once; every PDF keeps its bytes.

    declarations.py  C declarations that are parsed already (`declared`)
    styles.py        elements that look alike have one computed style

Each module names what it takes the place of, with the digest of its text (`replaced`). A test compares them,
and fails where WeasyPrint has changed one; `pyproject.toml` pins the version.
"""

from __future__ import annotations


def install() -> None:
    """Put all of it in place, for the rest of this process, which imports WeasyPrint now."""
    from workplan.render.pdf.engine import styles

    styles.install()
