"""Answers that are less than a whole name: parts of names, actions without a joint, regions.

Such words are never wrong, for they may mean what is asked for; they are too general, if they
include it, or they are not recognised.
"""

from collections.abc import Sequence

from cards.answers.asked import Asked
from cards.answers.body_parts import asks_for_a_muscle, extent_of, verdict_on_extent
from cards.answers.concept_verdicts import verdict_on
from cards.answers.normalisation import SHORT, normalise, spellings
from cards.answers.paraphrases import several_actions
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Concept, Sort
from cards.model.nouns import Group, Muscle, Named, Term

# -- words that include what is asked for ----------------------------------------------------------


def includes_a_key(given: str, asked: Asked) -> Judgement | None:
    """The verdict on words that include what is asked for, whatever else they mean."""
    if _is_region_of_a_key(given, asked):
        remark = f"“{given}” is too general: it names several muscles."
    elif _shared_with_a_key(given, asked):
        remark = f"“{given}” {_lack(asked)}."
    else:
        return None
    return Judgement(verdict=Verdict.TOO_GENERAL, taken_as=given, remark=remark)


def _is_region_of_a_key(given: str, asked: Asked) -> bool:
    """Whether a name of a part of the body includes a key for certain, or some of its members."""
    muscles = [key.noun for key in asked.keys if isinstance(key.noun, Muscle)]
    extent = extent_of(given, asked) if muscles else None
    return extent is not None and any(
        not extent.certain.isdisjoint((muscle.id, *_members_of(muscle))) for muscle in muscles
    )


def _members_of(muscle: Muscle) -> frozenset[str]:
    return (muscle.members or frozenset()) if isinstance(muscle, Group) else frozenset()


def _shared_with_a_key(given: str, asked: Asked) -> bool:
    """Whether another concept is called by words that the name of a key contains.

    The names of joint actions and groups are shortened: "lateral flexion" is that of the spine or
    of the neck. The whole name of another concept is not shared, except for a movement of any
    joint, such as "flexion".
    """
    words = frozenset(normalise(given).split())
    return any(
        words < frozenset(form.split())
        for key in asked.keys
        if _may_mean(key, given, asked)
        for form in key.right
    )


def _may_mean(key: Concept, given: str, asked: Asked) -> bool:
    """Whether a name of another concept is also a short name for a key."""
    return (key.sort is Sort.ACTION or isinstance(key.noun, Group)) and any(
        _is_movement(concept.noun)
        or (concept.sort is key.sort and normalise(concept.name) != normalise(given))
        for concept in asked.lexicon.spelt(spellings(given))
    )


def _is_movement(noun: Named | None) -> bool:
    return isinstance(noun, Term) and noun.family == "movement"


def _lack(asked: Asked) -> str:
    """The gap in a part of a right name, as the predicate of a sentence."""
    of_joints = all(key.sort is Sort.ACTION for key in asked.keys)
    return "does not name the joint" if of_joints else "is not the whole name"


def as_body_part(given: str, asked: Asked) -> Judgement | None:
    """The verdict on the name of a part of the body, where a muscle is asked for."""
    if not asks_for_a_muscle(asked) or asked.lexicon.spelt(spellings(given)):
        return None
    extent = extent_of(given, asked)
    judged = verdict_on_extent(given, extent, asked) if extent is not None else None
    undecided = judged is not None and judged.verdict is Verdict.NOT_DECIDED
    return None if undecided and asked.in_text else judged


# -- parts of names --------------------------------------------------------------------------------


def as_incomplete_name(given: str, asked: Asked) -> Judgement | None:
    """The verdict on words that several names contain, or that are a part of one name."""
    words = frozenset(normalise(given).split())
    if all(len(word) <= SHORT for word in words) or _names_another_kind(given, asked):
        return None
    several = several_actions(given) if Sort.ACTION in asked.sorts else ()
    actions = asked.lexicon.of_sorts({Sort.ACTION}) if several else ()
    possible = tuple(action for action in actions if action.id in several)
    possible = possible or asked.lexicon.completing(words, asked.sorts)
    if not possible:
        return None
    judged = [verdict_on(each, asked) for each in possible]
    if any(each.right for each in judged) or not set(asked.keys).isdisjoint(possible):
        remark = f"“{given}” {_lack(asked)}."
        return Judgement(verdict=Verdict.TOO_GENERAL, taken_as=given, remark=remark)
    if several or _is_movement_alone(given, asked) or _key_is_a_part(asked):
        return _on_all_meanings(given, judged, asked)
    undecided = {each.verdict for each in judged} <= {Verdict.WRONG, Verdict.NOT_DECIDED}
    if undecided and not (asked.in_text and judged[0].verdict is Verdict.NOT_DECIDED):
        return _part_of_other_names(given)
    return judged[0] if len(judged) == 1 else _several_meanings(given, asked)


def _names_another_kind(given: str, asked: Asked) -> bool:
    """Whether an answer is the whole name of something of another sort.

    "Flexion" is a term, too, but for a joint action it is an incomplete name.
    """
    found = asked.lexicon.spelt(spellings(given))
    return bool(found) and not any(_is_movement(concept.noun) for concept in found)


def _is_movement_alone(given: str, asked: Asked) -> bool:
    """Whether an answer names a movement without its joint, where a joint action is asked for."""
    found = asked.lexicon.spelt(spellings(given))
    return asked.sorts == {Sort.ACTION} and any(_is_movement(concept.noun) for concept in found)


def _key_is_a_part(asked: Asked) -> bool:
    """Whether a gap is filled by a part of a name: "gluteus ____"."""
    return asked.in_text and any(_is_part(key, asked.keys) for key in asked.card.key)


def _is_part(key: str, concepts: Sequence[Concept]) -> bool:
    words = frozenset(normalise(key).split())
    return any(words < frozenset(normalise(concept.name).split()) for concept in concepts)


def _on_all_meanings(given: str, judged: Sequence[Judgement], asked: Asked) -> Judgement | None:
    """The verdict on words whose meanings are all judged, and not right."""
    if len(judged) == 1 and asked.in_text:
        return judged[0]
    if any(each.verdict is not Verdict.WRONG for each in judged):
        return _several_meanings(given, asked)
    every = "joint" if asked.sorts == {Sort.ACTION} else "meaning of it"
    remark = f"You wrote {given}: that is wrong here for every {every}."
    proof = judged[0].proof
    return Judgement(verdict=Verdict.WRONG, taken_as=given, proof=proof, remark=remark)


def _several_meanings(given: str, asked: Asked) -> Judgement | None:
    if asked.in_text:
        return None
    remark = f"“{given}” has several meanings here."
    return Judgement(verdict=Verdict.TOO_GENERAL, taken_as=given, remark=remark)


def _part_of_other_names(given: str) -> Judgement:
    remark = f"“{given}” is not a whole name."
    return Judgement(verdict=Verdict.NOT_RECOGNISED, remark=remark)
