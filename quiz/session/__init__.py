"""A run of questions as values: what is asked, what was answered, what it scores.

No clock and no screen; randomness is passed in.
"""
