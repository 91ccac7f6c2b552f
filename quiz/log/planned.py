"""A question exactly as drawn, so that a resumed session asks the same one."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quiz.session.session import Item


class PlannedQuestion(NamedTuple):
    """A question as drawn.

    Attributes:
        card: The card's id.
        stem: The wording that was drawn.
        options: Texts of the options in the order shown; of a matching, its right-hand side.
        left_side: For a matching, its left-hand side in the order shown.
        why: Why it is asked: a value of `Why`.
    """

    card: str
    stem: str
    options: tuple[str, ...] = ()
    left_side: tuple[str, ...] = ()
    why: str = "drawn"


def planned(item: "Item") -> PlannedQuestion:
    """A question of a session as the log stores it."""
    question = item.question
    return PlannedQuestion(
        card=question.card.id,
        stem=question.stem,
        options=tuple(option.text for option in question.options),
        left_side=question.left_side,
        why=item.why.value,
    )
