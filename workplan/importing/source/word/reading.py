"""A Word file as a source: its text, its notes and comments, its heads and feet, its charts and diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from workplan.importing.source.model import Block, Comment, Line, Note, Source, all_lines
from workplan.importing.source.word.paragraphs import Section, section_of
from workplan.importing.source.word.parts import Opened, View
from workplan.importing.source.word.story import Story
from workplan.word.file.known import CONTENT
from workplan.word.file.opening import open_word
from workplan.word.file.xml import A, UnsafeFile, w
from workplan.word.reader.marks import revision
from workplan.word.reader.parts.comments import ALONE, dates_of, key_of, threads_of

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read_word(data: bytes, name: str, view: View = "accepted") -> Source:
    """The source in a Word file. Raises `UnsafeFile` with what is wrong with it."""
    return _source(Opened(open_word(data, copy=True), view), name)


def _source(opened: Opened, name: str) -> Source:
    root = opened.file.xml(opened.file.main)
    body = root.find(w("body"))
    if body is None:
        raise UnsafeFile("the Word file has no text")
    story = Story(opened, opened.file.main, root)
    blocks = story.blocks(body, "")
    blocks = _on_pages(blocks, [*story.sections, section_of(body.find(w("sectPr")))])
    story.missed("the text")
    notes = [*_notes(opened, "footnotes", "footnote", "n"), *_notes(opened, "endnotes", "endnote", "e")]
    _heads(opened)
    _drawn(opened)
    core, app = opened.core()
    return Source(
        name,
        tuple(blocks),
        tuple(notes),
        tuple(_comments(opened)),
        tuple(opened.apart),
        opened.pictures,
        opened.changes,
        core.get("language", "") or opened.styles.paragraph("").language,
        core.get("title", ""),
        app,
        remarks=tuple(dict.fromkeys(opened.remarks)),
        note_marks=opened.note_marks,
        carries=any(CONTENT.encode() in blob for blob in opened.file.data.values()),
    )


def _on_pages(blocks: Sequence[Block], sections: Sequence[Section]) -> list[Block]:
    """The blocks, with what they say of their pages: whether one begins, whether they are in landscape."""
    found: list[Block] = []
    rest = list(sections)
    begins = False
    for block in blocks:
        section = rest[0]
        new_page = block.new_page or begins
        found.append(replace(block, landscape=section.landscape, new_page=new_page))
        begins = isinstance(block, Line) and block.empty and new_page  # which nobody will print
        if len(rest) > 1 and block.address == section.last:
            rest.pop(0)
            begins = begins or rest[0].new_page
    return found


def _notes(opened: Opened, part: str, tag: str, prefix: str) -> Iterator[Note]:
    name = opened.file.related(opened.file.main, part)
    if name is None:
        return
    root = opened.file.xml(name)
    story = Story(opened, name, root)
    for element in root.iterfind(w(tag)):
        if element.get(w("type"), "normal") != "normal":
            story.passed(element)
            continue
        address = f"{prefix}{element.get(w('id'), '')}"
        lines = all_lines(story.blocks(element, f"{address}."))
        yield Note(address, tuple(line for line in lines if not line.empty))
    story.missed("the notes")


def _heads(opened: Opened) -> None:
    """The words of running heads and feet, each once."""
    for relation in opened.file.relations.get(opened.file.main, ()):
        kind = relation.type.rsplit("/", 1)[-1]
        if kind not in ("header", "footer") or relation.target not in opened.file.data:
            continue
        root = opened.file.xml(relation.target)
        short = f"{kind[:4]}{1 + sum(each.address.startswith(kind[:4]) for each in opened.apart)}"
        story = Story(opened, relation.target, root)
        lines = [_shown(line) for line in all_lines(story.blocks(root, f"{short}."))]
        opened.put(short, "running head" if kind == "header" else "running foot", " ".join(lines))
        story.missed("a running head")


def _shown(line: Line) -> str:
    """The words of a line, and those that its pictures have."""
    return "".join(f" {each.text} " if each.picture else each.text for each in line.pieces).strip()


def _drawn(opened: Opened) -> None:
    """The words of charts and diagrams, which stand in parts of their own."""
    kinds = {"chart": "a chart", "chartEx": "a chart", "diagramData": "a diagram"}
    seen: set[str] = set()
    for relations in opened.file.relations.values():
        for relation in relations:
            kind, target = relation.type.rsplit("/", 1)[-1], relation.target
            if kind in kinds and target in opened.file.data and target not in seen:
                seen.add(target)
                root = opened.file.xml(target)
                words = [each.text or "" for each in root.iter(f"{{{A}}}t", _CHART + "v")]
                opened.put(f"drawing{len(seen)}", kinds[kind], " ".join(words))


def _comments(opened: Opened) -> Iterator[Comment]:
    name = opened.file.related(opened.file.main, "comments")
    if name is None:
        return
    root = opened.file.xml(name)
    story = Story(opened, name, root)
    elements = list(root.iterfind(w("comment")))
    threads, dates = threads_of(opened.file), dates_of(opened.file)
    ids = {key: element.get(w("id"), "") for element in elements if (key := key_of(element))}
    for element in elements:
        id, key, said = element.get(w("id"), ""), key_of(element), revision(element)
        thread = threads.get(key, ALONE)
        answered = ids.get(thread.parent, "")
        words = "\n".join(map(_shown, all_lines(story.blocks(element, f"c{id}."))))
        yield Comment(
            f"c{id}",
            said.author,
            words.strip(),
            opened.about.get(id, ""),
            opened.on.get(id, ""),
            element.get(w("initials"), ""),
            dates.get(key) or said.date,
            thread.resolved,
            f"c{answered}" if answered and answered != id else "",
        )
