"""All of it: from files that came back to what the content is to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.files.folder import Folder
from workplan.content.paper.plan import Plan
from workplan.errors import Place, Problem
from workplan.returns.collecting.amendments import copies
from workplan.returns.collecting.files import Given, Read, opened, what
from workplan.returns.collecting.interest import Taken, taken
from workplan.returns.collecting.log import Entry, log_of, plain
from workplan.returns.collecting.said import Answered, Cell, Earlier, cells_of, latest
from workplan.returns.collecting.whose import Known
from workplan.returns.form import Form
from workplan.returns.reply.lines import folded
from workplan.status.changes import Change
from workplan.text.hints import one_of, quoted

_BOTH = "say of each when it came: --received FILE=DATE"


class Asked(Struct, frozen=True):
    """How to collect: who is `confirmed`, and of whom a late answer is taken; whether an action may have one
    lead alone, and `one_lead_says` who says so."""

    confirmed: frozenset[str] = frozenset()
    one_lead: bool = False
    one_lead_says: str = ""


_NOBODY = Asked()


class Collected(Struct, frozen=True):
    """`answered` has everybody who was sent a form, in the order of the members. `problems` say what somebody
    should look at, each a clear row; `changes` are those of the register, `entries` those of the log, and
    `copies` the copies of the plan for `review`, by name."""

    blank: Form
    plan: Plan
    answered: tuple[Answered, ...]
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    entries: tuple[Entry, ...]
    files: tuple[str, ...] = ()  # a line for each
    copies: Mapping[str, bytes] = {}
    senders: Mapping[str, str] = {}  # of the copies, by name

    @property
    def count(self) -> int:
        return sum(each.used is not None for each in self.answered)


def collect(
    files: Sequence[Given],
    content: Folder,
    plan: Plan,
    known: Known,
    day: date,
    asked: Asked = _NOBODY,
    progress: Callable[[str], None] = lambda _: None,
) -> Collected:
    """What the `files` say to the content of the folder, which says `plan`. `day` is today's, for the log.
    Nothing is written. Raises `ContentError` where the log cannot be read."""
    return _Collecting(content, plan, known, day, asked).collect(files, progress)


class _Collecting:
    def __init__(self, content: Folder, plan: Plan, known: Known, day: date, asked: Asked) -> None:
        self._content, self._plan, self._known, self._day, self._asked = content, plan, known, day, asked
        call = known.blank.call.paper
        self._log = [entry for entry in log_of(content) if entry.call == call]
        self._problems: list[Problem] = []
        self._confirmed: set[str] = set()

    def collect(self, files: Sequence[Given], progress: Callable[[str], None]) -> Collected:
        found = opened(files, self._known.forms, progress)
        for name, why, hint in found.refused:
            self._say(name, f"it is not read: {why}", hint)
        by: dict[str, list[Read]] = defaultdict(list)
        told: list[str] = []
        for read in self._once(found.reads):
            whose = self._known.whose(read)
            self._findings(read)
            told.append(f"{read.given.name}: {what(read.returned)}, {whose.member or 'nobody knows whose'}")
            if whose.member is None:
                self._say(read.given.name, whose.why, whose.hint)
            else:
                by[whose.member].append(read)
        self._confirm_those(by)
        sent = [form.member for form in self._known.forms.values() if form.member is not None]
        answered = tuple(self._answered(member, by.get(member, [])) for member in sent)
        result = taken(
            self._plan.actions,
            answered,
            frozenset(self._confirmed),
            {each.member: self._done(each) for each in answered},
            one_lead=self._asked.one_lead,
        )
        self._leads(result)
        edited = {each.member: self._edited(each.used) for each in answered if each.used}
        received = {each.member: each.used.received for each in answered if each.used}
        made = copies(self._content, edited, received)
        senders = dict(zip(made, (member for member, words in edited.items() if words), strict=True))
        return Collected(
            self._known.blank,
            self._plan,
            answered,
            tuple(self._problems),
            tuple(self._changes(result, answered)),
            tuple(self._entries(result, answered)),
            (*told, *(f"{name}: not read" for name, _, _ in found.refused)),
            made,
            senders,
        )

    def _edited(self, read: Read) -> dict[str, str]:
        """Words that the member changed: none that the edition had when the form was sent."""
        issued = {action: folded(words) for action, words in self._known.issued.items()}
        return {
            action: words
            for action, words in read.returned.edited.items()
            if folded(words) != issued.get(action)
        }

    def _confirm_those(self, by: Mapping[str, Sequence[Read]]) -> None:
        """The members who are confirmed: named, or by the names of files of theirs."""
        for name in sorted(self._asked.confirmed):
            of = {m for m, reads in by.items() if any(read.given.name == name for read in reads)}
            of |= {member for member in by if member.casefold() == name.casefold()}
            if not of:
                self._say(
                    name,
                    "--confirm: it is no member who answered, and no file that was read",
                    "look at the table",
                )
            self._confirmed |= of

    def _say(self, file: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(message, Place(file), hint, warning=True))

    def _once(self, reads: Sequence[Read]) -> Iterator[Read]:
        """The returns without those that are the same file as another one."""
        seen: dict[str, str] = {}
        for read in reads:
            first = seen.setdefault(read.digest, read.given.name)
            if first is not read.given.name:
                self._say(read.given.name, f"it is the same file as {first}", "give it once; it is read once")
            else:
                yield read

    def _findings(self, read: Read) -> None:
        for finding in read.returned.findings:
            self._say(read.given.name, finding, "what is clear of the file is read")

    def _answered(self, member: str, reads: Sequence[Read]) -> Answered:
        if not reads:
            return Answered(member)
        form = next(form for form in self._known.forms.values() if form.member == member)
        roles = {a.id: {each.member: each.role for each in a.interest} for a in self._plan.actions}
        cells = {read.digest: cells_of(read, form, roles, member) for read in reads}
        same = {
            digest: repr([(a, c.said, c.sure, c.comment) for a, c in found.items()])
            for digest, found in cells.items()
        }
        says = {d: {a: c.said for a, c in found.items() if c.said} for d, found in cells.items()}
        used, why = latest(reads, self._earlier(member), says, same)
        names = one_of(read.given.name for read in reads)
        if used is None:
            self._say(reads[-1].given.name, f"{member}: {why}; nothing of it is taken", _BOTH)
            return Answered(member, tuple(reads), None, {}, why)
        if len(reads) > 1:
            how = (
                f"the later one, of {used.received} by {used.says},"
                if used.received
                else "which say the same,"
            )
            self._say(
                used.given.name,
                f"{member} answered more than once ({names}): {how} is taken",
                "all are kept in the table",
            )
        late = self._is_late(member, used)
        found = Answered(member, tuple(reads), used, cells[used.digest], late)
        self._rows(found)
        if late and member not in self._confirmed:
            found = replace(
                found,
                cells={
                    a: replace(
                        c, sure="to be confirmed" if c.sure == "certain" else c.sure, why=c.why or late
                    )
                    for a, c in found.cells.items()
                },
            )
        return found

    def _is_late(self, member: str, read: Read) -> str:
        deadline = self._known.deadline
        if not read.is_after(deadline):
            return ""
        why = f"it came on {read.received}, by {read.says}, after the deadline of {deadline}"
        self._say(read.given.name, f"{member}: {why}", self._confirm(member))
        return "it came after the deadline"

    def _confirm(self, member: str) -> str:
        if member in self._confirmed:
            return "it is confirmed, and taken"
        return f"look at it, and take it with --confirm {quoted(member, 80)}"

    def _rows(self, each: Answered) -> None:
        """What of a member's answers somebody should look at."""
        assert each.used
        file, numbers = each.used.given.name, {row.action: row.number for row in self._known.blank.rows}
        is_empty = _is_empty(each)
        if is_empty:
            self._say(file, f"{each.member}: the form is empty, nothing was filled in", "ask the member")
        for action, cell in each.cells.items():
            about = f"{each.member}, action {numbers[action]}"
            answers = each.used.returned.answers.get(action)
            if answers and answers.comment and answers.comment.sure == "unreadable":
                self._say(file, f"{about}: the comment: {answers.comment.why}", "ask the member")
            if cell.sure == "unreadable":
                self._say(file, f"{about}: {cell.why}; it is not taken", "ask the member")
            elif cell.comment and cell.said is None:
                self._say(
                    file,
                    f"{about}: a comment ({quoted(cell.comment, 100)}), and neither lead nor contributing",
                    "ask the member",
                )
            elif cell.said is None and cell.is_named and not is_empty:
                role = cell.before or "interested"
                message = f"{about}: left blank, where the plan says {quoted(role)}; that stays"
                self._say(
                    file, message, "if it is to go, take it out of actions.yaml, or with `status import`"
                )
        doubtful = {a: c for a, c in each.cells.items() if c.sure == "to be confirmed" and not c.is_empty}
        waiting = [str(numbers[action]) for action in doubtful]
        if waiting:
            why = next(cell.why for cell in doubtful.values())
            why = why or "how it was read leaves a doubt"
            message = f"{each.member}: to be confirmed ({why}): actions {one_of(waiting, 40)}"
            self._say(file, message, self._confirm(each.member))

    def _earlier(self, member: str) -> Iterator[Earlier]:
        last = [entry for entry in self._log if entry.member == member]
        for entry in {entry.sha256: entry for entry in last}.values():
            yield Earlier(entry.sha256, entry.file, entry.received, entry.answers)

    def _done(self, each: Answered) -> frozenset[str]:
        """The actions of which the same answer of the same file was taken before."""
        if not each.used:
            return frozenset()
        return frozenset(
            action
            for entry in self._log
            if entry.member == each.member and entry.sha256 == each.used.digest
            for action in entry.taken
            if entry.answers.get(action) == (each.cells[action].said if action in each.cells else None)
        )

    def _leads(self, result: Taken) -> None:
        numbers = {row.action: row.number for row in self._known.blank.rows}
        for action, members in result.leads.items():
            said = f"{self._asked.one_lead_says} allows one; no new lead is taken"
            message = f"action {numbers[action]}: {one_of(members)} would lead it, and {said}"
            self._say(
                members[-1], message, "agree on one, and enter it in actions.yaml or with `status import`"
            )

    def _changes(self, result: Taken, answered: Sequence[Answered]) -> Iterator[Change]:
        file = {each.member: each.used.given.name for each in answered if each.used}
        for action, interest in result.interest.items():
            who = next(member for member, ids in result.members.items() if action in ids)
            yield Change(action, {}, interest, {"": Place(file[who]), "interest": Place(file[who])})

    def _entries(self, result: Taken, answered: Sequence[Answered]) -> Iterator[Entry]:
        """What the log does not have yet: returns that are new, and answers taken now."""
        for each in answered:
            for read in each.reads:
                is_used = read is each.used
                cells = each.cells if is_used else self._cells(each.member, read)
                answers = {action: cell.said for action, cell in cells.items() if cell.said}
                new = result.members.get(each.member, ()) if is_used else ()
                before = [e for e in self._log if e.sha256 == read.digest and e.member == each.member]
                if before and not new and (read.received is None or before[-1].received == read.received):
                    continue
                yield Entry(
                    collected=self._day,
                    file=plain(read.given.name),
                    sha256=read.digest,
                    call=self._known.blank.call.paper,
                    form=read.returned.form or "",
                    member=each.member,
                    received=read.received,
                    answers=answers,
                    taken=tuple(new),
                    comments={a: plain(c.comment) for a, c in cells.items() if c.comment},
                    remarks=plain((read.returned.remarks and read.returned.remarks.value) or ""),
                )

    def _cells(self, member: str, read: Read) -> Mapping[str, Cell]:
        return cells_of(read, self._known.blank, {}, member)


def _is_empty(each: Answered) -> bool:
    """Whether nothing was filled in, and nothing changed."""
    assert each.used
    returned = each.used.returned
    has_remarks = bool(returned.remarks and returned.remarks.value)
    return not (has_remarks or returned.edited) and all(cell.is_empty for cell in each.cells.values())
