"""Tools for authors of facts: the JSON schema, and a scaffold for a new file.

`cards.load` decides what a valid file is; this package only describes it.
"""
