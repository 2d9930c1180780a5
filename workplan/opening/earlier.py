"""What a paper prints of earlier editions, found out by opening them.

An edition that is opened for that opens no other one: nothing goes in circles.

[x] editions of the plan and of other papers, by label; `last`; git revisions, as in `redline`
[-] files and folders: content names nothing outside its own folder
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from workplan.content.files.folder import DiskFolder, Folder
from workplan.content.files.papers import PLAN, paper_files, paper_folder
from workplan.content.models.data import Action
from workplan.content.models.identity import Identity
from workplan.content.paper.plan import Plan
from workplan.content.paper.since import Count, Earlier, Since
from workplan.directives.actions.changed import changed
from workplan.directives.actions.selection import state_of
from workplan.directives.declaration import ALL, LAST, Wanted
from workplan.directives.declared import of_editions
from workplan.editions.history import Issued, read_history
from workplan.errors import ContentError, Place, Problem, WorkplanError
from workplan.opening.frozen import issued_edition
from workplan.opening.plain import Opened, open_plain
from workplan.text.hints import did_you_mean, join, one_of, quoted

#: What names a git revision, and no edition.
GIT = "git:"


def earlier(folder: Folder, opened: Opened) -> Earlier:
    """What the content of `folder`, opened without it, prints of earlier editions. Raises `ContentError` with
    everything that cannot be found out, where it is asked for."""
    finder = _Finder(folder, opened)
    for wanted, node in of_editions(opened.plan.trees):
        finder.find(wanted, node)
    if finder.problems:
        raise ContentError([*dict.fromkeys(finder.problems), *opened.loaded.warnings])
    return Earlier(tuple(finder.found.values()), finder.actions)


class _Finder(Struct):
    """`found` is what is known of each edition, by its name and its paper; those of which nothing can be
    known are in `failed`. `presents` are the papers as they are now."""

    folder: Folder
    opened: Opened
    found: dict[tuple[str, str], Since] = {}
    actions: dict[str, tuple[Action, ...]] = {}
    problems: list[Problem] = []
    failed: set[tuple[str, str]] = set()
    editions: dict[tuple[str, str], Opened | None] = {}
    presents: dict[str, Opened] = {}
    without_plan: bool = False

    def find(self, wanted: Wanted, node: SyntaxTreeNode) -> None:
        if wanted.named == ALL and wanted.what == "counts":
            self._all(wanted, node)
            return
        key = wanted.named, wanted.paper
        if key in self.failed:
            return
        spots, place = node.meta["spots"], node.meta["place"]
        if not self._is_paper(wanted.paper, spots.get("paper", place)):
            self.failed.add(key)
            return
        try:
            if key not in self.editions:
                self.editions[key] = self._edition(*key, spots.get(wanted.option, place))
            self._tell(wanted, self.editions[key])
        except ContentError as error:
            self.problems += error.problems
            self.failed.add(key)

    def _tell(self, wanted: Wanted, edition: Opened | None) -> None:
        key = wanted.named, wanted.paper
        known_so_far = self.found.get(key, Since(named=wanted.named, paper=wanted.paper))
        if edition is None:
            self.found[key] = known_so_far
            return
        label = known_so_far.edition or edition.plan.identity.edition.label
        if wanted.what == "counts":
            counts = tuple(_counts(edition.plan, self.opened.plan.identity))
            self.found[key] = known_so_far.model_copy(update={"edition": label, "counts": counts})
        elif wanted.what == "changed":
            ids = tuple(changed(edition.plan.actions, self.opened.plan.actions))
            self.actions[wanted.named] = edition.plan.actions
            self.found[key] = known_so_far.model_copy(update={"edition": label, "changed": ids})
        elif known_so_far.changes is None:
            from workplan.opening.what_changed import what_changed  # comparing takes long to import

            update = what_changed(edition, self._present(wanted.paper), self.opened.plan)
            self.found[key] = known_so_far.model_copy(update=update)

    def _all(self, wanted: Wanted, node: SyntaxTreeNode) -> None:
        """The editions before the present content, in order."""
        place = node.meta["spots"].get(wanted.option, node.meta["place"])
        key = wanted.named, wanted.paper
        if key in self.found or not self._is_paper(wanted.paper, place):
            return
        try:
            issued, problems = read_history(self._folder(wanted.paper))
            if problems:
                raise _cannot_be_opened("editions", ContentError(problems), place)
            labels = self._before(wanted.paper, {each.edition.label: each for each in issued if each.file})
        except ContentError as error:
            self.problems += error.problems
            return
        self.found[key] = Since(named=wanted.named, paper=wanted.paper, editions=tuple(labels))
        for label in labels:
            self.find(replace(wanted, named=label), node)

    # Editions

    def _is_paper(self, paper: str, place: Place) -> bool:
        whole = self.folder.whole
        papers = (PLAN, *paper_files(whole))
        if paper == PLAN != self.folder.paper and "plan.md" not in whole.files("", ".md"):
            if not self.without_plan:
                message = "there is no plan here, so that nobody can say what changed in it"
                hint = (
                    "what `restore` wrote is no more than the paper prints: leave its words as they were, or "
                    "put the plan and its editions there"
                )
                self.problems.append(Problem(message, place, hint))
            self.without_plan = True
            return False
        if paper in papers or paper == self.folder.paper:
            return True
        hint = join(did_you_mean(paper, papers), f"papers: {one_of(papers)}")
        self.problems.append(Problem(f"there is no paper {quoted(paper)}", place, hint))
        return False

    def _edition(self, named: str, paper: str, place: Place) -> Opened | None:
        """The edition, opened; None for the last one where there is none. Raises `ContentError` at the
        `place` where it is named."""
        if named.startswith(GIT):
            return self._at_revision(named, paper, place)
        folder = self._folder(paper)
        issued, problems = read_history(folder)
        there = {each.edition.label: each for each in issued if each.file}
        if problems and named not in there:
            raise _cannot_be_opened(named, ContentError(problems), place)
        if named == LAST and LAST not in there:
            before = self._before(paper, there)
            return self._opened(folder, before[-1], place) if before else None
        if named in there:
            return self._opened(folder, named, place)
        raise ContentError([_unknown(named, paper, issued, folder, place)])

    def _before(self, paper: str, there: dict[str, Issued]) -> list[str]:
        """The labels of the editions before the present content: where that was issued, those before it."""
        labels = list(there)
        present = self._present(paper)
        own = present.plan.identity.edition.label
        if not present.standing.draft and own in labels:
            labels = labels[: labels.index(own)]
        return labels

    def _opened(self, folder: Folder, label: str, place: Place) -> Opened:
        try:
            return issued_edition(folder, label)
        except ContentError as error:
            raise _cannot_be_opened(label, error, place) from None

    def _at_revision(self, named: str, paper: str, place: Place) -> Opened:
        whole = self.folder.whole
        if not isinstance(whole, DiskFolder):
            hint = "name an edition that was issued"
            message = f"{quoted(named)} is in a git repository, and this content is not"
            raise ContentError([Problem(message, place, hint)])

        from workplan.opening.revision import folder_at

        try:
            folder = paper_folder(folder_at(named.removeprefix(GIT), whole, named), paper)
            return open_plain(folder, unnumbered=1)
        except ContentError as error:
            raise _cannot_be_opened(named, error, place) from None
        except WorkplanError as error:
            raise ContentError([Problem(error.message, place, error.hint)]) from None

    # The present

    def _folder(self, paper: str) -> Folder:
        return self.folder if paper == self.folder.paper else paper_folder(self.folder.whole, paper)

    def _present(self, paper: str) -> Opened:
        """A paper as it is now; the one that is opened says that it is a draft where its label is that of an
        edition: it may be about to be issued under its own."""
        if paper not in self.presents:
            if paper == self.folder.paper:
                plan = self.opened.plan
                labels = [each.label for each in plan.history]
                again = self.opened.standing.draft and plan.identity.edition.label in labels
                self.presents[paper] = replace(
                    self.opened, standing=self.opened.standing.said_to_be(draft=again)
                )
            else:
                self.presents[paper] = open_plain(self._folder(paper))
        return self.presents[paper]


def _unknown(named: str, paper: str, issued: tuple[Issued, ...], folder: Folder, place: Place) -> Problem:
    labels = [each.edition.label for each in issued if each.file]
    if any(each.edition.label == named for each in issued):
        hint = f"put its file into {folder.shown('editions')}; history.yaml does no more than list it"
        return Problem(f"there is no file of the edition {quoted(named)}", place, hint)
    whose = "" if paper == PLAN else f" of the paper {quoted(paper)}"
    there = f"editions: {one_of(labels)}" if labels else "none was issued yet; `issue` does it"
    hint = join(did_you_mean(named, labels), f"{there}; or write {LAST}, or {GIT}REVISION")
    return Problem(f"there is no edition {quoted(named)}{whose}", place, hint)


def _cannot_be_opened(named: str, error: ContentError, place: Place) -> ContentError:
    """One problem where the edition is named, which says the first of what is wrong with it."""
    why = error.problems[0]
    hint = "; ".join(filter(None, (f"{why.place}: {why.message}", why.hint)))
    return ContentError([Problem(f"{quoted(named)} cannot be opened", place, hint)])


def _counts(plan: Plan, now: Identity) -> Iterator[Count]:
    """How many actions of an edition are in each state, in the order of its own list."""
    found = Counter(state_of(action) for action in plan.actions)
    known_now = {state.id for state in now.states}
    for state in plan.identity.states:
        if found[state.id]:
            words = None if state.id in known_now else plan.identity.printed_state(state.id)
            yield Count(state=state.id, actions=found[state.id], words=words)
    if found[""]:
        yield Count(actions=found[""])
