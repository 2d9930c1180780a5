"""Each file of a content folder, read on its own; `content.checks` looks at them together.

plan.yaml      who, what, when       required
plan.md        the manuscript        required
head.yaml      a paper's own head    of papers beside the plan alone, required (`papers`)
priorities.yaml, actions.yaml, footnotes.yaml, members.yaml, appendices/*.md, pictures
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from markdown_it.tree import SyntaxTreeNode
from pydantic import TypeAdapter, ValidationError

from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.content.files.images import Image, ImageError, read_image
from workplan.content.files.papers import HEAD, PLAN, called_elsewhere, paper_key
from workplan.content.files.strangers import strangers
from workplan.content.manuscript.markdown import parse_manuscript
from workplan.content.models.data import Action, Footnote, Member, Priority
from workplan.content.models.head import Head
from workplan.content.models.identity import Identity
from workplan.content.models.meeting import Meeting, meeting_file
from workplan.content.paper.layout import Layout
from workplan.content.paper.plan import Appendix, Manuscript
from workplan.content.sources.known_symbols import known_symbols
from workplan.content.sources.meetings import meeting_files, misspelt_meeting, named_meeting, read_one
from workplan.content.sources.sources import Entries, Sources
from workplan.content.values.values import Id, Markup
from workplan.design.resources import resource
from workplan.directives.declared import of_agenda
from workplan.errors import Place, Problem
from workplan.files import yaml
from workplan.files.yaml import Places, merge_problem
from workplan.text.hints import did_you_mean, join, one_of, quoted
from workplan.text.slug import ID_PATTERN, slug

T = TypeVar("T")

_IDENTITY = TypeAdapter(Identity)
_HEAD = TypeAdapter(Head)
_LAYOUT = TypeAdapter(Layout)
_PRIORITIES = TypeAdapter(tuple[Priority, ...])
_ACTIONS = TypeAdapter(tuple[Action, ...])
_FOOTNOTES = TypeAdapter(dict[Id, Markup])
_MEMBERS = TypeAdapter(tuple[Member, ...])

_FILES = ("plan.yaml", "plan.md", "priorities.yaml", "actions.yaml", "footnotes.yaml", "members.yaml")

#: The record of the file that the content was imported from (`importing.again.record`).
IMPORTED = "import.yaml"

#: Kept beside a plan, for the record (`review.record.log`, `returns.collecting.log`).
_RECORDS = ("dispositions.yaml", "returns.yaml", IMPORTED)


def read_sources(folder: Folder) -> Sources:
    """Read every file of a content folder, whatever is wrong with the others."""
    reader = _Reader(folder)
    group = identity = reader.identity()
    head = layout = None
    layout_text = meeting_name = ""
    meeting = None
    if folder.paper != PLAN:
        head = reader.head()
        identity = head.identity(group) if head and group else None
        layout, layout_text = reader.layout(head.layout) if head else (None, "")
        if head:
            meeting_name = named_meeting(folder, head)
            reader.problems += misspelt_meeting(folder, head, reader.places[HEAD].value(("meeting",)))
    priorities = reader.entries("priorities.yaml", _PRIORITIES)
    actions = reader.entries("actions.yaml", _ACTIONS)
    footnotes = reader.footnotes()
    members = reader.entries("members.yaml", _MEMBERS)
    manuscript = reader.manuscript("plan.md")
    appendices = tuple(reader.appendices())
    if meeting_name:
        trees = (each.tree for each in (manuscript, *(appendix.manuscript for appendix in appendices)))
        meeting = reader.meeting(meeting_name, with_papers=bool(of_agenda(trees)))
    images = reader.images((manuscript, *(appendix.manuscript for appendix in appendices)))
    if folder.paper == PLAN and any(each.items for each in (priorities, actions, footnotes)):
        reader.refuse_wordless(manuscript)
    records = (*_RECORDS, *([HEAD] if folder.paper != PLAN else []))
    problems = (*reader.unparsed, *reader.problems, *strangers(folder, _FILES, records))
    return Sources(
        identity,
        priorities,
        actions,
        footnotes,
        members,
        manuscript,
        appendices,
        images,
        problems,
        reader.places,
        folder.paper,
        head,
        layout,
        layout_text,
        group if head else None,
        folder.annexed,
        called_elsewhere(folder),
        known_symbols(folder),
        meeting,
        meeting_name,
        tuple(meeting_files(folder)),
        folder.worked_on,
    )


class _Reader:
    """`unparsed` are the problems of files that cannot be read at all; they come before all others."""

    def __init__(self, folder: Folder) -> None:
        self.unparsed: list[Problem] = []
        self.problems: list[Problem] = []
        self.places: dict[str, Places] = {}
        self._folder = folder

    def identity(self) -> Identity | None:
        return self._yaml("plan.yaml", _IDENTITY).value

    def head(self) -> Head | None:
        return self._yaml(HEAD, _HEAD).value

    def layout(self, name: str) -> tuple[Layout | None, str]:
        """The layout of this name, and its text where it is one of the content folder's own."""
        own = {
            file.removeprefix("heads/").removesuffix(".yaml"): file
            for file in self._folder.files("heads", ".yaml")
        }
        if name in own:
            read = self._yaml(own[name], _LAYOUT)
            return read.value, read.places.text
        shipped = resource(f"styles/heads/{name}.yaml")
        if shipped.is_file():
            return yaml.read(_LAYOUT, shipped.read_text("utf-8"), f"styles/heads/{name}.yaml").value, ""
        known = sorted({*own, *(path.stem for path in resource("styles/heads").glob("*.yaml"))})
        hint = join(
            did_you_mean(name, known), f"layouts: {one_of(known)}; one of your own is heads/{name}.yaml"
        )
        place = self.places[HEAD].value(("layout",))
        self.problems.append(Problem(f"there is no layout {quoted(name)}", place, hint))
        return None, ""

    def meeting(self, name: str, *, with_papers: bool) -> Meeting | None:
        try:
            read, between, papers = read_one(self._folder, name, with_papers=with_papers)
        except UnreadableFileError as error:
            self.unparsed.append(self._folder.problem(meeting_file(name), error))
            return None
        self.places[meeting_file(name)] = read.places
        self.places |= {paper_key(paper): said.places for paper, said in papers.items()}
        self.problems += (*read.problems, *between)
        return read.value

    def entries(self, name: str, kind: TypeAdapter[tuple[T, ...]]) -> Entries[T]:
        """A YAML list. Of one with unsound entries, the others."""
        read = self._yaml(name, kind, empty=())
        if read.value is not None:
            return Entries(read.places, tuple(((at,), value) for at, value in enumerate(read.value)), True)
        data = read.data if isinstance(read.data, tuple) else ()
        sound = ((at, _sound(kind, (entry,))) for at, entry in enumerate(data))
        return Entries(read.places, tuple(((at,), found[0]) for at, found in sound if found), False)

    def footnotes(self) -> Entries[Footnote]:
        read = self._yaml("footnotes.yaml", _FOOTNOTES, empty={})
        notes = read.value
        if notes is None:
            data = read.data if isinstance(read.data, dict) else {}
            sound = (_sound(_FOOTNOTES, {id: text}) for id, text in data.items())
            notes = {id: text for found in sound for id, text in (found or {}).items()}
        items = tuple(((id,), Footnote(id=id, text=text)) for id, text in notes.items())
        return Entries(read.places, items, read.value is not None)

    def _yaml(self, name: str, kind: TypeAdapter[T], empty: T | None = None) -> yaml.Read[T]:
        """A YAML file; it may be absent where there is a value for an `empty` one."""
        shown = self._folder.shown(name)
        try:
            read = yaml.read(kind, self._folder.text(name), shown, empty)
        except UnreadableFileError as error:
            optional = error.missing and empty is not None
            problems = () if optional else (self._folder.problem(name, error),)
            read = yaml.Read(empty if optional else None, problems, Places(shown))
        self.places[name] = read.places
        (self.unparsed if read.data is None else self.problems).extend(read.problems)
        return read

    def manuscript(self, name: str, appendix: str = "") -> Manuscript:
        shown = self._folder.shown(name)
        try:
            source = self._folder.text(name)
        except UnreadableFileError as error:
            self.unparsed.append(self._folder.problem(name, error))
            return Manuscript(shown, "", SyntaxTreeNode([]))
        if marked := merge_problem(source, shown):
            self.unparsed.append(marked)
            return Manuscript(shown, "", SyntaxTreeNode([]))
        tree, problems = parse_manuscript(source, shown, appendix)
        self.problems += problems
        return Manuscript(shown, source, tree)

    def refuse_wordless(self, manuscript: Manuscript) -> None:
        """A plan without text prints nothing of what the other files hold."""
        told = {problem.place.file for problem in (*self.unparsed, *self.problems)}
        if not manuscript.tree.children and manuscript.file not in told:
            hint = "write the plan's text, and :::{priorities} and ::: where the priorities are to be printed"
            self.unparsed.append(Problem("the file holds no text", Place(manuscript.file), hint))

    def appendices(self) -> Iterator[Appendix]:
        for name in self._folder.files("appendices", ".md"):
            stem = name.removeprefix("appendices/").removesuffix(".md")
            id = appendix_id(name)
            if not re.fullmatch(ID_PATTERN, id):
                number = f"{found[0]}-" if (found := re.match(r"[0-9]+", stem)) else "01-"
                name_of = slug(re.sub(r"^[0-9]+", "", id)) or "background"
                hint = f"name it after its title, such as {number}{name_of}.md"
                place = Place(self._folder.shown(name))
                self.problems.append(Problem(f"{quoted(id)} cannot be the id of an appendix", place, hint))
            yield Appendix(id, self.manuscript(name, appendix=id))

    def images(self, manuscripts: Iterable[Manuscript]) -> dict[str, Image]:
        """The pictures that manuscripts show, by their paths in the content folder."""
        images: dict[str, Image] = {}
        for manuscript in manuscripts:
            for node in manuscript.tree.children:
                if node.type == "image" and node.meta["path"] not in images:
                    path, place = node.meta["path"], node.meta["place"]
                    try:
                        images[path] = read_image(path, self._folder.data(path))
                    except UnreadableFileError as error:
                        hint = self._meant_picture(path, manuscript) or error.hint
                        self.problems.append(Problem(error.message, place, hint))
                    except ImageError as error:
                        message = f"the picture {quoted(path)} cannot be used: {error.message}"
                        self.problems.append(Problem(message, place, error.hint))
        return images

    def _meant_picture(self, path: str, manuscript: Manuscript) -> str:
        """What to do about a picture that is not where it is said to be."""
        name, known = re.split(r"[/\\]", path)[-1], _pictures(self._folder)
        if path.startswith(("../", "/")):
            return f"copy the picture into the content folder, and write its name alone: {name}"
        there = [file for file in known if file.split("/")[-1].casefold() == name.casefold()]
        if not there and not (close := did_you_mean(path, known)):
            return ""
        below = "" if manuscript.file == self._folder.shown("plan.md") else "../"
        return f"did you mean {quoted(below + there[0])}?" if there else close


def appendix_id(name: str) -> str:
    """The id of an appendix, which the name of its file says behind its number."""
    return re.sub(r"^[0-9]+-", "", name.removeprefix("appendices/").removesuffix(".md"))


def _pictures(folder: Folder, below: str = "") -> list[str]:
    """The files of pictures in a folder, and in the folders directly in it."""
    inside = [] if below else [name for each in folder.folders() for name in _pictures(folder, each)]
    return [name for name in folder.files(below) if name.lower().endswith((".png", ".jpg", ".jpeg"))] + inside


def _sound(kind: TypeAdapter[T], value: object) -> T | None:
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None
