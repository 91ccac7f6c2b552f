"""Taking a quiz: asking, timing, and the command line.

Start at `session`, which is a whole run as values; `terminal` runs it and `faces` show it.
"""

__version__ = "0.1.0"
