"""Muscle maps: the figure with what the facts say on it, as SVG text and as a list.

Start at `spec` for the values. `exercise`, `finding` and `question` make a map from facts;
`document` draws it, and `listing` puts it in words. Everything here is pure: the figure is passed
in.
"""
