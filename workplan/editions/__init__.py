"""Editions: content frozen for good, one readable file each, and thawed again."""

from workplan.editions.freeze import freeze
from workplan.editions.opening import Opened, issued_edition, open_content, open_edition
from workplan.editions.thaw import thaw

__all__ = ["Opened", "freeze", "issued_edition", "open_content", "open_edition", "thaw"]
