"""The reasons on the back of a note: headings, each with escaped options and their reasons."""

from collections.abc import Iterator

from cards.model.card import Card
from decks.formats.anki.choices import NoteOption, ShownOptions, verdicts
from decks.formats.anki.role_symbols import with_symbols

Reasons = Iterator[tuple[str, list[tuple[str, str]]]]

_NEAR = 3
"""Number of wrong answers that are explained on a card without options."""


def no_reasons(_: Card, __: ShownOptions) -> Reasons:
    """The explanation already says all of it."""
    return iter(())


def of_each(_: Card, shown: ShownOptions) -> Reasons:
    """Why each option is right or wrong."""
    yield "Each of them", verdicts(shown)


def of_pairs(_: Card, shown: ShownOptions) -> Reasons:
    """Why the pairs belong together, and where the spare options belong."""
    # Most reasons repeat the pair, which the answer already shows.
    new = [each for each in shown.right if each.reason and each.text not in each.reason]
    yield "Why", [(with_symbols(option.left_side), option.reason) for option in new]
    yield "Left over", _texts(_wrong(shown))


def of_falsehood(card: Card, _: ShownOptions) -> Reasons:
    """Why a statement is false; if it is true, the explanation already says so."""
    is_false = card.key[0] == "False"
    yield "Why it is false", [("", d.reason) for d in card.distractors if is_false]


def of_shown(_: Card, shown: ShownOptions) -> Reasons:
    """Why the other options are wrong."""
    yield "Why not the others", _texts(_wrong(shown))


def of_near(card: Card, _: ShownOptions) -> Reasons:
    """Why the nearest wrong answers are wrong; the front lists none."""
    near = card.distractors[:_NEAR]
    yield "Why not the others", [(with_symbols(d.text), d.reason) for d in near]


def _wrong(shown: ShownOptions) -> list[NoteOption]:
    return [option for option in shown.options if not option.right]


def _texts(options: list[NoteOption]) -> list[tuple[str, str]]:
    return [(with_symbols(option.text), option.reason) for option in options]
