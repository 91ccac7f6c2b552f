"""The verdict on a concept that an answer names, by what the facts say about it."""

from cards.answers.asked import Asked
from cards.answers.body_parts import (
    Extent,
    asks_for_a_muscle,
    extent_of,
    verdict_on_extent,
)
from cards.answers.decision import Decision
from cards.answers.kinship import kinship
from cards.answers.proofs import decide
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Concept
from cards.english import with_article
from cards.model.nouns import Group, Term


def verdict_on(concept: Concept, asked: Asked) -> Judgement:
    """The verdict on a concept of the sort that is asked for."""
    found = decide(asked, concept)
    name, logged = concept.name, concept.logged_as(in_text=asked.in_text)
    if found.decision is Decision.STATED:
        remark = "" if name == asked.card.key[0] else f"Taken as: {name}."
        return Judgement(verdict=Verdict.RIGHT, taken_as=name, concept=logged, remark=remark)
    if asked.card.template.key == "group" and not isinstance(concept.noun, Group):
        remark = f"“{name}” is a muscle; the question asks for a group."
        return Judgement(verdict=Verdict.OTHER_KIND, taken_as=name, concept=logged, remark=remark)
    related = kinship(concept, asked)
    if related is not None:
        return related
    if found.decision is Decision.OPEN:
        return _open_verdict(concept, asked)
    return Judgement(
        verdict=Verdict.WRONG,
        taken_as=name,
        concept=logged,
        proof=found.proof,
        remark=f"You wrote {name}, which is wrong ({found.reason}).",
    )


def _open_verdict(concept: Concept, asked: Asked) -> Judgement:
    """The verdict on a concept that the facts neither state nor exclude as a whole."""
    if _other_family(concept, asked):
        return another_kind(concept, asked)
    name, logged = concept.name, concept.logged_as(in_text=asked.in_text)
    extent = _extent(concept, asked)
    if extent is not None:
        return verdict_on_extent(name, extent, asked, logged)
    return Judgement(
        verdict=Verdict.NOT_DECIDED,
        taken_as=name,
        concept=logged,
        remark=f"You wrote {name}: our sources do not decide this, so it does not count.",
    )


def _extent(concept: Concept, asked: Asked) -> Extent | None:
    """The muscles that a group includes; None if that is unknown, or no muscle is asked for."""
    group = concept.noun
    if not isinstance(group, Group) or not asks_for_a_muscle(asked):
        return None
    named = extent_of(group.name, asked)
    members = group.members or frozenset()
    if not members or not (group.complete or named):
        return named
    return Extent(members, members | (named.possible if named is not None else frozenset()))


def _other_family(concept: Concept, asked: Asked) -> bool:
    """Whether a term belongs to another family than the terms that a definition fits."""
    noun = concept.noun
    return (
        asked.card.template.key == "term"
        and isinstance(noun, Term)
        and (noun.family not in asked.families)
    )


def another_kind(concept: Concept, asked: Asked) -> Judgement:
    """The verdict on a concept of another sort than is asked for."""
    noun = concept.noun
    if isinstance(noun, Term):
        what = asked.base.families[noun.family].name
    else:
        what = "muscle group" if isinstance(noun, Group) else concept.sort.value
    asked_for = _sort_in_words(asked)
    remark = f"“{concept.name}” is {with_article(what)}; {with_article(asked_for)} is asked for."
    return Judgement(
        verdict=Verdict.OTHER_KIND,
        taken_as=concept.name,
        concept=concept.logged_as(in_text=asked.in_text),
        remark=remark,
    )


def _sort_in_words(asked: Asked) -> str:
    """The sort of thing that is asked for, in words."""
    if asked.card.template.key == "group":
        return "muscle group"
    families = [asked.base.families[family].name for family in sorted(asked.families)]
    if len(families) == 1:
        return families[0]
    return next(iter(asked.sorts)).value if len(asked.sorts) == 1 else "term"
