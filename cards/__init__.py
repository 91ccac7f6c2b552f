"""What there is to know, and the cards made from it.

Start at `model` for the words of the field; `load` reads the YAML under `data/`, `generate` makes
the cards. Nothing here knows the command line, the database, the clock or chance.
"""
