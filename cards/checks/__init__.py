"""Validation of facts against each other: `errors`, and implausible combinations in `doubts`.

Single values are validated in `cards.load`, and the wording of cards in `cards.lint`.
"""
