"""The keys that entries of each section take, in the order in which the manual lists them."""

from cards.model.facts.table import keys_in

NAMED = ("aliases", "misspellings", "plural", "note")
"""The keys of every noun with a name."""

ON_SOURCES = (
    *("name", "title", "kind", "author", "year", "where"),
    *("licence", "body", "evidence", "rank", "reason", "read", "note"),
)
"""The keys of a source; the first three are required."""

ON_TERMS = (
    *keys_in("terms"),
    *("joint", "opposite", "part-of", "verb", "everyday", "uncommon", "body", "example"),
)
"""The keys of a term, apart from its names, its family and its citations."""

ON_EXERCISES = (
    *("name", "aliases", "misspellings", "variation", "source", "phases"),
    *("begins", "complete", "absent", "note"),
    *("waive", "traits", "involvements", "statements"),
)
"""The keys of an exercise; the first is required."""

ADDED_TO_EXERCISES = ("source", "traits", "involvements", "statements")
"""The keys of a user's entry that adds claims to a built-in exercise."""

ON_COMPENSATIONS = ("assessment", "seen", "plain", "view", "checkpoint", "movement", "lists")
"""The keys of a finding, apart from its names and its citations; the first two are required."""

ADDED_TO_COMPENSATIONS = ("source", "lists")
"""The keys of a user's entry that adds lists to a built-in finding."""

IN_PACKS = ("exercises", "patterns", "regions", "types")
"""The keys of a pack, apart from its names."""

ON_PROPERTIES = ("says", "subject", "single", "by-exercise", "source", "values")
"""The keys of a property, apart from its names."""

ON_MUSCLES = ("region", "source", "traits", "uncommon", "waive")
"""The keys of a muscle or a group, apart from its names."""
