"""The on-disk cache of a built library: invalidated when a source file changes.

`library` decides whether the cache is valid; `file` is what the cache contains, `parts` the format
of its files, and `codec` that of the values in them.
"""
