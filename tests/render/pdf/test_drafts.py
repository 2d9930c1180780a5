"""Drafts in print: what they say of themselves on each page."""

from __future__ import annotations

from tests.documents import drafted, sample
from tests.printing import print_pdf
from tests.render.pdf.test_pages import pages

HEAD = "Forward Work Plan 2031-33 · Edition 2031"


def test_the_first_page_of_a_draft_has_the_running_head_too() -> None:
    """Without it, nothing but the watermark said so on the page that everybody looks at."""
    draft, issued = (pages(print_pdf(document)) for document in (drafted(sample()), sample()))
    assert len(draft) > 1 and len(draft) == len(issued)
    assert [page.count(HEAD) for page in draft] == [1] * len(draft)
    assert [page.count(HEAD) for page in issued] == [0] + [1] * (len(issued) - 1)
    assert draft[0].split("\n")[0].strip() == HEAD
    rest = (page.replace(HEAD, "").split() for page in draft)
    assert list(rest) == [page.replace(HEAD, "").split() for page in issued]
