"""Editions: content frozen for good, one readable file each, and thawed again."""

from workplan.editions.freeze import freeze
from workplan.editions.thaw import thaw

__all__ = ["freeze", "thaw"]
