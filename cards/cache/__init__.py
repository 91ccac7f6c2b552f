"""The on-disk cache of a built library: invalidated when a source file changes.

`library` decides what is current, `file` is the format. How a library is built is not decided here.
"""
