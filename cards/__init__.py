"""Facts about exercises and muscles, and the cards generated from them.

Start at `model` for the vocabulary. `load` reads the YAML under `data/`, and `generate` generates
the cards. Nothing here depends on the command line, a database, the clock or randomness.
"""
