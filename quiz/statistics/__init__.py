"""Figures computed from the review log, with their intervals, and the dimensions to group by.

`quiz.screens` displays them.
"""
