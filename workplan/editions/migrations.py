"""Content written for an older program, brought to today's form one named step after another.

Each step takes the files of a whole content folder from one schema to the next, and leaves what is not
its affair, and the number of lines, alone. Whoever changes what content may say, or a default that is
printed, raises `frozen.SCHEMA` and adds a step here.

    1 → 2   `editions` became an id of the program's own (:::{edition-history} is made of it); content that
            gave it to something else calls that `editions-section` now, as a heading of that word does.
    2 → 3   a frozen edition has a digest (`frozen.sealed`), so that one that was changed by hand is found
            out; content stays as it is, and editions without one are taken at their word.
    3 → 4   `^x^` and `~x~` became superscript and subscript: signs that stood so in words are escaped.
    4 → 5   `symbol`, `co-chairs` and `edition` became ids of the program's own, as `editions` did;
            `co_chairs` is printed on the first page, so that content that was made before has none.
    5 → 6   roles of members are printed before their names, and linked priorities in order; content that was
            made before and has any says `printed_as: 5`, and is printed as it was.
    6 → 7   `[[x]]` became a blank: double brackets that stood so in words are escaped.
    7 → 8   the state `deferred` is `postponed`, and states are printed with shapes; content that was made
            before and has any says `printed_as: 7`, and is printed as it was.
    8 → 9   the line below the title (`show_edition`) of a draft says that it is one; one that was sent out
            before says `printed_as: 8`, and is printed as it was.

Content without a number is of schema 1 where it comes out of history (git), and of today's in a folder
that somebody works on, who is told what has to be changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from workplan.files import yaml

#: The files of a content folder, by name.
Files = dict[str, bytes]

_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


def migrated(files: Files, schema: int, *, worked_on: bool = False, draft: bool = False) -> Files:
    """`files`, which are of `schema`, in today's form. What cannot be read is left for the loader. In a
    folder that is `worked_on`, what was printed nowhere stays, and is printed from now on; a `draft` is one
    that was frozen in a file."""
    for step in STEPS[schema - 1 :]:
        files = step(files)
    if schema < _CO_CHAIRS_PRINTED and not worked_on:
        files = files | {"plan.yaml": _without_co_chairs(files.get("plan.yaml", b""))}
    if schema < _ROLES_BEFORE_NAMES and not worked_on and _is_printed_otherwise(files):
        files = files | {"plan.yaml": _printed_as(files.get("plan.yaml", b""), _ROLES_BEFORE_NAMES - 1)}
    if schema < _STATES_HAVE_SHAPES and not worked_on and _has_states(files):
        files = files | {"plan.yaml": _printed_as(files.get("plan.yaml", b""), _STATES_HAVE_SHAPES - 1)}
    if schema < _DRAFTS_SAY_SO and draft and _shows_edition(files):
        files = files | {"plan.yaml": _printed_as(files.get("plan.yaml", b""), _DRAFTS_SAY_SO - 1)}
    return files | {"plan.yaml": _numbered(files.get("plan.yaml", b""))}


def without_addresses(files: Files) -> Files:
    """The files of a folder out of history without e-mail addresses, which members.yaml could hold once.
    Since they were never printed, this is no step of the form of what is."""
    data = yaml.read(_ANYTHING, _text(files, "members.yaml"), "members.yaml").data
    if not any("email" in member for member in _mappings(data)):
        return files
    kept = ({key: value for key, value in member.items() if key != "email"} for member in _mappings(data))
    lines = "".join(f"- {json.dumps(member, ensure_ascii=False)}\n" for member in kept)
    return files | {"members.yaml": lines.encode("utf-8", "surrogateescape")}


def editions_is_the_programs_own(files: Files) -> Files:
    """1 → 2: the id `editions` is `editions-section`, wherever it is given or referred to."""
    return _own(files, "editions")


def lines_of_the_front_page_are_the_programs_own(files: Files) -> Files:
    """4 → 5: so are those of its new lines."""
    for id in ("symbol", "co-chairs", "edition"):
        files = _own(files, id)
    return files


def _own(files: Files, id: str) -> Files:
    """An id of the content, with `-section` behind it wherever it is given or referred to."""
    renamed = {}
    for name, data in files.items():
        text = data.decode("utf-8", "surrogateescape")
        if name.endswith(".yaml"):
            text = _renamed_in_yaml(text, name, id)
        if name.endswith((".yaml", ".md")):
            text = text.replace(f"](#{id})", f"](#{id}-section)")
            text = re.sub(rf"^([ ]{{0,3}})\({id}\)=", rf"\1({id}-section)=", text, flags=re.MULTILINE)
            data = text.encode("utf-8", "surrogateescape")
        renamed[re.sub(rf"^(appendices/(?:[0-9]+-)?{id})\.md$", r"\1-section.md", name)] = data
    return renamed


#: The schema from which on co-chairs are printed.
_CO_CHAIRS_PRINTED = 5


def _without_co_chairs(plan: bytes) -> bytes:
    """plan.yaml without co-chairs, in as many lines."""
    text = plan.decode("utf-8", "surrogateescape")
    places = yaml.read(_ANYTHING, text, "plan.yaml").places
    if ("co_chairs",) not in places.keys:
        return plan
    text, start = places.text, places.keys["co_chairs",].start
    end = text.rindex("}") if text.lstrip().startswith("{") else len(text)
    end = min((k.start for path, k in places.keys.items() if len(path) == 1 and k.start > start), default=end)
    gone = "\n" * text[start:end].count("\n")
    return f"{text[:start]}{gone}{text[end:]}".encode("utf-8", "surrogateescape")


def roles_stand_before_names(files: Files) -> Files:
    """5 → 6: what content may say stays as it is."""
    return files


#: The schema from which on roles are printed before the names, and linked priorities in order.
_ROLES_BEFORE_NAMES = 6


def _is_printed_otherwise(files: Files) -> bool:
    """Whether an action has a member with a role, or linked priorities in another order than their own."""
    actions = yaml.read(_ANYTHING, _text(files, "actions.yaml"), "actions.yaml").data
    priorities = yaml.read(_ANYTHING, _text(files, "priorities.yaml"), "priorities.yaml").data
    order = [each.get("id") for each in _mappings(priorities)]
    for action in _mappings(actions):
        if any(member.get("role") for member in _mappings(action.get("interest"))):
            return True
        linked = action.get("linked_priorities")
        places = [order.index(id) for id in linked if id in order] if isinstance(linked, list | tuple) else []
        if places != sorted(places):
            return True
    return False


def deferred_is_postponed(files: Files) -> Files:
    """7 → 8: in the status of actions, and in the wording of plan.yaml."""
    files = dict(files)
    for name, at, keys in (
        ("actions.yaml", ("status", "state"), False),
        ("plan.yaml", ("wording", "state"), True),
    ):
        text = _text(files, name)
        if "deferred" not in text:
            continue
        places = yaml.read(_ANYTHING, text, name).places
        text = places.text
        spots = [
            spot
            for path, spot in (places.keys if keys else places.values).items()
            if spot.words == "deferred" and (path[:-1] == at if keys else path[1:] == at)
        ]
        for spot in sorted(spots, key=lambda spot: spot.start, reverse=True):
            raw = text[spot.start : spot.end].replace("deferred", "postponed")
            text = f"{text[: spot.start]}{raw}{text[spot.end :]}"
        files[name] = text.encode("utf-8", "surrogateescape")
    return files


#: The schema from which on states are printed with their shapes.
_STATES_HAVE_SHAPES = 8


def _has_states(files: Files) -> bool:
    actions = yaml.read(_ANYTHING, _text(files, "actions.yaml"), "actions.yaml").data
    statuses = (action.get("status") for action in _mappings(actions))
    return any(isinstance(status, dict) and status.get("state") for status in statuses)


def drafts_say_so(files: Files) -> Files:
    """8 → 9: what content may say stays as it is."""
    return files


#: The schema from which on the line below the title says of a draft that it is one.
_DRAFTS_SAY_SO = 9


def _shows_edition(files: Files) -> bool:
    plan = yaml.read(_ANYTHING, _text(files, "plan.yaml"), "plan.yaml").data
    return isinstance(plan, dict) and plan.get("show_edition") is True


def _mappings(values: object) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list | tuple) else []


def _text(files: Files, name: str) -> str:
    return files.get(name, b"").decode("utf-8", "surrogateescape")


def _printed_as(plan: bytes, schema: int) -> bytes:
    """plan.yaml that says so behind all else, so that everything stays in its line."""
    text = plan.decode("utf-8", "surrogateescape")
    places = yaml.read(_ANYTHING, text, "plan.yaml").places
    if ("printed_as",) in places.keys:
        return plan
    text = places.text.rstrip()
    if text.lstrip().startswith("{"):
        return f"{text.removesuffix('}').rstrip().rstrip(',')}, printed_as: {schema}}}\n".encode(
            "utf-8", "surrogateescape"
        )
    return f"{text.removesuffix('...')}\nprinted_as: {schema}\n".encode("utf-8", "surrogateescape")


def editions_have_a_digest(files: Files) -> Files:
    """2 → 3: nothing in a content folder but the editions themselves, which are never changed."""
    return files


def carets_and_tildes_are_markup(files: Files) -> Files:
    """3 → 4: `2^10^` is `2\\^10^`, in manuscripts and in the fields of data that have markup."""
    return _with_signs_escaped(files, _RAISED)


def _with_signs_escaped(files: Files, signs: re.Pattern[str]) -> Files:
    """The files with a backslash before each of the signs, in manuscripts and in fields with markup."""
    escaped = {}
    for name, data in files.items():
        text = data.decode("utf-8", "surrogateescape")
        if name.endswith(".md"):
            text = signs.sub(r"\\\g<0>", text)
        elif name in _MARKED_UP and signs.search(text):
            text = _escaped_in_yaml(text, name, signs)
        escaped[name] = text.encode("utf-8", "surrogateescape")
    return escaped


#: A sign that begins superscript or subscript words.
_RAISED = re.compile(r"(?<!\\)(?:\^(?=[^\s^]+\^)|(?<!~)~(?=[^\s~]+~(?!~)))")
#: The fields that have markup, by the names that their paths end with; all, where there is none.
_MARKED_UP = {"priorities.yaml": ("text",), "actions.yaml": ("action", "text"), "footnotes.yaml": ()}


def double_brackets_are_blanks(files: Files) -> Files:
    """6 → 7: `[[x]]` is `\\[[x]]`, wherever it would be a blank now."""
    return _with_signs_escaped(files, _BLANK)


#: What begins a blank.
_BLANK = re.compile(r"(?<!\\)\[(?=\[[^\[\]]*[^\[\]\s][^\[\]]*\]\](?!\())")


def _escaped_in_yaml(text: str, name: str, signs: re.Pattern[str]) -> str:
    places = yaml.read(_ANYTHING, text, name).places
    text, fields = places.text, _MARKED_UP[name]
    spots = [
        spot for path, spot in places.values.items() if not fields or path[-1:] in {(f,) for f in fields}
    ]
    for spot in sorted(spots, key=lambda spot: spot.start, reverse=True):
        raw = text[spot.start : spot.end]
        escaped = signs.sub(r"\\\\\g<0>" if raw.startswith('"') else r"\\\g<0>", raw)
        text = f"{text[: spot.start]}{escaped}{text[spot.end :]}"
    return text


def _renamed_in_yaml(text: str, name: str, id: str) -> str:
    places = yaml.read(_ANYTHING, text, name).places
    text = places.text
    spots = [
        spot
        for path, spot in places.values.items()
        if spot.words == id and (path[-1:] == ("id",) or path[-2:-1] == ("linked_priorities",))
    ]
    for spot in sorted(spots, key=lambda spot: spot.start, reverse=True):
        text = f"{text[: spot.start]}{id}-section{text[spot.end :]}"
    return text


#: The step at place n - 1 goes from schema n to n + 1.
STEPS: tuple[Callable[[Files], Files], ...] = (
    editions_is_the_programs_own,
    editions_have_a_digest,
    carets_and_tildes_are_markup,
    lines_of_the_front_page_are_the_programs_own,
    roles_stand_before_names,
    double_brackets_are_blanks,
    deferred_is_postponed,
    drafts_say_so,
)


def _numbered(plan: bytes) -> bytes:
    """plan.yaml with today's number."""
    number = f"schema: {len(STEPS) + 1}".encode()
    changed, found = re.subn(rb"^schema:[ ]*[0-9]+", number, plan, count=1, flags=re.MULTILINE)
    return changed if found else plan
