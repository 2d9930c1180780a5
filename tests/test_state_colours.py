"""The colours of states, read back from each format. Before, states had none."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest
from lxml import etree

from tests.contents import FILES
from tests.printing import print_pdf
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.content.load import load
from workplan.content.models.states import STATES
from workplan.design.theme import TONES, theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Revision
from workplan.render.html import web_page
from workplan.word import read, write
from workplan.word.styles.colours import contrast

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLOURS = {f"{state.shape} {state.name}": state.colour for state in STATES}


def document(states: list[str], plan: str = FILES["plan.yaml"]) -> Document:
    actions = "".join(
        f"- {{id: a-{n}, action: Do, linked_priorities: [calm], status: {{state: {state}}}}}\n"
        for n, state in enumerate(states)
    )
    return compose(load(folder({**FILES, "plan.yaml": plan, "actions.yaml": actions})).plan)


ALL = document([state.id for state in STATES])


def test_words_have_enough_contrast_on_paper_and_in_the_dark() -> None:
    def on(colour: str, paper: str) -> float:
        one, other = (1.05 / contrast(each.removeprefix("#")) for each in (colour, paper))
        return max(one, other) / min(one, other)

    for colours in (theme().colours, theme().dark):
        for name in TONES.values():
            for behind in ("paper", "shade"):
                assert on(colours[name], colours[behind]) >= 4.5, (name, behind)
    assert len({theme().colours[name] for name in TONES.values()}) == len(TONES)


def test_the_web_page_says_colours_by_the_theme() -> None:
    page = web_page(ALL, theme())
    for words, colour in COLOURS.items():
        said = f'<span class="tone-{colour}"><strong>{words}</strong></span>'
        assert (said in page) == (colour != "black"), words
        assert (f".tone-{colour} {{ color: var(--{TONES[colour]}) }}" in page) == (colour != "black")
    assert "tone-" not in web_page(document(["discontinued"]), theme())


@pytest.mark.slow
def test_the_pdf_has_the_theme_s_colours() -> None:
    found: dict[str, str] = {}
    for page in pdfium.PdfDocument(print_pdf(ALL)):
        text = page.get_textpage()
        for words in COLOURS:
            if at := text.search(words).get_next():
                parts = [pdfium_raw.c_uint() for _ in range(4)]
                pdfium_raw.FPDFText_GetFillColor(text, at[0], *parts)
                found[words] = "#" + "".join(f"{part.value:02X}" for part in parts[:3])
    assert found == {words: theme().colours[TONES[colour]] for words, colour in COLOURS.items()}


def _styled(data: bytes) -> dict[str, etree._Element]:
    """The colours of the styles that runs of states have, by their words."""
    with ZipFile(BytesIO(data)) as file:
        body, styles = (etree.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "styles"))
    colours = {s.get(f"{W}styleId"): s.find(f"{W}rPr/{W}color") for s in styles.iter(f"{W}style")}
    return {
        "".join(run.itertext()): colours[style.get(f"{W}val")]
        for run in body.iter(f"{W}r")
        for style in run.iterfind(f"{W}rPr/{W}rStyle")
    }


def test_word_has_styles_in_the_colours_of_its_theme() -> None:
    found = _styled(write(ALL, theme()))
    for words, colour in COLOURS.items():
        if colour == "black":
            assert words not in found
        else:
            assert found[words].get(f"{W}val") == theme().colours[TONES[colour]][1:]
            assert found[words].get(f"{W}themeColor")
    assert read(write(ALL, theme())).document.tones == ALL.tones
    with ZipFile(BytesIO(write(document(["discontinued"]), theme()))) as file:
        assert b"State blue" not in file.read("word/styles.xml")


def test_a_house_s_colours_win_and_are_dark_enough_to_read() -> None:
    house = write(document([]), theme())
    light = {"accent1": "FFC000", "accent2": "AA0000", "accent4": "9DC3E6", "accent6": "70AD47"}
    with ZipFile(BytesIO(house)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    scheme = parts["word/theme/theme1.xml"]
    for slot, colour in light.items():
        scheme = re.sub(rb"(<a:%s><a:srgbClr val=\")\w+" % slot.encode(), rb"\g<1>" + colour.encode(), scheme)
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, data in (parts | {"word/theme/theme1.xml": scheme}).items():
            file.writestr(name, data)
    found = _styled(write(ALL, theme(), packed.getvalue()))
    assert found["◊ Postponed"].get(f"{W}themeColor") == "accent2"
    assert found["◊ Postponed"].get(f"{W}val") == "AA0000"
    for words in ("► In progress", "∞ Ongoing", "■ Completed"):
        colour = found[words]
        assert colour.get(f"{W}themeColor") in light
        assert colour.get(f"{W}val") not in (*light.values(), *theme().colours.values())
        assert contrast(colour.get(f"{W}val") or "") >= 4.5
        assert colour.get(f"{W}themeShade")


def test_what_is_marked_has_the_colours_of_a_redline() -> None:
    redline = compare(document(["ongoing", "postponed"]), document(["completed", "postponed"]), Revision("A"))
    page = web_page(redline, theme())
    assert re.findall(r'<span class="tone-(\w+)">', page) == ["brown"]


def test_a_group_gives_its_states_colours() -> None:
    own = 'states:\n  - {id: begun, name: Begun, shape: "►", colour: green}\n'
    assert document(["begun"], FILES["plan.yaml"] + own).tones == (("► Begun", "green"),)
    assert document(["ongoing"], FILES["plan.yaml"] + "schema: 8\nprinted_as: 7\n").tones == ()
