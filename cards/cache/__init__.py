"""The on-disk cache of a built library: invalidated when a source file changes.

`library` decides whether the cache is valid; `file` is its format.
"""
