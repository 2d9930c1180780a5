"""What an editor does in LibreOffice, for the driver (`libreoffice_driver.py`).

`Editor(context, document).do(author, verb, …)` does one thing with the caret and the commands of the menus,
as somebody at the keyboard would; changes are tracked, in the name of `author`. `shown(document)` is what the
document says, in LibreOffice's own reading. For the Python that has `uno`.

`comment(document, …)` wants a document without a view: LibreOffice's package for machines without a screen
lacks the windows of comments, and crashes over them (measured, 7.4.7). It has no command for an answer then,
and 7.4 writes none into DOCX: an answer is a comment on the same words.
"""

from __future__ import annotations

from com.sun.star.beans import PropertyValue


class Editor:
    """One open document. Places are told by the words there: the first that are found."""

    def __init__(self, context, document) -> None:
        services = context.ServiceManager
        self._document = document
        self._caret = document.CurrentController.ViewCursor
        self._configuration = services.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", context
        )
        self._dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        document.setPropertyValue("RecordChanges", True)

    def do(self, author: str, verb: str, *arguments) -> None:
        self._sign(author)
        getattr(self, verb)(*arguments)

    def type(self, after: str, words: str) -> None:
        self._go(after)
        self._type(words)

    def type_before(self, before: str, words: str) -> None:
        self._caret.gotoRange(self._find(before).Start, False)
        self._type(words)

    def replace(self, old: str, new: str) -> None:
        self._select(old)
        self._type(new)

    def delete(self, words: str) -> None:
        self._select(words)
        self._dispatch("Delete")

    def split(self, after: str) -> None:
        self._go(after)
        self._dispatch("InsertPara")

    def join(self, end: str) -> None:
        """The paragraph that ends with these words goes on in the next."""
        self._go(end)
        self._dispatch("Delete")

    def new_line(self, after: str, words: str) -> None:
        """A paragraph or list item behind the one that ends with `after`."""
        self.split(after)
        self._type(words)

    def bold(self, words: str) -> None:
        self._select(words)
        self._dispatch("Bold", Bold=True)

    def italic(self, words: str) -> None:
        """Slant the words, or set them upright."""
        self._select(words)
        self._dispatch("Italic")

    def delete_paragraph(self, begin: str) -> None:
        """The paragraph that begins with these words, with the break behind it."""
        self._caret.gotoRange(self._find(begin).Start, False)
        self._dispatch("EndOfParaSel")
        self._dispatch("CharRightSel")
        self._dispatch("Delete")

    def level(self, words: str, steps: int) -> None:
        self._go(words)
        self._caret.NumberingLevel += steps

    def type_in_cell(self, table: str, cell: str, words: str) -> None:
        self._caret.gotoRange(self._cell(table, cell).End, False)
        self._type(words)

    def new_row(self, table: str, cell: str, *cells: str) -> None:
        """A row below that of `cell`, with words in its cells."""
        self._caret.gotoRange(self._cell(table, cell).End, False)
        self._dispatch("InsertRowsAfter")
        row = int(cell[1:]) + 1
        for letter, words in zip("ABCDEFGH", cells, strict=False):
            if words:
                self.type_in_cell(table, f"{letter}{row}", words)

    def delete_row(self, table: str, cell: str) -> None:
        self._caret.gotoRange(self._cell(table, cell).Start, False)
        self._dispatch("DeleteRows")

    def note(self, after: str, words: str) -> None:
        self._go(after)
        self._dispatch("InsertFootnote")
        self._type(words)

    def type_in_note(self, number: int, words: str) -> None:
        self._caret.gotoRange(self._document.Footnotes.getByIndex(number - 1).End, False)
        self._type(words)

    def delete_call(self, number: int) -> None:
        self._caret.gotoRange(self._document.Footnotes.getByIndex(number - 1).Anchor, False)
        self._dispatch("Delete")

    def track(self, on: bool) -> None:
        """Turn change tracking on or off."""
        self._document.setPropertyValue("RecordChanges", on)

    def undo(self) -> None:
        self._dispatch("Undo")

    def accept(self, words: str) -> None:
        """Accept the change that these words are part of."""
        self._select(words)
        self._dispatch("AcceptTrackedChange")

    def reject(self, words: str) -> None:
        self._select(words)
        self._dispatch("RejectTrackedChange")

    def move_up(self, words: str) -> None:
        """The paragraph with these words, one up."""
        self._go(words)
        self._dispatch("MoveUp")

    def move_down(self, words: str) -> None:
        self._go(words)
        self._dispatch("MoveDown")

    def cut_and_paste(self, words: str, after: str) -> None:
        """The words, behind others."""
        self._select(words)
        self._dispatch("Cut")
        self._go(after)
        self._dispatch("Paste")

    def copy_and_paste(self, words: str, after: str) -> None:
        self._select(words)
        self._dispatch("Copy")
        self._go(after)
        self._dispatch("Paste")

    def copy_row(self, table: str, cell: str, before: str) -> None:
        """The row of `cell` once more, above that of `before`."""
        self._caret.gotoRange(self._cell(table, cell).Start, False)
        self._dispatch("EntireRow")
        self._dispatch("Copy")
        self._caret.gotoRange(self._cell(table, before).Start, False)
        self._dispatch("PasteRowsBefore")

    def cut_row(self, table: str, cell: str, before: str) -> None:
        self._caret.gotoRange(self._cell(table, cell).Start, False)
        self._dispatch("EntireRow")
        self._dispatch("Cut")
        self._caret.gotoRange(self._cell(table, before).Start, False)
        self._dispatch("PasteRowsBefore")

    def style(self, words: str, name: str) -> None:
        """Another paragraph style."""
        self._go(words)
        self._dispatch("StyleApply", Style=name, FamilyName="ParagraphStyles")

    def head(self, old: str, new: str) -> None:
        """Other words in the running head."""
        styles = self._document.StyleFamilies.getByName("PageStyles")
        for n in range(styles.Count):
            style = styles.getByIndex(n)
            if style.HeaderIsOn and old in style.HeaderText.String:
                cursor = style.HeaderText.createTextCursor()
                cursor.gotoEnd(True)
                cursor.String = cursor.String.replace(old, new)
                return
        raise LookupError(old)

    def _sign(self, author: str) -> None:
        path = _property("nodepath", "/org.openoffice.UserProfile/Data")
        access = self._configuration.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (path,)
        )
        given, _, family = author.partition(" ")
        access.setPropertyValue("givenname", given)
        access.setPropertyValue("sn", family)
        access.setPropertyValue("initials", given[:1] + family[:1])
        access.commitChanges()

    def _find(self, words: str):
        search = self._document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self._document.findFirst(search)
        if found is None:
            raise LookupError(words)
        return found

    def _go(self, after: str) -> None:
        self._caret.gotoRange(self._find(after).End, False)

    def _select(self, words: str) -> None:
        self._document.CurrentController.select(self._find(words))

    def _type(self, words: str) -> None:
        self._dispatch("InsertText", Text=words)

    def _cell(self, table: str, cell: str):
        """The cell of the table whose first cell says `table`."""
        tables = self._document.TextTables
        for n in range(tables.Count):
            found = tables.getByIndex(n)
            if found.getCellByName("A1").String.startswith(table):
                return found.getCellByName(cell)
        raise LookupError(table)

    def _dispatch(self, command: str, **arguments) -> None:
        frame = self._document.CurrentController.Frame
        values = tuple(_property(name, value) for name, value in arguments.items())
        self._dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, values)


