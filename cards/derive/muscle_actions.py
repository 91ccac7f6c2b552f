"""Which statements give a joint action to a muscle, and the clause that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.derive.phrases import assists, does, joined_predicates, the_muscles
from cards.model.base import FactBase, agreed
from cards.model.facts.term_statement import Assistance, JointAction
from cards.model.nouns import Group, Muscle, Term


@dataclass(frozen=True, kw_only=True)
class Performed:
    """A joint action that a muscle performs, or assists in.

    Attributes:
        muscle: The muscle or group that was asked for.
        facts: The statements: on the muscle itself, or on members of the group.
        whole: Whether they hold for the whole group, and not only for some members.
    """

    muscle: Muscle
    action: Term
    facts: tuple[JointAction | Assistance, ...]
    whole: bool

    @property
    def performers(self) -> tuple[Muscle, ...]:
        """The muscles that perform it, as the clause names them."""
        if self.whole:
            return (self.muscle,)
        return tuple(fact.muscle for fact in self.facts if fact.muscle is not None)

    @property
    def subject(self) -> str:
        """The subject of the clause: "the hamstrings"."""
        within = "" if self.whole else f"of the {self.muscle.name}, "
        return f"{within}{the_muscles(self.performers)}"

    @property
    def plural(self) -> bool:
        """Whether the subject takes a plural verb."""
        return len(self.performers) > 1 or self.performers[0].plural

    @property
    def predicate(self) -> str:
        """The verb with its object: "extend the hip"."""
        verb = does if isinstance(self.facts[0], JointAction) else assists
        return verb(self.action, plural=self.plural)


def clause(actions: Sequence[Performed]) -> str:
    """A clause on joint actions of the same muscles: "the hamstrings extend the hip"."""
    return f"{actions[0].subject} {joined_predicates([each.predicate for each in actions])}"


def parts(muscle: Muscle, base: FactBase) -> tuple[Muscle, ...]:
    """A muscle, and the known members if it is a group."""
    members = muscle.members or () if isinstance(muscle, Group) else ()
    return (muscle, *(base.muscles[id_] for id_ in sorted(members)))


def performed(muscle: Muscle, action: Term, base: FactBase) -> Performed | None:
    """The statements by which a muscle performs a joint action or assists in it, if there are any.

    A statement on a group itself comes before those on its members, and performing an action
    before assisting in it.
    """
    for class_ in (JointAction, Assistance):
        if facts := _stated(class_, muscle, action, base):
            return Performed(muscle=muscle, action=action, facts=facts, whole=True)
        if members := parts(muscle, base)[1:]:
            found = {m.id: _stated(class_, m, action, base) for m in members}
            facts = tuple(fact for facts in found.values() for fact in facts[:1])
            if facts:
                whole = all(found.values())
                return Performed(muscle=muscle, action=action, facts=facts, whole=whole)
    return None


def _stated(
    class_: type[JointAction | Assistance], muscle: Muscle, action: Term, base: FactBase
) -> tuple[JointAction | Assistance, ...]:
    return tuple(s for s in agreed(base.anatomy.stated(class_, muscle)) if s.value is action)
