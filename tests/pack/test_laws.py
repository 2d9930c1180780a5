"""Laws over any papers in any order: each page is owned, each word is there, packs of packs too."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.pack.ownership import faults
from tests.pack.papers import pack, print_all
from tests.strategies import documents
from workplan.document.tree import Document
from workplan.pack import Front, Pack, Paper
from workplan.verify import pdf as pdf_passages
from workplan.verify.passages import Passage


def said(pdf: bytes) -> tuple[list[Passage], list[Passage]]:
    """The passages of a PDF besides its notes, and those."""
    passages = pdf_passages.read(pdf)
    return [p for p in passages if p.kind != "note"], [p for p in passages if p.kind == "note"]


def holds(made: Pack, papers: list[bytes]) -> None:
    assert faults(made.pdf, made.starts) == []
    text, notes = said(made.pdf)
    own = 2 + len(papers)  # title, "Contents", an entry for each
    each = [said(data) for data in papers]
    assert text[own:] == [p for blocks, _ in each for p in blocks]
    assert notes == [p for _, found in each for p in found]


@settings(
    max_examples=1,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.lists(documents(chinese=False, sections=2, pages=True), min_size=3, max_size=3),
    st.permutations(range(3)),
    st.booleans(),
)
def test_a_pack_holds_its_papers(given: list[Document], order: list[int], recto: bool) -> None:
    pdfs = print_all(given)
    papers = [pdfs[n] for n in order]
    inner = pack(
        Front("Inner", recto=recto), [Paper(pdf=data, title=f"Paper {n}") for n, data in enumerate(papers)]
    )
    holds(inner, papers)
    outer = pack(Front("Outer"), [Paper(pdf=data, title="In it") for data in (inner.pdf, pdfs[0], inner.pdf)])
    holds(outer, [inner.pdf, pdfs[0], inner.pdf])
