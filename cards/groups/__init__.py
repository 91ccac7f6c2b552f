"""Several facts in one card: each rule of the table in `rules` groups facts that belong together.

Cards about a single fact need no group.
"""
