"""Taking a quiz: asking, timing, remembering; and the command line.

Start at `session`, the values of a run; `run` asks, `log` remembers, `cli` begins it all.
"""

__version__ = "0.1.0"
