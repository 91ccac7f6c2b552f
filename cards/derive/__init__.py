"""Named rules: what follows from facts, why, and where a rule does not apply.

A rule is a source like a book: facts cite it, and it can be switched off. No role follows from a
rule by itself.
"""
