"""Write back: a document that is wanted, into the content that it was made from."""

from __future__ import annotations

from workplan.writeback.explaining import EXPLAINED, Explanation, explained
from workplan.writeback.write import Written, write_back

__all__ = ["EXPLAINED", "Explanation", "Written", "explained", "write_back"]
