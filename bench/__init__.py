"""`make bench`: how long this program takes and how much memory, beside its peers.

    tasks.py    what a user does with a plan, from `check` to a circulation, as commands
    ours.py     this program, as it is started and asked
    given/      content folders of any size, always the same, and members' copies of a plan
    others/     what others would use, as commands, with the same content as Typst and as Markdown; and
                WeasyPrint alone
    measuring/  a command's wall time, processor time and peak memory, within limits; commands again and
                again, or in turns; what each function takes, in the program as it is
    plan.py     all tasks and all peers on one plan after the other
    pairs.py    what is aimed at for this plan, in turns with what it stands beside
    before.py   the same tasks in another checkout and in this one, in turns
    parts/      parts that grow with something else than a plan: packs, replies, copies, forms, imports; and
                the stages of a build and of a redline (`--stages` measures them alone)
    tables/     tables as they are written; exponents; tasks and peers at all sizes, with ratios and growth
    aims.py     the table of what is aimed at
    results.py  all tables, and the same in JSON

`--write` puts the tables into RESULTS.md, after each plan anew. Every command is a new process, started as a
user starts it, whose files are in the system's cache; *peak* is the largest sum of the memory of a process
and its descendants at any moment, sampled every 50 ms or, where a look takes long, more seldom. Linux only.

What a change has gained, in one run with the rest:

    git worktree add ../before COMMIT
    (cd ../before && tools/setup.sh plan)
    make bench BENCH="--before ../before --before-sizes 100,1000"
"""
