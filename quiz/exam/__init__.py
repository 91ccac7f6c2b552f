"""Exams: drawing a paper, sitting it, and its report.

Values only. The formats of real exams are data in `cards.exams`.
"""
