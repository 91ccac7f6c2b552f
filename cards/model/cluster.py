"""Clusters: cards that resemble or help to answer one another, of which a session asks few."""

from cards.model.card import Card
from cards.model.facts.definition import Definition
from cards.model.facts.property_value import PropertyValue


def cluster_of(card: Card) -> str:
    """The name of a card's cluster, besides that of its template.

    It is what the template names, or else follows from the fact: the terms of one family, the
    values of one property, the technique of one exercise, or the exercise, muscle or finding.
    """
    if card.template.cluster is not None:
        return card.template.cluster
    match card.fact:
        case Definition() as fact:
            return f"terms/{fact.term.family}"
        case PropertyValue() as fact if fact.exercise is not None:
            return f"{card.tests.value}/{fact.exercise.id}"
        case PropertyValue() as fact:
            return fact.of.id
        case fact if card.template.gather is not None:
            return "/".join(card.id.split("/")[:2])
        case fact:
            return fact.id.partition("/")[0]
