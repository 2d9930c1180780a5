"""The report as a web page: one file, the original's words beside what became of them."""

from __future__ import annotations

from workplan.design.templates import environment
from workplan.importing.bringing_in import Imported
from workplan.importing.report.told import UNEXPLAINED, counts, parts, proof, sections, taken
from workplan.text.characters import printable


def as_page(imported: Imported) -> str:
    """Whatever stands in the file is escaped: nothing of it is ever markup."""
    page = environment("import").get_template("report.html")
    return printable(
        page.render(
            name=imported.source.name,
            counts=counts(imported),
            conflicts=[(each, taken(each)) for each in imported.merged.conflicts] if imported.merged else (),
            merged=imported.merged is not None,
            parts=parts(imported.merged) if imported.merged else (),
            sections=sections(imported),
            differences=imported.differences,
            proof=proof(imported),
            unexplained=UNEXPLAINED,
        )
    )
