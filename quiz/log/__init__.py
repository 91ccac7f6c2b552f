"""The review log: what happened, stored append-only in SQLite and as JSON Lines.

`records` has the values and says what identifies and orders them, `codec` turns them into rows and
lines. `database` opens SQLite (the only module that imports sqlite3), `tables` creates and migrates
the tables, `reader` reads them, `store` writes them. `history` computes what follows from the log:
missed, mixed up, unfinished. What to show of it does not belong here.
"""
