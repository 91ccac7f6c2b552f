"""Cards on findings of assessments: each wrong option is proven wrong by the lists."""

from collections.abc import Iterator

import pytest

from cards.distractors.proofs import credited_with
from cards.model.card import Card
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import Observation
from cards.model.nouns import Muscle
from cards.model.vocabulary import Imbalance, Role
from tests.support.library import builtin_cards, builtin_library

BASE = builtin_library().base.sorted_by_id()
EXERCISES = {exercise.name: exercise for exercise in BASE.exercises.values()}

ON_ONE_LIST = ("listed-muscle", "muscle-for-phase")


def cards_of(*templates: str) -> list[tuple[Card, ListedMuscle]]:
    """The cards of templates, each with the fact on its key."""
    cards = [card for card in builtin_cards() if card.template.id in templates]
    assert {card.template.id for card in cards} == set(templates)
    return [(card, card.fact) for card in cards if isinstance(card.fact, ListedMuscle)]


def wrong_muscles(card: Card) -> Iterator[Muscle]:
    return (BASE.muscles[option.concept.removeprefix("muscle/")] for option in card.distractors)


def overlaps(muscle: Muscle, others: Iterator[Muscle] | tuple[Muscle, ...]) -> bool:
    return any(BASE.overlap(muscle, other) for other in others)


def test_no_wrong_muscle_is_on_the_list_that_is_asked_for() -> None:
    for card, fact in cards_of(*ON_ONE_LIST):
        asked = tuple(each.muscle for each in fact.listing.on(fact.side))

        assert not any(overlaps(muscle, asked) for muscle in wrong_muscles(card)), card.id


def test_no_wrong_muscle_is_on_that_list_of_another_body_or_edition() -> None:
    for card, fact in cards_of(*ON_ONE_LIST, "muscle-on-all-lists"):
        asked = BASE.findings.listed_by_any(fact.compensation, fact.side)

        assert not any(overlaps(muscle, asked) for muscle in wrong_muscles(card)), card.id


def test_a_muscle_that_no_list_names_is_wrong_only_if_the_whole_row_was_read() -> None:
    for card, fact in cards_of(*ON_ONE_LIST):
        named = {each.name for _, each in fact.listing.every()}

        assert fact.listing.whole or {option.text for option in card.distractors} <= named, card.id


def test_a_question_names_the_body_and_its_edition() -> None:
    for card, fact in cards_of(*ON_ONE_LIST, "step-for-finding", "muscle-in-two-findings"):
        assert all(fact.listing.name in stem for stem in card.stems), card.id


def test_older_editions_are_asked_only_on_request() -> None:
    for card, fact in cards_of(*ON_ONE_LIST, "step-for-finding"):
        assert card.optional or not fact.listing.older, card.id


def test_a_question_that_names_no_body_is_on_muscles_of_one_side_only() -> None:
    for card, fact in cards_of("muscle-on-all-lists"):
        other = BASE.findings.listed_by_any(fact.compensation, fact.side.other)
        bodies = {each.listing.teacher for each in card.facts if isinstance(each, ListedMuscle)}

        assert not overlaps(fact.muscle, other), card.id
        assert len(bodies) > 1, card.id


def test_every_wrong_step_does_the_opposite_of_what_the_list_demands() -> None:
    verbs = {Imbalance.OVERACTIVE: "strengthen the ", Imbalance.UNDERACTIVE: "stretch the "}
    for card, fact in cards_of("step-for-finding"):
        wrong = {f"{verbs[side]}{each.name}" for side, each in fact.listing.every()}

        assert {option.text for option in card.distractors} <= wrong, card.id
        assert card.key[0] not in wrong, card.id


def test_stretching_and_strengthening_are_offered_twice_each() -> None:
    for card, _ in cards_of("step-for-finding"):
        verbs = [text.split()[0] for text in (card.key[0], *(d.text for d in card.distractors))]

        assert sorted(verbs) == ["strengthen", "strengthen", "stretch", "stretch"], card.id


def test_an_exercise_for_a_finding_trains_an_underactive_muscle_and_no_overactive_one() -> None:
    for card, fact in cards_of("exercise-for-finding"):
        movers = tuple(credited_with(Role.PRIME_MOVER, EXERCISES[card.key[0]], BASE))

        assert fact.side is Imbalance.UNDERACTIVE
        assert fact.muscle in movers, card.id
        tight = (each.muscle for each in fact.listing.overactive)
        assert not any(overlaps(muscle, movers) for muscle in tight), card.id


def test_no_wrong_exercise_trains_an_underactive_muscle() -> None:
    for card, fact in cards_of("exercise-for-finding"):
        weak = tuple(each.muscle for each in fact.listing.underactive)
        for option in card.distractors:
            exercise = EXERCISES[option.text]
            helping = [
                *credited_with(Role.PRIME_MOVER, exercise, BASE),
                *credited_with(Role.SYNERGIST, exercise, BASE),
            ]

            assert not any(overlaps(muscle, tuple(helping)) for muscle in weak), card.id


def test_the_muscle_of_two_findings_is_on_both_lists_and_no_other_is() -> None:
    for card, fact in cards_of("muscle-in-two-findings"):
        rows = [each.listing for each in card.facts if isinstance(each, ListedMuscle)]
        lists = [{each.name for each in listing.on(fact.side)} for listing in rows]

        assert len(lists) == 2
        assert all(card.key[0] in names for names in lists), card.id
        for option in card.distractors:
            assert not all(option.text in names for names in lists), card.id


def test_a_finding_is_asked_for_with_findings_that_are_seen_elsewhere() -> None:
    names = {
        (seen.compensation.assessment, seen.compensation.name): seen.compensation
        for seen in BASE.of_type(Observation)
    }
    for card in (card for card in builtin_cards() if card.template.id == "finding-at-place"):
        assert isinstance(card.fact, Observation)
        finding = card.fact.compensation
        for option in card.distractors:
            other = names[finding.assessment, option.text]
            if "view" in card.stem:
                assert set(finding.views).isdisjoint(other.views), card.id
            else:
                assert finding.checkpoint is not other.checkpoint, card.id


@pytest.mark.parametrize(
    ("card", "says"),
    [
        (
            "listed-muscle/overhead-squat-knees-move-inward/gluteus-medius/underactive@nasm-cpt-7",
            "abducts the hip, which works against it",
        ),
        (
            "listed-muscle/overhead-squat-knees-move-inward/hip-adductors/overactive@nasm-cpt-7",
            "the hip adductors adduct the hip",
        ),
    ],
)
def test_an_explanation_says_what_the_muscle_does(card: str, says: str) -> None:
    (explained,) = (each for each in builtin_cards() if each.id == card)

    assert says in explained.explanation
