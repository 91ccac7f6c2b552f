"""The group rules, by the names that templates use.

To add one, write a function from a fact base to its groups, and add its entry to `GROUP_RULES`. A
function from an exercise and the base to the groups of that exercise is better where it suffices:
after an edit, only the exercises that it concerns are examined again.
Every wrong option needs a proof that it is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cards.groups import (
    anatomy,
    assessments,
    circuits,
    comparisons,
    controllers,
    corrective_exercises,
    corrective_plans,
    directions,
    exchanges,
    exercises,
    exercises_for_roles,
    goals,
    mistakes,
    muscles,
    observations,
    opposites,
    prime_movers,
    programmes,
    reasons,
    regions,
    spared_joints,
    two_actions,
)
from cards.groups.group import FactGroup
from cards.model.base import FactBase
from cards.model.nouns import Exercise
from cards.model.template import Kind


@dataclass(frozen=True)
class EachExercise:
    """A function that finds the groups of one exercise, applied to all of them.

    Attributes:
        find_in: Returns the groups of an exercise.
    """

    find_in: Callable[[Exercise, FactBase], Iterable[FactGroup]]

    def __call__(self, base: FactBase) -> Iterator[FactGroup]:
        """The groups of all exercises."""
        for exercise in base.exercises.values():
            yield from self.find_in(exercise, base)


@dataclass(frozen=True)
class EachKey:
    """A function that finds the groups with one key, such as a muscle, applied to all of them.

    Attributes:
        keys: Returns all keys in a base, sorted.
        find_in: Returns the groups with a key.
    """

    keys: Callable[[FactBase], Iterable[str]]
    find_in: Callable[[str, FactBase], Iterable[FactGroup]]

    def __call__(self, base: FactBase) -> Iterator[FactGroup]:
        """The groups with all keys."""
        for key in self.keys(base):
            yield from self.find_in(key, base)


@dataclass(frozen=True)
class GroupRule:
    """A rule that groups facts.

    Attributes:
        kinds: The kinds of card that support it.
        slots: The slots of its wordings.
        find: Returns the groups in a fact base.
        about: A one-line description for authors.
        answered: The vocabulary of a typed answer: `muscle`, `role` or `text`.
        relative: Whether an option is right only relative to the others: the odd one out.
        draws: Whether its cards can be asked with a map.
    """

    kinds: tuple[Kind, ...]
    slots: tuple[str, ...]
    find: Callable[[FactBase], Iterable[FactGroup]] = field(repr=False)
    about: str
    answered: str = "text"
    relative: bool = False
    draws: bool = False


_IN_EXERCISE = ("exercise", "role")
_FINDING = ("finding", "assessment", "seen", "plain", "side", "body")

GROUP_RULES: Mapping[str, GroupRule] = MappingProxyType(
    {
        "actions-at-two-joints": GroupRule(
            (Kind.CHOICE,),
            ("muscle", "does"),
            two_actions.actions_of_a_muscle,
            "the actions of a muscle at two joints",
        ),
        "any-action-of-a-muscle": GroupRule(
            (Kind.TYPED,),
            ("muscle", "all"),
            muscles.any_action_of_a_muscle,
            "any joint action that the muscle performs",
            answered="term",
        ),
        "any-member-of-a-group": GroupRule(
            (Kind.TYPED,),
            ("group", "all"),
            anatomy.any_member,
            "any member of a group whose members are all known",
            answered="muscle",
        ),
        "any-muscle-for-an-action": GroupRule(
            (Kind.TYPED,),
            ("action", "all"),
            muscles.any_muscle_for_an_action,
            "any muscle that performs the joint action",
            answered="muscle",
        ),
        "any-muscle-in-a-role": GroupRule(
            (Kind.TYPED,),
            (*_IN_EXERCISE, "why"),
            EachExercise(exercises.any_in_a_role),
            "any muscle that has the role in the exercise",
            answered="muscle",
        ),
        "muscles-for-a-purpose": GroupRule(
            (Kind.TYPED,),
            ("exercise", "purpose", "all"),
            EachExercise(exercises.muscles_for_a_purpose),
            "the muscles that have the same purpose in the exercise",
            answered="muscle",
        ),
        "compound-among-isolation": GroupRule(
            (Kind.CHOICE,),
            ("why",),
            circuits.compound_among_isolation,
            "the compound exercise among isolation exercises",
            relative=True,
        ),
        "isolation-among-compound": GroupRule(
            (Kind.CHOICE,),
            ("why",),
            circuits.isolation_among_compound,
            "the isolation exercise among compound exercises",
            relative=True,
        ),
        "controllers": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "muscle", "action", "why"),
            EachKey(controllers.exercises_with_controllers, controllers.controllers),
            "the prime mover at a joint and its contraction, and a muscle of the reverse action",
        ),
        "directions-in-two-exercises": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "joint", "motion", "motions", "other", "why"),
            directions.directions_in_two_exercises,
            "the direction in which a joint moves in the same part of two exercises",
        ),
        "exercises-for-a-finding": GroupRule(
            (Kind.CHOICE,),
            (*_FINDING, "why"),
            EachKey(
                corrective_exercises.lists_with_exercises,
                corrective_exercises.exercises_for_a_finding,
            ),
            "the exercise that strengthens a muscle that a body lists as underactive",
        ),
        "exercises-for-a-goal": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "muscle", "plane", "type", "why"),
            EachKey(prime_movers.prime_movers, goals.exercises_for_a_goal),
            "the exercise that has a muscle as prime mover and is of a type, or in a plane",
        ),
        "exercises-for-a-missing-pattern": GroupRule(
            (Kind.CHOICE,),
            ("covered", "exercise", "programme", "value"),
            programmes.exercises_for_a_missing_pattern,
            "the exercise that adds a movement pattern to those of a programme",
        ),
        "exercises-for-a-missing-plane": GroupRule(
            (Kind.CHOICE,),
            ("covered", "exercise", "programme", "value"),
            programmes.exercises_for_a_missing_plane,
            "the exercise that adds a plane to those of a programme",
        ),
        "exercises-for-a-superset": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "first", "one", "other"),
            opposites.exercises_for_a_superset,
            "the exercise that opposes the first one of a superset",
        ),
        "exercises-for-the-opposite-action": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "first", "one", "other"),
            opposites.exercises_for_the_opposite_action,
            "the isolation exercise with the opposite joint action of another one",
        ),
        "exercises-with-a-role": GroupRule(
            (Kind.CHOICE,),
            ("muscle", "role", "action"),
            EachKey(
                exercises_for_roles.muscles_with_a_role, exercises_for_roles.exercises_with_a_role
            ),
            "the exercise in which the muscle has the role",
        ),
        "exercises-that-come-next": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "programme", "why"),
            circuits.exercises_that_come_next,
            "the exercise that comes next where pushes and pulls alternate",
        ),
        "exercises-that-spare-a-joint": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "joint", "muscle", "why"),
            EachKey(prime_movers.prime_movers, spared_joints.exercises_that_spare_a_joint),
            "the exercise that trains a muscle and leaves a joint still",
        ),
        "faults-among-good-technique": GroupRule(
            (Kind.CHOICE,),
            ("because", "exercise", "value"),
            observations.faults_among_good_technique,
            "the fault in an exercise among observations of good technique",
        ),
        "good-technique-among-faults": GroupRule(
            (Kind.CHOICE,),
            ("because", "exercise", "value"),
            observations.good_technique_among_faults,
            "the observation of good technique in an exercise among faults",
        ),
        "joint-actions-lost": GroupRule(
            (Kind.CHOICE,),
            ("first", "second", "why"),
            exchanges.joint_actions_lost,
            "the joint action that is lost as an isolation exercise replaces a compound one",
        ),
        "plans-for-a-finding": GroupRule(
            (Kind.CHOICE,),
            (*_FINDING, "why"),
            corrective_plans.plans_for_a_finding,
            "a muscle to stretch and one to strengthen, as the lists of a finding demand",
        ),
        "steps-for-a-finding": GroupRule(
            (Kind.CHOICE,),
            (*_FINDING, "why"),
            assessments.steps_for_a_finding,
            "stretching or strengthening a muscle, as the lists of a finding demand",
        ),
        "muscles-for-a-phase": GroupRule(
            (Kind.CHOICE,),
            (*_FINDING, "phase", "why"),
            assessments.muscles_for_a_phase,
            "the muscle that belongs into a phase of corrective exercise for a finding",
        ),
        "muscles-in-two-findings": GroupRule(
            (Kind.CHOICE,),
            (*_FINDING, "other", "other-assessment", "why"),
            assessments.muscles_in_two_findings,
            "the muscle that a body lists for both of two findings",
        ),
        "muscles-listed-by-all": GroupRule(
            (Kind.CHOICE,),
            (*_FINDING, "described", "why"),
            assessments.muscles_listed_by_all,
            "the muscle that several bodies list on the same side for a finding",
        ),
        "findings-at-a-place": GroupRule(
            (Kind.CHOICE,),
            ("assessment", "place", "why"),
            assessments.findings_at_a_place,
            "the finding that is seen at a checkpoint or from a side",
        ),
        "joints-of-a-muscle": GroupRule(
            (Kind.CHOICE,),
            ("muscle", "limb", "all"),
            muscles.joints_of_a_muscle,
            "the joints of a limb that a muscle crosses",
        ),
        "members-of-a-group": GroupRule(
            (Kind.SELECT_ALL,),
            ("group", "all"),
            anatomy.members_of_a_group,
            "all members of a group, beside muscles of other groups",
        ),
        "muscles-of-regions": GroupRule(
            (Kind.CHOICE,),
            ("where",),
            EachKey(regions.drawn_muscles, regions.muscles_of_regions),
            "the muscle of a region on a map, next to muscles that are drawn elsewhere",
            answered="muscle",
            draws=True,
        ),
        "regions-of-muscles": GroupRule(
            (Kind.CHOICE,),
            ("muscle",),
            EachKey(regions.drawn_muscles, regions.regions_of_muscles),
            "the region of a muscle on a map, next to those of other muscles",
            draws=True,
        ),
        "muscles-and-actions": GroupRule(
            (Kind.MATCHING,),
            ("region",),
            muscles.muscles_and_actions,
            "muscles of a region, and a joint action that only one of them performs",
        ),
        "muscles-and-locations": GroupRule(
            (Kind.MATCHING,),
            (),
            anatomy.muscles_and_locations,
            "muscles and where they lie",
        ),
        "muscles-and-nerves": GroupRule(
            (Kind.MATCHING,),
            ("region",),
            muscles.muscles_and_nerves,
            "muscles of a region and their nerves",
        ),
        "muscles-and-roles": GroupRule(
            (Kind.MATCHING,),
            ("exercise",),
            EachExercise(exercises.muscles_and_roles),
            "one muscle for each role in the exercise",
        ),
        "muscles-in-a-role": GroupRule(
            (Kind.SELECT_ALL,),
            (*_IN_EXERCISE, "all"),
            EachExercise(exercises.muscles_in_a_role),
            "all muscles with the role in the exercise",
        ),
        "muscles-with-two-actions": GroupRule(
            (Kind.CHOICE,),
            ("muscle", "does"),
            two_actions.muscles_with_two_actions,
            "the muscle that performs two joint actions",
        ),
        "odd-role-out": GroupRule(
            (Kind.CHOICE,),
            _IN_EXERCISE,
            EachExercise(exercises.odd_role_out),
            "the muscle whose role differs from that of the others",
            relative=True,
        ),
        "positions-that-stretch": GroupRule(
            (Kind.CHOICE,),
            ("muscle", "does"),
            two_actions.positions_that_stretch,
            "the position that stretches a muscle at two joints",
        ),
        "rankings": GroupRule(
            (Kind.ORDERING,),
            ("exercise", "quality", "source", "says"),
            exercises.rankings,
            "the order in which a source ranks things",
        ),
        "roles-and-reasons": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "muscle", "role"),
            EachExercise(reasons.roles_and_reasons),
            "the role of a muscle, and the joint action that is the reason for it",
        ),
        "roles-in-two-exercises": GroupRule(
            (Kind.CHOICE,),
            ("exercise", "muscle", "other", "why"),
            comparisons.roles_in_two_exercises,
            "the roles of a muscle in two exercises",
        ),
        "statements-with-a-mistake": GroupRule(
            (Kind.CHOICE,),
            ("does", "exercise", "muscle", "said", "why"),
            EachExercise(mistakes.statements_with_a_mistake),
            "the mistake in a statement: the role of a muscle, or its joint action",
        ),
        "terms-and-definitions": GroupRule(
            (Kind.MATCHING,),
            ("difference", "family"),
            anatomy.terms_and_definitions,
            "terms of one family and their definitions",
        ),
    }
)
"""The rules that templates can use in `gather:`, by name."""
