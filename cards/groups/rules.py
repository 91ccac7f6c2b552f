"""The ways of putting several facts together, by the names that templates use.

To add one: a function from a fact base to its groups, and its entry in `GROUP_RULES`. A wrong
option is offered only with a proof that it is wrong.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cards.groups import anatomy, exercises, muscles
from cards.groups.group import FactGroup
from cards.model.base import FactBase
from cards.model.template import Kind


@dataclass(frozen=True)
class GroupRule:
    """A way of putting facts together.

    Attributes:
        kinds: The kinds of card that can ask about it.
        slots: What its wordings can name.
        find: The matters in a fact base.
        answered: What a typed answer is: `muscle`, `role` or `text`.
    """

    kinds: tuple[Kind, ...]
    slots: tuple[str, ...]
    find: Callable[[FactBase], Iterable[FactGroup]] = field(repr=False)
    answered: str = "text"


_IN_EXERCISE = ("exercise", "action", "role")

GROUP_RULES: Mapping[str, GroupRule] = MappingProxyType(
    {
        "any-action-of-a-muscle": GroupRule(
            (Kind.TYPED,), ("muscle", "all"), muscles.any_action_of_a_muscle, answered="term"
        ),
        "any-member-of-a-group": GroupRule(
            (Kind.TYPED,), ("group", "all"), anatomy.any_member, answered="muscle"
        ),
        "any-muscle-for-an-action": GroupRule(
            (Kind.TYPED,), ("action", "all"), muscles.any_muscle_for_an_action, answered="muscle"
        ),
        "any-muscle-in-a-role": GroupRule(
            (Kind.TYPED,),
            (*_IN_EXERCISE, "all", "source"),
            exercises.any_in_a_role,
            answered="muscle",
        ),
        "muscles-for-a-purpose": GroupRule(
            (Kind.TYPED,),
            ("exercise", "source", "purpose", "all"),
            exercises.muscles_for_a_purpose,
            answered="muscle",
        ),
        "confused-pairs": GroupRule((Kind.MATCHING,), ("says",), anatomy.confused_pairs),
        "exercises-with-a-role": GroupRule(
            (Kind.CHOICE,), ("muscle", "role", "action"), exercises.exercises_with_a_role
        ),
        "joints-of-a-muscle": GroupRule(
            (Kind.SELECT_ALL,), ("muscle", "all"), muscles.joints_of_a_muscle
        ),
        "members-of-a-group": GroupRule(
            (Kind.SELECT_ALL,), ("group", "all"), anatomy.members_of_a_group
        ),
        "muscles-and-actions": GroupRule(
            (Kind.MATCHING,), ("region",), muscles.muscles_and_actions
        ),
        "muscles-and-locations": GroupRule((Kind.MATCHING,), (), anatomy.muscles_and_locations),
        "muscles-and-nerves": GroupRule((Kind.MATCHING,), ("region",), muscles.muscles_and_nerves),
        "muscles-and-roles": GroupRule(
            (Kind.MATCHING,), ("exercise", "action"), exercises.muscles_and_roles
        ),
        "muscles-in-a-role": GroupRule(
            (Kind.SELECT_ALL,), (*_IN_EXERCISE, "all"), exercises.muscles_in_a_role
        ),
        "odd-role-out": GroupRule((Kind.CHOICE,), _IN_EXERCISE, exercises.odd_role_out),
        "phases-and-contractions": GroupRule(
            (Kind.MATCHING,),
            ("exercise", "action", "muscle"),
            exercises.phases_and_contractions,
        ),
        "rankings": GroupRule(
            (Kind.ORDERING,), ("exercise", "quality", "source", "says"), exercises.rankings
        ),
        "same-role-twice": GroupRule(
            (Kind.TYPED,),
            ("exercise", "action", "muscle", "other", "role"),
            exercises.same_role_twice,
            answered="role",
        ),
        "terms-and-definitions": GroupRule(
            (Kind.MATCHING,), ("family",), anatomy.terms_and_definitions
        ),
    }
)
"""What a template can gather."""
