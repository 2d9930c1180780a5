"""What a Word file gives away (ECMA-376 Part 1, WordprocessingML).

[x] tracked changes, comments, hidden words, words in white
[x] names of people and firms in the properties, other properties that programs left, saved variables
[x] references and fields that lead nowhere, links into somebody's own disks, templates, linked files
[x] blanks, placeholders, the marks of a draft, watermarks; a title or a language that is missing
[x] macros, inserted files: the file is refused with that as the reason
[x] pictures: who took them, where and when (`pictures`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from workplan.circulation.examination.findings import ONLY_AT_HOME, Finding, Line, in_words, unnamed
from workplan.circulation.examination.pictures import in_pictures
from workplan.stamp.word import NUMBER, RECIPIENT
from workplan.text.hints import one_of, quoted
from workplan.word.file.known import FORM_PROPERTY, form_part
from workplan.word.file.opening import WordFile, open_word
from workplan.word.file.xml import UnsafeFile, W, is_on, w

_CHANGES = frozenset(
    {
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange",
        "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
        "tblPrExChange",
    }
)  # fmt: skip
_LINKING = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|MERGEFIELD)\b", re.IGNORECASE
)
_REFERRING = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+"?([^"\s\\]+)', re.IGNORECASE)
#: Of type that nobody can read, in half points.
_TOO_SMALL = ("0", "1", "2", "3", "4")
#: What Word and this program write themselves into the file's own properties.
_OURS = frozenset({"Edition", "Draft", "Producer", NUMBER, RECIPIENT, FORM_PROPERTY})
_MEDIA = ("/word/media/", "/docprops/thumbnail")
_PARTS = {
    "header": "the running head",
    "footer": "the running foot",
    "footnotes": "the notes",
    "endnotes": "the notes",
}


def examined(data: bytes) -> Iterator[Finding]:
    """What is found in a Word file. Raises `UnsafeFile` where it cannot be read, and says why."""
    file = open_word(data, copy=True)
    parts = dict(_parts(file))
    roots = [root for root, _ in parts.values()]
    words = " ".join(line.words for name, (root, where) in parts.items() for line in _lines(root, where))
    yield from _changes(roots)
    yield from _comments(file)
    yield from _hidden(file, roots)
    yield from _names(file, words)
    yield from _leading_out(file, parts)
    yield from in_words(line for root, where in parts.values() for line in _lines(root, where))
    yield from _placeholders(roots, is_form=form_part(file) is not None)
    yield from _watermarks(roots)
    yield from in_pictures(data for name, data in file.data.items() if name.lower().startswith(_MEDIA))
    yield from _described(file)


def _parts(file: WordFile) -> Iterator[tuple[str, tuple[etree._Element, str]]]:
    """The parts that hold words, and what a reader calls them."""
    yield file.main, (file.xml(file.main), "")
    for relation in file.relations.get(file.main, ()):
        kind = relation.type.rpartition("/")[2]
        if kind in _PARTS and not relation.external and relation.target in file.data:
            yield relation.target, (file.xml(relation.target), _PARTS[kind])


def _lines(root: etree._Element, where: str) -> Iterator[Line]:
    for paragraph in root.iter(w("p")):
        words = "".join(text.text or "" for text in paragraph.iter(w("t")))
        if words.strip():
            yield Line(words, where)


def _changes(roots: list[etree._Element]) -> Iterator[Finding]:
    found = [e for root in roots for e in root.iter(f"{{{W}}}*") if etree.QName(e).localname in _CHANGES]
    if found:
        names = dict.fromkeys(filter(None, (each.get(w("author")) for each in found)))
        by = f", by {one_of(map(quoted, names), 5)}" if names else ""
        yield Finding(
            f"{len(found)} tracked changes{by}", "", "in Word: Review, Accept or Reject, All Changes"
        )


def _comments(file: WordFile) -> Iterator[Finding]:
    part = file.related(file.main, "comments")
    if part and (found := list(file.xml(part).iter(w("comment")))):
        names = dict.fromkeys(filter(None, (each.get(w("author")) for each in found)))
        by = f", by {one_of(map(quoted, names), 5)}" if names else ""
        yield Finding(f"{len(found)} comments{by}", "", "in Word: Review, Delete, Delete All Comments")


def _hidden(file: WordFile, roots: list[etree._Element]) -> Iterator[Finding]:
    styles = file.related(file.main, "styles")
    hiding = set(_hiding(file.xml(styles))) if styles else set()
    words = [
        said
        for root in roots
        for run in root.iter(w("r"))
        if (_is_hidden(run, hiding) or _in_hidden_row(run))
        and (said := "".join(t.text or "" for t in run.iter(w("t"))).strip())
    ]
    if words:
        message = f"hidden words ({len(words)} pieces): {quoted(' '.join(words), 60)}"
        yield Finding(message, "", "in Word: File, Info, Inspect Document, Hidden Text")


def _in_hidden_row(run: etree._Element) -> bool:
    return any(is_on(row.find(w("trPr")), "hidden") for row in run.iterancestors(w("tr")))


def _hiding(styles: etree._Element) -> Iterator[str]:
    """The styles whose words are not seen."""
    for style in styles.iter(w("style")):
        if is_on(style.find(w("rPr")), "vanish"):
            yield style.get(w("styleId"), "")


def _is_hidden(run: etree._Element, hiding: set[str]) -> bool:
    properties = run.find(w("rPr"))
    if properties is not None:
        style, colour = properties.find(w("rStyle")), properties.find(w("color"))
        if is_on(properties, "vanish") or (style is not None and style.get(w("val")) in hiding):
            return True
        shaded = properties.find(w("shd")) is not None or properties.find(w("highlight")) is not None
        if colour is not None and _is_white(colour) and not (shaded or _in_table(run)):
            return True
        size = properties.find(w("sz"))
        # In cells, a mark may have small words beside it that a screen reader says, as our own do.
        if size is not None and size.get(w("val"), "") in _TOO_SMALL and not _in_table(run):
            return True
    parent = run.getparent()
    style = parent.find(f"{w('pPr')}/{w('pStyle')}") if parent is not None else None
    return style is not None and style.get(w("val")) in hiding


def _is_white(colour: etree._Element) -> bool:
    """White, or so near to it that nobody sees it on paper; by itself, or as the theme has it."""
    value = colour.get(w("val"), "")
    near = re.fullmatch("(?:[Ff][0-9A-Fa-f]){3}", value) is not None
    return near or colour.get(w("themeColor")) in ("background1", "light1")


def _in_table(run: etree._Element) -> bool:
    """White words on a cell's dark ground are seen."""
    return next(run.iterancestors(w("tc")), None) is not None


