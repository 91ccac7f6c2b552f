"""The wording of a template: its named slots, what a fact puts into them, and its conditions.

There is no logic in a template. A slot is a name that the types of fact agree on; `{muscle!a}` puts
"a" or "an" before it, `{muscle!c}` begins it with a capital, and `{muscle:works/work}` is the first
or the second word, as the muscle's name is singular or plural. `{role:as muscle}` is "a prime
mover" or "prime movers" in the same way.
"""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from cards.contractions import instructive
from cards.derive.exercises import moves_too_few_joints
from cards.distractors.anatomy import lacks_near_actions
from cards.doubtful_listings import is_hardly_asked
from cards.doubtful_roles import (
    is_doubtful,
    is_doubtful_without_options,
    is_plain,
    is_plain_without_options,
    is_repeated_in_an_action,
)
from cards.english import predicate, telling_stems, with_article, words
from cards.giveaways import names_action
from cards.model.base import FactBase, agreed
from cards.model.fact import Fact, SlotValue
from cards.model.facts.action import ActionClaim
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.membership import Membership
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.role import RoleClaim
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import Plane, TermStatement
from cards.model.nouns import Group, Named
from cards.model.vocabulary import Contraction, Origin, Role


@dataclass(frozen=True)
class Word:
    """The text in a slot."""

    text: str
    plural: bool = False


Words = Mapping[str, Word]
"""Words by the slots that they fill."""


def word_of(value: SlotValue) -> Word:
    """A value of a slot as a word."""
    return Word(value.name, value.plural) if isinstance(value, Named) else Word(str(value))


CONVERSIONS: Mapping[str | None, Callable[[str], str]] = MappingProxyType(
    {
        None: str,
        "a": with_article,
        "c": lambda text: text[:1].upper() + text[1:],
    }
)


def _sole_role(fact: Fact, base: FactBase) -> bool:
    """Its muscle is the only one with that role here, and the source names all of them."""
    if not isinstance(fact, RoleClaim) or fact.role not in fact.exercise.complete:
        return False
    claims = base.claims_of(RoleClaim, fact.exercise)
    here = (c for c in claims if c.role is fact.role and (fact.of is None or c.of is fact.of))
    return {claim.muscle.id for claim in here} == {fact.muscle.id}


def _role_in_exercise(fact: Fact, _: FactBase) -> bool:
    """It states a role in the exercise as a whole."""
    return isinstance(fact, RoleClaim) and fact.of is None


def _role_in_action(fact: Fact, base: FactBase) -> bool:
    """It states a role in a joint action, and a synergist's prime mover is stated, too."""
    return isinstance(fact, RoleClaim) and fact.asked_action(base) is not None


def _role_in_its_scope(fact: Fact, base: FactBase) -> bool:
    """It states a role in the exercise, or one in a joint action that can be asked for."""
    return _role_in_exercise(fact, base) or _role_in_action(fact, base)


def _sole_group(fact: Fact, base: FactBase) -> bool:
    """Its muscle is stated to belong to one group only, whose members are all known."""
    return (
        isinstance(fact, Membership)
        and fact.group.complete
        and len(base.groups_of(fact.muscle)) == 1
    )


def _sole_action(fact: Fact, base: FactBase) -> bool:
    """It is the only joint action that its exercise is built on, or a muscle's."""
    if not isinstance(fact, Statement) or fact.exercise is None:
        return True
    return isinstance(fact, TermStatement) and base.main_actions(fact.exercise) == (fact.value,)


def _a_single_muscle(fact: Fact, _: FactBase) -> bool:
    """It is about a muscle, not about a group, whose plural name would stand out."""
    muscle = fact.about.muscle
    return muscle is not None and not isinstance(muscle, Group)


def _an_action_that_the_name_omits(fact: Fact, base: FactBase) -> bool:
    """The muscle's name states neither the action nor its opposite, as "flexor" does."""
    if not isinstance(fact, TermStatement) or fact.muscle is None:
        return True
    opposite = base.terms.get(fact.value.opposite or "")
    names = " ".join(term.name for term in (fact.value, opposite) if term is not None)
    stated = telling_stems(fact.muscle.name)
    return not (stated | {_ELEVATION} if "leva" in stated else stated) & telling_stems(names)


_ELEVATION = "elev"
"""The stem of the action that a levator performs."""


