"""Exam formats: how many questions, how long, what counts, and who says so.

The data is in `cards/data/exams`. Taking an exam is in `quiz`.
"""
