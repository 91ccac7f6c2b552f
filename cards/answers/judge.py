"""The judging pass: reads a typed answer, asks what the facts say about it, and gives a verdict.

"Wrong" needs a proof. An answer that the facts neither state nor exclude is not decided, and words
that name no known concept are not recognised.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from cards.answers.asked import Asked
from cards.answers.bare_actions import as_bare_action
from cards.answers.concept_verdicts import another_kind, verdict_on
from cards.answers.directions import PHASES, phase_by_direction
from cards.answers.foot import as_movement_of_foot
from cards.answers.incomplete import as_body_part, as_incomplete_name, includes_a_key
from cards.answers.normalisation import normalise, spellings
from cards.answers.paraphrases import rephrased
from cards.answers.quantities import quantity
from cards.answers.slips import most_apart, nearest_concepts
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Concept, Lexicon, Sort
from cards.answers.words import is_english
from cards.model.base import FactBase
from cards.model.card import Card, Proof
from cards.model.nouns import Term
from cards.value_class import replace

_SEPARATORS = re.compile(
    r"[(),;/=]|\s[-–]\s|\b(?:or|and|also|aka|called|i\.e\.)(?=\W|$)", re.IGNORECASE
)
_PREPOSITIONS = re.compile(r"\b(?:of|in|during|at|for|to|as)\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:it is|it's|it|they are|they're|they|as)\s+", re.IGNORECASE)
_HEAD = re.compile(
    r"[(,]?\s*\b(?:the )?(?:long|short|medial|lateral|clavicular|sternal|sternocostal) heads?\b"
    r"(?: of(?: the)?\b)?\)?",
    re.IGNORECASE,
)
_OF_A_JOINT = re.compile(
    r"(?P<action>.+?) (?:of|at|in) (?:the )?(?P<joint>.+?)(?: joints?)?", re.IGNORECASE
)
_JOINT = re.compile(r"\s+joints?\b", re.IGNORECASE)
_MOST_READ = 200
"""Characters of an answer that are read; no name is nearly as long."""


def judge(given: str, card: Card, base: FactBase, lexicon: Lexicon | None = None) -> Judgement:
    """Judge the answer typed for a card.

    Args:
        given: The answer as typed.
        card: A typed card or a cloze.
        base: The facts.
        lexicon: Their lexicon, if it was stored.
    """
    asked = Asked(card, base, lexicon)
    if not given.strip():
        return Judgement(verdict=Verdict.NOT_RECOGNISED, remark="Nothing was typed.")
    given = given.strip()[:_MOST_READ]
    return (
        _by_direction(given, asked)
        or as_movement_of_foot(given, asked)
        or _as_one_name(given, asked)
        or _as_one_name(_OPENING.sub("", given), asked)
        or _as_action_of_joint(given, asked)
        or as_body_part(given, asked)
        or _as_head(given, asked)
        or _as_several_names(given, asked)
        or _as_quantity(given, asked)
        or as_incomplete_name(given, asked)
        or _as_another_kind(given, asked)
        or _as_slip(given, asked)
        or _unrecognised(given)
    )


# -- readings of an answer -------------------------------------------------------------------------


def _as_one_name(given: str, asked: Asked) -> Judgement | None:
    """The verdict on an answer that is the name of one concept of the sort that is asked for."""
    written = spellings(given)
    if written & asked.forms:
        key = _key_spelt(written, asked)
        name = key.name if key is not None else asked.card.key[0]
        proper = normalise(given) == normalise(name)
        return Judgement(
            verdict=Verdict.RIGHT,
            taken_as=name,
            concept=key.logged_as(in_text=asked.in_text) if key is not None else None,
            remark="" if proper else f"Taken as: {name}.",
        )
    spelt = (
        asked.lexicon.spelt(written)
        or asked.lexicon.performing(written)
        or _actions_paraphrased(given, asked)
    )
    found = next((concept for concept in spelt if concept.sort in asked.sorts), None)
    judged = verdict_on(found, asked) if found is not None else None
    if judged is not None and (judged.right or judged.verdict is Verdict.TOO_GENERAL):
        return judged
    return as_bare_action(given, asked) or includes_a_key(given, asked) or judged


def _actions_paraphrased(given: str, asked: Asked) -> tuple[Concept, ...]:
    """The joint actions that everyday words name: "bending the knee"."""
    other_words = rephrased(given)
    spelt = asked.lexicon.spelt(spellings(other_words)) if other_words is not None else ()
    return tuple(concept for concept in spelt if concept.sort is Sort.ACTION)


def _as_action_of_joint(given: str, asked: Asked) -> Judgement | None:
    """The verdict on a name that is taken apart: "extension of the hip joint"."""
    if asked.lexicon.spelt(spellings(given)):
        return None  # the whole name of something else: the "shoulder joint" is not the deltoid
    parts = _OF_A_JOINT.fullmatch(given)
    whole = f"{parts['joint']} {parts['action']}" if parts else _JOINT.sub("", given)
    return _as_one_name(whole, asked) if whole != given and normalise(whole) else None


def _as_head(given: str, asked: Asked) -> Judgement | None:
    """The verdict on one head of a muscle: "long head of the biceps femoris"."""
    whole = _HEAD.sub(" ", given).strip()
    if whole == given or asked.in_text or not normalise(whole):
        return None
    judged = _as_one_name(whole, asked)
    if judged is None or not judged.right:
        return judged
    remark = f"Taken as: {judged.taken_as}; one head of it was named."
    return replace(judged, verdict=Verdict.HINT, remark=remark)


def _key_spelt(written: Iterable[str], asked: Asked) -> Concept | None:
    spelt = asked.lexicon.spelt(written)
    return next((key for key in asked.keys if key in spelt), None)


def _by_direction(given: str, asked: Asked) -> Judgement | None:
    """The verdict on a phase that is named by its direction, as the exercise has it."""
    exercise = asked.fact.about.exercise
    if asked.card.template.key != "phase" or exercise is None:
        return None
    phases = phase_by_direction(frozenset(normalise(given).split()), exercise)
    if phases is None:
        return None
    named = [
        concept
        for concept in asked.lexicon.of_sorts({Sort.PHASE})
        if PHASES.get(concept.id) in phases
    ]
    if len(named) == 1:
        return verdict_on(named[0], asked)
    remark = f"Our sources do not say which phase of the {exercise.name} “{given}” is."
    return Judgement(verdict=Verdict.NOT_DECIDED, remark=remark)


def _as_several_names(given: str, asked: Asked) -> Judgement | None:
    """The verdict on an answer that gives several names, of one concept or of several.

    Words of the question do not count: "prime mover of hip extension".
    """
    if asked.lexicon.spelt(spellings(given)):
        return None  # one name that contains such a word
    from cards.answers.qualifiers import is_context  # few answers are several names

    for separators in (_SEPARATORS, _PREPOSITIONS):
        parts = [part.strip(" .") for part in separators.split(given)]
        parts = [part for part in parts if normalise(part)]
        if len(parts) < 2:  # noqa: PLR2004 - one name is judged elsewhere
            continue
        if separators is _PREPOSITIONS and _of_another_joint(parts, asked):
            return None
        names = [(part, _as_part(part, parts, asked)) for part in parts]
        judged = [
            each or _as_body_part_or_slip(part, asked)
            for part, each in names
            if each is not None or not is_context(part, asked)
        ]
        found = [each for each in judged if each is not None]
        if found and len(found) == len(judged):
            return _together(found)
    return None


def _of_another_joint(parts: Sequence[str], asked: Asked) -> bool:
    """Whether a word that is short for one joint action is used for another joint.

    "Retraction of the hip" is not retraction of the shoulder blade.
    """
    spelt = {part: asked.lexicon.spelt(spellings(part)) for part in parts}
    terms = [c.noun for found in spelt.values() for c in found if isinstance(c.noun, Term)]
    joints = {term.id for term in terms if term.family == "joint"}
    return bool(joints) and any(
        concept.sort is Sort.ACTION
        and len(part.split()) == 1
        and isinstance(concept.noun, Term)
        and concept.noun.joint not in joints
        for part, found in spelt.items()
        for concept in found
    )


def _as_part(part: str, parts: Sequence[str], asked: Asked) -> Judgement | None:
    """The verdict on one of several names, which may share a word.

    "Hip and knee extension" and "vastus lateralis and medialis" name two concepts each.
    """
    found = _as_one_name(part, asked)
    if found is not None:
        return found
    completed = (_as_one_name(whole, asked) for whole in _completed(part, parts))
    return next(filter(None, completed), None)


def _completed(part: str, parts: Sequence[str]) -> Iterator[str]:
    """A part of an answer with the last word of the last part, or the first of the first part."""
    first, last = parts[0].split(), parts[-1].split()
    if part is not parts[-1] and len(part.split()) + 1 == len(last):
        yield f"{part} {last[-1]}"
    if part is not parts[0] and len(first) > 1:
        yield f"{first[0]} {part}"


def _as_body_part_or_slip(part: str, asked: Asked) -> Judgement | None:
    return as_body_part(part, asked) or _as_slip(part, asked)


def _together(found: Sequence[Judgement]) -> Judgement:
    """The verdict on several names: the weakest, if all are right or name the same concept."""
    order = list(Verdict)
    weakest = max(found, key=lambda each: order.index(each.verdict))
    if all(each.right for each in found) or len({each.taken_as for each in found}) == 1:
        return weakest
    names = " and ".join(dict.fromkeys(each.taken_as or "" for each in found))
    if all(each.verdict is Verdict.WRONG for each in found):
        return Judgement(
            verdict=Verdict.WRONG,
            taken_as=names,
            proof=found[0].proof,
            remark=f"You wrote {names}, which is wrong (each is ruled out).",
        )
    return Judgement(
        verdict=Verdict.TWO_NAMES,
        taken_as=names,
        remark=f"You named {names}; only one answer is asked for.",
    )


def _as_quantity(given: str, asked: Asked) -> Judgement | None:
    """The verdict on a number where the sentence states one."""
    said = quantity(given)
    stated = next(filter(None, map(quantity, asked.card.key)), None) if asked.in_text else None
    if said is None or stated is None:
        return None
    if said.unit != stated.unit:
        if said.unit or said[:2] != stated[:2]:
            return None
        remark = f"“{given}” has no unit."
        return Judgement(verdict=Verdict.TOO_GENERAL, taken_as=given, remark=remark)
    key = asked.card.key[0]
    if said == stated:
        return Judgement(verdict=Verdict.RIGHT, taken_as=key, remark=f"Taken as: {key}.")
    if stated.least <= said.least and said.most <= stated.most:
        remark = f"“{given}” is only part of what the sentence says."
        return Judgement(verdict=Verdict.PART, taken_as=given, remark=remark)
    return Judgement(
        verdict=Verdict.WRONG,
        taken_as=given,
        proof=Proof.FUNCTIONAL,
        remark=f"You wrote {given}: the sentence states another number.",
    )


def _as_another_kind(given: str, asked: Asked) -> Judgement | None:
    """The verdict on the name of something of another sort than is asked for."""
    found = asked.lexicon.spelt(spellings(given))
    return another_kind(found[0], asked) if found else None


def _as_slip(given: str, asked: Asked) -> Judgement | None:
    """The verdict on an answer with a typing error."""
    answer = normalise(given)

    def known(word: str) -> bool:
        return is_english(word) or is_english(f"{word}s") or asked.lexicon.has_word(word)

    key = _key_as_concept(asked)
    similar = asked.lexicon.resembling(answer, most_apart(answer))
    concepts = (*((key,) if key else ()), *similar)
    near = nearest_concepts(answer, concepts, known)
    near = tuple(c for c in near if c is key or c.sort in asked.sorts) or near
    rights = [concept for concept in near if concept is key or concept in asked.keys]
    if rights and len(rights) == len(near):
        name = rights[-1].name
        return Judgement(
            verdict=Verdict.SLIP,
            taken_as=name,
            concept=None if rights[-1] is key else rights[-1].logged_as(in_text=asked.in_text),
            remark=f"Taken as: {name} (spelling).",
        )
    if len(near) != 1:
        return None
    if near[0].sort not in asked.sorts:
        return another_kind(near[0], asked)
    found = verdict_on(near[0], asked)
    if found.verdict is not Verdict.RIGHT:
        return found
    remark = f"Taken as: {near[0].name} (spelling)."
    return Judgement(
        verdict=Verdict.SLIP, taken_as=found.taken_as, concept=found.concept, remark=remark
    )


def _key_as_concept(asked: Asked) -> Concept | None:
    """The keys of a gap as a concept; they may be any words."""
    if not asked.in_text and asked.keys:
        return None
    right = frozenset(map(normalise, asked.card.key))
    return Concept("key", asked.card.key[0], Sort.TERM, right, asked.forms)


def _unrecognised(given: str) -> Judgement:
    shown = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
    remark = f"“{shown}” is not known to us."
    return Judgement(verdict=Verdict.NOT_RECOGNISED, remark=remark)


_SHOWN = 40
"""Characters of an unknown answer that a remark repeats."""
