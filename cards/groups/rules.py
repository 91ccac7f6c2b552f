"""The ways of putting several facts together, by the names that templates use.

To add one: a function from a fact base to its matters, and its line in `GATHERINGS`. As everywhere,
a wrong option is only what is proven wrong.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cards.groups import anatomy, exercises, muscles
from cards.groups.group import Matter
from cards.model.base import FactBase
from cards.model.template import Kind


@dataclass(frozen=True)
class Gathering:
    """A way of putting facts together.

    Attributes:
        kinds: The kinds of card that can ask about it.
        slots: What its wordings can name.
        find: The matters in a fact base.
        answered: What a typed answer is: `muscle`, `role` or `text`.
    """

    kinds: tuple[Kind, ...]
    slots: tuple[str, ...]
    find: Callable[[FactBase], Iterable[Matter]] = field(repr=False)
    answered: str = "text"


_IN_EXERCISE = ("exercise", "action", "role")

GATHERINGS: Mapping[str, Gathering] = MappingProxyType(
    {
        "any-action-of-a-muscle": Gathering(
            (Kind.TYPED,), ("muscle", "all"), muscles.any_action_of_a_muscle, answered="term"
        ),
        "any-member-of-a-group": Gathering(
            (Kind.TYPED,), ("group", "all"), anatomy.any_member, answered="muscle"
        ),
        "any-muscle-for-an-action": Gathering(
            (Kind.TYPED,), ("action", "all"), muscles.any_muscle_for_an_action, answered="muscle"
        ),
        "any-muscle-in-a-role": Gathering(
            (Kind.TYPED,),
            (*_IN_EXERCISE, "all", "source"),
            exercises.any_in_a_role,
            answered="muscle",
        ),
        "muscles-for-a-purpose": Gathering(
            (Kind.TYPED,),
            ("exercise", "source", "purpose", "all"),
            exercises.muscles_for_a_purpose,
            answered="muscle",
        ),
        "confused-pairs": Gathering((Kind.MATCHING,), ("says",), anatomy.confused_pairs),
        "exercises-with-a-role": Gathering(
            (Kind.CHOICE,), ("muscle", "role", "action"), exercises.exercises_with_a_role
        ),
        "joints-of-a-muscle": Gathering(
            (Kind.SELECT_ALL,), ("muscle", "all"), muscles.joints_of_a_muscle
        ),
        "members-of-a-group": Gathering(
            (Kind.SELECT_ALL,), ("group", "all"), anatomy.members_of_a_group
        ),
        "muscles-and-actions": Gathering(
            (Kind.MATCHING,), ("region",), muscles.muscles_and_actions
        ),
        "muscles-and-locations": Gathering((Kind.MATCHING,), (), anatomy.muscles_and_locations),
        "muscles-and-nerves": Gathering((Kind.MATCHING,), ("region",), muscles.muscles_and_nerves),
        "muscles-and-roles": Gathering(
            (Kind.MATCHING,), ("exercise", "action"), exercises.muscles_and_roles
        ),
        "muscles-in-a-role": Gathering(
            (Kind.SELECT_ALL,), (*_IN_EXERCISE, "all"), exercises.muscles_in_a_role
        ),
        "odd-role-out": Gathering((Kind.CHOICE,), _IN_EXERCISE, exercises.odd_role_out),
        "phases-and-contractions": Gathering(
            (Kind.MATCHING,),
            ("exercise", "action", "muscle"),
            exercises.phases_and_contractions,
        ),
        "rankings": Gathering(
            (Kind.ORDERING,), ("exercise", "quality", "source", "says"), exercises.rankings
        ),
        "same-role-twice": Gathering(
            (Kind.TYPED,),
            ("exercise", "action", "muscle", "other", "role"),
            exercises.same_role_twice,
            answered="role",
        ),
        "terms-and-definitions": Gathering(
            (Kind.MATCHING,), ("family",), anatomy.terms_and_definitions
        ),
    }
)
"""What a template can gather."""
