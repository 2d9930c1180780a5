"""Packing: from the agenda of a meeting to the pack of its papers, and a ZIP of their Word files.

agenda     the meeting's papers in order; nothing is made yet
listed     one of them: read, checked and opened as it goes in
files      the pack and the ZIP, from the files that were made of our own papers
"""

from workplan.pack.meeting.agenda import Agenda, agenda_of
from workplan.pack.meeting.files import Packed, packed
from workplan.pack.meeting.listed import Listed

__all__ = ["Agenda", "Listed", "Packed", "agenda_of", "packed"]
