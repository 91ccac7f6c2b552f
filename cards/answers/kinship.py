"""Answers that include more or less than what is asked for: groups, parts and variations."""

from cards.answers.asked import Asked
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Concept
from cards.model.nouns import Exercise, Group, Muscle, Term


def kinship(given: Concept, asked: Asked) -> Judgement | None:
    """The verdict if an answer contains what is asked for, or is contained in it."""
    for key in asked.keys:
        found = _between(given, key, asked)
        if found is not None:
            verdict, remark = found
            taken_as = key.name if verdict is Verdict.HINT else given.name
            concept = key if verdict is Verdict.HINT else given
            logged = concept.logged_as(in_text=asked.in_text)
            return Judgement(verdict=verdict, taken_as=taken_as, concept=logged, remark=remark)
    return None


def _between(given: Concept, key: Concept, asked: Asked) -> tuple[Verdict, str] | None:
    one, other = given.noun, key.noun
    if isinstance(one, Muscle) and isinstance(other, Muscle):
        return _muscles(one, other, asked)
    if isinstance(one, Term) and isinstance(other, Term):
        return _wholes(given, contains=other.part_of == one.id, within=one.part_of == other.id)
    if isinstance(one, Exercise) and isinstance(other, Exercise):
        is_base, varies = other.variation == one.id, one.variation == other.id
        return _wholes(given, contains=is_base, within=varies)
    return None


def _muscles(given: Muscle, key: Muscle, asked: Asked) -> tuple[Verdict, str] | None:
    if not asked.base.overlap(given, key):
        return None
    if isinstance(given, Group) and _holds(given, key):
        if key.id in given.means:
            return Verdict.HINT, f"Taken as: {key.name}; “{given.name}” names the whole group."
        return Verdict.TOO_GENERAL, f"“{given.name}” is too general: it names a whole group."
    if isinstance(key, Group) and _holds(key, given):
        if given.id in key.means:
            remark = f"Taken as: {key.name}; “{given.name}” says more than the source does."
            return Verdict.HINT, remark
        return Verdict.PART, f"“{given.name}” is only part of what is asked for."
    return None


def _holds(group: Group, part: Muscle) -> bool:
    """Whether a muscle, or all of a smaller group, belongs to a group."""
    members = group.members or frozenset()
    if isinstance(part, Group):
        return bool(part.members) and (part.members or frozenset()) < members
    return part.id in members


def _wholes(given: Concept, *, contains: bool, within: bool) -> tuple[Verdict, str] | None:
    if contains:
        return Verdict.TOO_GENERAL, f"“{given.name}” is too general here."
    if within:
        return Verdict.PART, f"“{given.name}” says more than is asked for."
    return None
