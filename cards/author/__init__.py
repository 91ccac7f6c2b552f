"""Help for people who write facts: the JSON schema, and a file to start from.

What a file may hold is decided in `cards.load`; this package only describes it.
"""
