"""Item-writing flaws: rules that read cards as a strict examiner would.

To add one: a function beside its kin, and its entry in the table in `rules`. Faults in facts are
found in `cards.checks`.
"""
