"""Writes files of many exercises, drawn from the built-in ones, to measure growth."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from cards.model.base import FactBase
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise
from cards.model.vocabulary import Phase

PER_FILE = 100

_MOST_CLAIMS = 6
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
_PHASES = (Phase.LIFTING, Phase.LOWERING)

_HEAD = """\
source: class-notes
sources:
  class-notes: {name: our class notes, title: Notes, kind: notes}
exercises:
"""


def write_large_base(folder: Path, exercises: int, base: FactBase) -> None:
    """Write that many exercises, each with another name and about six claims.

    Args:
        folder: The folder, which is created.
        exercises: How many to write.
        base: The facts to draw from.
    """
    folder.mkdir(parents=True)
    random = Random(5)
    models = [lines for each in base.exercises.values() if (lines := list(_claims(each, base)))]
    for begin in range(0, exercises, PER_FILE):
        entries = (
            "\n".join((f"  lift-{n}:", f"    name: {_name(n)} lift", *random.choice(models)))
            for n in range(begin, min(begin + PER_FILE, exercises))
        )
        head = _HEAD if begin == 0 else "source: class-notes\nexercises:\n"
        file = folder / f"notes-{begin:05}.yaml"
        file.write_text(head + "\n".join(entries) + "\n", encoding="utf-8")


def _claims(exercise: Exercise, base: FactBase) -> Iterator[str]:
    """The lines of an exercise after its name; none if its claims are few."""
    roles = [c for c in base.claims_of(RoleClaim, exercise) if c.phase is None and c.of is None]
    roles = [claim for claim in roles if not claim.attributed][:_MOST_CLAIMS]
    if not roles:
        return
    yield "    phases: {lifting: as you lift, lowering: as you lower}"
    actions = dict.fromkeys(
        f"{{action: {each.value.id}, phase: {each.phase.value}}}"
        for each in base.actions_of(exercise)
        if each.phase in _PHASES and not each.attributed
    )
    yield f"    traits: [{', '.join(actions)}]"
    yield "    involvements:"
    number = 0
    for claim in roles:
        if number >= _MOST_CLAIMS:
            return
        yield f"      {claim.muscle.id}:"
        yield f"        - {{role: {claim.role.value}}}"
        number += 1
        for other in base.claims_of(ContractionClaim, exercise, claim.muscle):
            if other.phase in _PHASES and not other.attributed:
                value = f"{{contraction: {other.contraction.value}, phase: {other.phase.value}}}"
                yield f"        - {value}"
                number += 1


def _name(number: int) -> str:
    """A word that no other number has."""
    size = len(_SYLLABLES)
    places = (number % size, number // size % size, number // size**2 % size, number // size**3)
    return "".join(_SYLLABLES[place] for place in places)
