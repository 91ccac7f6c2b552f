"""Questions on a described client: what each option says is what the facts state."""

from cards.distractors.proofs import credited_with
from cards.groups.staples import single_values, staples
from cards.model.card import Card
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.term_statement import JointAction, Mechanic, Pattern
from cards.model.vocabulary import Imbalance, Role
from tests.support.library import builtin_cards, builtin_library

BASE = builtin_library().base
EXERCISES = {exercise.name: exercise for exercise in BASE.exercises.values()}
TYPES = single_values(Mechanic, BASE)
PATTERNS = single_values(Pattern, BASE)
STAPLES = {staple.exercise.id: staple for staple in staples(BASE)}


def cards_of(template: str) -> list[Card]:
    cards = [card for card in builtin_cards() if card.template.id == template]
    assert cards
    return cards


def type_of(name: str) -> str:
    return TYPES[EXERCISES[name].id].value.id


def test_the_key_is_the_only_exercise_of_its_type() -> None:
    types = {"isolation-in-circuit": "isolation", "compound-for-little-time": "compound"}
    for template, type_ in types.items():
        for card in cards_of(template):
            assert type_of(card.key[0]) == type_, card.id
            assert type_ not in {type_of(option.text) for option in card.distractors}, card.id


def test_a_circuit_continues_with_the_kind_that_is_not_last_in_it() -> None:
    def kind(name: str) -> str:
        return PATTERNS[EXERCISES[name].id].value.name.rpartition(" ")[2]

    for card in cards_of("next-in-circuit"):
        circuit = [each.name for fact in card.also if (each := fact.about.exercise) is not None]

        assert [kind(name) == kind(card.key[0]) for name in circuit] == [False, True, False]
        assert not any(kind(option.text) == kind(card.key[0]) for option in card.distractors)


def test_the_exercise_that_spares_a_joint_moves_one_other_joint() -> None:
    for card in cards_of("exercise-that-spares-a-joint"):
        joint = card.id.split("/")[2]
        key = EXERCISES[card.key[0]]

        assert type_of(key.name) == "isolation", card.id
        assert joint not in BASE.joints_moved(key), card.id
        for option in card.distractors:
            exercise = EXERCISES[option.text]
            led = credited_with(Role.PRIME_MOVER, exercise, BASE)
            muscle = card.fact.about.muscle
            assert muscle is not None
            is_led = any(BASE.overlap(muscle, mover) for mover in led)
            assert joint in BASE.joints_moved(exercise) or not is_led, (card.id, option.text)


def test_the_joint_action_that_is_lost_is_trained_by_the_first_exercise_only() -> None:
    for card in cards_of("joint-action-lost"):
        first, second = card.id.split("/")[1:]
        lost = card.fact
        assert isinstance(lost, JointAction)

        assert lost.value.id in STAPLES[first].stated
        assert lost.value.joint not in BASE.joints_moved(BASE.exercises[second]), card.id
        for option in card.distractors:
            action = option.concept.removeprefix("term/")
            remains = action in STAPLES[second].stated
            assert remains or action not in STAPLES[first].stated, (card.id, option.text)


def test_a_plan_stretches_what_is_overactive_and_strengthens_what_is_underactive() -> None:
    for card in cards_of("plan-for-finding"):
        tight, weak = card.fact, card.also[0]
        assert isinstance(tight, ListedMuscle)
        assert isinstance(weak, ListedMuscle)

        assert (tight.side, weak.side) == (Imbalance.OVERACTIVE, Imbalance.UNDERACTIVE)
        for option in card.distractors:
            stretched, strengthened = option.because
            assert isinstance(stretched, ListedMuscle)
            assert isinstance(strengthened, ListedMuscle)
            is_wrong = stretched.side is not tight.side or strengthened.side is not weak.side
            assert is_wrong, (card.id, option.text)


RIGHT = {"starting-position", "end-of-range", "good-execution"}
"""The properties of good technique that a question asks for; a breath may be right or wrong."""


def test_observations_are_of_different_parts_of_one_exercise() -> None:
    for template in ("fault-observed", "good-technique-observed"):
        for card in cards_of(template):
            facts = [fact for fact in card.facts if isinstance(fact, PropertyValue)]

            assert len({fact.exercise for fact in facts}) == 1, card.id
            assert len(set(facts)) == len(facts), card.id
            assert all(fact.body is None for fact in facts), card.id
            asked = {"correction"} if template == "fault-observed" else RIGHT
            assert facts[0].of.id in {*asked, "exhalation"}, card.id
