"""How much a fact matters to a candidate: core, extended, or the rest.

`nouns` reads the tiers of exercises, muscles and terms; `facts` computes from them the tiers of
facts for an exam.
"""
