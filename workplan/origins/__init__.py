"""Where content comes from, other than the folder that is worked on: what a user names (`named`), and the
content that our own files carry (`carried`).

Imports nothing: `pdf_worker` is on its way at once.
"""
