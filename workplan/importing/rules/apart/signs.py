"""Signs that cannot be printed."""

from __future__ import annotations

from msgspec.structs import replace

from workplan.importing.rules.claims import Claims, rule
from workplan.importing.source.model import Line, Piece, Source, all_lines, with_lines
from workplan.render.pdf.fonts import missing


@rule("X4")
def without_font(source: Source, claims: Claims) -> Source:
    """A sign that no font is known for (😀) is printed as �, and a doubt. Where a font package is known that
    has it, the import says which one to install."""
    lines = (*all_lines(source.blocks), *(line for note in source.notes for line in note.lines))
    words = {sign for line in lines for piece in line.pieces for sign in piece.text}
    signs = {sign for sign, package in missing(words).items() if package is None and not sign.isspace()}
    if not signs:
        return source

    def printed(piece: Piece) -> Piece:
        return replace(piece, text="".join("\ufffd" if sign in signs else sign for sign in piece.text))

    def change(line: Line) -> Line:
        found = [sign for piece in line.pieces for sign in piece.text if sign in signs]
        if not found:
            return line
        shown = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in dict.fromkeys(found))
        became = f"printed as �: {shown}"
        claims.add("X4", "guessed", line.address, line.text, became, "no font is known for it", lost=found)
        return replace(line, pieces=tuple(map(printed, line.pieces)))

    notes = tuple(replace(note, lines=tuple(map(change, note.lines))) for note in source.notes)
    return replace(source, blocks=with_lines(source.blocks, change), notes=notes)
