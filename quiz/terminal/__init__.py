"""The terminal: reading keys, measuring time, wrapping text.

The only package that waits.
"""
