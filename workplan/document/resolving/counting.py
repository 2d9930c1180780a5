"""How lists count. Word's way (ECMA-376 17.18.59), which the other formats print as text."""

from __future__ import annotations

from workplan.document.tree import ListKind

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def count(number: int, kind: ListKind) -> str:
    """`number`, from 1, as a list of this kind counts it. After z come aa, bb, …, as in Word."""
    match kind:
        case "lower-alpha" | "bracketed-alpha":
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "lower-roman" | "bracketed-roman":
            return _roman(number)
        case _:
            return str(number)


def label(number: int, kind: ListKind) -> str:
    """The label of a list item: "4.", "a.", "(iv)"; a bullet has none."""
    if kind == "bullet":
        return ""
    counted = count(number, kind)
    return f"({counted})" if kind.startswith("bracketed") else f"{counted}."


def _roman(number: int) -> str:
    digits = ""
    for value, digit in _ROMAN:
        digits += digit * (number // value)
        number %= value
    return digits
