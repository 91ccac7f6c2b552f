"""Proofs and support for answers, computed only from the facts, to compare the judge with.

It reads the list of facts and shares no code with `cards.answers` or `cards.distractors`.
"""

from collections.abc import Iterable
from functools import cached_property

from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.membership import Membership
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import (
    Assistance,
    Crossing,
    Denial,
    JointAction,
    Mechanic,
    Reach,
)
from cards.model.nouns import Exercise, Group, Muscle, Named, Term
from cards.model.vocabulary import Contraction, Phase, Role

LIMBS = {
    *("hip-joint", "knee-joint", "ankle-joint"),
    *("shoulder-joint", "elbow-joint", "wrist-joint"),
}
ON_THE_WAY = {
    "foot": {"ankle-joint", "foot", "toes"},
    "toes": {"ankle-joint", "foot", "toes"},
    "forearm": {"elbow-joint", "forearm", "wrist-joint", "fingers"},
    "fingers": {"wrist-joint", "fingers"},
}
TRUNK = {"spine", "neck", "shoulder-blade", "pelvis", "ribs"}
ARM = {"shoulder-joint", "elbow-joint", "forearm", "wrist-joint", "fingers"}
HINGES = {"knee-joint", "elbow-joint"}
LEG = {"hip-joint", "knee-joint", "ankle-joint", "foot", "toes"}
MOVING = {Role.PRIME_MOVER, Role.SYNERGIST}
SPREAD = {
    "core": {"trunk", "abdomen", "back", "hip"},
    "posterior-chain": {"back", "upper back", "neck", "hip", "thigh", "lower leg"},
}
"""The regions in which all muscles of a group lie, whose members differ from author to author."""

FRONT = {"quadriceps", "iliopsoas", "dorsiflexors"}
"""Groups at the front of the body, of which none belongs to the posterior chain."""

LIFTED = (None, Phase.LIFTING, Phase.THROUGHOUT)


