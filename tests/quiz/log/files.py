"""Changes to the file of a log, as no store makes them."""

import sqlite3
from pathlib import Path


def changed(file: Path, *statements: str) -> None:
    """Change a database from outside."""
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
