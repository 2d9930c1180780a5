"""What no file can know alone: ids, notes, priorities, members and directives that must agree.

Each check is a function from the sources to problems; `CHECKS` lists them in the order in which
their problems are most useful. None reports what only follows from a file that did not load: where
a file's entries are not all sound, nothing is said of what seems to be missing from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from workplan.content.checks.agenda_items import check_agenda_item
from workplan.content.checks.blanks import blanks
from workplan.content.checks.translation import disagreeing_direction, untranslated_terms
from workplan.content.checks.undefined import hollow, undefined
from workplan.content.checks.uses import fields, uses
from workplan.content.files.papers import HEAD, PLAN
from workplan.content.manuscript.ids import RESERVED
from workplan.content.markup.inline import read_inline
from workplan.content.markup.spaces import nothing_printed, worded
from workplan.content.paper.paragraphs import numbered_paragraphs
from workplan.content.sources.known_symbols import check_symbol
from workplan.content.sources.sources import Sources
from workplan.directives.declared import DATA, DIRECTIVES, FROM_FILES
from workplan.errors import Place, Problem
from workplan.text.hints import Suggestions, join, one_of, quoted


def check(sources: Sources) -> list[Problem]:
    """Every problem between the files."""
    return [problem for step in CHECKS for problem in step(sources)]


def _markup(sources: Sources) -> Iterator[Problem]:
    for field in fields(sources):
        read = read_inline(field.words)
        for fault in read.faults:
            yield Problem(fault.message, field.place(fault.offset, fault.snippet), fault.hint)
        if not read.faults and not worded(read.node.to_tokens()[0].children or []):
            message, hint = nothing_printed("text")
            yield Problem(message, field.places.value(field.path), hint)
        if comment := field.places.comment(field.path):
            hint = 'put the words in "quotes"; or the comment on a line of its own'
            yield Problem("# after a space begins a comment, which is not printed", comment, hint)


class _Named(Struct, frozen=True):
    """Something with an id that is unique in the plan."""

    id: str
    kind: str
    place: Place


#: The blocks of a manuscript that may have an id.
_NAMING = ("heading", "paragraph")


def _names(sources: Sources) -> Iterator[_Named]:
    for directive in FROM_FILES:
        entries = directive.entries(sources)
        for path, entry in entries.items:
            for each in directive.names(entry):
                yield _Named(each.id, each.kind, entries.places.value((*path, *each.path)))
    for appendix in sources.appendices:
        yield _Named(appendix.id, "appendix", Place(appendix.manuscript.file))
    for manuscript in sources.manuscripts:
        named = [node for node in manuscript.tree.children if node.type in _NAMING and "id" in node.meta]
        own = named if manuscript is sources.manuscript else named[1:]  # the first is the appendix
        for node in own:
            yield _Named(node.meta["id"], node.type, node.meta["place"])


def _ids(sources: Sources) -> Iterator[Problem]:
    seen: dict[str, _Named] = {}
    for named in _names(sources):
        if named.id in RESERVED:
            hint = f"choose another; these are taken: {one_of(sorted(RESERVED))}"
            yield Problem(f"the id {quoted(named.id)} is one that the program uses itself", named.place, hint)
        elif named.id in seen:
            other = seen[named.id]
            choose = (
                "write (another-id)= on the line above it" if named.kind == "heading" else "choose another"
            )
            hint = f"it belongs to the {other.kind} at {other.place}; {choose}"
            yield Problem(f"the id {quoted(named.id)} is used twice", named.place, hint)
        else:
            seen[named.id] = named


def _members_twice(sources: Sources) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, member in sources.members.items:
        if member.id in seen:
            place = sources.members.places.value((*path, "id"))
            yield Problem(f"the member {quoted(member.id)} is listed twice", place, "delete one")
        seen.add(member.id)


def _notes(sources: Sources) -> Iterator[Problem]:
    known = dict.fromkeys(note.id for note in sources.footnotes.values)
    suggest, file = Suggestions(known), sources.footnotes.places.file
    calls = list(uses(sources, "note_call"))
    called = {call.name for call in calls}
    anywhere = called | sources.called_elsewhere
    idle = [path for path, note in sources.footnotes.items if note.id not in anywhere]
    # One that exists nowhere, and one that is called nowhere, are most often one that was renamed.
    renamed = len(idle) <= len(called - set(known)) if sources.footnotes.lists_all else True
    meant = f"did you mean {quoted(str(idle[0][0]))}, which is called nowhere?" if len(idle) == 1 else ""
    for call in calls:
        if call.in_note:
            yield Problem("a note calls a note", call.place, "write its words here, or call it in the text")
        elif call.name not in known and sources.footnotes.lists_all:
            hint = join(suggest(call.name) or meant, f"Notes are defined in {file}")
            yield Problem(f"the note {quoted(call.name)} does not exist", call.place, hint)
    if sources.sound and sources.paper == PLAN and not renamed and not hollow(sources):
        for path in idle:  # a paper has no more than some of the notes
            hint = f"call it in the text with [^{path[0]}], or delete it"
            message = f"the note {quoted(str(path[0]))} is called nowhere"
            yield Problem(message, sources.footnotes.places.key(path), hint)


def _references(sources: Sources) -> Iterator[Problem]:
    if not sources.sound:
        return  # what a reference leads to may be in the part that did not load
    names = list(_names(sources))
    known = {named.id: named.kind for named in names}
    numbers = sources.identity is not None and sources.identity.numbered
    numbered = numbered_paragraphs(sources.manuscript) if numbers else {}
    suggest, directives = Suggestions(known), {node.meta["name"] for node in sources.directives()}
    led_to = {name: _led_to(sources, name) for name in directives}
    references = list(uses(sources, "reference"))
    # In an empty file nothing has an id, as `_leading_nowhere` says. Of two with one id, one may have had
    # another before.
    unknown = {reference.name for reference in references} - set(known)
    follows = hollow(sources) or len(unknown) <= len(names) - len(known)
    for reference in references:
        if reference.name not in known:
            if follows:
                continue
            about = "a reference names a heading, paragraph, priority, action or appendix by its id"
            hint = join(suggest(reference.name), about)
            yield Problem(f"nothing has the id {quoted(reference.name)}", reference.place, hint)
        elif (directive := _PRINTED_BY.get(known[reference.name], "")) and directive not in directives:
            hint = f"print it with :::{{{directive}}}, or take the reference out"
            yield Problem(f"{quoted(reference.name)} is printed nowhere", reference.place, hint)
        elif directive and (ids := led_to[directive]) is not None and reference.name not in ids:
            hint = f"print all with :::{{{directive}}}, without filters and groups; or write its number"
            message = f"no table that a reference can lead to prints {quoted(reference.name)}"
            yield Problem(message, reference.place, hint)
        elif reference.wordless and known[reference.name] == "paragraph" and reference.name not in numbered:
            hint = "write numbered: true in the head of the paper, or words of your own: [words](#id)"
            message = f"the paragraph {quoted(reference.name)} has no number that a reference could print"
            yield Problem(message, reference.place, hint)


def _leading_nowhere(sources: Sources) -> Iterator[Problem]:
    """References to what is not there because a file is empty."""
    if not sources.sound or not (empty := hollow(sources)):
        return
    known = {named.id for named in _names(sources)}
    missing = dict.fromkeys(use.name for use in uses(sources, "reference") if use.name not in known)
    if missing:
        message = f"the file holds nothing, and references lead to {one_of(map(quoted, missing), 6)}"
        yield Problem(message, Place(empty.places.file), "fill it in; or is it missing, or called otherwise?")


#: The directives that print named things, by the kinds of these.
_PRINTED_BY = {kind: directive.name for directive in DATA for kind in directive.kinds}


def _led_to(sources: Sources, name: str) -> frozenset[str] | None:
    """The ids to which references may lead in that use of a directive which has them; None: in all of it."""
    directive, found = DIRECTIVES[name], [node.meta["options"] for node in sources.directives(name)]
    return directive.led_to(sources, next(filter(directive.whole, found), found[0]))


def _printed(sources: Sources) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for node in sources.directives():
        first.setdefault(node.meta["name"], node.meta["place"])
    wrong = {problem.place.file for step in (undefined, _leading_nowhere) for problem in step(sources)}
    for directive in FROM_FILES:
        name, entries = directive.name, directive.entries(sources)
        if entries.places.file in wrong:
            continue
        if name in first and entries.complete and not entries.items:
            hint = f"fill in {entries.places.file}"
            yield Problem(f":::{{{name}}} has nothing to print", first[name], hint, warning=True)
        elif name not in first and entries.items and sources.sound and sources.paper == PLAN:
            # What is printed may refer to it; on its own, it is not missed.
            needed = any(name in DIRECTIVES[other].needs for other in first)
            message, hint = (
                "nothing prints what this file holds",
                f"write :::{{{name}}} and ::: in a manuscript",
            )
            yield Problem(message, Place(entries.places.file), hint, warning=not needed)


def _errors_in_data(sources: Sources) -> Iterator[Problem]:
    for directive in DATA:
        yield from directive.errors(sources)


def _options(sources: Sources) -> Iterator[Problem]:
    """Options of directives that name what is not there."""
    for node in sources.directives():
        about = DIRECTIVES[node.meta["name"]]
        yield from about.wrong_options(sources, node.meta["options"], node.meta["spots"])


def _warnings_of_data(sources: Sources) -> Iterator[Problem]:
    if sources.paper != PLAN:
        return  # they are the plan's
    for directive in DATA:
        yield from directive.warnings(sources)


def _contents(sources: Sources) -> Iterator[Problem]:
    """A list of contents needs headings."""
    nodes = sources.manuscript.tree.children
    place = next((node.meta["contents_place"] for node in nodes if "contents" in node.meta), None)
    if place and sources.sound and not sources.appendices and all(node.type != "heading" for node in nodes):
        hint = "write headings, such as # Introduction; or delete it"
        yield Problem("a contents list in a plan without headings", place, hint)


def _symbols(sources: Sources) -> Iterator[Problem]:
    """A symbol that is another's, or that follows one that is not there."""
    head, identity = sources.head, sources.identity
    place = sources.places[HEAD if head else "plan.yaml"].value(("symbol",))
    if identity:
        series = head.series if head else None
        yield from check_symbol(identity.symbol, series, sources.paper, place, sources.symbols)


CHECKS: tuple[Callable[[Sources], Iterator[Problem]], ...] = (
    undefined,
    _markup,
    _ids,
    _members_twice,
    _errors_in_data,
    _options,
    _notes,
    _references,
    _leading_nowhere,
    _printed,
    _contents,
    _symbols,
    check_agenda_item,
    blanks,
    _warnings_of_data,
    disagreeing_direction,
    untranslated_terms,
)
