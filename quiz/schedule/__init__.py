"""Schedulers: which of the cards that may be asked are asked next.

Values only: the clock, randomness and the learner's history are passed in.
"""
