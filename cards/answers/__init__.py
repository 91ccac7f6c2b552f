"""Judges typed answers: how an answer is read, what the facts say about it, and the verdict.

`judge` goes through all of it once. Nothing here knows a clock, a screen or a session.
"""
