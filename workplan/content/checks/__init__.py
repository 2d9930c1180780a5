"""What no file can know alone: ids, notes, references, blanks, agenda items and translations that must agree.
`checks` lists them in the order in which they are reported."""
