"""What a directive is to whoever reads content: its name, its options, and the data that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from msgspec import Struct

from workplan.directives.option import Option

if TYPE_CHECKING:
    from workplan.content.sources.sources import Entries, Sources
    from workplan.errors import Place, Problem
    from workplan.files.yaml import Path

#: What the cells of a column hold, which says how they are printed, read back and told of:
#:
#:     markup    words with markup: a field of `Markup`
#:     linked    the same, and behind them the numbers of the priorities that they are linked to
#:     members   members with their roles; what several people add to one cell is in no conflict
#:     status    where something stands: its state, and what was reported
#:     priorities  numbers of priorities
#:     words     plain words: a part of a field
#:     made      what is no field of the entry: it cannot be read back
Holds = Literal["markup", "linked", "members", "status", "priorities", "words", "made"]


#: What a directive prints of the agenda in the file of the paper's meeting.
OfAgenda = Literal["titles", "annotations", "papers"]

#: What a row or an item is called, by the name of a phrase.
Noun = Literal["action", "priority", "recommendation", "row", "item"]


class Column(Struct, frozen=True):
    """A column of a table. `name` is that of its option, of its cells and of the field that it prints;
    `heading` is markup, empty where it follows from the plan's wording."""

    name: str
    heading: str
    holds: Holds = "markup"


#: What stands for the edition before the present content in place of its label.
LAST = "last"
#: And for all of them, where a directive takes several.
ALL = "all"


class Wanted(Struct, frozen=True):
    """What a directive prints of an earlier edition of a `paper`, which its `option` names: which actions
    `changed` since, all `changes`, or the `counts` of actions by state."""

    what: Literal["changed", "changes", "counts"]
    named: str
    paper: str
    option: str


class Named(Struct, frozen=True):
    """Something with an id, in an entry of a file; `path` leads to the id in the entry."""

    id: str
    kind: str
    path: Path


class Declaration:
    """A directive, as those who write one know it.

    `id` is that of the table or the list that it prints, which no content may have; a row or an item of it is
    called a `noun`, several are `nouns`: names of phrases (`content.words.phrases`). `data` is the field of
    `Plan` and `Sources` that has the entries of its file, empty where it prints none; `kinds` say what an
    entry is that references lead to, and what stands below it. It `needs` what its words refer to.
    """

    name: ClassVar[str]
    options: ClassVar[Mapping[str, Option]] = {}
    holds_text: ClassVar[bool] = False  # what stands behind its options is its own
    around: ClassVar[bool] = (
        False  # it stands around other blocks (`content.markup.syntax` takes them out of it)
    )
    id: ClassVar[str] = ""
    columns: ClassVar[tuple[Column, ...]] = ()
    noun: ClassVar[Noun] = "row"
    nouns: ClassVar[Literal["actions", "priorities", "recommendations", "rows", "items"]] = "rows"
    data: ClassVar[str] = ""
    kinds: ClassVar[tuple[str, ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()  # names of directives
    full_names: ClassVar[bool] = False  # it prints members' full names

    def needed(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        """The directives whose data an edition keeps where this one stands with these options."""
        return self.needs

    def all_members(self, options: Mapping[str, Any]) -> bool:
        """Whether it prints members that no action names, too."""
        return False

    def named_members(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        """The members that these options name, which an edition keeps though no action names them."""
        return tuple(options.get("member") or ())

    def whole(self, options: Mapping[str, Any]) -> bool:
        """Whether it prints all of its data, each once and as they are listed: references lead there."""
        return True

    def led_to(self, sources: Sources, options: Mapping[str, Any]) -> frozenset[str] | None:
        """The ids of the content to which references may lead where it stands with these options; None: to
        all of its data."""
        return None

    def heading_option(self, column: str) -> str:
        """The option that has the heading of a column."""
        return column

    def columns_of(self, options: Mapping[str, Any]) -> tuple[Column, ...]:
        """The columns of the table that it prints with these options."""
        return self.columns

    def wrong_options(
        self, sources: Sources, options: Mapping[str, Any], spots: Mapping[str, Place]
    ) -> Iterator[Problem]:
        """What no option can know alone; `spots` are the places of those that were given."""
        return iter(())

    def of_agenda(self, options: Mapping[str, Any]) -> tuple[OfAgenda, ...]:
        """What it prints of the agenda of the paper's meeting, with these options."""
        return ()

    def of_editions(self, options: Mapping[str, Any]) -> Iterator[Wanted]:
        """What it prints of earlier editions, with these options."""
        return iter(())

    def entries(self, sources: Sources) -> Entries[Any]:
        """The entries of its file."""
        found: Entries[Any] = getattr(sources, self.data)
        return found

    def names(self, entry: Any) -> Iterator[Named]:
        """What has an id in an entry."""
        yield Named(entry.id, self.kinds[0], ("id",))

    def markup(self, entry: Any) -> Iterator[tuple[Path, str]]:
        """The fields of an entry that hold markup, with their words."""
        return iter(())

    def members(self, entry: Any) -> Iterator[str]:
        """The members that an entry names."""
        return iter(())

    def errors(self, sources: Sources) -> Iterator[Problem]:
        """What does not agree with other files."""
        return iter(())

    def warnings(self, sources: Sources) -> Iterator[Problem]:
        """What may be a slip."""
        return iter(())

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        """The names of the words of the plan's wording that it prints; `used` says whether a manuscript has
        it. One of a state has "state." before it."""
        return iter(())

    def holding(self, column: str) -> str:
        """What the cells of a column hold; nothing where there is no such column."""
        return next((each.holds for each in self.columns if each.name == column), "")


def headings(columns: tuple[Column, ...]) -> dict[str, Option]:
    """The options for the headings of columns."""
    return {column.name: Option(column.heading) for column in columns}
