"""The review log: what happened, stored append-only in SQLite and as JSON Lines.

`records` has the values, `store` the database (the only module that imports sqlite3). What follows
from the log (due, weak, mixed up) is computed by those who ask.
"""
