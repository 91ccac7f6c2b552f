"""Exam formats: number of questions, time limit, what is scored, and the sources for this.

The data is in `cards/data/exams`. Taking an exam is in `quiz`.
"""
