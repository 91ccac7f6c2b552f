"""Figures computed from the review log, with their intervals, and the dimensions to group by.

How they are shown is in `quiz.screens`.
"""
