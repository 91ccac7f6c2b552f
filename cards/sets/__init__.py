"""Sets: cards on one exercise, one muscle or one programme that are asked in a row.

A set refers to existing cards, so what a learner knows is stored per card. No question of a set
helps to answer another one. The sets of a session are chosen in `quiz`.
"""
