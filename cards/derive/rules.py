"""The table of the rules by which facts, and the reasons of facts, are derived.

To add one, write its entry here. A fact that follows from it cites its id as a source, and then the
sources that it combines; sources before it state the fact as it is. A rule that writes reasons has
a function in this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cards.model.nouns import Source
from cards.model.vocabulary import SourceKind
from cards.problems import Place

_PLACE = Place(file="cards/derive/rules.py")


@dataclass(frozen=True, kw_only=True)
class DerivationRule:
    """A rule.

    Attributes:
        id: Its id as a source.
        name: Its name as a source.
        says: The rule in one sentence.
        limits: Where it does not apply, and what it does not say.
        rests_on: The works that teach it; None if it only maps the wording of a source.
    """

    id: str
    name: str
    says: str
    limits: str
    rests_on: str | None = None

    @property
    def source(self) -> Source:
        """The rule as a source that facts can cite."""
        return Source(
            id=self.id,
            name=self.name,
            title=self.says,
            kind=SourceKind.RULE,
            where=self.rests_on,
            licence="that of primemover",
            note=self.limits,
            place=_PLACE,
        )


ACTION_MEETS_ACTION = DerivationRule(
    id="rule-action-meets-action",
    name="our joint-action rule",
    says="The joint action of a muscle meets the joint action of the exercise in this phase: a "
    "muscle that performs it helps to move the load, and a muscle that performs the opposite is "
    "an antagonist.",
    limits="It explains a role that a source states, and states none: it does not rank prime "
    "movers and synergists. It does not explain stabilisers, muscles that cross two moving joints "
    "and act against the movement of one of them, or muscles whose joint actions are not stated.",
    rests_on="OpenStax Anatomy and Physiology 11.1",
)

SAME_MUSCLE = DerivationRule(
    id="rule-same-muscle-both-phases",
    name="our same-muscle rule",
    says="A muscle that moves a load against gravity or a weight stack shortens while the load is "
    "raised and lengthens under tension while it is lowered; the same muscle works in both phases.",
    limits="It holds for muscles that cross one moving joint, and for the quadriceps and the "
    "triceps brachii as a whole, most of whose heads do. It is not applied to muscles that move "
    "two joints at once, to ballistic lifts, to stabilisers, or to exercises without a load that "
    "gravity or a stack pulls back. The joint actions of the way down are by the same token the "
    "opposite of those of the way up.",
    rests_on="AMAC exercise analysis, ACE Muscles in Motion, OpenStax 10.4",
)

HOLDS_ITS_JOINT = DerivationRule(
    id="rule-holds-its-joint",
    name="our held-joint rule",
    says="A stabiliser, or a muscle that contracts isometrically, holds a joint that it crosses: "
    "one that the exercise does not move, or one that it moves in another plane. A muscle that "
    "compresses the abdomen stiffens the trunk.",
    limits="It explains a claim that a source states, and states none. It is not applied to "
    "muscles that perform or oppose a joint action of the exercise at that joint, or that cross "
    "more than two other joints.",
    rests_on="OpenStax Anatomy and Physiology 10.4 and 11.1",
)

ACTION_OF_BOTH = DerivationRule(
    id="rule-action-of-both",
    name="our joint-action rule for muscles",
    says="A source states a joint action of the exercise in the phase in which the load is moved, "
    "and an anatomy text gives it among the actions of the muscle: the muscle helps to produce it.",
    limits="It does not rank: the muscle is a prime mover or a synergist. It is not applied to "
    "muscles that act against the movement of another joint in that phase, and it says nothing on "
    "how hard a muscle works.",
    rests_on="OpenStax Anatomy and Physiology 11.1",
)

CHIEF_MOVER = DerivationRule(
    id="rule-chief-mover",
    name="our chief-mover rule",
    says="A muscle that helps to produce a joint action of the exercise, and that a textbook calls "
    "its prime, chief or primary mover, is a prime mover of this action in the exercise.",
    limits="It does not rank a muscle that no textbook ranks, or one that acts against the "
    "movement of another joint in that phase. Several muscles may be prime movers. Of the whole "
    "exercise, it supports a role that a source states, and states none. Tables that head every "
    "muscle with “prime mover” are not used.",
    rests_on="Clippinger, Dance Anatomy and Kinesiology, Table 8.1",
)

HELPER = DerivationRule(
    id="rule-helper",
    name="our helper rule",
    says="A muscle that helps to produce a joint action of the exercise, and that a textbook or a "
    "certifying body lists as secondary, assisting or weak in this action, is a synergist of it in "
    "the exercise.",
    limits="It does not make a synergist of a muscle that is only missing from a list, or of one "
    "that acts against the movement of another joint in that phase.",
    rests_on="Clippinger, Dance Anatomy and Kinesiology",
)

OPPOSITE_ACTION = DerivationRule(
    id="rule-opposite-action",
    name="our antagonist rule",
    says="A muscle whose action is the opposite of a joint action of the exercise is an antagonist "
    "of it there.",
    limits="It does not say that the muscle works. Lowering the load is not the opposite action of "
    "the muscles that lift it: they lengthen under load.",
    rests_on="OpenStax Anatomy and Physiology 11.1",
)

HELD_SITUATION = DerivationRule(
    id="rule-held-situation",
    name="our held-situation rule",
    says="A textbook or a certifying body says that a muscle holds a part of the body still in a "
    "situation that it names, such as support on one leg, and the exercise puts the body into that "
    "situation: the muscle is a stabiliser there.",
    limits="It does not follow from the actions of a muscle; only from a situation that a textbook "
    "or a certifying body names.",
    rests_on="Clippinger, Dance Anatomy and Kinesiology",
)

PLANE_OF_ACTIONS = DerivationRule(
    id="rule-plane-of-its-actions",
    name="our plane rule",
    says="An exercise whose joint actions all take place in one plane takes place in this plane.",
    limits="It is not applied if the joint actions of the exercise lie in several planes, or if a "
    "source names another plane. It says nothing on the planes in which the body is held still.",
    rests_on="OpenStax Anatomy and Physiology 9.5",
)

MAIN_MUSCLE = DerivationRule(
    id="rule-main-muscle-is-prime-mover",
    name="our main-muscle rule",
    says="A muscle that a source calls the main or primary muscle worked in an exercise, or the "
    "one its primary emphasis is on, is entered as a prime mover there.",
    limits="It maps wording and measures nothing; where several muscles are named so, each counts; "
    "it never makes a list of prime movers complete, and it says nothing on contractions.",
)

HELPING_MUSCLE = DerivationRule(
    id="rule-helping-muscle-is-synergist",
    name="our helping-muscle rule",
    says="A muscle that a source says to assist, to support or to be secondary in producing the "
    "movement is entered as a synergist there.",
    limits="It maps wording and measures nothing, and it says nothing on contractions.",
)

PATTERN_BY_DEFINITION = DerivationRule(
    id="rule-pattern-by-definition",
    name="our pattern rule",
    says="An exercise whose movement, as a source describes it, fits the definition of a movement "
    "pattern belongs to that pattern.",
    limits="It sorts exercises and measures nothing. The source of the movement is cited with it.",
)

TYPE_BY_JOINTS = DerivationRule(
    id="rule-type-by-joints",
    name="our type rule",
    says="An exercise with stated joint actions at two or more joints, apart from the shoulder "
    "blade, is a compound exercise; one with stated joint actions at one joint is an isolation "
    "exercise.",
    limits="It follows the definitions of the two types. It is not applied where a joint moves "
    "whose joint action is not stated, or where a source states the other type.",
    rests_on="the definitions of compound and isolation exercises in the glossary",
)

RULES: Mapping[str, DerivationRule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            *(ACTION_MEETS_ACTION, SAME_MUSCLE, HOLDS_ITS_JOINT),
            *(ACTION_OF_BOTH, CHIEF_MOVER, HELPER, OPPOSITE_ACTION, HELD_SITUATION),
            *(PLANE_OF_ACTIONS, PATTERN_BY_DEFINITION, TYPE_BY_JOINTS),
            *(MAIN_MUSCLE, HELPING_MUSCLE),
        )
    }
)
"""All rules by their ids."""
