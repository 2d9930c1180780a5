"""Opening: from a content folder, or a frozen edition, to a plan that can be composed.

What a paper prints of earlier editions is found out here (`earlier`), where editions can be opened, composed
and compared. Whoever composes it gets a value (`content.paper.since`).
"""

from workplan.opening.content import open_content
from workplan.opening.frozen import issued_edition, open_carried, open_edition
from workplan.opening.plain import Opened

__all__ = ["Opened", "issued_edition", "open_carried", "open_content", "open_edition"]
