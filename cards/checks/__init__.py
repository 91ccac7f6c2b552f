"""What must hold between facts (`errors`), and what rarely should not (`doubts`).

What a single value may look like is checked where it is read, in `cards.load`; how a card may be
worded, in `cards.lint`.
"""
