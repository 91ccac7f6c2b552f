"""Figures computed from the review log, with their intervals.

How they are shown is in `quiz.screens`.
"""
