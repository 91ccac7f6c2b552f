"""The table of the policies that are compared."""

from collections.abc import Callable, Mapping
from functools import partial
from random import Random

from quiz.study.plan import NewFactLimits
from tests.simulation.course import Course
from tests.simulation.policies.planned import Constraints, PlannedPolicy
from tests.simulation.policies.policy import PolicyFor, RandomPolicy
from tests.simulation.policies.queue import by_box, by_fact, by_fsrs, by_question

REFERENCE = "FSRS by fact"
"""The policy that the others are compared with."""

SHIPPED = "plan"


def _planned(constraints: Constraints) -> Callable[[Course, Random], PlannedPolicy]:
    return partial(PlannedPolicy, constraints=constraints)


NO_LIMITS = NewFactLimits(last_week=0.0, questions_each=None)

POLICIES: Mapping[str, PolicyFor] = {
    "random": RandomPolicy,
    "Leitner": by_fact(by_box),
    "FSRS by question": by_question(by_fsrs),
    REFERENCE: by_fact(by_fsrs),
    SHIPPED: _planned(Constraints()),
}

VARIANTS: Mapping[str, PolicyFor] = {
    "plan without shares": _planned(Constraints(has_shares=False)),
    "plan after each answer": _planned(Constraints(round_length=1)),
    "plan with new facts to the end": _planned(Constraints(limits=NewFactLimits(last_week=0.0))),
    "plan without limit of facts": _planned(Constraints(limits=NewFactLimits(questions_each=None))),
    "plan that goes over the minutes": _planned(Constraints(is_on_time=False)),
    "gain only": _planned(
        Constraints(has_shares=False, round_length=1, limits=NO_LIMITS, is_on_time=False)
    ),
}
"""The plan with one constraint less, and with none."""
