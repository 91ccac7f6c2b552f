"""What there is to know, and the cards made from it.

Start at `facts` for the words of the field, then read `template` and `card`.
`library` reads the YAML under `data/`; `topics` finds things by name.
"""
