"""Joint actions that are named without their joint, where the action of a muscle is asked for."""

from cards.answers.asked import Asked
from cards.answers.decision import Decision
from cards.answers.normalisation import normalise
from cards.answers.proofs import decide
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Concept, Sort
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Term

_EMPTY = frozenset({"of", "at"})


def as_bare_action(given: str, asked: Asked) -> Judgement | None:
    """The verdict on the name of an action that the muscle performs at one of its joints.

    "Adduction" is right for the latissimus dorsi, which adducts the shoulder. Less than the name of
    an action, such as "rotation" for external rotation, is not.
    """
    fact = asked.fact
    if asked.in_text or not isinstance(fact, JointAction) or fact.muscle is None:
        return None
    if asked.sorts != {Sort.ACTION}:
        return None
    words = frozenset(normalise(given).split())
    meant = [
        concept
        for concept in asked.lexicon.completing(words, asked.sorts)
        if _is_without_joint(words, concept, asked)
        and decide(asked, concept).decision is Decision.STATED
    ]
    if not meant:
        return None
    first = next((key for key in asked.keys if key in meant), meant[0])
    names = " or ".join(concept.name for concept in meant)
    return Judgement(
        verdict=Verdict.HINT,
        taken_as=first.name,
        concept=first.logged_as(),
        remark=f"Taken as: {names}; the joint was not named.",
    )


def _is_without_joint(words: frozenset[str], concept: Concept, asked: Asked) -> bool:
    """Whether words are the name of a joint action, and lack only its joint."""
    noun = concept.noun
    joint = asked.base.terms.get(noun.joint or "") if isinstance(noun, Term) else None
    if joint is None:
        return False
    of_joint = {word for name in (joint.name, *joint.aliases) for word in normalise(name).split()}
    return any(
        words == whole - of_joint - _EMPTY and not whole.isdisjoint(of_joint)
        for whole in (frozenset(form.split()) for form in concept.right)
    )
