"""Pages to learn from: what the facts say on an exercise, a muscle, a term or a subject, as values.

Start at `page` for the values and at `build` for what each topic gets. A page states facts and what
a named rule derives from them, and nothing else. Lines and columns do not belong here.
"""
