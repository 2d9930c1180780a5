"""A redline told as a list.

report         one line of it; `numbers` are those that follow from other changes
changes        all of them; `tables` has those of rows, `properties` and `page_layouts` those besides the text
summary        as Markdown, as JSON, and as blocks before a redline
"""
