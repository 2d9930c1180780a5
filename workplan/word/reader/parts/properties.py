"""What a file says of itself: the properties and terms of its document, now and before a redline.

The outline has them all; of a file that has lost it, or never had one, Word's own properties say what they
can, and the terms are English.
"""

from __future__ import annotations

from datetime import UTC, datetime

from lxml.etree import _Element
from msgspec.structs import asdict

from workplan.content.values.languages import Direction
from workplan.document.tree import Former, Properties, Source, Terms
from workplan.text.slug import slug
from workplan.word.file.known import CONTENT
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.marks import read_date
from workplan.word.reader.parts.nodes import NAMESPACE
from workplan.word.reader.parts.outline import Outline, contents, read_layout

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ENGLISH = Terms(
    notes="Notes",
    contents="Contents",
    skip_to_content="Skip to the text",
    back_to_text="Back to the text",
    note_call="Note",
    page="Page {page} of {pages}",
    appendix="Appendix",
    draft="Draft",
    inserted="inserted",
    deleted="deleted",
    paragraph="paragraph {number}",
)


def read_terms(root: _Element | None) -> Terms:
    """The words around the content: those of the outline, English for what it lacks."""
    said = (
        {} if root is None else {e.get("name", ""): e.text or "" for e in root.iterfind(f"{NAMESPACE}term")}
    )
    return Terms(**{name: said.get(name, word) for name, word in asdict(_ENGLISH).items()})


def read_properties(file: WordFile, root: _Element | None, body: _Element) -> Properties:
    """The properties: the outline's, else those of Word."""
    core = _core(file)
    said = {} if root is None else {str(name): str(value) for name, value in root.attrib.items()}
    title = said.get("title") or core.get(f"{_DC}title", "")
    language = said.get("language") or core.get(f"{_DC}language", "en")
    date = said.get("date") or core.get(f"{_TERMS}created", "")
    return Properties(
        title=title,
        short_title=said.get("short-title", title),
        edition=said.get("edition", ""),
        date=read_date(date) or _NEVER,
        authors=_words(root, "author"),
        subject=said.get("subject", core.get(f"{_DC}subject", "")),
        keywords=_words(root, "keyword"),
        language=language,
        direction=_direction(said, body),
        file_stem=said.get("file-stem", slug(title, limit=80) or "plan"),
        running_head=said.get("running-head", ""),
        draft=said.get("draft", "") in {"1", "true", "True"},
        numbered=said.get("numbered", "") in {"1", "true", "True"},
    )


def read_sources(file: WordFile) -> tuple[Source | None, Source | None]:
    """The content that the document was made from, and that of the document before where it is a redline."""
    found: dict[str, Source] = {}
    for part in sorted(file.data):
        if part.lower().startswith("/customxml/item") and part.endswith(".xml"):
            root = file.xml(part)
            if root.tag == f"{{{CONTENT}}}content":
                found.setdefault(root.get("of", ""), Source(root.text or ""))
    return found.get(""), found.get("before")


def read_former(file: WordFile, outline: Outline, body: _Element, source: Source | None) -> Former | None:
    """What a redline's document was before; None for any other file."""
    root = None if outline.root is None else outline.root.find(f"{NAMESPACE}former")
    if root is None:
        return None
    return Former(
        read_properties(file, root, body), read_terms(root), source, read_layout(root), contents(root)
    )


def application(file: WordFile) -> str:
    """The program that saved the file, as it calls itself; empty where it does not say."""
    name = file.related("/", "extended-properties")
    if name is None or name not in file.data:
        return ""
    return next(
        (element.text or "" for element in file.xml(name) if element.tag.endswith("}Application")), ""
    )


def _core(file: WordFile) -> dict[str, str]:
    name = file.related("/", "core-properties")
    if name is None or name not in file.data:
        return {}
    return {element.tag: element.text or "" for element in file.xml(name)}


def _words(root: _Element | None, name: str) -> tuple[str, ...]:
    return () if root is None else tuple(e.text or "" for e in root.iterfind(NAMESPACE + name))


def _direction(said: dict[str, str], body: _Element) -> Direction:
    if "direction" in said:
        return "rtl" if said["direction"] == "rtl" else "ltr"
    return "ltr" if body.find(f"{w('sectPr')}/{w('bidi')}") is None else "rtl"
