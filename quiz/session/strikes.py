"""Options that the learner has ruled out while one question waits; knows no keyboard."""

from quiz.session.question import Question, letters


def number_of(question: Question, key: str) -> int | None:
    """The number of the option that a letter or a digit stands for, counted from 0."""
    keys = letters(question.options)
    for row in (keys, "123456789"[: len(keys)]):
        if len(key) == 1 and key in row:
            return row.index(key)
    return None


def struck_in_words(question: Question, struck: frozenset[int]) -> str:
    """What is struck out, and what is left."""
    keys = letters(question.options)
    out = ", ".join(keys[number] for number in sorted(struck))
    left = ", ".join(key for number, key in enumerate(keys) if number not in struck)
    return f"Struck out: {out or 'none'}. Left: {left or 'none'}."
