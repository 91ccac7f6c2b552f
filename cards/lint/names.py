"""The names of the lint rules, by severity.

They are in a separate module because the template reader needs the names, but not the rules.
"""

ERRORS = (
    "all-of-the-above",
    "answer-in-stem",
    "duplicate-option",
    "repeated-item",
    "few-options",
    "few-steps",
    "gap-count",
    "group-with-member",
    "k-type",
    "key-among-distractors",
    "key-in-stem",
    "no-explanation",
    "none-of-the-above",
    "second-key",
    "unpaired-sides",
    "unproven-distractor",
    "unqualified-opinion",
    "unresolved-slot",
    "wrong-key",
)
"""A card with one of these flaws must not be asked. Templates cannot waive them."""

WARNINGS = (
    "absolute-option",
    "absolute-statement",
    "article-cue",
    "blank-in-stem",
    "category-mismatch",
    "clang",
    "common-beginning",
    "contained-option",
    "convergence",
    "dont-know-option",
    "double-negative",
    "form-cue",
    "gap-at-start",
    "gap-repeated",
    "gap-too-long",
    "length-spread",
    "long-answer",
    "long-option",
    "longest-key",
    "many-options",
    "negative-option",
    "negative-stem",
    "negative-unemphasised",
    "no-question",
    "no-spare",
    "not-in-statement",
    "number-cue",
    "numeric-overlap",
    "one-right",
    "opposite-pair",
    "options-longer-than-stem",
    "repeated-stem",
    "same-question-twice",
    "stem-too-long",
    "stem-too-short",
    "tf-options",
    "two-claims",
    "two-questions",
    "unfocused-stem",
    "untidy-text",
    "vague-term",
    "wrong-article",
)
"""Flaws that weaken a card. A template can waive one and must give a reason."""

GATES = ("guessed-key",)
"""Errors of a template as a whole. Templates cannot waive them."""

SET_WARNINGS = (
    "base-rate-cue",
    "coverage",
    "longest-key-bias",
    "negative-share",
    "option-key-rate",
    "same-count",
    "shortest-key-bias",
    "template-share",
    "true-false-balance",
)
"""Flaws of a set of cards. Templates cannot waive them."""
