"""Findings of assessments, and the muscles that bodies list for them, as they are read."""

from pathlib import Path

import pytest

from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import Observation
from cards.model.vocabulary import Checkpoint, Imbalance, Viewpoint
from tests.support.library import builtin_library, library_of

TEXT = """
source: golf-insider-uk
compensations:
  heels-rise:
    name: heels rise
    aliases: [up on the toes]
    assessment: overhead-squat-assessment
    seen: a client's heels rise
    view: [lateral, posterior]
    checkpoint: feet and ankles
    movement: plantar-flexion
    lists:
      - author: Body One
        edition: 2nd edition
        terms: [tight, weak]
        whole: true
        overactive: [soleus]
        underactive:
          - tibialis-anterior
          - {muscle: erector-spinae, as: lumbar extensors, plural: true}
          - {muscle: rotator-cuff, as: portions of the cuff, in-part: true}
"""


def listed(folder: Path) -> dict[str, ListedMuscle]:
    base = library_of(folder, TEXT, only=True).base
    return {fact.listed.name: fact for fact in base.of_type(ListedMuscle)}


def test_each_muscle_of_a_list_is_a_fact(tmp_path: Path) -> None:
    assert [fact.id for fact in listed(tmp_path).values()] == [
        "heels-rise/soleus/overactive@body-one-2nd-edition",
        "heels-rise/tibialis-anterior/underactive@body-one-2nd-edition",
        "heels-rise/lumbar-extensors/underactive@body-one-2nd-edition",
        "heels-rise/portions-of-the-cuff/underactive@body-one-2nd-edition",
    ]


def test_a_finding_knows_how_it_is_seen(tmp_path: Path) -> None:
    (seen,) = library_of(tmp_path, TEXT, only=True).base.of_type(Observation)

    assert seen.compensation.views == (Viewpoint.LATERAL, Viewpoint.POSTERIOR)
    assert seen.compensation.checkpoint is Checkpoint.FEET_AND_ANKLES
    assert seen.compensation.movement == ("plantar-flexion",)


def test_a_claim_uses_the_body_s_words(tmp_path: Path) -> None:
    fact = listed(tmp_path)["lumbar extensors"]

    assert fact.muscle.id == "erector-spinae"
    assert fact.claim == "lumbar extensors listed as weak by Body One 2nd edition"
    assert fact.named_muscle.plural


def test_the_list_of_an_author_is_asked_on_request_only(tmp_path: Path) -> None:
    fact = listed(tmp_path)["soleus"]

    assert fact.bodies == frozenset()
    assert fact.opinion


def test_a_part_that_the_body_does_not_name_is_not_asked(tmp_path: Path) -> None:
    assert not listed(tmp_path)["portions of the cuff"].askable


def test_a_user_s_file_adds_a_list_to_a_builtin_finding(tmp_path: Path) -> None:
    text = """
source: golf-insider-uk
compensations:
  overhead-squat-knees-move-inward:
    lists:
      - {author: My Teacher, overactive: [soleus]}
"""
    base = library_of(tmp_path, text).base
    rows = base.findings.rows_of(base.compensations["overhead-squat-knees-move-inward"])

    assert "my-teacher" in {row[0].listing.id for row in rows}


def test_a_row_that_no_open_page_gives_is_held() -> None:
    base = builtin_library().base
    rows = base.findings.rows_of(base.compensations["overhead-squat-low-back-arches"])

    assert {row[0].listing.id for row in rows} == {"nasm-cpt-4"}


@pytest.mark.parametrize("side", Imbalance)
def test_no_body_lists_a_muscle_on_both_sides(side: Imbalance) -> None:
    base = builtin_library().base
    for row in base.findings.rows():
        listing = row[0].listing
        others = {each.name for each in listing.on(side.other)}

        assert not others & {each.name for each in listing.on(side)}, row[0].id
