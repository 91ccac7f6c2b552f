"""Anki: note types, notes, packages, and text files for its import.

genanki is imported in `package` alone. What earlier exports contained is in `decks.ledger`.
"""
