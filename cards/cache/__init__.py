"""The on-disk cache of a built library: invalidated when a source file changes.

`library` decides whether the cache is valid, and `moves` whether it is after a new comment. `file`
is the content of the cache, `parts` the format of its files, and `codec` that of the values in
them. `outcomes` are used again after an edit.
"""
