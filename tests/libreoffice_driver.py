"""Drives a running LibreOffice through UNO, for `libreoffice.py`; run by the Python that has `uno`.

Takes orders from standard input, one JSON object a line (`source`; `edits` or `comments`, see
`editors/office_edits.py`; `dispatch`: names of commands; `target` and the `filter` that writes it; `shown`:
where to write what the document says, as JSON), and answers each with a line: empty, or what went wrong.
LibreOffice ends when the orders do.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from editors.office_edits import Editor, comment, shown

_WORD = "MS Word 2007 XML"


def main(address: str) -> None:
    context = _connect(address)
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    print(flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        try:
            _obey(context, desktop, dispatcher, order)
            print(flush=True)
        except Exception as error:
            print(" ".join(f"{type(error).__name__}: {error}".split()), flush=True)
    desktop.terminate()


def _connect(address: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def _obey(context, desktop, dispatcher, order: dict) -> None:
    document = _opened(context, desktop, order)
    try:
        if edits := order.get("edits"):
            editor = Editor(context, document)
            for edit in edits:
                editor.do(*edit)
        for said in order.get("comments", ()):
            comment(document, *said)
        for command in order["dispatch"]:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
        if "shown" in order:
            Path(order["shown"]).write_text(json.dumps(shown(document)))
        document.storeToURL(order["target"], _properties(FilterName=order["filter"]))
    finally:
        document.close(True)


def _opened(context, desktop, order: dict):
    """The document; without a view if it is for comments."""
    if "comments" not in order:
        return desktop.loadComponentFromURL(order["source"], "_blank", 0, _properties(Hidden=True))
    document = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.comp.Writer.TextDocument", context
    )
    document.load(_properties(URL=order["source"], FilterName=_WORD))
    return document


def _properties(**values) -> tuple:
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


if __name__ == "__main__":
    main(sys.argv[1])
