"""Sets: cards on one exercise, one muscle or one programme that are asked in a row.

A set is made of cards that exist, and has no memory of its own. No member of it helps to answer
another one. Which sets a session asks is decided in `quiz`.
"""
