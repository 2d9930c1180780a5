"""Files of a content folder that nobody reads: most often a slip in a name, or words in another kind of file.

Pictures may lie anywhere, and so may the PDF files of papers from elsewhere (`content.models.meeting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.content.files.folder import Folder
from workplan.content.files.papers import paper_files
from workplan.errors import Place, Problem
from workplan.text.hints import did_you_mean, join, one_of, quoted

#: What people write words in.
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".txt", ".html", ".markdown", ".xlsx", ".csv")
_WORDY = (".yaml", ".yml", ".md", *_DOCUMENTS)
_BEHIND = ("/annexes", "/appendices")
#: What is read in each folder, and what that is.
_FOLDERS = {
    "appendices": (".md", "an appendix is a Markdown file (.md)"),
    "circulars": (".yaml", "the record of a circular is a file that `circular open` writes (.yaml)"),
    "editions": (".yaml", "an edition is a file that `issue` writes (.yaml)"),
    "heads": (".yaml", "the layout of a head is a YAML file (.yaml)"),
    "meetings": (".yaml", "a meeting is a YAML file (.yaml)"),
    "papers": (".md", "a paper is a Markdown file (.md)"),
    "papers/kinds": (".md", "a kind of paper is a Markdown file (.md)"),
}

#: Folders that no paper is made from: what is private, and messages that go out with papers.
_OTHERS = ("private", "messages", "circulation")


def strangers(folder: Folder, plan: Sequence[str], records: Sequence[str]) -> Iterator[Problem]:
    """A warning for each; of those in a folder in which nothing is read, for the folder. At the top, of the
    files that look like one of the `plan` and are none, nor one of the `records`."""
    for name in folder.files():
        if name.lower().endswith((".yaml", ".yml", ".md", ".markdown")) and name not in (*plan, *records):
            hint = join(did_you_mean(name, plan), f"The files of a plan: {one_of(plan)}")
            yield _not_read(folder, name, hint)
    whole = folder.whole
    for below, (suffix, about) in _FOLDERS.items():
        for name in whole.files(below):
            if not name.endswith(suffix) and name.lower().endswith((*_WORDY, ".pdf")):
                yield _not_read(whole, name, f"{about}: put its words into one")
    for below in _folders(whole):
        if names := [name for name in whole.files(below) if name.lower().endswith(_WORDY)]:
            message = f"nothing in the folder {quoted(below)} is read but pictures"
            hint = join(did_you_mean(below, _FOLDERS), f"Folders that are read: {one_of(_FOLDERS)}")
            yield Problem(message, Place(whole.shown(names[0])), hint, warning=True)


def _folders(whole: Folder) -> Iterator[str]:
    """The folders in which nothing is read."""
    papers = {f"papers/{name}" for name in paper_files(whole)}
    inside = [each for below in papers for each in whole.folders(below)]
    around = (*(name for name in whole.folders() if name not in _OTHERS), *whole.folders("papers"))
    yield from (below for below in around if below not in {*_FOLDERS, *papers})
    yield from (*whole.folders("appendices"), *whole.folders("meetings"))
    yield from (below for below in inside if not below.endswith(_BEHIND))


def _not_read(folder: Folder, name: str, hint: str) -> Problem:
    return Problem(f"{quoted(name)} is not read", Place(folder.shown(name)), hint, warning=True)
