"""`make bench`: how long this program takes and how much memory, beside its peers.

    tasks.py    what a user does with a plan, from `check` to a circulation, as commands
    ours.py     the bare cost: WeasyPrint alone
    given/      content folders of any size, always the same, and members' copies of a plan
    others/     what others would use, as commands, with the same content as Typst and as Markdown
    measure.py  a command's wall time, processor time and peak memory, within limits
    parts/      parts that grow with something else than a plan: packs, replies, copies, forms, imports; and
                the stages of a build and of a redline (`--stages` measures them alone)
    hooks.py    what each function takes, in the program as it is
    growth.py   exponents
    report.py   one table of tasks and peers at all sizes, with ratios and growth; the same in JSON

`--write` puts the table into RESULTS.md. Every command is a new process, started as a user starts it, whose
files are in the system's cache; *peak* is the largest sum of the memory of a process and its descendants at
any moment, sampled every 50 ms. Linux only.
"""
