"""The other facts on a muscle, as reasons of one of them."""

from collections.abc import Iterable, Sequence

from cards.derive.phrases import joined
from cards.derive.reason import Reason, reason
from cards.english import third_person
from cards.model.base import FactBase, agreed
from cards.model.facts.membership import Membership
from cards.model.facts.term_statement import Crossing, JointAction, Nerve, TermLocation
from cards.model.facts.text_statement import InsertionText, LocationText, OriginText
from cards.model.nouns import Muscle, Term

_EXAMPLES = 2
"""Other muscles that a sentence names."""

_MOST_MEMBERS = 5
"""Members of a group that fit into a sentence."""


def all_actions(fact: JointAction, base: FactBase) -> Reason | None:
    """All joint actions of a muscle, and the joints it crosses if there is only one action."""
    muscle = fact.muscle
    if muscle is None:
        return None
    actions = agreed(base.anatomy.stated(JointAction, muscle))
    if len(actions) > 1:
        return reason((_performs(muscle, actions),), actions)
    crossings = agreed(base.anatomy.stated(Crossing, muscle))
    if not crossings:
        return None
    return reason(
        (f"{_crosses(muscle, crossings)} and {_verb(muscle, 'perform')} {fact.value.name}",),
        (fact, *crossings),
    )


def all_joints(fact: Crossing, base: FactBase) -> Reason | None:
    """All joints of the limbs that a muscle crosses."""
    if fact.muscle is None:
        return None
    crossings = agreed(base.anatomy.stated(Crossing, fact.muscle))
    if len(crossings) > 1:
        return reason((_crosses(fact.muscle, crossings),), crossings)
    actions = agreed(base.anatomy.stated(JointAction, fact.muscle))
    if not actions:
        return None
    performs = _verb(fact.muscle, "perform")
    clause = f"{_crosses(fact.muscle, crossings)} and {performs} {grouped(_values(actions))}"
    return reason((clause,), (*crossings, *actions))


def all_nerves(fact: Nerve, base: FactBase) -> Reason | None:
    """All nerves of a muscle, or muscles that share the only one."""
    muscle = fact.muscle
    if muscle is None:
        return None
    nerves = agreed(base.anatomy.stated(Nerve, muscle))
    clause = f"the {muscle.name} {_are(muscle)} supplied by {_the(_values(nerves))}"
    if len(nerves) > 1:
        return reason((clause,), nerves)
    sharing = [
        other
        for other in base.examples_of(fact.type, fact.value)[: _EXAMPLES + 1]
        if isinstance(other, Nerve) and other.muscle and not base.overlap(muscle, other.muscle)
    ][:_EXAMPLES]
    if not sharing:
        return None
    others = joined([f"the {other.muscle.name}" for other in sharing if other.muscle])
    return reason((f"{clause}, like {others}",), (*nerves, *sharing))


def other_end(fact: OriginText | InsertionText, base: FactBase) -> Reason | None:
    """The insertion of a muscle whose origin is stated, and the other way round."""
    muscle = fact.muscle
    if muscle is None:
        return None
    asks_origin = isinstance(fact, OriginText)
    class_ = InsertionText if asks_origin else OriginText
    end = next(iter(agreed(base.anatomy.stated(class_, muscle))), None)
    if end is None or ":" in end.text:  # each head has its own
        return None
    verb = f"{_verb(muscle, 'insert')} on" if asks_origin else f"{_verb(muscle, 'originate')} from"
    return reason((f"the {muscle.name} {verb} {end.text}",), (end,))


def its_actions(fact: LocationText | TermLocation, base: FactBase) -> Reason | None:
    """The joint actions of a muscle whose place is stated."""
    muscle = fact.muscle
    if muscle is None or not (actions := agreed(base.anatomy.stated(JointAction, muscle))):
        return None
    return reason((_performs(muscle, actions),), actions)


def fellow_members(fact: Membership, base: FactBase) -> Reason | None:
    """The other members of a group."""
    group, members = fact.group, fact.group.members or ()
    others = [base.muscles[id_] for id_ in sorted(members) if id_ != fact.muscle.id]
    if not others:
        return None
    facts = base.memberships_of(group)
    are = _are(group)
    if group.complete and len(members) <= _MOST_MEMBERS:
        every = joined([f"the {each.name}" for each in (fact.muscle, *others)])
        return reason((f"the {group.name} {are} {every}",), facts)
    belongs = _verb(fact.muscle, "belong")
    some = joined([f"the {other.name}" for other in others[:_EXAMPLES]])
    clause = f"the {fact.muscle.name} {belongs} to the {group.name}, like {some}"
    named = {fact.muscle.id, *(other.id for other in others[:_EXAMPLES])}
    return reason((clause,), (each for each in facts if each.muscle.id in named))


def grouped(actions: Iterable[Term]) -> str:
    """Joint actions in words: "hip extension and abduction", "hip extension and knee flexion"."""
    by_joint: dict[str, list[str]] = {}
    for action in actions:
        first, _, rest = action.name.partition(" ")
        by_joint.setdefault(first if rest else action.name, []).append(rest)
    if len(by_joint) > 1:
        return joined(
            [f"{first} {one}".strip() for first, rest in by_joint.items() for one in rest]
        )
    return joined([f"{first} {joined(rest)}".strip() for first, rest in by_joint.items()])


def _performs(muscle: Muscle, actions: Sequence[JointAction]) -> str:
    return f"the {muscle.name} {_verb(muscle, 'perform')} {grouped(_values(actions))}"


def _crosses(muscle: Muscle, crossings: Sequence[Crossing]) -> str:
    return f"the {muscle.name} {_verb(muscle, 'cross')} {_the(_values(crossings))}"


def _values(facts: Sequence[JointAction | Crossing | Nerve]) -> list[Term]:
    return [fact.value for fact in facts]


def _the(terms: Iterable[Term]) -> str:
    return joined([f"the {term.name}" for term in terms])


def _are(muscle: Muscle) -> str:
    return "are" if muscle.plural else "is"


def _verb(muscle: Muscle, verb: str) -> str:
    return verb if muscle.plural else third_person(verb)
