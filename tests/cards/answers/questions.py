"""Questions with a typed answer, and a glossary with the words that answers need."""

from dataclasses import replace
from functools import cache

from cards.answers.judge import judge
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import lexicon
from cards.model.base import FactBase
from cards.model.card import Card, Distractor, Proof
from cards.model.nouns import Family, Muscle, Named, Term
from cards.problems import Place
from tests.support.library import builtin_card, builtin_library

RIGHT, SLIP, HINT, WRONG = Verdict.RIGHT, Verdict.SLIP, Verdict.HINT, Verdict.WRONG
KIND, OPEN, UNKNOWN = Verdict.OTHER_KIND, Verdict.NOT_DECIDED, Verdict.NOT_RECOGNISED

NOWHERE = Place(file="mine.yaml")
# User-defined muscles and terms, chosen because their names are similar.
MORE_MUSCLES = (
    *("pectoralis major", "pectoralis minor", "biceps brachii", "triceps brachii", "teres major"),
    *("teres minor", "gastrocnemius", "soleus", "latissimus dorsi", "tibialis anterior"),
    *("tibialis posterior", "rhomboid major", "rhomboid minor", "serratus anterior", "deltoid"),
)
MORE_ALIASES = {
    "biceps brachii": ("biceps",),
    "triceps brachii": ("triceps",),
    "latissimus dorsi": ("lats",),
}
MORE_TERMS = (
    *("shoulder abduction", "shoulder adduction", "shoulder internal rotation"),
    *("shoulder external rotation", "hyperextension", "hypoextension", "hypertrophy"),
    *("hypotrophy", "plantar flexion", "dorsiflexion", "muscle fibre"),
)


def slug(name: str) -> str:
    return name.replace(" ", "-")


@cache
def wide() -> FactBase:
    """The built-in vocabulary with user-defined additions."""
    base = builtin_library().base
    muscles = {
        slug(name): Muscle(
            id=slug(name), name=name, aliases=MORE_ALIASES.get(name, ()), place=NOWHERE
        )
        for name in MORE_MUSCLES
    }
    terms = {slug(n): Term(id=slug(n), name=n, family="more", place=NOWHERE) for n in MORE_TERMS}
    families = {"more": Family(id="more", name="more", place=NOWHERE)}
    return replace(
        base,
        muscles={**base.muscles, **muscles},
        terms={**terms, **base.terms},
        families={**base.families, **families},
    )


def judged(field: str, key: str, answer: str, base: FactBase | None = None) -> Judgement:
    """Judge an answer to a question with that key, for which everything else is proven wrong."""
    base = base or wide()
    return judge(answer, question(field, key, base), base)


@cache
def question(field: str, key: str, base: FactBase) -> Card:
    """A card with that key, for which every other concept is proven wrong."""
    card = builtin_card("muscle-typed/banded-hip-thrust/gluteus-maximus/role")
    wrong = tuple(
        Distractor(text=c.name, reason="proven", proof=Proof.FUNCTIONAL, concept=c.logged_as())
        for c in lexicon(base).concepts
        if c.name != key
    )
    template = replace(card.template, key="any")
    return replace(card, template=template, field=field, key=(key,), distractors=wrong)


def vocabulary(field: str, base: FactBase) -> list[Named]:
    if field == "muscle":
        return list(base.muscles.values())
    if field == "term":
        return list(base.terms.values())
    return list(base.family(field))
