"""The values everything else is about: facts, the fact base, templates, cards.

Frozen values with their vocabulary; no files, no generation, no wording.
"""
