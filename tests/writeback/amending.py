"""Content after a few amendments that a secretariat would make by hand, in the files themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from workplan.content.files.folder import MemoryFolder

Files = dict[str, str]

_WORDS = (
    "tides, and the moon", "2031–33", "see *Tide Tables*", "**at once**", "Policy: first part", "50 %", "# 4",
    "“so-called”", "A & B", "[words](https://example.org/a_b)", "العربية", "việc", "under_score", "- dash",
    "1. one",
)  # fmt: skip
_MEMBERS = ("IOM", "Indonesia", "Malaysia", "UNODC")
_STATES = ("ongoing", "completed", "postponed")


@st.composite
def amended_content(draw: st.DrawFn, files: Mapping[str, str], most: int = 4) -> dict[str, str]:
    """`files`, a content folder, after one to `most` amendments. They may be ones that do not load."""
    editor = _Editor(draw, dict(files))
    for _ in range(draw(st.integers(1, most))):
        draw(st.sampled_from(editor.amendments))()
    return editor.files


def folder(files: Mapping[str, str]) -> MemoryFolder:
    return MemoryFolder({name: text.encode() for name, text in files.items()}, "content")


class _Editor:
    def __init__(self, draw: st.DrawFn, files: Files) -> None:
        self.draw, self.files, self.made = draw, files, 0
        self.amendments: list[Callable[[], None]] = [
            self.change_word,
            self.change_word,
            self.change_word,
            self.move_entry,
            self.remove_entry,
            self.add_action,
            self.change_links,
            self.change_interest,
            self.report,
            self.add_item,
            self.move_block,
            self.remove_block,
            self.add_block,
            self.add_bullet,
            self.remove_bullet,
            self.indent_bullet,
            self.add_note,
            self.change_level,
        ]

    def some(self) -> str:
        return " ".join(self.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3)))

    def number(self) -> int:
        self.made += 1
        return self.made

    def entries(self, name: str, change: Callable[[list[str]], None]) -> None:
        entries = self.files[name].rstrip("\n").split("\n\n- id: ")
        change(entries)
        self.files[name] = "\n\n- id: ".join(entries) + "\n"

    def blocks(self, change: Callable[[list[str]], None]) -> None:
        name = self.draw(st.sampled_from([name for name in sorted(self.files) if name.endswith(".md")]))
        blocks = self.files[name].rstrip("\n").split("\n\n")
        change(blocks)
        self.files[name] = "\n\n".join(blocks) + "\n"

    def place(self, of: list[str], first: int = 1) -> int:
        return self.draw(st.integers(first, max(len(of) - 1, first)))

    def change_word(self) -> None:
        name = self.draw(st.sampled_from(sorted(self.files)))
        lines = self.files[name].split("\n")
        places = [n for n, line in enumerate(lines) if re.match(r" *[A-Za-z][^:#{]*$", line)]
        if places:
            at = self.draw(st.sampled_from(places))
            words = lines[at].split(" ")
            w = self.draw(st.integers(len(lines[at]) - len(lines[at].lstrip()), len(words) - 1))
            new = f"So {self.some()}" if w == 0 else self.some()  # a dash before all makes a list of it
            words[w : w + self.draw(st.integers(0, 2))] = [new]
            lines[at] = " ".join(words)
            self.files[name] = "\n".join(lines)

    def move_entry(self) -> None:
        def move(found: list[str]) -> None:
            if found[1:]:
                moved = found.pop(self.place(found))
                found.insert(self.draw(st.integers(1, len(found))), moved)

        self.entries(self.draw(st.sampled_from(("actions.yaml", "priorities.yaml"))), move)

    def remove_entry(self) -> None:
        self.entries("actions.yaml", lambda found: found.__delitem__(slice(*[p := self.place(found), p + 1])))

    def add_action(self) -> None:
        words = self.some().replace('"', "'")
        entry = f'new-action-{self.number()}\n  action: "{words}"\n  linked_priorities: [impunity, victims]'
        self.entries("actions.yaml", lambda found: found.insert(self.place(found), entry))

    def sub(self, name: str, pattern: str, new: str) -> None:
        found = list(re.finditer(pattern, self.files[name]))
        if found:
            match = self.draw(st.sampled_from(found))
            text = self.files[name]
            self.files[name] = text[: match.start()] + match.expand(new) + text[match.end() :]

    def change_links(self) -> None:
        ids = ("supply-chains", "impunity", "victims", "emerging")
        chosen = self.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        self.sub("actions.yaml", r"linked_priorities: \[.*\]", f"linked_priorities: [{', '.join(chosen)}]")

    def change_interest(self) -> None:
        chosen = self.draw(st.lists(st.sampled_from(_MEMBERS), min_size=1, max_size=4, unique=True))
        role = self.draw(st.sampled_from(("", ", role: lead", ", role: contributing")))
        listed = ", ".join(f"{{member: {member}{role}}}" for member in chosen)
        self.sub("actions.yaml", r"interest: \[.*\]", f"interest: [{listed}]")

    def report(self) -> None:
        state = self.draw(st.sampled_from(_STATES))
        words = self.some().replace('"', "'")
        fields = (f"state: {state}", f'text: "{words}"', 'timeframe: "2032"', "meeting: the Third Meeting")
        chosen = self.draw(st.lists(st.sampled_from(fields), min_size=1, unique=True))
        listed = ", ".join(field for field in fields if field in chosen)
        self.sub("actions.yaml", r"(linked_priorities: .*)\n(?!  status)", rf"\1\n  status: {{{listed}}}\n")

    def add_item(self) -> None:
        item = f"    - id: new-item-{self.number()}\n      text: More of it\n"
        self.sub("priorities.yaml", r"    - id: .*\n      text: .*\n", rf"\g<0>{item}")

    def move_block(self) -> None:
        def move(found: list[str]) -> None:
            if found[1:]:
                moved = found.pop(self.place(found))
                found.insert(self.draw(st.integers(1, len(found))), moved)

        self.blocks(move)

    def remove_block(self) -> None:
        def remove(found: list[str]) -> None:
            if not found[place := self.place(found)].startswith(":::"):
                del found[place]

        self.blocks(remove)

    def add_block(self) -> None:
        new = self.draw(
            st.sampled_from((f"Said {self.some()}", "## Another section\n\nWith words.", "1. one\n2. two"))
        )
        self.blocks(lambda found: found.insert(self.place(found), new))

    def add_bullet(self) -> None:
        self.sub("plan.md", r"(?m)^- ", "- another thing\n- ")

    def remove_bullet(self) -> None:
        self.sub("plan.md", r"(?m)^- .*\n(?:  .*\n)*", "")

    def indent_bullet(self) -> None:
        self.sub("appendices/01-background.md", r"(?m)^- ([^\n]*)\n(?=- )", r"- \1\n  - below it\n")

    def add_note(self) -> None:
        id = f"new-note-{self.number()}"
        self.sub("plan.md", r"(?<=[a-z])\.\n", f".[^{id}]\n")
        if f"[^{id}]" in self.files["plan.md"]:
            self.files["footnotes.yaml"] += f"\n{id}: Words of a note\n"

    def change_level(self) -> None:
        name = "appendices/02-priority-issues-identified.md"
        self.sub(name, r"(?m)^## ", self.draw(st.sampled_from(("### ", "## "))))
