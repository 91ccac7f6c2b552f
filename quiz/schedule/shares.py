"""How many questions each subject gets: its share of the exam, a little less with few facts."""

from collections import Counter
from collections.abc import Collection, Mapping
from random import Random

FULL_SUPPLY = 60
"""Facts that a subject needs for its whole share.

With fewer, it gets that part of its share, or the same few facts would come again and again: four
facts on load would be a sixth of all questions.
"""

MOST_LOST = 1 / 40
"""The most that a subject loses for that reason, as a part of all questions.

In a session of twenty, a subject then stays within two questions of its share: half a one is lost,
and less than one by chance.
"""

MOST_OF_A_TEMPLATE = 20
"""Facts of one template that count towards that, or one way of asking would fill a subject.

The same holds for what terms mean, however many templates ask it.
"""

MOST_DEFINITIONS = 1 / 8
"""The most questions on what a term means, as a part of all, while there are others.

Several subjects have hardly any other facts. Without a limit, a quarter of a quiz would be on
terms, while an exam asks what follows from them.
"""


MOST_OF_A_PATTERN = 10
"""The most questions of one template in a subject on a study day, while there are others."""


def is_definition(fact: str) -> bool:
    """Whether the id of a fact is one of what a term means."""
    return fact.rpartition("/")[2] == "definition"


def sizes(facts: Mapping[str, Collection[str]]) -> dict[str, float]:
    """The number of facts of each template of a subject; shared facts count in parts.

    All templates on the meaning of terms count as one.

    Args:
        facts: The facts of each template.
    """
    shared = Counter(fact for found in facts.values() for fact in found)
    definitions = sum(map(is_definition, shared))
    part = min(1.0, MOST_OF_A_TEMPLATE / definitions) if definitions else 1.0
    return {
        template: sum((part if is_definition(f) else 1) / shared[f] for f in found)
        for template, found in facts.items()
    }


def supply(size: Mapping[str, float]) -> float:
    """The number of facts of a subject, of which each template adds a limited number."""
    return sum(min(each, MOST_OF_A_TEMPLATE) for each in size.values())


def weights(supplies: Mapping[str, float], shares: Mapping[str, float]) -> dict[str, float]:
    """The weight of each subject that has facts; only the ratios matter.

    A subject without a share is only in the pool if a topic names it. It weighs as much as the
    others do on average.

    Args:
        supplies: The number of facts of each subject; see `supply`.
        shares: The share of each subject in the exam.
    """
    stated = [shares.get(subject, 0.0) for subject in supplies if shares.get(subject, 0.0) > 0]
    average = sum(stated) / len(stated) if stated else 1.0
    most_lost = MOST_LOST * (sum(stated) or average)
    found = {}
    for subject, facts in supplies.items():
        if facts:
            share = shares.get(subject, 0.0) or average
            found[subject] = max(share * min(1.0, facts / FULL_SUPPLY), share - most_lost)
    return found


def apportion(
    count: int, weight: Mapping[str, float], room: Mapping[str, int], random: Random
) -> dict[str, int]:
    """Divide a number of questions among subjects, in proportion to their weights.

    Every subject gets its exact number, rounded down or up. Chance decides which, so that over many
    sessions a small subject gets its exact share too. Questions that a subject cannot take go to
    the others.

    Args:
        count: The number of questions.
        weight: The weight of each subject.
        room: The most questions that each subject can take.
        random: The source of randomness.
    """
    exact = _exact(count, weight, room)
    given = dict.fromkeys(weight, 0)
    subjects = [subject for subject in exact if exact[subject]]
    random.shuffle(subjects)
    # Systematic sampling: points at distance 1 on a line on which each subject is as long as its
    # exact number.
    end, point = 0.0, random.random()
    missing = round(sum(exact.values()))
    for subject in subjects:
        end += exact[subject]
        while point < end and missing and given[subject] < room[subject]:
            point += 1
            missing -= 1
            given[subject] += 1
    for subject in subjects:  # a sum of fractions can end just before the last point
        while missing and given[subject] < room[subject]:
            missing -= 1
            given[subject] += 1
    return given


def _exact(count: int, weight: Mapping[str, float], room: Mapping[str, int]) -> dict[str, float]:
    """The exact number of questions of each subject, at most what it can take."""
    exact: dict[str, float] = {}
    open_ = {subject for subject in weight if room[subject] and weight[subject]}
    while open_:
        remaining = max(count - sum(exact.values()), 0.0)
        whole = sum(weight[subject] for subject in open_)
        found = {s: remaining * weight[s] / whole for s in weight if s in open_}
        full = {s for s, number in found.items() if number >= room[s]}
        exact |= {s: room[s] for s in full} if full else found
        open_ = open_ - full if full else set()
    return exact


def missing(weight: Mapping[str, float], drawn: Mapping[str, int], count: int) -> dict[str, float]:
    """The weights of the remaining questions of a session, so that all meet the weights.

    A subject that has its questions already keeps a small weight, in case no other can take more.

    Args:
        weight: The weight of each subject.
        drawn: How many questions of each subject were drawn.
        count: The number of questions of the session.
    """
    parts = {subject: each / sum(weight.values()) for subject, each in weight.items()}
    return {s: max(count * part - drawn.get(s, 0), part / count) for s, part in parts.items()}


def levels_by_subject(
    given: Mapping[str, int],
    room: Mapping[str, Mapping[str, int]],
    targets: Mapping[str, float],
    random: Random,
) -> dict[str, list[str]]:
    """The cognitive levels of the questions of each subject, so that all together meet the targets.

    Subjects with the fewest levels to choose from come first. Each question gets the level that is
    furthest from its target and that its subject has a card for.

    Args:
        given: How many questions each subject gets.
        room: How many questions of each level each subject can take.
        targets: The number of questions of each level to aim at.
        random: The source of randomness.
    """
    missing = dict(targets)
    levels: dict[str, list[str]] = {}
    for subject in sorted(given, key=lambda subject: len(room[subject])):
        free = dict(room[subject])
        levels[subject] = []
        for _ in range(given[subject]):
            open_ = [level for level, count in free.items() if count > 0]
            if not open_:
                break
            level = max(open_, key=lambda level: missing.get(level, 0.0))
            levels[subject].append(level)
            free[level] -= 1
            missing[level] = missing.get(level, 0.0) - 1
        random.shuffle(levels[subject])
    return levels


def spread(given: Mapping[str, int], random: Random) -> list[str]:
    """The subjects in the order in which they are asked, each spread over the whole session."""
    places = [
        ((number + random.random()) / count, subject)
        for subject, count in given.items()
        for number in range(count)
    ]
    return [subject for _, subject in sorted(places)]
