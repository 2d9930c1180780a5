"""A frozen edition: one YAML file that holds all that the edition prints, and nothing that it does not.

    schema: 4                             the form of the content (`migrations`)
    digest: sha256-9f2c…                  of all the other lines (`sealed`)
    edition: {label, date, note}          `draft: true` where it was not issued
    history: [{label, date, note}, …]     all editions so far, itself included
    paper: status-report                  where it is another than the plan; then
    head: {title, symbol, …}              its head, without the edition
    layout: |                             the layout of its head, where the content folder has its own
    plan:                                 plan.yaml, without the edition where that is the plan's
    meeting: {file: tenth, name, …}       that the head names, with no more than what the paper prints of it
    manuscript: |                         plan.md
    priorities: … actions: … footnotes: …  as in their files
    members: [IOM, UNODC]                 the short names that are printed; {id, name} where full ones are
    kept: [{named: last, edition: 2021, …}]   what was found out of earlier editions (`content.paper.since`)
    appendices: [{file, text}, …]
    images: [{file, data}, …]             in base64

`freeze` writes it, `thaw` makes a content folder of it.
"""

import re
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from workplan.content.files.folder import Folder
from workplan.content.files.papers import PLAN
from workplan.content.models.identity import Edition
from workplan.content.paper.since import Since
from workplan.content.values.values import Id, MemberId, Model, Words
from workplan.errors import ContentError, Place, Problem
from workplan.files import yaml
from workplan.text.characters import with_plain_line_ends
from workplan.text.hints import quoted

#: The form of content that this program writes; `migrations` brings older ones to it.
SCHEMA = 9

#: The first form of editions that have a digest.
_SEALED = 3

#: Of a frozen edition, in characters; pictures take a third more than their bytes.
MAX_CHARACTERS = 24_000_000


class FrozenEdition(Edition):
    draft: bool = False


class File(Model):
    file: str
    text: str = ""
    data: str = ""


class FrozenMember(Model):
    id: MemberId
    name: Words


class Frozen(Model):
    """What a frozen edition says of itself, and the content as plain values: whether these are sound is for
    the loader to say, once they have been brought to today's form."""

    schema_: Annotated[int, Field(alias="schema", ge=1)]
    digest: str = ""
    edition: FrozenEdition
    history: tuple[Edition, ...]
    paper: Id = PLAN
    head: Annotated[dict[str, Any], Field(default_factory=dict)]
    layout: str = ""
    plan: dict[str, Any]
    meeting: Annotated[dict[str, Any], Field(default_factory=dict)]
    manuscript: str
    priorities: tuple[Any, ...] = ()
    actions: tuple[Any, ...] = ()
    footnotes: Annotated[dict[str, Any], Field(default_factory=dict)]
    members: tuple[MemberId | FrozenMember, ...] = ()
    kept: tuple[Since, ...] = ()
    appendices: tuple[File, ...] = ()
    images: tuple[File, ...] = ()


class FrozenHead(Model):
    """The first lines of a frozen edition, up to `paper`."""

    schema_: Annotated[int, Field(alias="schema", ge=1)]
    digest: str = ""
    edition: FrozenEdition
    history: tuple[Edition, ...]
    paper: Id = PLAN

    @property
    def is_after(self) -> bool:
        """Whether it is a draft for which nobody has chosen a label yet: its own was issued before."""
        label = self.edition.label
        return self.edition.draft and any(each.label == label for each in self.history)

    def called(self, article: str = "the") -> str:
        """Which edition or draft it is, in words."""
        if not self.edition.draft:
            return f"the edition {self.edition.label}"
        return f"{article} draft {'after' if self.is_after else 'of'} the edition {self.edition.label}"


#: What to do about an edition that is not as it was issued.
NEVER_CHANGED = (
    "an issued edition is never changed; take it from git again, or from its PDF or Word file with `restore`"
)

_FROZEN = TypeAdapter(Frozen)
_HEAD = TypeAdapter(FrozenHead)

#: The end of the first lines.
_END_OF_HEAD = re.compile(r"\n(?=plan:\n)|\npaper: .*\n")

#: The first two lines of an edition that has a digest: the second one, and the digest.
_DIGEST = re.compile(r"\Aschema: [0-9]+\n(digest: sha256-([0-9a-f]{64})\n)")


def sealed(text: str) -> str:
    """The text of an edition with its digest below the first line: the SHA-256 of the text without it."""
    schema, end, rest = text.partition("\n")
    return f"{schema}{end}digest: sha256-{sha256(text.encode()).hexdigest()}\n{rest}"


def is_as_sealed(text: str, schema: int) -> bool:
    """Whether the text of an edition is what it was when it was sealed; those of a `schema` that had no
    digest are taken for it."""
    if not (found := _DIGEST.match(text)):
        return schema < _SEALED
    rest = text[: found.start(1)] + text[found.end(1) :]
    return sha256(rest.encode("utf-8", "surrogatepass")).hexdigest() == found[2]


def check_sealed(text: str, schema: int, file: str) -> None:
    """Raises `ContentError` where the text is another than the one that was sealed."""
    if not is_as_sealed(text, schema):
        line = 2 if _DIGEST.match(text) else 1
        message = "this is not what the program wrote: it was changed since, so its digest does not fit"
        raise ContentError([Problem(message, Place(file, line), NEVER_CHANGED)])


def edition_text(folder: Folder, name: str) -> str:
    """The text of a frozen edition in a content folder, whatever line ends git gave it. Raises
    `UnreadableFileError`."""
    return with_plain_line_ends(folder.text(name))


def read_frozen(text: str, file: str) -> Frozen:
    """The edition that `text` holds; `file` names it in problems. Raises `ContentError`: it is no
    frozen edition, one of a newer program, or not as it was sealed."""
    read = yaml.read(_FROZEN, text, file, limit=MAX_CHARACTERS)
    check_schema(read.data, file)
    if read.value is None:
        raise ContentError(read.problems)
    check_sealed(text, read.value.schema_, file)
    return read.value


def read_head(text: str, file: str) -> FrozenHead:
    """What comes before the plan itself, without reading on; the digest is not looked at. Raises
    `ContentError`: it is no frozen edition, or one of a newer program."""
    end = _END_OF_HEAD.search(text)
    read = yaml.read(_HEAD, text[: end.end()] if end else text, file)
    check_schema(read.data, file)
    if read.value is None or not end:
        hint = "give a file that `issue` wrote, as it is"
        raise ContentError(read.problems or [Problem("this is not an edition", Place(file), hint)])
    return read.value


def check_schema(data: object, file: str) -> None:
    """Raises `ContentError` where `data`, of a YAML file, says that it is of a newer form than ours."""
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        message = f"the content has the form {quoted(str(schema))}; this program knows {SCHEMA} at most"
        raise ContentError([Problem(message, Place(file), "use the version of the program that wrote it")])
