"""The comparison of policies over learners, as a Markdown table."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, stdev
from typing import NamedTuple

from tests.simulation.course import Course
from tests.simulation.memories.models import MODELS
from tests.simulation.month import CourseResult, result
from tests.simulation.policies.policy import PolicyFor
from tests.simulation.policies.table import REFERENCE

Results = Mapping[str, Mapping[str, Sequence[CourseResult]]]
"""The results of learners with equal seeds, by policy and model of memory."""


class Difference(NamedTuple):
    """A mean of paired differences.

    Attributes:
        mean: The mean, in points of the score.
        error: Its standard error.
    """

    mean: float
    error: float

    def __str__(self) -> str:
        return f"{self.mean:+.1f} ± {self.error:.1f}"


def compare(
    policies: Mapping[str, PolicyFor], course: Course, seeds: Sequence[int], seconds: float | None
) -> Results:
    """The results of the same learners with each policy.

    Args:
        policies: The policies by name.
        course: The course.
        seeds: The numbers of the learners.
        seconds: How long a question takes; None for the times of each form.
    """
    return {
        name: {
            model: [result(model, policy, course, seed, seconds) for seed in seeds]
            for model in MODELS
        }
        for name, policy in policies.items()
    }


def difference(scores: Sequence[float], reference: Sequence[float]) -> Difference:
    """The mean difference of scores of the same learners, and its standard error."""
    each = [a - b for a, b in zip(scores, reference, strict=True)]
    return Difference(fmean(each), stdev(each) / len(each) ** 0.5)


def table(results: Results) -> Iterator[str]:
    """The lines of a Markdown table: scores, and differences to the reference."""
    models = tuple(MODELS)
    yield f"| policy | {' | '.join(models)} | mean | minutes | questions |"
    yield "|---" * (len(models) + 4) + "|"
    for name, found in results.items():
        scores = {model: [each.score for each in found[model]] for model in models}
        cells = [f"{fmean(scores[model]):.1f}" for model in models]
        cells.append(f"{fmean(_means(found)):.1f}")
        if name != REFERENCE:
            base = results[REFERENCE]
            for number, model in enumerate(models):
                gap = difference(scores[model], [each.score for each in base[model]])
                cells[number] += f" ({gap})"
            cells[-1] += f" (**{difference(_means(found), _means(base))}**)"
        all_ = [each for model in models for each in found[model]]
        cells += [
            f"{fmean(r.minutes for r in all_):.0f}",
            f"{fmean(r.questions for r in all_):.0f}",
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def _means(found: Mapping[str, Sequence[CourseResult]]) -> list[float]:
    """The mean score over the models, for each seed."""
    return [fmean(each.score for each in same) for same in zip(*found.values(), strict=True)]
