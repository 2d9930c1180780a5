"""Colours of words, by the names that authors know them by. The theme says which each is."""

from typing import Literal

Tone = Literal["black", "grey", "blue", "brown", "green", "plum"]
