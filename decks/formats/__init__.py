"""File formats for decks.

To add one, write a module with `write(deck, file, settings)` and add it to `format.FORMATS`.
"""
