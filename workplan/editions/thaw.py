"""Thaw: from a frozen edition to the files of a content folder."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from pathlib import PurePosixPath

from workplan.content.files.papers import HEAD, PLAN, with_paper
from workplan.content.models.head import STANDARD
from workplan.content.models.meeting import meeting_file
from workplan.editions.frozen import Frozen, FrozenMember, read_frozen
from workplan.editions.history import DRAFT, HISTORY, edition_file
from workplan.editions.migrations import Files, migrated
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError, Place, Problem
from workplan.text.hints import quoted
from workplan.text.slug import DEVICES, ID_PATTERN

_APPENDIX = re.compile(rf"(?P<below>appendices|annexes)/([0-9]+-)?{ID_PATTERN.strip('^$')}\.md")
_PICTURE = re.compile(
    r"""(?!.*(?:^|/)\.)(?!.*[ .](?:/|$))(?!.*//)[^/\\:*?"<>|\x00-\x1f\x7f][^\\:*?"<>|\x00-\x1f\x7f]*"""
)


def thaw(text: str, file: str) -> Files:
    """The content folder of the frozen edition `text`, in today's form; `file` names it in problems.

    With the edition itself under `editions/`, unless it is a draft, and the editions before it: building the
    folder gives what the edition gave. What the files hold is not checked: the loader does. Raises
    `ContentError`: `text` is no frozen edition, is of a newer program's, or names files that have no
    place in a content folder.
    """
    return thawed(read_frozen(text, file), text, file)


def thawed(frozen: Frozen, text: str, file: str) -> Files:
    """As `thaw`, of an edition that was read already."""
    edition = frozen.edition.model_dump(exclude_defaults=True, exclude={"draft"})
    whose = {"edition": frozen.plan.get("edition")} if frozen.paper != PLAN else {"edition": edition}
    plan = {key: value for key, value in frozen.plan.items() if key not in ("schema", "edition")}
    files: Files = {
        "plan.yaml": _yaml({"schema": frozen.schema_, **plan, **whose}),
        "plan.md": frozen.manuscript.encode(),
        "priorities.yaml": _yaml(frozen.priorities),
        "actions.yaml": _yaml(frozen.actions),
        "footnotes.yaml": _yaml(frozen.footnotes),
        "members.yaml": _yaml([*map(_member, frozen.members)]),
    }
    if frozen.paper != PLAN:
        files[HEAD] = _yaml({**frozen.head, "edition": edition})
        if frozen.layout:
            files[f"heads/{_layout(frozen, file)}.yaml"] = frozen.layout.encode()
        if frozen.meeting:
            files[meeting_file(_meeting(frozen, file))] = _yaml(
                {key: value for key, value in frozen.meeting.items() if key != "file"}
            )
    taken = set(files)
    for name, data in _others(frozen, file):
        if name.casefold() in taken:
            raise _refused(f"the file {quoted(name)} is there twice", file)
        taken.add(name.casefold())
        files[name] = data
    files = migrated(files, frozen.schema_, draft=frozen.edition.draft)
    own = frozen.edition.label
    if not frozen.edition.draft:
        files[edition_file(own)] = text.encode()
    elif frozen.kept:
        files[DRAFT] = text.encode()
    earlier = [each for each in frozen.history if frozen.edition.draft or each.label != own]
    if earlier:
        files[HISTORY] = _yaml([each.model_dump(exclude_defaults=True) for each in earlier])
    annexed = not any(appendix.file.startswith("appendices/") for appendix in frozen.appendices)
    return files if frozen.paper == PLAN else _as_paper(files, frozen, annexed=annexed)


def _as_paper(files: Files, frozen: Frozen, *, annexed: bool) -> Files:
    is_plan = frozen.head.get("manuscript") == PLAN
    return with_paper(files, frozen.paper, annexed=annexed and not is_plan, is_plan=is_plan)


def _layout(frozen: Frozen, file: str) -> str:
    name = frozen.head.get("layout", STANDARD)
    if not isinstance(name, str) or not re.fullmatch(ID_PATTERN, name):
        raise _refused(f"{quoted(str(name))} cannot be the name of a layout", file)
    return name


def _meeting(frozen: Frozen, file: str) -> str:
    name = frozen.meeting.get("file")
    if not isinstance(name, str) or not re.fullmatch(ID_PATTERN, name):
        raise _refused(f"{quoted(str(name))} cannot be the name of a meeting", file)
    return name


def _others(frozen: Frozen, file: str) -> Iterator[tuple[str, bytes]]:
    for appendix in frozen.appendices:
        found = _APPENDIX.fullmatch(appendix.file)
        belows = ("appendices",) if frozen.paper == PLAN else ("appendices", "annexes")
        if not found or found["below"] not in belows:
            raise _refused(f"{quoted(appendix.file)} cannot be the name of an appendix", file)
        yield appendix.file.replace("annexes/", "appendices/", 1), appendix.text.encode()
    for image in frozen.images:
        if not _PICTURE.fullmatch(image.file) or _reserved(image.file):
            raise _refused(f"{quoted(image.file)} cannot be the name of a picture", file)
        try:
            yield image.file, b64decode("".join(image.data.split()), validate=True)
        except (Error, ValueError):
            raise _refused(f"the picture {quoted(image.file)} is damaged", file) from None


def _reserved(name: str) -> bool:
    """Whether something else than a picture may be meant, by us or by an operating system."""
    parts = name.casefold().split("/")
    return (
        parts[0] in ("editions", "heads", "meetings")
        or parts[-1].endswith((".md", ".yaml", ".yml"))
        or any(DEVICES.fullmatch(PurePosixPath(part).stem) for part in parts)
    )


def _member(member: str | FrozenMember) -> dict[str, str]:
    return {"id": member} if isinstance(member, str) else member.model_dump()


def _yaml(value: object) -> bytes:
    return write_yaml(value).encode()


def _refused(message: str, file: str) -> ContentError:
    return ContentError([Problem(message, Place(file), "give a file that the program wrote, as it is")])
