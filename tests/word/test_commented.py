"""Comments that we write are those that are read, on the words that they are about."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.documents import redlined, sample
from workplan.design.theme import theme
from workplan.document.tree import Figure, Text
from workplan.document.walking.walk import lines
from workplan.word import read, write
from workplan.word.commented import with_comments
from workplan.word.reader.parts.comments import Comment

_DATE = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)


def test_what_is_written_is_read() -> None:
    """On each line of a document, with an answer to each; on its last word, and on the whole line."""
    for document in (sample(), redlined()):
        blocks = [block for block in document.blocks if not isinstance(block, Figure)]
        found = [line for block in blocks for line in lines(block)]
        comments: list[Comment] = []
        for line in found:
            texts = [each.text for each in line.inlines if isinstance(each, Text) and each.text.strip()]
            word = texts[-1].split()[-1] if texts else line.inlines[0].text if line.inlines else ""
            about = (line.id, line.id, word)
            comments.append(Comment("Ann", "A", _DATE, ("Is it so?", "Really?"), *about, True))
            comments.append(Comment("Bo", "", None, ("It is.",), *about, False, len(comments) - 1))
        file = write(document, theme())
        reading = read(with_comments(file, comments))
        assert reading.document == read(file).document
        assert sorted(map(_said, reading.comments)) == sorted(map(_said, comments))
        for comment in reading.comments:
            above = None if comment.parent is None else reading.comments[comment.parent]
            assert (comment.author == "Bo") == (above is not None)
            assert above is None or (above.author, above.first) == ("Ann", comment.first)


def _said(comment: Comment) -> tuple[object, ...]:
    about = comment.first, comment.author, comment.words
    return (*about, comment.initials, str(comment.date), comment.paragraphs, comment.resolved)


def test_on_no_line_it_is_on_the_first() -> None:
    document = sample()
    comment = Comment("Ann", "", None, ("Why?",), "nowhere", "nowhere", "")
    (found,) = read(with_comments(write(document, theme()), [comment])).comments
    assert found.first == document.blocks[0].id
