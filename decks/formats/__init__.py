"""The kinds of file a deck can be written to.

To add one: a module here with `write(deck, file, settings)`, and its entry in `format.FORMATS`.
"""
