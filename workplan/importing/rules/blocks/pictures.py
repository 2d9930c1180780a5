"""Pictures, and their captions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from workplan.content.files.images import Image, ImageError, read_image
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.pieces import level_looks
from workplan.importing.source.model import Line


@rule("I5")
def plain_caption(line: Line, claims: Claims) -> str:
    """A caption has plain words alone. Where looks, links or notes in it are gone, that is a doubt."""
    if len(level_looks(line).worded) > 1:
        claims.add("I5", "guessed", line.address, line.text, "a caption in plain words")
    return " ".join(line.text.split())


@rule("I1")
def picture(name: str, data: bytes) -> Image:
    """A picture, PNG or JPEG, stands in a paragraph of its own, with its alternative text."""
    return read_image(name, data)


@rule("I2")
def readable(part: str, data: bytes, alternative: str, line: Line, claims: Claims) -> Image | None:
    """A picture of another kind, or a broken one, is left out, and a doubt."""
    try:
        return picture(PurePosixPath(part).name, data)
    except ImageError as error:
        became = f"left out: a picture, because {error.message}"
        claims.add("I2", "guessed", line.address, alternative, became, error.hint, lost=[alternative])
        return None


@rule("I6")
def undrawn(lines: Iterable[Line], drawn: Collection[tuple[str, str]], claims: Claims) -> None:
    """A picture that stands where content has none (in a line of the front page, a note, the table of
    actions) is left out, and a doubt. One in a cell of another table stands behind the table."""
    for line in lines:
        for piece in line.pieces:
            if piece.picture and (line.address, piece.picture) not in drawn:
                became = "left out: a picture where content has none"
                claims.add("I6", "guessed", line.address, piece.text, became, lost=[piece.text])


@rule("I3")
def described(alternative: str, number: int, line: Line, claims: Claims) -> str:
    """A picture without alternative text gets "Picture 1", and is a doubt: somebody has to say what it
    shows."""
    if words := " ".join(alternative.split()):
        return words
    became = f"a picture called “Picture {number}”: say what it shows"
    claims.add("I3", "guessed", line.address, line.text, became, "it has no alternative text")
    return f"Picture {number}"