def _names(file: WordFile, words: str) -> Iterator[Finding]:
    """Who is named in the properties, and not in the paper."""
    core, app, custom = (
        _property_part(file, each) for each in ("core-properties", "extended-properties", "custom-properties")
    )
    people = [_text(core, name) for name in ("creator", "lastModifiedBy")]
    people += [_text(app, name) for name in ("Company", "Manager")]
    if found := list(unnamed(people, words)):
        message = f"its properties name {one_of(map(quoted, found))}, which the paper does not"
        yield Finding(message, "File, Info", "in Word: File, Info, Inspect Document, Document Properties")
    remarks = [_text(core, name) for name in ("description", "contentStatus", "category")]
    if found := list(unnamed(remarks, words)):
        message = f"remarks in its properties: {one_of(map(quoted, found))}, which the paper does not print"
        yield Finding(message, "File, Info", "in Word: File, Info, Properties")
    if ONLY_AT_HOME.match(template := _text(app, "Template").strip()):
        hint = "in Word: File, Options, Add-ins, Templates; attach Normal"
        yield Finding(f"the template on somebody's own disk: {quoted(template, 60)}", "File, Info", hint)
    others = [e.get("name", "") for e in custom if e.get("name") not in _OURS] if custom is not None else []
    if others:
        hint = "in Word: File, Info, Properties, Advanced, Custom"
        yield Finding(f"properties that a program left: {one_of(map(quoted, others), 5)}", "File, Info", hint)
    settings = file.related(file.main, "settings")
    if settings and next(file.xml(settings).iter(w("mailMerge")), None) is not None:
        hint = "in Word: Mailings, Start Mail Merge, Normal Word Document"
        yield Finding("a mail merge, which names the file with its addresses", "", hint)
    if settings and (kept := list(file.xml(settings).iter(w("docVar")))):
        named = one_of((quoted(each.get(w("name"), "")) for each in kept), 5)
        hint = "save the words in a new document"
        yield Finding(f"variables that a program left in it: {named}", "", hint)


