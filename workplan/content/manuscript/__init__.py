"""A manuscript: its blocks, checked (`blocks`), each kind in a module. `markdown` says what may stand in one,
and what is made of it."""
