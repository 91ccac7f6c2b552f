"""Anki: note types, notes, packages, and text files for import.

Only `package` imports genanki. The record of earlier exports is in `decks.ledger`.
"""
