"""Statements to be judged true or false: which propositions are asserted, and their ids.

A true-or-false card is one proposition, whichever template words it and whichever facts it follows
from. Its id is `true-false/SUBJECT=VALUE`:

- SUBJECT is what the proposition is about: `hip-thrust/lifting/gluteus-maximus/contraction`,
  `hip-thrust/gluteus-maximus/role`, `biceps-femoris/crossing`, `adduction/definition`. A claim that
  is asked as one source's ends in `@source`. A statement that compares a quality in words is named
  by its own id: ids contain no wording.
- VALUE is the asserted value. Every true proposition names it: `…/contraction=concentric`.
- A false proposition names it where the vocabulary is closed: a role, a contraction, a joint of the
  limb, the opposite of a joint action. A rule chooses one of them from the fact itself
  (`Rule.asserts`), so another fact can only make the chosen one unprovable, never another one
  chosen.
- Where the vocabulary is open (nerves, terms, muscles), another entry could always become the
  chosen one. There the id ends in `=false`, and the card holds several wrong values; one of them is
  drawn when the card is asked. If another slot than the value is replaced, its name is added:
  `…/role/muscle=false`.

Several templates that word one proposition make one card, with the wordings of all; the first
template by id gives it its place. A false card rests on the facts that make its proposition false,
and explains it by them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cards.distractors.rules import RULES
from cards.explanations import Explanation
from cards.model.card import Card, Distractor, Proof
from cards.model.fact import Fact
from cards.model.template import Template
from cards.model.vocabulary import Subject

MOST_ASSERTED = 5
"""Wrong values that one card may assert; those further down the list are too far to tempt."""

_FALSE = "false"


@dataclass(frozen=True, kw_only=True)
class Asserted:
    """One value in a statement.

    Attributes:
        stems: The statement in all its wordings.
        denial: The wrong one of "True" and "False".
    """

    stems: tuple[str, ...]
    denial: Distractor


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """A proposition as one template words it.

    Attributes:
        id: The proposition's.
        facts: The facts that make it true or false.
        values: The values that it may assert: one, unless it is false and the vocabulary is open.
    """

    id: str
    template: Template
    facts: tuple[Fact, ...]
    is_true: bool
    values: tuple[Asserted, ...]
    explanation: Explanation
    tests: Subject
    optional: bool


def true_id(fact: Fact) -> str:
    """The id of the proposition that a fact states."""
    return f"true-false/{_subject(fact)}={fact.stated_id}"


def false_id(template: Template, fact: Fact, wrong: Distractor | None) -> str:
    """The id of a false proposition on a fact.

    Args:
        template: The template that words it.
        fact: The fact that it gets wrong.
        wrong: The value that it asserts; None if one is drawn when it is asked.
    """
    if wrong is not None:
        return f"true-false/{_subject(fact)}={wrong.concept.rpartition('/')[2]}"
    slot = "" if template.key in (fact.type, "value", "definition") else f"/{template.key}"
    return f"true-false/{_subject(fact)}{slot}={_FALSE}"


def wrong_values(
    template: Template, fact: Fact, wrong: Sequence[Distractor]
) -> tuple[Distractor | None, tuple[Distractor, ...]]:
    """The wrong value that names a false statement, if there is one, and all it may assert."""
    choose = RULES[template.rule].asserts if template.rule else None
    if choose is None:
        return None, tuple(wrong[:MOST_ASSERTED])
    chosen = choose(fact, wrong)
    return chosen, (chosen,) if chosen is not None else ()


def denial(wrong: Distractor) -> Distractor:
    """The answer "True" to a statement with a wrong value."""
    return replace(wrong, text="True", reason=f"{wrong.text} – {wrong.reason}")


def affirmation(fact: Fact, explanation: str) -> Distractor:
    """The answer "False" to a true statement, with what makes it true."""
    return Distractor(
        text="False",
        reason=explanation.rstrip("."),
        proof=Proof.ATTRIBUTED if fact.names_source else Proof.FUNCTIONAL,
        concept="denial",
    )


def merged(assertions: Iterable[Assertion]) -> Iterator[Card]:
    """One card for each proposition, in the order of the ids."""
    by_id: dict[str, list[Assertion]] = {}
    for assertion in assertions:
        by_id.setdefault(assertion.id, []).append(assertion)
    for _, found in sorted(by_id.items()):
        # A proposition that any fact states is not false, whatever rules it out elsewhere.
        settled = [each for each in found if each.is_true] or found
        yield _card(sorted(settled, key=lambda each: (each.template.id, each.facts[0].id)))


def _card(assertions: Sequence[Assertion]) -> Card:
    first = assertions[0]
    stems: list[dict[str, None]] = [{} for _ in first.values]
    numbers = {value.denial.concept: number for number, value in enumerate(first.values)}
    for assertion in assertions:
        for value in assertion.values:
            number = numbers.get(value.denial.concept)
            if number is not None:
                stems[number] |= dict.fromkeys(value.stems)
    facts = tuple(dict.fromkeys(fact for each in assertions for fact in each.facts))
    fewest = min(map(len, stems))
    return Card(
        id=first.id,
        template=first.template,
        fact=facts[0],
        also=facts[1:],
        stems=tuple(stem for found in stems for stem in list(found)[:fewest]),
        key=("True" if first.is_true else "False",),
        distractors=tuple(value.denial for value in first.values),
        explanation=first.explanation.text,
        grounds=first.explanation.grounds,
        derived_by=first.explanation.derived_by,
        tests=first.tests,
        optional=all(each.optional for each in assertions),
    )


def _subject(fact: Fact) -> str:
    """The topic of a proposition, without the value that it asserts."""
    subject = "/".join(part for part in fact.subject if part)
    source = fact.id.partition("@")[2]
    return f"{subject}@{source}" if source else subject
