"""Plausibility checks: implausible facts are reported, and a reason waives the report."""

from pathlib import Path

import pytest

from cards.checks.doubts import DOUBTS, doubts
from cards.model.template import Library
from cards.problems import DataError
from tests.support.library import builtin_library, library_of

TOP = """
sources:
  class-notes: {name: our class notes, title: "Week 2", kind: notes}
source: class-notes
exercises:
  test-move:
    name: test move
    phases: {lifting: as it rises, lowering: as it comes down}
    traits:
      - {action: [knee-extension], phase: lifting}
      - {action: [knee-flexion], phase: lowering}
    involvements:
"""

PROVOKED = {
    "stabiliser-moves": """
      erector-spinae:
        - {role: stabiliser}
        - {contraction: concentric, phase: lifting%s}
""",
    "isometric-in-a-movement": """
      vastus-lateralis:
        - {contraction: isometric, phase: lifting%s}
""",
    "mover-without-the-action": """
      soleus:
        - {role: prime mover, of: knee-extension%s}
""",
    "mover-opposes": """
      biceps-femoris:
        - {role: prime mover, of: knee-extension%s}
""",
    "antagonist-helps": """
      vastus-lateralis:
        - {role: antagonist, of: knee-extension%s}
""",
    "stabiliser-could-move": """
      vastus-lateralis:
        - {role: stabiliser%s}
""",
    "crosses-no-joint": """
      brachialis:
        - {role: synergist%s}
""",
    "group-with-member": """
      quadriceps:
        - {role: prime mover, of: knee-extension}
      vastus-lateralis:
        - {role: synergist, of: knee-extension%s}
""",
    "derived-beyond-the-rule": """
      gastrocnemius:
        - {role: prime mover}
        - {contraction: concentric, phase: lifting, source: rule-same-muscle-both-phases%s}
""",
    "beyond-its-rule": """
      biceps-femoris:
        - {role: antagonist, of: knee-flexion, source: rule-opposite-action%s}
""",
}


def found(library: Library) -> set[str]:
    every = (*doubts(library.base, forbidden=True), *doubts(library.base, forbidden=False))
    return {name for name, problem in every if not problem.place.file.startswith("cards/data/")}


@pytest.mark.slow
@pytest.mark.parametrize("name", PROVOKED)
def test_a_check_finds_its_case(name: str, tmp_path: Path) -> None:
    library = library_of(tmp_path, TOP + PROVOKED[name] % "")

    assert name in found(library)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROVOKED)
def test_a_reason_in_the_claim_waives_a_check(name: str, tmp_path: Path) -> None:
    reason = f', waive: {{{name}: "the author says why"}}'
    library = library_of(tmp_path, TOP + PROVOKED[name] % reason)

    assert name not in found(library)


def test_a_missing_prime_mover_is_only_reported(tmp_path: Path) -> None:
    text = TOP + "      erector-spinae: [{role: stabiliser}]\n"
    library = library_of(tmp_path, text, only=True)

    assert [name for name, _ in doubts(library.base, forbidden=False)] == ["no-prime-mover"]
    assert not list(doubts(library.base, forbidden=True))


def test_every_check_has_a_case() -> None:
    assert {*PROVOKED, "no-prime-mover"} == set(DOUBTS)


def test_builtin_facts_pass_all_checks() -> None:
    assert [str(problem) for _, problem in doubts(builtin_library().base, forbidden=True)] == []


def test_a_waiver_of_an_unknown_check_is_reported(tmp_path: Path) -> None:
    text = TOP + '      erector-spinae: [{role: stabiliser, waive: {nonsense: "why not"}}]\n'

    with pytest.raises(DataError, match="Unknown check 'nonsense'"):
        library_of(tmp_path, text, only=True)


def test_five_built_in_stabilisers_could_move() -> None:
    """They are stated by a source; each is a reason to look for a better one."""
    reported = doubts(builtin_library().base, forbidden=False)
    places = {p.place.file.rpartition("/")[2] for n, p in reported if n == "stabiliser-could-move"}

    assert places == {"dip.yaml", "back-squat.yaml", "forward-lunge.yaml", "superman.yaml"}


def test_a_contradiction_names_the_place_the_facts_and_the_role_that_fits(tmp_path: Path) -> None:
    library = library_of(tmp_path, TOP + PROVOKED["mover-opposes"] % "")
    (problem,) = (p for name, p in doubts(library.base, forbidden=True) if name == "mover-opposes")

    assert problem.place.line
    assert problem.message == (
        "The biceps femoris is prime mover in the test move, of knee extension, yet the biceps "
        "femoris performs the opposite. 'antagonist' would fit; or correct 'of'."
    )


@pytest.mark.parametrize(
    ("of", "mend"),
    [
        (", of: knee-extension", "Correct 'of', or "),
        ("", "Correct 'role', state the joint action "),
    ],
)
def test_the_report_on_a_mover_without_the_action_names_the_key_to_correct(
    tmp_path: Path, of: str, mend: str
) -> None:
    text = TOP + f"      soleus: [{{role: prime mover{of}}}]\n"
    base = library_of(tmp_path, text).base
    every = (*doubts(base, forbidden=True), *doubts(base, forbidden=False))
    messages = [p.message for _, p in every if p.message.startswith("The soleus is prime mover of")]

    assert [mend in message for message in messages] == [True]
