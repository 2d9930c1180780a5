"""How everything looks that is made: the program's own styles and templates, found (`resources`) and read."""
