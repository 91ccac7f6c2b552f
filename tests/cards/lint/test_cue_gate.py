"""The cue gate: a guesser without knowledge fails a cue that was planted, and passes fair cards."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.lint.cue_gate import FEWEST_CARDS, Guessed, measure
from cards.lint.guesser import Sample, guess
from cards.lint.rules import Severity, gate
from cards.model.card import Card
from cards.model.vocabulary import Subject
from tests.support.library import builtin_cards, builtin_library

BASE = builtin_library().base
ROLES = tuple(c for c in builtin_cards() if c.template.id == "role" and not c.fact.attributed)
STATEMENTS = tuple(
    c for c in builtin_cards() if c.template.id == "role-true-false" and not c.fact.attributed
)


def guessed(cards: Sequence[Card]) -> Guessed:
    (found,) = measure(cards, BASE)
    return found


def test_the_progress_ends_when_all_cards_are_guessed_or_skipped() -> None:
    every, steps = [*ROLES, replace(ROLES[0], optional=True)], list[int]()
    measure(every, BASE, progress=steps.append)

    assert sum(steps) == len(every)


# -- cards with a planted cue ----------------------------------------------------------------------


def with_a_telling_word(card: Card) -> Card:
    """Only a stabiliser is asked for with "steady"."""
    word = "steady" if card.key[0] == "stabiliser" else "moving"
    return replace(card, stems=(f"Which role has the {word} muscle here?",))


def with_a_telling_pair_of_words(card: Card) -> Card:
    """The words are the same; their order depends on the key."""
    still = card.key[0] in ("stabiliser", "antagonist")
    return replace(
        card, stems=("It is not moving, but still?" if still else "not still, but moving?",)
    )


def with_telling_options(card: Card) -> Card:
    """The omitted option depends on the key."""
    omitted = {"stabiliser": "antagonist", "prime mover": "stabiliser"}.get(
        card.key[0], "prime mover"
    )
    return replace(card, distractors=tuple(d for d in card.distractors if d.text != omitted))


def with_a_telling_statement(card: Card) -> Card:
    """True statements say "mainly"."""
    word = "mainly" if card.key[0] == "True" else "only"
    return replace(card, stems=tuple(f"{stem} It {word} does so." for stem in card.stems))


@pytest.mark.parametrize(
    ("cards", "plant"),
    [
        (ROLES, with_a_telling_word),
        (ROLES, with_a_telling_pair_of_words),
        (ROLES, with_telling_options),
        (STATEMENTS, with_a_telling_statement),
    ],
    ids=lambda value: getattr(value, "__name__", "cards"),
)
def test_a_planted_cue_fails(cards: tuple[Card, ...], plant: Callable[[Card], Card]) -> None:
    assert not guessed(cards).fails
    assert guessed(tuple(map(plant, cards))).fails


def test_the_words_above_the_stem_are_a_cue_too() -> None:
    """A phase that is shown above a question on it gives a contraction away."""
    cards = [
        replace(card, stems=("Which type of contraction is it?",))
        for card in builtin_cards()
        if card.template.id == "contraction" and card.fact.about.phase is not None
    ]

    assert not guessed(cards).fails
    assert guessed([replace(card, tests=Subject.ROLES) for card in cards]).fails


def test_an_odd_one_out_among_joint_actions_fails() -> None:
    """Each wrong option is a joint action in the other direction than the key."""
    moved = {"hip": "knee", "knee": "hip", "elbow": "shoulder", "shoulder": "elbow"}
    cards = []
    for card in builtin_cards():
        if card.template.id != "actions-compared":
            continue
        joint, _, direction = card.key[0].partition(",")[0].removesuffix(" in both").partition(" ")
        if joint in moved and direction in ("flexion", "extension"):
            other = "flexion" if direction == "extension" else "extension"
            texts = (f"{joint} {other}", f"{moved[joint]} {other}")
            wrong = [
                replace(option, text=text)
                for option, text in zip(card.distractors, texts, strict=False)
            ]
            stems = ("Which joint action takes place?",)
            cards.append(
                replace(
                    card,
                    optional=False,
                    stems=stems,
                    key=(f"{joint} {direction}",),
                    distractors=tuple(wrong),
                )
            )

    assert guessed(cards).fails


def test_names_give_nothing_away() -> None:
    """A stem that consists of names says nothing, whatever the key."""
    cards = [
        replace(card, stems=(f"{card.fact.nouns[-1].name}: {card.fact.nouns[-2].name}?",))
        for card in ROLES
    ]

    assert guessed(cards).share <= guessed(cards).chance + 0.05


def test_a_failure_is_an_error_of_the_whole_template() -> None:
    (flaw,) = gate([guessed(tuple(map(with_a_telling_word, ROLES)))])

    assert (flaw.rule, flaw.severity, flaw.card) == ("guessed-key", Severity.ERROR, None)
    assert flaw.message.startswith("role: ")
    assert "by chance it would be 25%" in flaw.message


@pytest.mark.slow
def test_small_templates_are_judged_together_by_subject_and_kind() -> None:
    found = {each.name: each for each in measure(builtin_cards(), BASE)}

    assert found["role"].cards >= FEWEST_CARDS
    assert len(found["roles, choice"].templates) > 1
    assert "role" not in found["roles, choice"].templates


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_no_builtin_template_is_guessed(seed: int) -> None:
    assert [each.name for each in measure(builtin_cards(), BASE, seed=seed) if each.fails] == []


# -- the guesser -----------------------------------------------------------------------------------


def samples(count: int, telling: float, random: Random) -> Iterator[Sample]:
    """Questions of two keys, some of which have a word that tells the key."""
    for number in range(count):
        key = random.choice(("up", "down"))
        word = key if random.random() < telling else "either"
        yield Sample(group=str(number), features=frozenset({word}), options=("up", "down"), key=key)


@pytest.mark.parametrize(("telling", "low", "high"), [(0, 0.3, 0.7), (0.5, 0.6, 0.9), (1, 1, 1)])
def test_the_guesser_is_as_good_as_the_cue(telling: float, low: float, high: float) -> None:
    shares = guess(tuple(samples(200, telling, Random(1))))

    assert low <= sum(shares) / len(shares) <= high


def test_nothing_is_learnt_from_questions_of_the_same_group() -> None:
    """All questions on one exercise share a word that no other question has."""
    one = [
        Sample(group="one", features=frozenset({"telling"}), options=("up", "down"), key="up")
        for _ in range(20)
    ]

    assert set(guess(one)) == {0.5}


@given(st.integers(0, 2**32), st.integers(1, 30), st.floats(0, 1))
def test_a_credit_is_a_share(seed: int, count: int, telling: float) -> None:
    shares = guess(tuple(samples(count, telling, Random(seed))), seed)

    assert len(shares) == count
    assert all(0 <= credit <= 1 for credit in shares)
