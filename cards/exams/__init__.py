"""Exam formats and the shares of their subjects, each with its sources.

The data is in `cards/data/exams`. Taking an exam is in `quiz`.
"""