def comment(document, author: str, about: str, words: str, resolved: bool) -> None:
    """Comment on the first words `about`."""
    field = document.createInstance("com.sun.star.text.textfield.Annotation")
    field.Author, field.Content, field.Resolved = author, words, resolved
    found = next(filter(None, (_within(text, about) for text in _paragraphs(document.Text))), None)
    if found is None:
        raise LookupError(about)
    found.Text.insertTextContent(found, field, True)


def shown(document) -> dict[str, list]:
    """Every paragraph in order, cells and all, as [label, words], with `^` for the call of a note; and the
    words of each note."""
    notes = [document.Footnotes.getByIndex(n) for n in range(document.Footnotes.Count)]
    return {
        "lines": [line for line in map(_line, _paragraphs(document.Text)) if line[1]],
        "notes": [note.String.strip() for note in notes],
    }


def _paragraphs(text):
    for block in _all(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from _paragraphs(block.getCellByName(name))
        else:
            yield block


def _line(paragraph) -> list[str]:
    return [paragraph.ListLabelString, "".join(map(_portion, _all(paragraph)))]


def _within(paragraph, words: str):
    """A cursor over the words in the paragraph, None if it has none such."""
    before, found, _ = paragraph.String.partition(words)
    if not found:
        return None
    cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
    cursor.goRight(len(before), False)
    cursor.goRight(len(words), True)
    return cursor


def _portion(portion) -> str:
    match portion.TextPortionType:
        case "Text":
            return portion.String
        case "TextField":
            return portion.String
        case "Footnote":
            return "^"
    return ""


def _all(container):
    found = container.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def _property(name: str, value) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made
