"""The loop that asks questions, and what each key does in it.

It waits through `quiz.terminal`, shows through `quiz.screens`, and records through `quiz.log`.
"""
