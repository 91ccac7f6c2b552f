"""Templates meet facts, and cards come of it. No order and no chance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from cards.distractors.rules import RULES
from cards.english import plain_words, telling_stems
from cards.groups.rules import GROUP_RULES
from cards.model.base import FactBase
from cards.model.card import Card, Distractor, Proof, Skipped
from cards.model.fact import Fact
from cards.model.template import Kind, Library, Template
from cards.model.vocabulary import Confidence, SourceKind
from cards.wording import CONDITIONS, Word, parse, slot_words, word_of

FEWEST_DISTRACTORS = 2
"""A choice between two is a coin; such a fact is asked as true or false, or typed."""


@dataclass(frozen=True)
class _Wrong:
    """The wrong options found so far: several templates ask for those of one fact."""

    _known: dict[tuple[str, str], tuple[Distractor, ...]]

    def found(self, rule: str, fact: Fact, base: FactBase) -> tuple[Distractor, ...]:
        """What a rule finds for a fact."""
        known = self._known.get((rule, fact.id))
        if known is None:
            known = self._known[rule, fact.id] = tuple(RULES[rule].find(fact, base))
        return known


class _NoCard(Exception):
    """A pair of template and fact makes no card; the text says why."""


def make_cards(library: Library) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
    """Let every template meet every fact it runs over.

    Returns:
        The cards in the order of templates and facts, and the pairs that make none.
    """
    cards: list[Card] = []
    skipped: list[Skipped] = []
    wrong = _Wrong({})
    for template in library.templates:
        if template.gather:
            cards += _gathered(template, library.base)
            continue
        for fact in library.base.facts:
            if fact.type not in template.over:
                continue
            try:
                cards += _meet(template, fact, library.base, wrong)
            except _NoCard as reason:
                skipped.append(Skipped(template=template.id, fact=fact.id, reason=str(reason)))
    return tuple(cards), tuple(skipped)


def _meet(template: Template, fact: Fact, base: FactBase, wrong: _Wrong) -> Iterable[Card]:
    """The cards of one pair."""
    if fact.confidence is Confidence.UNVERIFIED:
        raise _NoCard("nobody has read it in a source")
    words = slot_words(fact, base)
    if template.key not in words:
        raise _NoCard(f"no {template.key} is stated")
    for name in template.where:
        if not CONDITIONS[name](fact, base):
            raise _NoCard(f"it is not {name.replace('-', ' ')}")
    wordings = _fitting(template, fact, words, base)
    explanation = _explanation(template, fact, words)
    recalled = template.kind in (Kind.TYPED, Kind.CLOZE)
    if recalled and not fact.is_recallable(template.key):
        raise _NoCard("another answer is left open")
    distractors = wrong.found(template.rule, fact, base) if template.rule else ()
    if template.kind is Kind.TRUE_FALSE:
        swapped = _swapped(fact, distractors)
        if template.key == "value" and _name_gives_away(fact, words["value"].text, swapped):
            raise _NoCard("the wording gives the answer away")
        return _assertions(template, fact, wordings, words, swapped, explanation, base)
    if template.kind is Kind.CHOICE and len(distractors) < FEWEST_DISTRACTORS:
        raise _NoCard("too few wrong options are proven")
    key = words[template.key].text
    shown = _hidden(words, template, fact) if template.kind is Kind.CLOZE else words
    stems = [s for s in _stems(wordings, shown, fact) if not _gives_away(s, key, distractors)]
    named = template.key in ("muscle", "value") and _name_gives_away(fact, key, distractors)
    if not stems or named:
        raise _NoCard("the wording gives the answer away")
    card = Card(
        id=f"{template.id}/{fact.id}",
        template=template,
        fact=fact,
        stems=tuple(stems),
        key=(key, *fact.accepted(template.key)),
        distractors=distractors,
        explanation=explanation,
        field=_FIELD_OF.get(template.key, "text"),
    )
    return (card,)


def _gathered(template: Template, base: FactBase) -> Iterator[Card]:
    """The cards of a template that puts several facts together."""
    gathering = GROUP_RULES[template.gather or ""]
    for matter in gathering.find(base):
        words = {name: word_of(noun) for name, noun in matter.nouns.items()}
        filled = [stem for w in template.stems if (stem := parse(w).fill(words)) is not None]
        # On an exercise that moves several joints, a role is asked with its joint action.
        with_action = [
            stem
            for w in template.stems
            if _names(w, "action") and (stem := parse(w).fill(words)) is not None
        ]
        if not with_action and any(_needs_action(fact, base) for fact in matter.facts):
            continue
        stems = with_action or filled
        if template.kind in (Kind.CHOICE, Kind.SELECT_ALL, Kind.TYPED):
            stems = [
                stem
                for stem in stems
                if not any(_gives_away(stem, key, matter.distractors) for key in matter.key)
            ]
        explanation = parse(template.explanation).fill(words)
        if not stems or explanation is None:
            continue
        yield Card(
            id=f"{template.id}/{matter.id}",
            template=template,
            fact=matter.facts[0],
            also=matter.facts[1:],
            stems=tuple(_sentence(stem) for stem in stems),
            key=matter.key,
            left=matter.left,
            reasons=matter.reasons,
            distractors=matter.distractors,
            explanation=_sentence(explanation),
            field=gathering.answered,
        )


def _needs_action(fact: Fact, base: FactBase) -> bool:
    """Whether a question must name the joint action: its exercise has several."""
    exercise = fact.about.exercise
    return fact.needs_action and exercise is not None and base.moves_much(exercise)


def _explanation(template: Template, fact: Fact, words: dict[str, Word]) -> str:
    """Why the key is right; whoever reads it must know if the claim was derived by a rule."""
    explanation = parse(template.explanation).fill(words)
    if explanation is None:
        raise _NoCard("the explanation needs something that is not stated")
    if fact.attributed:
        explanation = _attributed(explanation, fact)
    rules = (
        f"Derived by {citation.source.name}: {citation.source.title}"
        for citation in fact.citations
        if citation.source.kind is SourceKind.RULE
    )
    return " ".join((_sentence(explanation), *rules))


_FIELD_OF = {
    "muscle": "muscle",
    "role": "role",
    "contraction": "contraction",
    "term": "term",
    "group": "muscle",
    "action": "term",
    "phase": "term",
    "exercise": "exercise",
}


def _fitting(
    template: Template, fact: Fact, words: dict[str, Word], base: FactBase
) -> tuple[str, ...]:
    """The wordings that say all that must be said about a fact."""
    filled = [wording for wording in template.stems if parse(wording).fill(words) is not None]
    if not filled:
        named = {slot for wording in template.stems for slot in parse(wording).slots}
        raise _NoCard(f"not stated: {', '.join(sorted(named - set(words)))}")
    only_action = "the-only-action" in template.where
    if template.key != "phase" and fact.named_phase(only_action=only_action) is not None:
        filled = [w for w in filled if _names(w, "when") or _names(w, "phase")]
        if not filled:
            raise _NoCard("no wording names the phase")
    if fact.needs_action:
        with_action = [w for w in filled if _names(w, "action") or _names(w, "movement")]
        if not with_action and _needs_action(fact, base):
            raise _NoCard("the exercise moves several joints, and no joint action is stated")
        filled = with_action or filled
    return tuple(filled)


def _names(wording: str, slot: str) -> bool:
    return slot in parse(wording).slots


def _assertions(
    template: Template,
    fact: Fact,
    wordings: tuple[str, ...],
    words: dict[str, Word],
    wrong: tuple[Distractor, ...],
    explanation: str,
    base: FactBase,
) -> Iterator[Card]:
    """A true card, and a false one that swaps a single value; never one without the other."""
    if not wrong:
        raise _NoCard("no wrong option is proven")
    right = words[template.key]
    claimed = ((right.text, fact.asserted(template.key, base), None),)
    for value, concept, other in (*claimed, *((d.text, d.concept, d) for d in wrong)):
        yield Card(
            id=f"{template.id}/{fact.id}={concept.rpartition('/')[2]}",
            template=template,
            fact=fact,
            stems=_stems(wordings, words | {template.key: Word(value, right.plural)}, fact),
            key=("False" if other else "True",),
            distractors=(_denial(value, other, fact),),
            explanation=explanation,
        )


_FEW = 3


def _swapped(fact: Fact, distractors: tuple[Distractor, ...]) -> tuple[Distractor, ...]:
    """What a false statement asserts: the nearest wrong value, or any where there are but a few.

    If it were the nearest there too, some values of a small vocabulary would stand in true
    statements only, and whoever has noticed need not know the muscle. The fact's id decides, so
    that other facts can come and go without changing the card.
    """
    if not distractors or len(distractors) > _FEW:
        return distractors[:1]
    return (distractors[crc32(fact.id.encode()) % len(distractors)],)


def _denial(value: str, other: Distractor | None, fact: Fact) -> Distractor:
    """The wrong one of "True" and "False"."""
    if other is None:
        states = f"{fact.source.name} states" if fact.attributed else "our sources state"
        return Distractor(
            text="False",
            reason=f"'{value}' is what {states}",
            proof=Proof.ATTRIBUTED if fact.attributed else Proof.FUNCTIONAL,
            concept="denial",
        )
    return replace(other, text="True", reason=f"{value} – {other.reason}")


def _hidden(words: dict[str, Word], template: Template, fact: Fact) -> dict[str, Word]:
    """The words of a cloze: the key is hidden, or a sentence's own gap."""
    slot, shown = fact.gapped_slot(template.key)
    return words | {slot: Word(shown)}


