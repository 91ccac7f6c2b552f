"""The article the project started from: all it says is held, and nothing that it does not say.

The table below restates what the article says of each muscle. Where it is silent, None stands; that
is not a "no", and nobody may fill it by reasoning.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

import pytest

from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Group
from cards.model.vocabulary import Confidence, Contraction, Phase, Role, SourceKind
from cards.report.records import article_statements
from tests.cards.seed_omitted import LEFT_OUT
from tests.support.library import builtin_library

BASE = builtin_library().base
ARTICLE = "golf-insider-uk"
RULE = "rule-main-muscle-is-prime-mover"
NUMBERS = [f"S{number:03}" for number in range(1, 118)]
PLACES = (*(p for p in Phase if p is not Phase.HOLD), None)

PRIME_MOVER, SYNERGIST, STABILISER = Role.PRIME_MOVER, Role.SYNERGIST, Role.STABILISER
CONCENTRIC, ECCENTRIC, ISOMETRIC = Contraction
LIFTING, LOWERING, THROUGHOUT = Phase.LIFTING, Phase.LOWERING, Phase.THROUGHOUT

Contractions = Mapping[Phase | None, Contraction]
SILENT: Contractions = MappingProxyType({})

# Exercise, muscle: the role, and the contraction in each phase; None is "no phase named".
STATED: Mapping[tuple[str, str], tuple[Role | None, Contractions]] = MappingProxyType(
    {
        ("hip-thrust", "gluteus-maximus"): (
            PRIME_MOVER,  # S014
            {LIFTING: CONCENTRIC, LOWERING: ECCENTRIC},  # S016, S020
        ),
        ("hip-thrust", "erector-spinae"): (STABILISER, {THROUGHOUT: ISOMETRIC}),  # S024, S026
        # S036 has it "actively contracting as well" and does not say how.
        ("hip-thrust", "biceps-femoris"): (SYNERGIST, SILENT),  # S037
        ("hip-thrust", "hamstrings"): (None, SILENT),  # S103 "supporting muscles, assisting"
        ("hip-thrust", "quadriceps"): (STABILISER, SILENT),  # S040, S043
        ("hip-thrust", "hip-adductors"): (STABILISER, SILENT),  # S040
        ("hip-thrust", "abdominals"): (STABILISER, SILENT),  # S097
        ("single-leg-hip-thrust", "gluteus-maximus"): (PRIME_MOVER, SILENT),  # S051, by our rule
        ("single-leg-hip-thrust", "biceps-femoris"): (None, SILENT),  # S054 "assists"
        ("single-leg-hip-thrust", "rectus-abdominis"): (
            STABILISER,  # S058
            {THROUGHOUT: ISOMETRIC},  # S060
        ),
        ("single-leg-hip-thrust", "obliques"): (STABILISER, {THROUGHOUT: ISOMETRIC}),  # S058, S060
        ("banded-hip-thrust", "gluteus-maximus"): (
            PRIME_MOVER,  # S069
            {LIFTING: CONCENTRIC},  # S070
        ),
        ("banded-hip-thrust", "gluteus-medius"): (STABILISER, {None: ISOMETRIC}),  # S073, S075
        ("banded-hip-thrust", "hip-adductors"): (None, {None: ISOMETRIC}),  # S078
        ("glute-bridge", "gluteus-maximus"): (
            PRIME_MOVER,  # S086, by our rule
            {LIFTING: CONCENTRIC},  # S087
        ),
        ("glute-bridge", "hamstrings"): (None, SILENT),  # S088 "engages to support"
        ("glute-bridge", "core"): (None, SILENT),  # S089
    }
)

FAMILY = ("hip-thrust", "single-leg-hip-thrust", "banded-hip-thrust", "glute-bridge")
"""The exercises of the article."""

ROWS = [pytest.param(*spot, *said, id=" ".join(spot)) for spot, said in STATED.items()]
a_row = pytest.mark.parametrize(("exercise", "muscle", "role", "contractions"), ROWS)


C = TypeVar("C", bound=Involvement)


def claims(class_: type[C], exercise: str, muscle: str) -> tuple[C, ...]:
    return BASE.claims_of(class_, BASE.exercises[exercise], BASE.muscles[muscle])


# -- every statement of the article ----------------------------------------------------------------


@pytest.mark.parametrize("number", NUMBERS)
def test_a_statement_of_the_article_is_held_by_a_fact_or_left_out_with_a_reason(
    number: str,
) -> None:
    held = [fact.id for fact in BASE.facts if number in article_statements(fact)]

    assert bool(held) != (number in LEFT_OUT)


def test_what_is_left_out_is_a_statement_of_the_article_and_has_its_reason() -> None:
    assert set(LEFT_OUT) <= set(NUMBERS)
    assert all(reason.strip() for reason in LEFT_OUT.values())


def test_only_the_article_has_such_numbers_and_it_has_no_others() -> None:
    numbered = {
        place
        for fact in BASE.facts
        for citation in fact.citations
        if citation.source.id == ARTICLE
        for place in citation.at
    }
    elsewhere = {
        citation.source.id
        for fact in BASE.facts
        for citation in fact.citations
        if set(citation.at) & set(NUMBERS)
    }

    assert numbered <= set(NUMBERS)
    assert elsewhere == {ARTICLE}


@pytest.mark.parametrize("exercise", FAMILY)
def test_nothing_is_said_of_an_exercise_without_the_statement_it_rests_on(exercise: str) -> None:
    of_it = [
        fact
        for fact in BASE.facts
        if fact.about.exercise is BASE.exercises[exercise] and fact.source.id == "golf-insider-uk"
    ]

    assert of_it
    for fact in of_it:
        assert article_statements(fact), fact.id


# -- what it says of each muscle -------------------------------------------------------------------


@a_row
def test_a_muscle_has_the_role_that_is_stated_and_no_other(
    exercise: str, muscle: str, role: Role | None, contractions: Contractions
) -> None:
    del contractions
    stated = [claim.role for claim in claims(RoleClaim, exercise, muscle)]

    assert stated == ([role] if role else [])


@pytest.mark.parametrize("phase", PLACES, ids=str)
@a_row
def test_a_muscle_has_the_contraction_that_is_stated_in_a_phase_and_no_other(
    exercise: str,
    muscle: str,
    role: Role | None,
    contractions: Contractions,
    phase: Phase | None,
) -> None:
    del role
    found = claims(ContractionClaim, exercise, muscle)
    stated = [claim.contraction for claim in found if claim.phase is phase]
    expected = contractions.get(phase)

    assert stated == ([expected] if expected else [])


def test_no_other_muscle_is_claimed_to_work_in_these_exercises() -> None:
    claimed = {(c.exercise.id, c.muscle.id) for c in BASE.involvements if c.exercise.id in FAMILY}

    assert claimed == set(STATED)


def test_the_eccentric_contraction_is_stated_once_and_inherited_by_no_variation() -> None:
    theirs = [c for c in BASE.of_type(ContractionClaim) if c.exercise.id in FAMILY]
    eccentric = [c.id for c in theirs if c.contraction is ECCENTRIC]

    assert eccentric == ["hip-thrust/lowering/gluteus-maximus/contraction"]


@pytest.mark.parametrize("id_", FAMILY[1:])
def test_a_variation_names_its_exercise_and_rests_on_its_own_part_of_the_article(id_: str) -> None:
    spans = {
        "single-leg-hip-thrust": ("S048", "S064"),
        "banded-hip-thrust": ("S065", "S082"),
        "glute-bridge": ("S083", "S094"),
    }
    first, last = spans[id_]
    numbers = {
        n
        for claim in BASE.involvements
        if claim.exercise.id == id_
        for n in article_statements(claim)
    }

    assert BASE.exercises[id_].variation == "hip-thrust"
    assert all(first <= number <= last for number in numbers)


@pytest.mark.parametrize("exercise", ["single-leg-hip-thrust", "glute-bridge"])
def test_a_main_muscle_is_a_prime_mover_by_a_rule_that_is_named(exercise: str) -> None:
    (claim,) = claims(RoleClaim, exercise, "gluteus-maximus")
    cited = {citation.source.id: citation.source.kind for citation in claim.citations}

    assert set(cited) == {ARTICLE, RULE}
    assert cited[RULE] is SourceKind.RULE
    assert PRIME_MOVER not in BASE.exercises[exercise].complete


@pytest.mark.parametrize("exercise", ["hip-thrust", "banded-hip-thrust"])
def test_the_words_prime_mover_need_no_rule(exercise: str) -> None:
    (claim,) = claims(RoleClaim, exercise, "gluteus-maximus")

    assert [citation.source.id for citation in claim.citations] == [ARTICLE]


def test_only_the_list_of_prime_movers_is_ever_complete() -> None:
    complete = {id_: BASE.exercises[id_].complete for id_ in FAMILY}

    assert complete == {
        "hip-thrust": {PRIME_MOVER},
        "banded-hip-thrust": {PRIME_MOVER},
        "single-leg-hip-thrust": frozenset(),
        "glute-bridge": frozenset(),
    }


# -- how far it is trusted -------------------------------------------------------------------------


def test_all_that_the_banded_adductors_are_said_to_do_is_contested() -> None:
    said = [
        fact
        for fact in BASE.facts
        if fact.about.exercise is BASE.exercises["banded-hip-thrust"]
        and fact.about.muscle is BASE.muscles["hip-adductors"]
    ]

    assert {number for fact in said for number in article_statements(fact)} == {
        "S076",
        "S077",
        "S078",
    }
    assert {fact.confidence for fact in said} == {Confidence.CONTESTED}


def test_the_article_alone_is_nowhere_trusted_more_than_medium() -> None:
    alone = [f for f in BASE.facts if {c.source.id for c in f.citations} <= {ARTICLE, RULE}]

    assert alone
    assert not [fact.id for fact in alone if fact.confidence is Confidence.HIGH]


@pytest.mark.parametrize("number", ["S100", "S101", "S105", "S113", "S114"])
def test_what_the_article_suggests_instead_is_an_opinion(number: str) -> None:
    held = [fact for fact in BASE.facts if number in article_statements(fact)]

    assert [fact.confidence for fact in held] == [Confidence.OPINION]


# -- groups and their members ----------------------------------------------------------------------


def test_the_hamstrings_and_the_biceps_femoris_are_kept_apart() -> None:
    hamstrings = BASE.muscles["hamstrings"]
    biceps_femoris = BASE.muscles["biceps-femoris"]
    claimed = {claim.muscle.id for claim in BASE.involvements}

    assert isinstance(hamstrings, Group)
    assert not isinstance(biceps_femoris, Group)
    assert biceps_femoris.id in (hamstrings.members or ())
    assert not {"semitendinosus", "semimembranosus"} & claimed


@pytest.mark.parametrize("group", ["core", "posterior-chain"])
def test_a_group_whose_members_the_article_does_not_state_has_none(group: str) -> None:
    found = BASE.muscles[group]

    assert isinstance(found, Group)
    assert found.members is None
    assert not found.complete


def test_the_adductors_and_the_hamstrings_are_never_called_complete() -> None:
    for id_ in ("hamstrings", "hip-adductors", "abdominals", "hip-extensors", "hip-flexors"):
        group = BASE.muscles[id_]

        assert isinstance(group, Group)
        assert not group.complete


# -- quotation -------------------------------------------------------------------------------------

QUOTED = [pytest.param(fact.quote, id=fact.id) for fact in BASE.facts if fact.quote]


@pytest.mark.parametrize("quote", QUOTED)
def test_a_quotation_has_fewer_than_eight_words(quote: str) -> None:
    assert len(quote.split()) < 16


SLIPS = (
    "stabaliz",
    "overach",
    "paloff",
    "abdominals and obliques",
    "event the knee",
    "bicep femoris",
)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_article_is_neither_repeated_nor_quoted(slip: str) -> None:
    shown = [text for fact in BASE.facts for text in (fact.claim, fact.quote) if text]

    assert not [text for text in shown if slip in text.lower()]
