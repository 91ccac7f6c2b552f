"""The page of a topic, and the topic whose page prepares for some facts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from cards.english import capitalised
from cards.errors import NothingMatched
from cards.model.base import FactBase
from cards.model.bodies import BODIES, body_name
from cards.model.fact import Fact
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Compensation, Exercise, Muscle, Term
from cards.model.vocabulary import Role
from cards.pages.exercise import exercise_page
from cards.pages.finding import finding_page
from cards.pages.muscle import muscle_page
from cards.pages.overview import overview_page
from cards.pages.page import Page, PageKind, Section
from cards.pages.scope import PageScope
from cards.pages.term import family_page, term_page
from cards.subjects import subject_of_fact
from cards.tiers.facts import FactTier
from cards.topics import Match, Topic, Topics, about

_TERMS = ("term", "role", "contraction", "pattern")
"""The kinds of topic that are terms."""


class PageRequest:
    """The topics and the body that the words of a command line name.

    Attributes:
        matches: The topics.
        body: Id of the only body whose teaching is requested; None for all.
    """

    def __init__(self, words: Sequence[str], topics: Topics) -> None:
        """Find the bodies and the topics.

        Raises:
            UnknownTopic: A word is not part of any name.
        """
        named = [word for word in words if word.lower() in BODIES]
        self.body = named[0].lower() if named else None
        self.matches = topics.read([word for word in words if word not in named])


def page_of(
    request: PageRequest, topics: Topics, tiers: Mapping[str, FactTier], scope: PageScope
) -> Page:
    """The page that a request asks for.

    Args:
        request: The topics and the body.
        topics: All names.
        tiers: The tier of each fact for the exam, with the subject for which it is asked.
        scope: The facts that it may state.

    Raises:
        NothingMatched: No fact is about all of it, or the topic has no page.
    """
    matches = request.matches
    if len(matches) == 1 and request.body is None:
        found = matches[0].topics
        if len(found) == 1:
            return topic_page(found[0], topics, tiers, scope)
        if len({topic.kind for topic in found}) == 1:
            return _list_page(matches[0], topics, scope)
    facts = [
        fact
        for fact in scope.base.facts
        if (request.body is None or (fact.is_teaching and request.body in fact.bodies))
        and _is_about(fact, scope.base, matches, topics, tiers)
    ]
    names = [match.name for match in matches]
    if request.body is not None:
        names.insert(0, body_name(request.body).removeprefix("the "))
    return _checked(
        overview_page("+".join(names), ", ".join(names), facts, scope, body=request.body)
    )


def topic_page(
    topic: Topic, topics: Topics, tiers: Mapping[str, FactTier], scope: PageScope
) -> Page:
    """The page of one topic.

    Raises:
        NothingMatched: There are no facts on it, or it is a template.
    """
    base = scope.base
    if topic.kind == "exercise":
        return _checked(exercise_page(base.exercises[topic.id], scope))
    if topic.kind == "muscle":
        return _checked(muscle_page(base.muscles[topic.id], scope))
    if topic.kind == "compensation":
        return _checked(finding_page(base.compensations[topic.id], scope))
    if topic.kind == "family":
        return _checked(family_page(base.families[topic.id], scope))
    if topic.kind in _TERMS and topic.id in base.terms:
        return _checked(term_page(base.terms[topic.id], scope))
    if topic.kind == "template":
        raise NothingMatched(
            f"'{topic.id}' is a template, which has no page; `primemover cards list {topic.id}`"
            " lists its cards."
        )
    match = Match(topic.id, (topic,), stated=True)
    facts = [fact for fact in base.facts if _is_about(fact, base, (match,), topics, tiers)]
    label = topics.labels.get(topic, topic.id.replace("-", " "))
    return _checked(overview_page(topic.id, label, facts, scope))


def page_for(facts: Iterable[Fact]) -> Topic | None:
    """The topic of the page that prepares for most of some facts; None if they share none.

    It is the exercise, the finding, the muscle or the term that most of the facts name.
    """
    counts = Counter(topic for fact in facts for topic in _topics_of(fact))
    if not counts:
        return None
    order = ("exercise", "compensation", "muscle", "property", "term")
    return min(counts, key=lambda topic: (-counts[topic], order.index(topic.kind), topic.id))


def _topics_of(fact: Fact) -> Collection[Topic]:
    """The topics of a fact that have a page."""
    kinds = {Exercise: "exercise", Compensation: "compensation", Muscle: "muscle", Term: "term"}
    return {
        Topic(kind, noun.id)
        for noun in fact.nouns
        for class_, kind in kinds.items()
        if isinstance(noun, class_)
    }


def _is_about(
    fact: Fact,
    base: FactBase,
    matches: Iterable[Match],
    topics: Topics,
    tiers: Mapping[str, FactTier],
) -> bool:
    of_fact = topics.of_fact.get(fact.id, frozenset())
    tier = tiers.get(fact.id)
    subject = (tier and tier.subject) or subject_of_fact(fact, base)
    also = (Topic("subject", subject.value),)
    return about(of_fact, [match.topics for match in matches], also)


def _list_page(match: Match, topics: Topics, scope: PageScope) -> Page:
    """The topics with one name, each with what distinguishes it."""
    rows = [scope.row((topics.labels[t], _in_short(t, scope)), ()) for t in match.topics]
    section = Section(id="topics", heading="Pages", rows=tuple(rows), least=len(rows))
    return Page(
        kind=PageKind.LIST, id=match.name, title=capitalised(match.name), sections=(section,)
    )


def _in_short(topic: Topic, scope: PageScope) -> str:
    """A topic of a list in a few words."""
    base = scope.base
    if topic.kind == "exercise":
        claims = scope.agreed(base.claims_of(RoleClaim, base.exercises[topic.id]))
        movers = dict.fromkeys(c.muscle.name for c in claims if c.role is Role.PRIME_MOVER)
        return f"prime movers: {', '.join(movers)}" if movers else "no prime mover stated"
    if topic.kind == "muscle":
        actions = base.anatomy.actions_of(base.muscles[topic.id])
        return ", ".join(base.terms[id_].name for id_ in sorted(actions))
    if topic.kind == "compensation":
        return base.terms[base.compensations[topic.id].assessment].name
    return base.terms[topic.id].definition or "" if topic.id in base.terms else ""


def _checked(page: Page) -> Page:
    """The page.

    Raises:
        NothingMatched: It is empty.
    """
    if not page.sections:
        raise NothingMatched(f"No facts to read on '{page.title}'.")
    return page