def _stems(wordings: Iterable[str], words: dict[str, Word], fact: Fact) -> tuple[str, ...]:
    """The wordings, filled; on a claim that only one source makes, they say whose claim it is."""
    stems = []
    for wording in wordings:
        stem = parse(wording).fill(words) or ""
        stems.append(_sentence(_attributed(stem, fact) if fact.attributed else stem))
    return tuple(stems)


def _attributed(text: str, fact: Fact) -> str:
    """The text, saying whose claim it is."""
    if fact.source.name in text:
        return text
    first = text.split(maxsplit=1)[0]
    # A name keeps its capital, and so does an abbreviation; the first word of a sentence does not.
    if not (first[1:].lower() != first[1:] or any(first in name.split() for name in fact.names)):
        text = text[:1].lower() + text[1:]
    return f"According to {fact.source.name}, {text}"


def _gives_away(stem: str, key: str, distractors: Iterable[Distractor]) -> bool:
    """Whether a word of the question points to the key and not to every wrong option."""
    shared = telling_stems(key) & telling_stems(stem)
    others = [telling_stems(d.text) for d in distractors]
    return any(not others or not all(s in o for o in others) for s in shared)


def _name_gives_away(fact: Fact, key: str, distractors: Iterable[Distractor]) -> bool:
    """Whether a muscle shares a word with the exercise that not every wrong option has."""
    exercise = fact.about.exercise
    if exercise is None:
        return False
    shared = {*plain_words(key)} & {*plain_words(exercise.name)}
    return any(word not in plain_words(d.text) for word in shared for d in distractors)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
