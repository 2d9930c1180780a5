"""Drives a running LibreOffice through UNO, for `libreoffice.py`; run by the Python that has `uno`.

Takes orders from standard input, one JSON object a line (`source`, `dispatch`: names of commands,
`target`), and answers each with a line: empty, or what went wrong. LibreOffice ends when the orders do.
"""

from __future__ import annotations

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_FILTER = "MS Word 2007 XML"


def main(address: str) -> None:
    context = _connect(address)
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    print(flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        try:
            _obey(desktop, dispatcher, order)
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


def _obey(desktop, dispatcher, order: dict) -> None:
    document = desktop.loadComponentFromURL(order["source"], "_blank", 0, _properties(Hidden=True))
    try:
        frame = document.CurrentController.Frame
        for command in order["dispatch"]:
            dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
        document.storeToURL(order["target"], _properties(FilterName=_FILTER))
    finally:
        document.close(True)


def _properties(**values) -> tuple:
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


if __name__ == "__main__":
    main(sys.argv[1])