class Oracle:
    """Looks for support and for proofs in the facts."""

    def __init__(self, base: FactBase) -> None:
        """Sort the facts by the noun that they are about."""
        self.base = base
        self.by_exercise: dict[str, list[Fact]] = {}
        self.by_muscle: dict[str, list[Fact]] = {}
        for fact in base.facts:
            about = fact.about
            if about.exercise is not None:
                self.by_exercise.setdefault(about.exercise.id, []).append(fact)
            elif about.muscle is not None:
                self.by_muscle.setdefault(about.muscle.id, []).append(fact)

    # -- anatomy -----------------------------------------------------------------------------------

    def parts(self, muscle: Muscle) -> list[str]:
        """Ids of a muscle or of all members of a group."""
        return sorted(muscle.members or ()) if isinstance(muscle, Group) else [muscle.id]

    def flesh(self, muscle: Muscle) -> set[str] | None:
        """Ids of a muscle and its members; None if they are unknown."""
        if isinstance(muscle, Group) and not muscle.members:
            return None
        return {muscle.id, *self.parts(muscle)}

    def overlap(self, one: Muscle, other: Muscle) -> bool:
        """Whether two names may stand for the same muscle."""
        first, second = self.flesh(one), self.flesh(other)
        return first is None or second is None or bool(first & second)

    def share_flesh(self, one: Muscle, other: Muscle) -> bool:
        """Whether two names are known to stand for the same muscle."""
        known = self.flesh(one) is not None and self.flesh(other) is not None
        return one.id == other.id or (known and self.overlap(one, other))

    def performs(self, muscle: str, *, agreed: bool = False) -> set[str]:
        """Ids of the joint actions of a muscle; with assistance and disputed ones."""
        return {
            fact.value.id
            for fact in self.by_muscle.get(muscle, ())
            if (isinstance(fact, JointAction) and not (agreed and fact.attributed))
            or (isinstance(fact, Assistance) and not agreed)
        }

    def may_perform(self, muscle: Muscle, action: str) -> bool:
        """Whether any fact lets a muscle, or a member of a group, perform a joint action."""
        return any(action in self.performs(part) for part in {muscle.id, *self.parts(muscle)})

    def all_perform(self, muscle: Muscle, action: str) -> bool:
        """Whether a muscle, or every member of a group, performs a joint action or assists."""
        return bool(self.parts(muscle)) and all(
            action in self.performs(part) for part in self.parts(muscle)
        )

    def joints(self, muscle: str, class_: type[Crossing | Reach] = Crossing) -> set[str]:
        """Ids of the joints that a muscle crosses, or only acts on."""
        facts = self.by_muscle.get(muscle, ())
        return {fact.value.id for fact in facts if isinstance(fact, class_)}

    def cannot(self, muscle: Muscle, action: Term) -> bool:
        """Whether a proof shows that a muscle does not perform a joint action."""
        parts = self.parts(muscle)
        if not parts or self.may_perform(muscle, action.id):
            return False
        if parts != [muscle.id] and all(
            self.cannot(self.base.muscles[part], action) for part in parts
        ):
            return True
        denied = any(
            isinstance(fact, Denial) and fact.value.id == action.id and not fact.attributed
            for fact in self.by_muscle.get(muscle.id, ())
        )
        opposite = self.base.terms[action.id].opposite
        opposes = opposite is not None and all(
            opposite in self.performs(part, agreed=True) for part in parts
        )
        helps = action.joint in HINGES and opposite in self.helps_with(muscle.id)
        ends = all(self.ends_before(part, action.joint) for part in parts)
        return denied or opposes or helps or ends

    def helps_with(self, muscle: str) -> set[str]:
        """Ids of the joint actions in which all sources say that a muscle assists."""
        facts = self.by_muscle.get(muscle, ())
        return {f.value.id for f in facts if isinstance(f, Assistance) and not f.attributed}

    def ends_before(self, muscle: str, joint: str | None) -> bool:
        """Whether a muscle crosses joints, and none of those that lead to this one."""
        crossed, region = self.joints(muscle), self.base.muscles[muscle].region
        if joint == "shoulder-blade" and region in {"trunk", "abdomen", "neck"}:
            return True
        if not crossed:
            return region in {"trunk", "abdomen", "chest"} and self.stays_in_trunk(muscle, joint)
        if joint in crossed or joint in self.joints(muscle, Reach):
            return False
        if joint in LIMBS:
            return True
        if joint in ON_THE_WAY:
            return not crossed & ON_THE_WAY[joint]
        in_a_limb = not crossed & (TRUNK | {"hip-joint", "shoulder-joint"})
        of_the_arm = crossed <= ARM and region in {"shoulder", "arm", "forearm"}
        if of_the_arm and joint in {None, "spine", "neck", "pelvis", "ribs"}:
            in_a_limb = True
        return in_a_limb or (crossed <= LEG and joint in {None, "neck", "shoulder-blade", "ribs"})

    def stays_in_trunk(self, muscle: str, joint: str | None) -> bool:
        """Whether a joint is of a limb, and the joint actions of a muscle are all of the trunk."""
        joints = {self.base.terms[action].joint for action in self.performs(muscle)}
        if not joints:
            return joint in LIMBS | set(ON_THE_WAY) and joint not in {"hip-joint", "shoulder-joint"}
        return joint in LIMBS | set(ON_THE_WAY) and joints <= TRUNK | {None}

    # -- exercises ---------------------------------------------------------------------------------

    def moved(self, exercise: Exercise, phases: Iterable[Phase | None] = LIFTED) -> set[str]:
        """Ids of the agreed joint actions in some phases of an exercise."""
        return {
            fact.value.id
            for fact in self.by_exercise.get(exercise.id, ())
            if isinstance(fact, JointAction) and fact.phase in phases and not fact.attributed
        }

    def roles(self, exercise: Exercise) -> list[RoleClaim]:
        """The claims on roles in an exercise."""
        return [f for f in self.by_exercise.get(exercise.id, ()) if isinstance(f, RoleClaim)]

    def fits_role(self, muscle: Muscle, role: Role, exercise: Exercise, of: Term | None) -> bool:
        """Whether any fact gives a muscle a role, or leaves it open, in whatever source."""
        return any(
            role in (claim.role, *claim.open)
            and (of is None or claim.of is None or claim.of.id == of.id)
            and self.share_flesh(claim.muscle, muscle)
            for claim in self.roles(exercise)
        )

    def moves(self, muscle: Muscle, role: Role, exercise: Exercise, of: Term | None) -> bool:
        """Whether the joint actions let a muscle have a role that its stated role leaves open."""
        actions = {of.id} if of else self.moved(exercise)
        stated = {c.role for c in self.roles(exercise) if c.muscle.id == muscle.id}
        if role is Role.ANTAGONIST:
            opposites = {self.base.terms[action].opposite for action in actions} - {None}
            moves = of is not None and bool(stated & MOVING)
            return not moves and any(self.all_perform(muscle, str(o)) for o in opposites)
        return (
            role in MOVING
            and not stated & MOVING
            and any(self.may_perform(muscle, action) for action in actions)
        )

    def holds_still(self, claim: RoleClaim) -> bool:
        """Whether a stabiliser may be called the prime mover, as the exercise moves no joint."""
        return claim.role is Role.STABILISER and not self.moved(claim.exercise)

    def excluded_from_role(
        self, muscle: Muscle, role: Role, exercise: Exercise, of: Term | None
    ) -> bool:
        """Whether a proof shows that a muscle does not have a role."""
        here = self.by_exercise.get(exercise.id, ())
        mine = [fact for fact in here if fact.about.muscle and fact.about.muscle.id == muscle.id]
        if any(isinstance(f, DeniedRole) and f.role is role and not f.attributed for f in mine):
            return True
        if any(isinstance(f, RoleClaim) and not f.attributed and f.role is not role for f in mine):
            return not self.moves(muscle, role, exercise, of)
        actions = {of.id} if of else self.moved(exercise)
        if role is Role.ANTAGONIST:
            actions = {o for a in actions if (o := self.base.terms[a].opposite) is not None}
        movable = role in MOVING or role is Role.ANTAGONIST
        unable = all(self.cannot(muscle, self.base.terms[action]) for action in actions)
        return role in exercise.complete or (movable and bool(actions) and unable)

    def inside(self, group: Group, regions: Iterable[str]) -> set[str]:
        """Ids of the muscles that a group may include, by the regions in which they lie."""
        if group.members:
            return set(group.members)
        lying_there = {
            muscle.id
            for muscle in self.base.muscles.values()
            if muscle.region in set(regions) and not isinstance(muscle, Group)
        }
        if group.id == "posterior-chain":
            lying_there -= self._members_of(FRONT)
        return lying_there

    def _members_of(self, groups: Iterable[str]) -> set[str]:
        return {part for id_ in groups for part in self.parts(self.base.muscles[id_])}

    def no_part_fits(self, card: Card, group: Group) -> bool:
        """Whether a group is excluded by the muscles that all authors count among its members."""
        if card.template.key == "group":
            return False
        inside = self.inside(group, SPREAD.get(group.id, ()))
        sure = inside
        if group.id == "core":
            sure = self.inside(group, {"abdomen"})
        elif group.id == "posterior-chain":
            sure = self._members_of(("glutes", "hamstrings", "erector-spinae"))
        muscles = self.base.muscles
        return (
            bool(sure)
            and all(self.excludes(card, muscles[part]) for part in sorted(sure))
            and not any(muscles[part].name in card.key for part in inside)
        )

    # -- answers -----------------------------------------------------------------------------------

    def supports(self, card: Card, noun: Named) -> bool:  # noqa: C901, PLR0911 - an arm each
        """Whether any fact of any confidence makes a noun an answer to a card."""
        fact = card.fact
        if actions := self._of_any_joint(fact, noun):
            return any(self.supports(card, action) for action in actions)
        match fact, noun:
            case RoleClaim(), Term(family="role"):
                role = Role(noun.id.replace("-", " "))
                facts = [f for f in card.facts if isinstance(f, RoleClaim)]
                return all(self.fits_role(f.muscle, role, f.exercise, f.of) for f in facts)
            case RoleClaim(), Muscle():
                of = None if card.template.gather else fact.of
                return self.fits_role(noun, fact.role, fact.exercise, of)
            case ContractionClaim(), Term(family="contraction"):
                return any(
                    isinstance(f, ContractionClaim)
                    and noun.id in (f.contraction, *f.open)
                    and self.share_flesh(f.muscle, fact.muscle)
                    and self._overlap_in_time(f.phase, fact.phase)
                    for f in self.by_exercise[fact.exercise.id]
                )
            case JointAction(exercise=None, muscle=Muscle() as muscle), Term():
                return self.may_perform(muscle, noun.id)
            case JointAction(exercise=None), Muscle():
                return self.may_perform(noun, fact.value.id)
            case ContractionClaim(), Term(family="phase"):
                claims = self._in_phase(fact, noun)
                return any(fact.contraction in (c.contraction, *c.open) for c in claims)
            case ((JointAction(exercise=Exercise()) | ActionClaim()), Term()):
                return self._takes_place(fact, noun.id)
            case Membership(), Muscle():
                group, muscle = (fact.group, noun) if card.template.gather else (noun, fact.muscle)
                return isinstance(group, Group) and muscle.id in (group.members or ())
            case Definition(), Term():
                return noun.id == fact.term.id
            case PurposeClaim(), Muscle():
                return any(
                    isinstance(f, PurposeClaim)
                    and f.purpose == fact.purpose
                    and self.overlap(f.muscle, noun)
                    for f in self.by_exercise[fact.exercise.id]
                )
            case _:
                return noun.name in card.key

    def _takes_place(self, fact: Fact, action: str) -> bool:
        """Whether any fact states a joint action in the phase of an exercise."""
        about = fact.about
        able = about.muscle is None or self.may_perform(about.muscle, action)
        return about.exercise is not None and any(
            f.phase in (about.phase, None)
            and (
                (isinstance(f, JointAction) and f.value.id == action and able)
                or (
                    isinstance(f, ActionClaim)
                    and f.action.id == action
                    and f.muscle is about.muscle
                )
            )
            for f in self.by_exercise[about.exercise.id]
            if isinstance(f, (JointAction, ActionClaim))
        )

    def excludes(self, card: Card, noun: Named) -> bool:  # noqa: C901, PLR0911, PLR0912 - an arm each
        """Whether a proof shows that a noun is not an answer to a card."""
        fact = card.fact
        if actions := self._of_any_joint(fact, noun):
            return all(self.excludes(card, action) for action in actions)
        if isinstance(noun, Group) and self.no_part_fits(card, noun):
            return True
        match fact, noun:
            case RoleClaim(), Term(family="role"):
                role = Role(noun.id.replace("-", " "))
                facts = [f for f in card.facts if isinstance(f, RoleClaim)]
                return any(
                    f.role is not role
                    and not self.moves(f.muscle, role, f.exercise, f.of)
                    and not (role is Role.PRIME_MOVER and self.holds_still(f))
                    for f in facts
                )
            case RoleClaim(), Muscle():
                of = None if card.template.gather else fact.of
                return self.excluded_from_role(noun, fact.role, fact.exercise, of)
            case ContractionClaim(), Term(family="contraction"):
                return fact.contraction != Contraction(noun.id)
            case JointAction(exercise=None, muscle=Muscle() as muscle), Term():
                return self.cannot(muscle, noun)
            case JointAction(exercise=None), Muscle():
                return self.cannot(noun, fact.value)
            case ContractionClaim(), Term(family="phase"):
                return any(
                    c.contraction is not fact.contraction and not c.attributed
                    for c in self._in_phase(fact, noun)
                )
            case ((JointAction(exercise=Exercise()) | ActionClaim()), Term()):
                return self._does_not_take_place(fact, noun)
            case Membership(), Muscle():
                return self._is_no_member(card, fact, noun)
            case Definition(), Term():
                of_other_joint = None not in {noun.joint, fact.term.joint} and (
                    noun.joint != fact.term.joint
                )
                is_distinct = bool(noun.definition) or of_other_joint
                return noun.family == fact.term.family and is_distinct
            case PurposeClaim(), Muscle():
                return any(
                    isinstance(f, PurposeClaim)
                    and f.purpose != fact.purpose
                    and {c.source.id for c in f.citations} & {c.source.id for c in fact.citations}
                    and self.overlap(f.muscle, noun)
                    for f in self.by_exercise[fact.exercise.id]
                )
            case Statement(), Exercise():
                return fact.exercise is not None and noun.id != fact.exercise.id
            case Statement(exercise=Exercise() as exercise), Muscle():
                mover = Role.PRIME_MOVER
                return fact.type == "target" and self.excluded_from_role(
                    noun, mover, exercise, None
                )
            case Statement(), Term():
                return any(self._exclude_each_other(noun, key) for key in self._key_terms(card))
            case _:
                return False

    def _overlap_in_time(self, one: Phase | None, other: Phase | None) -> bool:
        """Whether two claims may be about the same moment."""
        return one is other or bool({one, other} & {None, Phase.THROUGHOUT})

    def _in_phase(self, claim: ContractionClaim, phase: Term) -> list[ContractionClaim]:
        """The contractions of a muscle in a phase, or in the whole exercise."""
        return [
            fact
            for fact in self.by_exercise[claim.exercise.id]
            if isinstance(fact, ContractionClaim)
            and fact.muscle.id == claim.muscle.id
            and fact.phase in (phase.id, Phase.THROUGHOUT, None)
        ]

    def _of_any_joint(self, fact: Fact, noun: Named) -> list[Term]:
        """The joint actions that a movement without a joint may mean; "flexion" names several."""
        asked = isinstance(fact, (JointAction, ActionClaim))
        if not asked or not isinstance(noun, Term) or noun.family != "movement":
            return []
        words = set(noun.name.split())
        actions = (term for term in self.base.terms.values() if term.family == "joint-action")
        return [a for a in actions if any(words < set(form.split()) for form in a.forms)]

    def leaves_room(self, card: Card, noun: Named) -> bool:
        """Whether the stated value is not the only one: of a synergist, and of two joints."""
        fact = card.fact
        if isinstance(fact, RoleClaim):
            claims = [
                c for c in self.roles(fact.exercise) if self.share_flesh(c.muscle, fact.muscle)
            ]
            # A disputed claim may be about another joint action.
            stated = fact.attributed and any(noun.id == c.role.replace(" ", "-") for c in claims)
            helps = any(claim.role is Role.SYNERGIST for claim in claims)
            movable = noun.id == "prime-mover" and (helps or self.might_move(fact))
            ranked = noun.id in ("prime-mover", "synergist") and self.is_ranked_by_one(fact)
            return (stated or movable or ranked) and not self.is_denied(fact, noun)
        muscle = fact.about.muscle
        parts = self.parts(muscle) if muscle is not None else []
        return all(len(self.joints(part) & LIMBS) > 1 for part in parts)

    def might_move(self, claim: RoleClaim) -> bool:
        """Whether a stabiliser can move what the exercise moves, one way or the other."""
        moved = self.moved(claim.exercise)
        both_ways = moved | {self.base.terms[action].opposite for action in moved}
        parts = {claim.muscle.id, *self.parts(claim.muscle)}
        return claim.role is Role.STABILISER and any(self.performs(p) & both_ways for p in parts)

    def is_ranked_by_one(self, claim: RoleClaim) -> bool:
        """Whether one page or expert calls a muscle prime mover or synergist, and no one else."""
        ranks = [cited.source.rank for cited in claim.citations]
        ranked = [rank for rank in ranks if rank is not None]
        return claim.role in MOVING and len(ranked) == 1 and not ranked[0].strong

    def is_denied(self, claim: RoleClaim, role: Named) -> bool:
        """Whether a source says that the muscle does not have the role."""
        return any(
            isinstance(fact, DeniedRole)
            and not fact.attributed
            and fact.muscle.id == claim.muscle.id
            and fact.role.replace(" ", "-") == role.id
            for fact in self.by_exercise[claim.exercise.id]
        )

    def _does_not_take_place(self, fact: Fact, action: Term) -> bool:
        exercise, muscle = fact.about.exercise, fact.about.muscle
        assert exercise is not None
        if muscle is not None and self.cannot(muscle, action):
            return True
        here = self.moved(exercise, (fact.about.phase, None))
        if action.opposite in here:
            return True
        movers = [c.muscle for c in self.roles(exercise) if Role.PRIME_MOVER in (c.role, *c.open)]
        complete = Role.PRIME_MOVER in exercise.complete and bool(movers)
        if complete and all(self.cannot(mover, action) for mover in movers):
            return True
        every = self.moved(exercise, (*Phase, None))
        joints = {self.base.terms[id_].joint for id_ in every} - {None}
        kinds = {f.value.id for f in self.by_exercise[exercise.id] if isinstance(f, Mechanic)}
        return kinds == {"isolation"} and bool(joints) and action.joint not in (*joints, None)

    def _is_no_member(self, card: Card, fact: Membership, noun: Muscle) -> bool:
        if card.template.gather:
            return fact.group.complete and not self.overlap(noun, fact.group)
        if not isinstance(noun, Group) or not noun.members:
            return False
        shared = set.intersection(*(self.performs(part, agreed=True) for part in noun.members))
        unable = any(self.cannot(fact.muscle, self.base.terms[action]) for action in shared)
        return noun.complete or unable

    @cached_property
    def _terms_by_name(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.base.terms.values():
            for form in term.forms:
                found.setdefault(form.lower(), []).append(term)
        return found

    def _key_terms(self, card: Card) -> list[Term]:
        names = {key.lower() for key in card.key} | {key.lower().rstrip("s") for key in card.key}
        return [term for name in names for term in self._terms_by_name.get(name, ())]

    def _exclude_each_other(self, one: Term, other: Term) -> bool:
        if one.opposite == other.id or other.opposite == one.id:
            return True
        return one.family == other.family and self.base.families[one.family].exclusive