def _a_technical_term(fact: Fact, _: FactBase) -> bool:
    """It defines a term that not everyone knows."""
    return isinstance(fact, Definition) and not fact.term.everyday


def _an_uncommon_term(fact: Fact, _: FactBase) -> bool:
    """It defines a term that exams hardly ever ask for."""
    return isinstance(fact, Definition) and fact.term.uncommon


def _an_uncommon_muscle(fact: Fact, _: FactBase) -> bool:
    """It is about a muscle or a group that exams hardly ever ask for."""
    group = fact.group if isinstance(fact, Membership) else None
    return any(each is not None and each.uncommon for each in (fact.about.muscle, group))


def _a_member_that_the_group_names(fact: Fact, base: FactBase) -> bool:
    """It is about an uncommon muscle or group, or one whose name begins like that of its group.

    "Iliacus" is found in "iliopsoas" without any anatomy.
    """
    if isinstance(fact, Membership):
        names = fact.muscle.name, fact.group.name
        first, other = ({word[:_BEGINNING] for word in words(name)} for name in names)
        if first & other:
            return True
    return _an_uncommon_muscle(fact, base)


_BEGINNING = 3
"""Letters at the beginning of a word by which it is found in another one."""


def _a_plane_that_the_name_tells(fact: Fact, base: FactBase) -> bool:
    """It is the plane of an exercise whose name states its joint action: "internal rotation"."""
    if not isinstance(fact, Plane) or fact.exercise is None:
        return False
    return any(
        names_action(fact.exercise, action, base.terms[action.joint].name if action.joint else "")
        for action in base.main_actions(fact.exercise)
    )


def _an_action_hardly_asked(fact: Fact, base: FactBase) -> bool:
    """It is about an uncommon muscle, or most of its options would be from other joints."""
    return _an_uncommon_muscle(fact, base) or lacks_near_actions(fact, base)


def _a_purpose_others_may_share(fact: Fact, _: FactBase) -> bool:
    """It is built in: no source says which muscles lack a purpose. A user's claim is trusted."""
    return fact.origin is Origin.BUILTIN


def _a_value_of_one_body(fact: Fact, _: FactBase) -> bool:
    """It is the value of a property that one certifying body teaches."""
    return isinstance(fact, PropertyValue) and fact.body is not None


def _a_detail(fact: Fact, base: FactBase) -> bool:
    """An exam does not print it as a sentence with a gap; never a claim of a user.

    Only pages and studies state it, or one source by name; it is a measurement, or what an exercise
    is listed for; it distinguishes muscles, or a term from a plain word; or plain sense fills its
    gap, which is not a term.
    """
    if fact.origin is not Origin.BUILTIN or not isinstance(fact, Statement):
        return False
    if not fact.taught or fact.names_source or fact.type in _DESCRIPTIONS:
        return True
    between = fact.between if isinstance(fact, Distinction) else ()
    if not {*between} <= {*base.terms}:
        return True
    gap = fact.gap or ""
    return not _is_one_of(gap, base.names) or _is_one_of(gap, _joint_names(base))


_DESCRIPTIONS = ("activity", "location", "target")
"""Types of statement whose gap is a figure, a plain word of place, or an item of a list."""


def _joint_names(base: FactBase) -> frozenset[str]:
    joints = base.family("joint")
    return frozenset(name.lower() for joint in joints for name in (joint.name, *joint.aliases))


def _is_one_of(gap: str, names: frozenset[str]) -> bool:
    """Whether a gap is a term or a muscle, or its adverb: "eccentrically"."""
    return not {gap.lower(), gap.lower().removesuffix("ally")}.isdisjoint(names)


def _the_work_of_a_lesser_muscle(fact: Fact, base: FactBase) -> bool:
    """It is what a muscle does that moves, but is not a prime mover of the exercise.

    That is a joint action, or a contraction that is not isometric. A user's claim is trusted.
    """
    if not isinstance(fact, ActionClaim | ContractionClaim) or fact.origin is not Origin.BUILTIN:
        return False
    if isinstance(fact, ContractionClaim) and fact.contraction is Contraction.ISOMETRIC:
        return False
    claims = agreed(base.claims_of(RoleClaim, fact.exercise, fact.muscle))
    return all(claim.role is not Role.PRIME_MOVER for claim in claims)


def _an_agonist(fact: Fact, _: FactBase) -> bool:
    """It states that a muscle helps to produce a joint action of an exercise."""
    return isinstance(fact, ActionClaim)


