"""The words of a meeting's pack. A group with another language gives its own in `plan.yaml`:

wording:
  pack: {contents: Table des matières, page: "Dossier, p. {page} sur {pages}"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workplan.content.words.phrased import Phrased

if TYPE_CHECKING:
    from workplan.content.values.values import Words


class PackWords(Phrased):
    """All of them."""

    contents: Words = "Contents"
    page: Words = "Pack p. {page} of {pages}"
    label: Words = "{label} – {page}"  # of a paper's pages; their own number comes last
    blank: Words = "–"  # the label of a page that is left empty
    entry: Words = "{paper}, page {page} of the pack"  # a link of the contents, for a screen reader
    agenda_item: Words = "Agenda item {number}: {title}"
    not_included: Words = "Not in this pack, which has no restricted papers"
    not_received: Words = "This paper had not been received when the pack was made."
    slip: Words = "This paper follows as it was received (pages: {count})."
    alternative: Words = "{title}, shown as a picture that cannot be read aloud (pages: {count})."
    unclaimed: Words = (
        "Papers that are shown as they were received: {papers}. A screen reader cannot read them aloud, and "
        "nobody has found out whether they are fit for an archive; so this pack claims neither PDF/UA-1 nor "
        "PDF/A-3a."
    )
    restricted: Words = "This pack holds restricted papers."

    @classmethod
    def check(cls, name: str, words: str) -> None:
        super().check(name, words)
        if name == "label" and not words.endswith("{page}"):
            raise ValueError("{page} comes last in label: PDF has it so")
