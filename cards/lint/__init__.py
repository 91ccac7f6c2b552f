"""Lint rules for item-writing flaws in cards.

To add a rule, write a function in the module of its topic and add it to the tables in `rules` and
`names`. Problems in facts are reported by `cards.checks`.
"""
