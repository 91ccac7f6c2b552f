"""Exam profiles: what an exam covers and how it runs, each with its sources.

The data is in `cards/data/exams`. Taking an exam is in `quiz`.
"""
