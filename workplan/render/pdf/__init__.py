"""The PDF: PDF/UA-1 and PDF/A-3a in one file, laid out by WeasyPrint in a process of its own.

`process` (the parent's side, light to import) → `worker` (the process) → `structure`, `elements`,
`finish`; `job` is what passes between the two, `fonts` what both know of fonts.
"""
