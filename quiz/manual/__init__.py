"""The manual that `primemover help` shows: its topics, their pages, and the lists in them.

Prose is in `pages/`, one file per topic. Anything that grows is generated: a line such as
`{{fact-types}}` is replaced by a list from the program's tables. How to call a command belongs in
that command's `--help`.
"""
