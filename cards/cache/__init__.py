"""The on-disk cache of a built library: invalidated when a source file changes.

`library` decides whether the cache is valid, and `moves` whether it is after a new comment; `build`
builds what is not. After an edit, `assembly` takes over what is right in the `earlier` file, and
`store` copies it in runs of `rows`. `file` reads the content of the cache, and `selection` its
index of topics, which `indexing` makes; `parts` is the format of its files, and `codec` that of the
values in them. Some files serve few commands: `lexicon`, `tiers`, `exams`, `figure`.
"""
