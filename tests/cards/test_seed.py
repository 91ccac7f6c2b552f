"""The article that the project started from: all its statements are facts, and nothing is added.

The table below lists the statements of the article about each muscle. None means that it states
nothing, which is not a "no" and must not be inferred.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

import pytest

from cards.model.fact import Fact
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Group
from cards.model.vocabulary import Confidence, Contraction, Phase, Role, SourceKind
from cards.report.records import article_statements
from tests.cards.seed_omitted import OMITTED
from tests.support.library import builtin_library, each

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
    """The claims of the article; other sources may claim more."""
    found = BASE.claims_of(class_, BASE.exercises[exercise], BASE.muscles[muscle])
    return tuple(claim for claim in found if article_statements(claim))


# -- every statement of the article ----------------------------------------------------------------


@each(NUMBERS, name=str)
def test_every_statement_of_the_article_is_a_fact_or_omitted_with_a_reason(
    number: str,
) -> None:
    held = [fact.id for fact in BASE.facts if number in article_statements(fact)]

    assert bool(held) != (number in OMITTED)


def test_every_omission_is_a_statement_of_the_article_and_has_a_reason() -> None:
    assert set(OMITTED) <= set(NUMBERS)
    assert all(reason.strip() for reason in OMITTED.values())


def test_only_the_article_is_cited_by_statement_numbers() -> None:
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
def test_every_claim_on_an_exercise_cites_a_statement(exercise: str) -> None:
    of_it = [
        fact
        for fact in BASE.facts
        if fact.about.exercise is BASE.exercises[exercise] and fact.source.id == "golf-insider-uk"
    ]

    assert of_it
    for fact in of_it:
        assert article_statements(fact), fact.id


# -- its claims about muscles ----------------------------------------------------------------------


@a_row
def test_a_muscle_has_only_the_stated_role(
    exercise: str, muscle: str, role: Role | None, contractions: Contractions
) -> None:
    del contractions
    stated = {claim.role for claim in claims(RoleClaim, exercise, muscle)}

    assert stated == ({role} if role else set())


@a_row
def test_a_muscle_has_only_the_stated_contraction_in_a_phase(
    exercise: str,
    muscle: str,
    role: Role | None,
    contractions: Contractions,
) -> None:
    del role
    found = claims(ContractionClaim, exercise, muscle)
    for phase in PLACES:
        stated = [claim.contraction for claim in found if claim.phase is phase]
        expected = contractions.get(phase)

        assert stated == ([expected] if expected else []), phase


def test_the_article_has_no_claims_about_other_muscles() -> None:
    family = (claim for claim in BASE.involvements if claim.exercise.id in FAMILY)
    claimed = {(c.exercise.id, c.muscle.id) for c in family if article_statements(c)}

    assert claimed == set(STATED)


def test_the_eccentric_contraction_is_not_inherited_by_variations() -> None:
    claims = [c for c in BASE.of_type(ContractionClaim) if c.exercise.id in FAMILY]
    eccentric = [c.id for c in claims if c.contraction is ECCENTRIC and not c.derived]

    assert eccentric == ["hip-thrust/lowering/gluteus-maximus/contraction"]


@pytest.mark.parametrize("id_", FAMILY[1:])
def test_a_variation_names_its_exercise_and_cites_its_part_of_the_article(id_: str) -> None:
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
def test_a_main_muscle_is_a_prime_mover_by_a_named_rule(exercise: str) -> None:
    claim = next(iter(claims(RoleClaim, exercise, "gluteus-maximus")))
    cited = [citation.source for citation in claim.citations]

    assert [source.id for source in cited[:2]] == [ARTICLE, RULE]
    assert cited[1].kind is SourceKind.RULE
    assert claim.stated_citations == ()
    assert PRIME_MOVER not in BASE.exercises[exercise].complete


@pytest.mark.parametrize("exercise", ["hip-thrust", "banded-hip-thrust"])
def test_a_stated_prime_mover_is_not_derived(exercise: str) -> None:
    claim = next(iter(claims(RoleClaim, exercise, "gluteus-maximus")))

    assert [citation.source.id for citation in claim.stated_citations] == [ARTICLE]


def test_only_lists_of_prime_movers_are_complete() -> None:
    complete = {id_: BASE.exercises[id_].complete for id_ in FAMILY}

    assert complete == {
        "hip-thrust": {PRIME_MOVER},
        "banded-hip-thrust": {PRIME_MOVER},
        "single-leg-hip-thrust": frozenset(),
        "glute-bridge": frozenset(),
    }


# -- its confidence --------------------------------------------------------------------------------


def test_all_claims_on_the_banded_adductors_are_contested() -> None:
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


def test_a_single_article_supports_at_most_medium_confidence() -> None:
    alone = [f for f in BASE.facts if {c.source.id for c in f.citations} <= {ARTICLE, RULE}]

    assert alone
    assert not [fact.id for fact in alone if fact.confidence is Confidence.HIGH]


@pytest.mark.parametrize("number", ["S100", "S101", "S105", "S113", "S114"])
def test_alternatives_suggested_by_the_article_are_opinions(number: str) -> None:
    held = [fact for fact in BASE.facts if number in article_statements(fact)]

    assert [fact.confidence for fact in held] == [Confidence.OPINION]


# -- groups and their members ----------------------------------------------------------------------


def test_the_hamstrings_and_the_biceps_femoris_are_distinct() -> None:
    hamstrings = BASE.muscles["hamstrings"]
    biceps_femoris = BASE.muscles["biceps-femoris"]
    claimed = {claim.muscle.id for claim in BASE.involvements}

    assert isinstance(hamstrings, Group)
    assert not isinstance(biceps_femoris, Group)
    assert biceps_femoris.id in (hamstrings.members or ())
    assert not {"semitendinosus", "semimembranosus"} & claimed


@pytest.mark.parametrize("group", ["core", "posterior-chain"])
def test_a_group_without_stated_members_has_none(group: str) -> None:
    found = BASE.muscles[group]

    assert isinstance(found, Group)
    assert found.members is None
    assert not found.complete


def test_the_adductors_and_the_hamstrings_are_not_complete() -> None:
    for id_ in ("hamstrings", "hip-adductors", "abdominals", "hip-extensors", "hip-flexors"):
        group = BASE.muscles[id_]

        assert isinstance(group, Group)
        assert not group.complete


# -- quotation -------------------------------------------------------------------------------------


@each(fact for fact in BASE.facts if fact.quote)
def test_a_quotation_has_fewer_than_sixteen_words(fact: Fact) -> None:
    assert len((fact.quote or "").split()) < 16


SLIPS = (
    "stabaliz",
    "overach",
    "paloff",
    "abdominals and obliques",
    "event the knee",
    "bicep femoris",
)


@pytest.mark.parametrize("slip", SLIPS)
def test_an_error_of_the_article_is_neither_repeated_nor_quoted(slip: str) -> None:
    shown = [text for fact in BASE.facts for text in (fact.claim, fact.quote) if text]

    assert not [text for text in shown if slip in text.lower()]
