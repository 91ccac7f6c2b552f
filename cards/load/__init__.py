"""From YAML to the model: parsing, resolving names, and collecting all problems with their places.

The only package that parses YAML. Rules about several facts are in `cards.checks`.
"""