def _agreed(fact: Fact, _base: FactBase) -> bool:
    """It is not asked as the claim of one source."""
    return not fact.attributed


def _instructive(fact: Fact, base: FactBase) -> bool:
    """It is one of the few contractions of its exercise that have a card each."""
    return isinstance(fact, ContractionClaim) and fact in instructive(fact.exercise, base)


CONDITIONS: Mapping[str, Callable[[Fact, FactBase], bool]] = MappingProxyType(
    {
        "a-detail": _a_detail,
        "a-doubtful-type": moves_too_few_joints,
        "a-doubtful-role": is_doubtful,
        "a-doubtful-role-without-options": is_doubtful_without_options,
        "a-member-that-the-group-names": _a_member_that_the_group_names,
        "a-plain-role": is_plain,
        "a-plain-role-without-options": is_plain_without_options,
        "a-plane-that-the-name-tells": _a_plane_that_the_name_tells,
        "a-role-repeated-in-an-action": is_repeated_in_an_action,
        "a-single-muscle": _a_single_muscle,
        "the-work-of-a-lesser-muscle": _the_work_of_a_lesser_muscle,
        "a-technical-term": _a_technical_term,
        "an-action-hardly-asked": _an_action_hardly_asked,
        "a-value-of-one-body": _a_value_of_one_body,
        "an-instructive-contraction": _instructive,
        "an-uncommon-muscle": _an_uncommon_muscle,
        "an-uncommon-term": _an_uncommon_term,
        "a-purpose-others-may-share": _a_purpose_others_may_share,
        "a-listing-hardly-asked": is_hardly_asked,
        "agreed": _agreed,
        "an-action-that-the-name-omits": _an_action_that_the_name_omits,
        "an-agonist": _an_agonist,
        "the-only-action": _sole_action,
        "the-only-group": _sole_group,
        "the-only-one-in-its-role": _sole_role,
        "the-role-in-a-joint-action": _role_in_action,
        "the-role-in-its-scope": _role_in_its_scope,
        "the-role-in-the-exercise": _role_in_exercise,
    }
)
"""The conditions that a template can set for a fact with `where:`."""


class Part(NamedTuple):
    """A piece of a wording: text, then a slot, if one follows it.

    Attributes:
        alternatives: `works/work` of `{muscle:works/work}`; empty if the name itself is shown.
        number_of: `muscle` of `{role:as muscle}`, the slot whose number the word takes.
        conversion: `a` of `{muscle!a}`; empty if there is none.
    """

    literal: str
    slot: str | None
    alternatives: str
    conversion: str
    number_of: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a template, parsed."""

    parts: tuple[Part, ...]
    slots: frozenset[str]

    def fill(self, words: Mapping[str, Word]) -> str | None:
        """The text with words in its slots, or None if a word is missing."""
        if not self.slots <= words.keys():
            return None
        return "".join([_filled(part, words) for part in self.parts])


def _filled(part: Part, words: Mapping[str, Word]) -> str:
    if part.slot is None:
        return part.literal
    word = words[part.slot]
    if part.number_of:
        shown = predicate(word.text, plural=words[part.number_of].plural)
    elif part.alternatives:
        one, many = part.alternatives.split("/")
        shown = many if word.plural else one
    else:
        shown = CONVERSIONS[part.conversion or None](word.text)
    return f"{part.literal}{shown}"


@cache
def parse(text: str) -> Wording:
    """The wording that a template writes as a text; each text is parsed once.

    Raises:
        ValueError: A brace is not closed.
    """
    parts = tuple(
        _part(literal, slot, form or "", conversion or "")
        for literal, slot, form, conversion in string.Formatter().parse(text)
    )
    slots = {slot for part in parts for slot in (part.slot, part.number_of) if slot}
    return Wording(parts, frozenset(slots))


def _part(literal: str, slot: str | None, form: str, conversion: str) -> Part:
    number_of = form.removeprefix(_AS)
    if number_of == form:
        return Part(literal, slot, form, conversion)
    return Part(literal, slot, "", conversion, number_of)


_AS = "as "
"""The beginning of a form that takes the number of another slot."""


def slot_words(fact: Fact, base: FactBase) -> dict[str, Word]:
    """Everything a fact can put into slots."""
    return {name: word_of(value) for name, value in fact.slots(base).items() if value}
