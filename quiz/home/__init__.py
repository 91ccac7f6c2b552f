"""What belongs to the user on this machine: paths, facts of their own, and their editor.

Nothing here knows what a question is.
"""
