"""A manuscript: its blocks, checked, each kind in a module. `markdown` lists what may stand in one."""
