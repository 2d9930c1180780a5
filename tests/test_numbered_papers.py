"""Papers with numbered paragraphs: what cites a paragraph cites the right one, whatever is put in before it.

Before, no paper could number its paragraphs, and a target could stand above headings alone.
"""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import write_content
from tests.pairs import with_numbers
from workplan.compare.redline.redline import compare
from workplan.compare.summary.summary import as_markdown
from workplan.compare.versions import redline
from workplan.content.files.folder import DiskFolder
from workplan.content.files.papers import paper_folder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Heading, List, Paragraph, Reference, Revision, Text
from workplan.document.walking.walk import lines, plain
from workplan.errors import ContentError
from workplan.opening import open_content
from workplan.render.html import print_html
from workplan.word import read, write
from workplan.writeback.write import write_back

PAPER = """\
---
title: Legal frameworks
numbered: true
---

The first paragraph.

# Issues

(scope)=
The scope is set out here:

1. one thing;
2. another, of which
   1. a part.

> A quotation has no number.

- A bullet stays one.

As [](#scope) says, see [](#scope).

(end)=
The end, after [](#end).
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content")
    (folder / "papers" / "law" / "annexes").mkdir(parents=True)
    (folder / "papers" / "law" / "paper.md").write_text(PAPER)
    (folder / "papers" / "law" / "annexes" / "01-more.md").write_text("# More\n\nWords.\n\n1. one\n")
    return folder


def composed(content: Path) -> Document:
    opened = open_content(paper_folder(DiskFolder(content), "law"))
    return compose(opened.plan, None, opened.standing)


def said(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, List):
            found += [item.label for item in block.items]
        for line in lines(block):
            found.append(f"{line.label} {plain(line.inlines)}".strip())
    return found


def with_new_paragraph(document: Document) -> Document:
    """As an editor presses Enter at the end of the first paragraph."""
    at = next(n for n, block in enumerate(document.blocks) if getattr(block, "label", "") == "1.")
    new = Paragraph("", (Text("Put in by an editor."),))
    blocks = (*document.blocks[: at + 1], new, *document.blocks[at + 1 :])
    return resolve(replace(document, blocks=blocks))


def test_paragraphs_are_numbered_through_the_text_and_not_in_annexes(content: Path) -> None:
    document = composed(content)
    numbered = [words for words in said(document) if re.match(r"\d", words)]
    assert numbered == [
        "1. The first paragraph.",
        "2. The scope is set out here:",
        "3. As paragraph 2 says, see paragraph 2.",
        "4. The end, after paragraph 4.",
        "1.",  # the list of the annex
    ]
    assert {"(a)", "(b)", "A quotation has no number.", "Annex A: More"} <= set(said(document))
    assert said(document)[-3:] == ["Words.", "1.", "one"]
    inner = next(b for b in document.blocks if isinstance(b, List)).items[1].blocks[1]
    assert isinstance(inner, List)
    assert [item.label for item in inner.items] == ["(i)"]


def test_in_word_one_live_list_counts_them_and_fields_refer_to_them(content: Path) -> None:
    file = write(composed(content), theme())
    with zipfile.ZipFile(BytesIO(file)) as package:
        words = package.read("word/document.xml").decode()
    numbered = [p for p in re.findall(r"<w:p>.*?</w:p>", words, re.DOTALL) if '"BodyText"' in p]
    lists = [re.findall(r'<w:numId w:val="(\d+)"/>', paragraph) for paragraph in numbered]
    assert [len(found) for found in lists] == [1, 1, 1, 1, 0]  # the last one stands in the annex
    assert len({found[0] for found in lists[:-1]}) == 1
    assert words.count(r"REF _p_scope \n \h") == 2
    assert read(file).document == composed(content)


def test_a_numbered_paragraph_keeps_its_number_in_a_label_of_its_own(content: Path) -> None:
    page = print_html(composed(content), theme())
    assert re.search(r'<p id="scope" class="numbered"><span class="label">2\. </span>', page)


def test_a_paragraph_put_in_renumbers_all_that_follow_and_all_that_cite_them(content: Path) -> None:
    old = composed(content)
    new = with_new_paragraph(old)
    assert "4. As paragraph 3 says, see paragraph 3." in said(new)
    marked = compare(old, new, Revision("Ann Other", datetime(2031, 5, 1, tzinfo=UTC)))
    assert (reject(marked), accept(marked)) == (old, new)
    assert read(write(marked, theme())).document == marked
    told = as_markdown(redline(old, new, open_content(content).plan.identity.wording).summary)
    assert told.count("renumbered") == 1
    assert "Paragraphs 2–4 renumbered 3–5" in told
    assert "Paragraph 2 added: “Put in by an editor.”" in told


def test_numbers_that_follow_are_told_once_where_paragraphs_stand_side_by_side(content: Path) -> None:
    """Ids that follow from places are those of other paragraphs afterwards."""
    path = content / "papers" / "law" / "paper.md"
    path.write_text(
        "---\ntitle: Law\nnumbered: true\n---\n\nOne thing.\n\nAnother matter.\n\nThe third point.\n"
    )
    old = composed(content)
    told = as_markdown(
        redline(old, with_new_paragraph(old), open_content(content).plan.identity.wording).summary
    )
    assert "Paragraphs 2–3 renumbered 3–4" in told
    assert told.count("\n- ") == 2


def test_it_goes_into_the_manuscript_as_a_plain_paragraph(content: Path) -> None:
    folder = paper_folder(DiskFolder(content), "law")
    new = read(write(with_new_paragraph(composed(content)), theme())).document
    written = write_back(folder, new)
    assert not [problem for problem in written.problems if not problem.warning]
    files = folder.originals({name: text.encode() for name, text in written.files.items()})
    after = PAPER.replace("The first paragraph.\n", "The first paragraph.\n\nPut in by an editor.\n")
    assert {name: data.decode() for name, data in files.items()} == {"papers/law/paper.md": after}


def test_a_target_goes_with_its_paragraph(content: Path) -> None:
    folder = paper_folder(DiskFolder(content), "law")
    old = composed(content)
    end = next(block for block in old.blocks if block.id == "end")
    first = next(n for n, block in enumerate(old.blocks) if isinstance(block, Heading))
    rest = tuple(block for block in old.blocks if block is not end)
    new = resolve(replace(old, blocks=(*rest[:first], end, *rest[first:])))
    text = write_back(folder, new).files["plan.md"]
    assert "(end)=\nThe end, after [](#end).\n\n# Issues" in text
    assert text.count("(end)=") == 1


def test_a_paragraph_below_a_target_is_reworded(content: Path) -> None:
    """Before, `apply` ended in a bug of ours: the target was taken for a line of the paragraph."""
    old = composed(content)
    reworded = tuple(
        replace(block, inlines=(Text("At last, after "), *block.inlines[1:]))
        if isinstance(block, Paragraph) and block.id == "end"
        else block
        for block in old.blocks
    )
    new = resolve(replace(old, blocks=reworded))
    text = write_back(paper_folder(DiskFolder(content), "law"), new).files["plan.md"]
    assert text.strip() == PAPER.split("---\n")[2].replace("The end, after ", "At last, after ").strip()


def test_the_words_around_a_number_are_the_plans(content: Path) -> None:
    plan = content / "plan.yaml"
    plan.write_text(plan.read_text() + '\nwording:\n  paragraph: "第{number}段"\n')
    document = composed(content)
    assert "3. As 第2段 says, see 第2段." in said(document)
    assert read(write(document, theme())).document == document


def test_a_number_that_an_editor_cites_by_itself_stays_one(content: Path) -> None:
    """Word's own cross-references have the number alone; a manuscript has words for it."""
    document = composed(content)
    file = write(document, theme())
    with zipfile.ZipFile(BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before = re.compile(rb'<w:hyperlink w:anchor="_p_scope"[^>]*>.*?</w:hyperlink>', re.DOTALL)
    parts["word/document.xml"] = before.sub(b"", parts["word/document.xml"], count=1)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    found = read(stream.getvalue()).document
    cites = [i for b in found.blocks for line in lines(b) for i in line.inlines if isinstance(i, Reference)]
    assert [(each.text, each.kind) for each in cites[:2]] == [("2", "bare"), ("paragraph 2", "number")]
    folder = paper_folder(DiskFolder(content), "law")
    assert "As [2](#scope) says, see [](#scope)." in write_back(folder, found).files["plan.md"]


def test_a_reference_to_a_paragraph_without_a_number_needs_words(content: Path) -> None:
    path = content / "papers" / "law" / "paper.md"
    path.write_text(PAPER.replace("numbered: true\n", ""))
    with pytest.raises(ContentError) as error:
        composed(content)
    problem = error.value.problems[0]
    assert 'the paragraph "scope" has no number' in problem.message
    assert "numbered: true" in (problem.hint or "")
    assert str(problem.place).endswith("paper.md:20:4")


@pytest.mark.parametrize("wanted", [True, False])
def test_a_redline_of_a_paper_that_begins_to_number_its_paragraphs_or_ends(
    wanted: bool, content: Path
) -> None:
    document = composed(content)
    old, new = (with_numbers(document, wanted=numbered) for numbered in (not wanted, wanted))
    marked = compare(old, new, Revision("Ann Other", datetime(2031, 5, 1, tzinfo=UTC)))
    assert (reject(marked), accept(marked)) == (old, new)
    assert read(write(marked, theme())).document == marked
