"""The files that people write: one strict pydantic model for each, and what follows from its values alone.

    plan.yaml        Identity    in `identity`      priorities.yaml, actions.yaml,
    heads of papers  Head        in `head`          members.yaml, footnotes.yaml     in `data`
    meetings/*.yaml  Meeting     in `meeting`       circulars/*.yaml  Circular       in `circular`

Strict: an unknown key, a number where words belong and a control character are errors, never repaired in
silence. What one model cannot see (ids that exist elsewhere) is in `content.checks`.
"""
