"""From YAML to the model: reading, resolving names, and collecting every problem with its place.

The only package that parses YAML. What must hold between facts is in `cards.checks`.
"""
