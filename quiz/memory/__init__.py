"""The learner's memory of each fact: FSRS states, computed from the review log.

Start at `state` for the values, `rating` for the effect of an answer, and `recall` to load or
compute them. `scheduler` is the only module that imports fsrs; the cache is read without it. The
choice of the next question does not belong here.
"""
