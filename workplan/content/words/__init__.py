"""The words that the program adds, in English or in a plan's own language: `wording` has all of them, and
the other modules are its parts."""
