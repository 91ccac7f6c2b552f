"""Benchmark of study: `python -m tests.simulation` prints a Markdown table.

Simulated learners study 150 facts for 30 days and take an exam. Their memory follows one of five
models; a policy sees only their answers. The score is computed from the memory, so chance enters
through the answers only. A difference is that of the same learners on the same days with FSRS by
fact; after "±" is its standard error. No person was measured, and the times, guesses and the spread
of facts are assumed. Scores do not depend on how busy the machine is.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from time import process_time

from tests.simulation.comparison import compare, table
from tests.simulation.course import Course
from tests.simulation.policies.table import POLICIES, VARIANTS

_FIRST_SEED = 20_000


def main() -> None:
    """Run the comparison for each number of minutes."""
    chosen = _arguments()
    seconds = None if chosen.seconds == "referee" else float(chosen.seconds)
    policies = dict(POLICIES) | (dict(VARIANTS) if chosen.variants else {})
    seeds = range(chosen.seed, chosen.seed + chosen.learners)
    for minutes in map(float, chosen.minutes.split(",")):
        begin = process_time()
        course = Course(chosen.facts, chosen.days, minutes)
        lines = list(table(compare(policies, course, seeds, seconds)))
        _print(
            f"{datetime.now(UTC):%Y-%m-%d}: {minutes:g} minutes a day, {chosen.days} days,"
            f" {chosen.facts} facts; {chosen.learners} learners for each model, from seed"
            f" {chosen.seed}; seconds of a question: {chosen.seconds}."
            f" Took {process_time() - begin:.0f} s of one core.",
            "Expected score in percent (paired difference to FSRS by fact ± standard error).",
            "",
            *lines,
            "",
        )


def _arguments() -> Namespace:
    parser = ArgumentParser("python -m tests.simulation", description="Compare ways of studying.")
    parser.add_argument("--minutes", default="3,8", help="study time of a day; several with commas")
    parser.add_argument("--learners", type=int, default=8, help="for each model; at least 2")
    parser.add_argument("--seed", type=int, default=_FIRST_SEED, help="number of the first learner")
    parser.add_argument("--seconds", default="referee", help="of a question: 'referee' or a number")
    parser.add_argument("--facts", type=int, default=150)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument(
        "--variants", action="store_true", help="also the plan with a constraint less"
    )
    return parser.parse_args()


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
