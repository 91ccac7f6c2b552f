"""Views: values in, lines of text out.

A view never waits and never reads a key. `view` is the protocol; `screen`, `plain` and `json_lines`
implement it.
"""
