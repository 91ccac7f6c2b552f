"""The on-disk cache of a built library: invalidated when a source file changes.

`library` decides whether the cache is valid, and `moves` whether it is after a new comment; `build`
builds what is not. `file` reads the content of the cache, `store` writes it; `parts` is the format
of its files, and `codec` that of the values in them. Some files serve few commands:
`lexicon`, `tiers`, `exams`, `figure`.
"""
