"""The names of the item-writing rules, errors and warnings; what they look at is told in `lint`.

They stand here alone, because whoever reads a template must know which rules it can waive, and
loads none of them.
"""

ERRORS = (
    "all-of-the-above",
    "duplicate-option",
    "equal-halves",
    "few-options",
    "few-steps",
    "gap-count",
    "group-beside-member",
    "k-type",
    "key-among-distractors",
    "key-in-stem",
    "no-explanation",
    "none-of-the-above",
    "second-key",
    "unpaired-halves",
    "unproven-distractor",
    "unqualified-opinion",
    "unresolved-slot",
    "wrong-key",
)
"""A card with one of these must not be asked, so no template can waive them."""

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
    "numeric-order",
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
"""What weakens a card. A template may waive one with a reason."""

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
"""What a set of cards gives away; it is no single template's doing."""
