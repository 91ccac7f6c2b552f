"""Sets of cards that are asked in a row, and the kinds of set."""

from cards.named_tuple import NamedTuple

FEWEST_IN_SET = 2
"""Cards of a set; a single one shares nothing."""


class SetKind(NamedTuple):
    """A kind of set. Its texts have the slots of its scene.

    Attributes:
        scene: The sort of thing that its questions share; a name in `cards.sets.scenes.SCENES`.
        text: The exercise, muscle or client that the questions refer to: "the {exercise}".
        phrase: The words of a wording that need not be repeated.
        short: The words in place of the phrase: "this exercise".
        questions: For each place in a set, ids of the templates of its cards, better ones first.
    """

    id: str
    scene: str
    text: str
    phrase: str
    short: str
    questions: tuple[tuple[str, ...], ...]


class CardSet(NamedTuple):
    """Cards that are asked in a row. The first of them are a set, too, if there are two or more.

    Attributes:
        kind: Id of its kind.
        text: The exercise, muscle or client that the questions refer to.
        phrase: The words of a wording that need not be repeated.
        short: The words in place of the phrase.
        cards: Ids of the cards, in order.
    """

    kind: str
    text: str
    phrase: str
    short: str
    cards: tuple[str, ...]
