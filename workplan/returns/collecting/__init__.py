"""Returns, collected: from files that came back to members' interest in the content.

known = known_of(...)                                  the call's forms, the members, all calls and editions
found = collect([Given("Fiji.docx", data)], folder, plan, known, date.today())
found.problems         what somebody should look at, each a clear row
found.changes          for `status.changes.changed`: only those lines of actions.yaml
found.entries          for the log (`log.added`)
found.copies           copies of the plan for `review`: words of actions that members changed

    files.py       files told apart by their bytes, and read by their carriers; messages with what is attached
    whose.py       whose form it is, of which call and edition
    said.py        one cell for each member and action; who answers twice
    interest.py    what that makes of members' interest
    amendments.py  words that were changed, as copies for `review` (reworded.py: over the words there are)
    log.py         what was collected, and what of it was taken
    table.py       all of it for people: in a terminal, CSV, XLSX
    collect.py     all of it together
"""

from workplan.returns.collecting.collect import Asked, Collected, collect
from workplan.returns.collecting.files import Given
from workplan.returns.collecting.whose import Known

__all__ = ["Asked", "Collected", "Given", "Known", "collect"]
