"""Which things of two sequences belong together.

align      one and one: by identity, by equal words, by similar ones
splits     one and several: what was divided, and what became one
"""
