"""Calls for interest to test with, and their forms."""

from __future__ import annotations

from datetime import date

from tests.contents import FILES
from workplan.content.files.folder import MemoryFolder
from workplan.content.files.papers import paper_folder
from workplan.content.paper.plan import Plan
from workplan.editions.writing import write_yaml
from workplan.opening import open_content
from workplan.returns.form import Form
from workplan.returns.making import blank_form

DEADLINE = date(2031, 2, 17)
CALL = """\
---
title: Call for interest
symbol: TIDES/CL.1
date: 2031-01-10
deadline: 2031-02-17
summary: Members are invited to indicate their interest.
---

# What is asked

Say what you wish to lead.

# How to answer

The contact point of each member returns the form to tides@example.org.[^source]
"""
#: Names with what carriers might stumble over.
MEMBERS = ("Harbours", "Pilots", "Korea, Republic of", "Land (north)", "A · B", "ประเทศไทย", "مصر")


def folder(actions: object | None = None, **files: str) -> MemoryFolder:
    """A small content folder with the call `call`, and these actions and files in place of its own."""
    given = {name.replace("_", "."): text for name, text in files.items()}
    if actions is not None:
        given["actions.yaml"] = write_yaml(actions)
    members = write_yaml([{"id": member} for member in MEMBERS])
    texts = {**FILES, "members.yaml": members, "papers/call.md": CALL, **given}
    return MemoryFolder({name: text.encode() for name, text in texts.items()}, "content")


def plan_of(content: MemoryFolder) -> Plan:
    return open_content(paper_folder(content, "call")).plan


def form(actions: object | None = None, **files: str) -> Form:
    """The blank form of the call."""
    return blank_form(plan_of(folder(actions, **files)), DEADLINE)
