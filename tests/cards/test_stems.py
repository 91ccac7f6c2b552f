"""The stem of every built-in card names the source and the context that its answer needs."""

from cards.model.card import Card
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.role import RoleClaim
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Exercise
from cards.model.vocabulary import Phase, Role
from tests.cards.test_generate import BASE, over
from tests.support.library import builtin_cards, builtin_library, each

PROPER = {"Pallof", "Romanian", "Bulgarian", "Nordic", "Copenhagen", "Arnold", "Russian", "Golf"}
SOURCE_NAMES = frozenset(source.name for source in BASE.sources.values())


def base_text(id_: str) -> str:
    """The definition of a term; empty if there is none."""
    term = BASE.terms.get(id_)
    return (term.definition or "") if term else ""


# -- sources ---------------------------------------------------------------------------------------


def because_of(card: Card) -> str | None:
    """The reason of a value of a property; the body teaches the value, not the reason."""
    return card.fact.because if isinstance(card.fact, PropertyValue) else None


@each(card for card in builtin_cards() if card.fact.names_source)
def test_contested_claims_and_opinions_name_their_source(card: Card) -> None:
    name = card.fact.attribution

    assert all(name in stem for stem in card.stems)
    assert name in card.explanation or card.explanation == because_of(card)
    for stem in card.stems:
        if stem.startswith(f"According to {name}, "):
            first = stem.removeprefix(f"According to {name}, ").split()[0]
            assert first[0].islower() or first in PROPER


@each(
    card
    for card in builtin_cards()
    if not card.fact.names_source and card.template.gather != "rankings"
)
def test_an_agreed_claim_names_a_source_only_if_its_own_words_do(card: Card) -> None:
    stems = "\n".join(card.stems)
    named = [name for name in SOURCE_NAMES if name in stems]
    if not named:
        return
    text = " ".join(fact.claim for fact in card.facts)
    shown = {option.concept.rpartition("/")[2] for option in card.distractors}
    text += " ".join(base_text(id_) for id_ in shown)
    text += " ".join(fact.of.name for fact in card.facts if isinstance(fact, PropertyValue))

    assert [name for name in named if name not in text] == []


@each(card for card in builtin_cards() if card.fact.names_source and card.distractors)
def test_a_wrong_option_for_the_claim_of_a_source_is_proven_by_that_source(card: Card) -> None:
    assert {d.proof.value for d in card.distractors} == {"attributed"}


# -- necessary context -----------------------------------------------------------------------------

ACTION_NAMES = tuple(term.name for term in BASE.family("joint-action"))


def words_before(stem: str, exercise: Exercise) -> str:
    """A stem without the name of its exercise."""
    return stem.replace(exercise.name, "")


@each(card for card in over("role") if card.template.key == "role")
def test_a_role_is_asked_in_what_its_claim_is_about(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim)
    for stem in card.stems:
        named = {name for name in ACTION_NAMES if name in words_before(stem, fact.exercise)}

        assert (fact.of.name in named) if fact.of is not None else not named


@each(card for card in builtin_cards() if card.template.id == "role-in-action")
def test_a_choice_of_roles_in_a_joint_action_shows_the_same_three(card: Card) -> None:
    assert {*card.key, *(d.text for d in card.distractors)} == {*Role} - {Role.STABILISER}


@each(card for card in over("role") if card.template.key == "muscle")
def test_a_muscle_is_asked_with_the_joint_action_of_its_role(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim)
    action = fact.asked_action(BASE)
    named = [name for name in ACTION_NAMES if name in words_before(card.stem, fact.exercise)]

    assert (action.name in named) if action else not named


def test_a_role_that_states_no_joint_action_is_not_asked_as_one_in_a_joint_action() -> None:
    cards = [c for c in builtin_cards() if isinstance(c.fact, RoleClaim) and c.fact.of is None]
    stems = [
        stem
        for card in cards
        for stem in card.stems
        if any(f"{role} of {name}" in stem for role in Role for name in ACTION_NAMES)
    ]

    assert len(cards) > 100
    assert stems == []


def test_a_synergist_of_a_joint_action_is_only_asked_along_with_its_prime_mover() -> None:
    claims = [c for c in BASE.of_type(RoleClaim) if c.role is Role.SYNERGIST and c.of]
    asked = [claim for claim in claims if claim.asked_action(BASE)]

    assert 0 < len(asked) < len(claims)
    for claim in asked:
        assert any(
            other.role is Role.PRIME_MOVER and other.asked_action(BASE) is claim.of
            for other in BASE.claims_of(RoleClaim, claim.exercise)
        )


@each(card for card in builtin_cards() if card.template.id == "role")
def test_a_choice_of_roles_shows_all_of_them(card: Card) -> None:
    assert {*card.key, *(d.text for d in card.distractors)} == {*Role}


@each(over("contraction", "purpose", "action"))
def test_a_claim_on_one_phase_names_the_phase(card: Card) -> None:
    fact = card.fact
    phase = fact.about.phase
    # The only joint action of an exercise is that of its lifting phase.
    if "the-only-action" in card.template.where and isinstance(fact, Statement):
        return
    exercise = fact.about.exercise
    if exercise is None or phase is None:
        phases = exercise.phases if exercise else {}

        assert not any(words_ in stem for words_ in phases.values() for stem in card.stems)
        assert not any("throughout" in stem for stem in card.stems)
        return
    when = "throughout" if phase is Phase.THROUGHOUT else exercise.phases[phase]

    # The words for a phase would give a contraction away; the joint action names it.
    by_action = (
        isinstance(fact, ContractionClaim) and fact.moved(builtin_library().base) is not None
    )

    assert all(("during " if by_action else when.lower()) in stem.lower() for stem in card.stems)


def test_a_joint_action_of_an_exercise_is_only_asked_if_it_is_stated() -> None:
    asked = [
        card.fact
        for card in builtin_cards()
        if any("the main joint action of" in stem for stem in card.stems)
    ]

    assert asked
    for fact in asked:
        assert isinstance(fact, TermStatement)
        assert fact.exercise
        assert BASE.main_actions(fact.exercise) == (fact.value,)