def _property_part(file: WordFile, kind: str) -> etree._Element | None:
    part = file.related("/", kind)
    return file.xml(part) if part and part in file.data else None


def _text(root: etree._Element | None, name: str) -> str:
    found = next(root.iter(f"{{*}}{name}"), None) if root is not None else None
    return (found.text or "") if found is not None else ""


def _leading_out(file: WordFile, parts: dict[str, tuple[etree._Element, str]]) -> Iterator[Finding]:
    for what in file.left_out:
        message = f"it holds or leads to {what.replace(' is left out', '', 1)}"
        yield Finding(message, "", "take it out in Word, or save the file anew")
    outside = [relation.target for each in file.relations.values() for relation in each if relation.external]
    links = [target for target in outside if ONLY_AT_HOME.match(target)]
    if links:
        hint = "take the link away, or link to an address that everybody can open"
        yield Finding(f"links to somebody's own disk or network: {one_of(map(quoted, links), 3)}", "", hint)
    marks = {
        e.get(w("name"), "").casefold() for root, _ in parts.values() for e in root.iter(w("bookmarkStart"))
    }
    targets: list[str] = []
    for root, _ in parts.values():
        codes = [*_codes(root)]
        for code in codes:
            if found := _LINKING.match(code):
                yield Finding(
                    f"a field takes words from elsewhere ({found[1].upper()})",
                    "",
                    "in Word: Ctrl+Shift+F9 keeps its words",
                )
        targets += [found[1] for code in codes if (found := _REFERRING.match(code))]
        targets += [each.get(w("anchor"), "") for each in root.iter(w("hyperlink")) if each.get(w("anchor"))]
    missing = [each for each in dict.fromkeys(targets) if each.casefold() not in marks | {"_top", "top"}]
    if missing:
        hint = "link them again, or take the links away"
        yield Finding(
            f"links or references to places that are not there: {one_of(map(quoted, missing), 5)}", "", hint
        )


def _codes(root: etree._Element) -> Iterator[str]:
    """The codes of fields, each whole: Word divides them into runs."""
    yield from (e.get(w("instr"), "") for e in root.iter(w("fldSimple")))
    for paragraph in root.iter(w("p")):
        code: list[str] = []
        for element in paragraph.iter(w("fldChar"), w("instrText")):
            if element.tag == w("instrText"):
                code.append(element.text or "")
            elif code:
                yield "".join(code)
                code = []


def _placeholders(roots: list[etree._Element], *, is_form: bool) -> Iterator[Finding]:
    """Placeholders, but for the controls of a form, which those fill in who get it."""
    runs = (run for root in roots for run in root.iter(w("r")))
    words = [
        "".join(t.text or "" for t in run.iter(w("t")))
        for run in runs
        if (style := run.find(f"{w('rPr')}/{w('rStyle')}")) is not None
        and style.get(w("val")) == "PlaceholderText"
        and not (is_form and next(run.iterancestors(w("sdt")), None) is not None)
    ]
    if words := [each for each in words if each.strip()]:
        message = f"placeholders that nobody filled in ({len(words)}): {one_of(map(quoted, words), 3)}"
        yield Finding(message, "", "fill them in, or take them out")


def _watermarks(roots: list[etree._Element]) -> Iterator[Finding]:
    found = [
        e.get("string", "") for root in roots for e in root.iter("{urn:schemas-microsoft-com:vml}textpath")
    ]
    if found := list(dict.fromkeys(filter(None, found))):
        hint = "in Word: Design, Watermark, Remove Watermark"
        yield Finding(f"a watermark: {one_of(map(quoted, found), 3)}", "every page", hint)


def _described(file: WordFile) -> Iterator[Finding]:
    if not _text(_property_part(file, "core-properties"), "title").strip():
        hint = "in Word: File, Info, Title"
        yield Finding("it has no title, which a screen reader says first", "File, Info", hint)
    styles = file.related(file.main, "styles")
    default = (
        file.xml(styles).find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
        if styles
        else None
    )
    if default is None or not default.get(w("val")):
        hint = "in Word: select all, then Review, Language, Set Proofing Language"
        yield Finding("it does not say which language it is in", "", hint)


__all__ = ["UnsafeFile", "examined"]
