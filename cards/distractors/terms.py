"""Wrong options for terms: other terms of a family, and other values of an exclusive family."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from cards.distractors.neighbours import lowest_hash
from cards.english import plain_words, telling_stems, with_article
from cards.model.anatomy import ADJACENT_JOINTS, LIMB_JOINTS
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.comparison import Comparison
from cards.model.facts.definition import Definition
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Term


def other_definitions(fact: Definition, base: FactBase) -> Iterator[Distractor]:
    """The meanings of the other terms of the family."""
    for other in _defined_neighbours(fact, base):
        yield Distractor(
            text=other.definition or "",
            reason=f"that is {_a_term(other)}",
            proof=Proof.VOCABULARY,
            concept=f"term/{other.id}",
        )


def other_terms(fact: Definition, base: FactBase) -> Iterator[Distractor]:
    """The other terms of the family."""
    for other in _defined_neighbours(fact, base):
        yield Distractor(
            text=other.name,
            reason=base.meaning(other.id),
            proof=Proof.VOCABULARY,
            concept=f"term/{other.id}",
        )


def _defined_neighbours(fact: Definition, base: FactBase) -> list[Term]:
    """Defined technical terms of the same kind; those that exams hardly ever ask for come last."""
    rivals = (
        other
        for other in _others(fact.term, base)
        if other.definition and not other.everyday and _is_of_the_same_kind(fact.term, other)
    )
    return sorted(rivals, key=lambda other: other.uncommon)


def _is_of_the_same_kind(term: Term, other: Term) -> bool:
    """Whether an exam offers another term along with a term.

    Joint actions are of the same joint or of joints next to each other. In a family with terms of
    several kinds, a term that is of none has no rivals.
    """
    if term.joint is not None and other.joint is not None:
        return other.joint in (term.joint, *ADJACENT_JOINTS.get(term.joint, ()))
    return term.family not in _MIXED or any({term.id, other.id} <= kind for kind in _KINDS)


def _others(term: Term, base: FactBase) -> list[Term]:
    """The other terms of a family, near ones first.

    Those at one distance start after the given term, so that the order differs. In a large family,
    only near terms are plausible.
    """
    family = list(base.family(term.family))
    place = next((n for n, other in enumerate(family) if other.id == term.id), 0)
    others = [o for o in family[place + 1 :] + family[:place] if not base.kin(o, term)]
    confused = base.glossary.confused_with(term.id)
    name = telling_stems(term.name)

    def distance(other: Term) -> int:
        near = (
            other.id == term.opposite,
            other.id in confused,
            _same_joint(term, other) or base.likeness_of_patterns(term, other) > 0,
            bool(name & telling_stems(other.name)),
        )
        return near.index(True) if True in near else len(near)

    others.sort(key=lambda o: (distance(o), -base.likeness_of_patterns(term, o)))
    if term.family not in _LARGE:
        return others
    return [other for other in others if distance(other) < _FAR]


_FAR = 4
"""The distance of terms with neither a joint nor a word in common."""

_LARGE = ("joint-action", "joint", "nerve", "location")
"""Families whose terms come from all parts of the body."""


_MIXED = ("movement-pattern", "technique", "alignment", "muscle-structure", "exercise-form")
"""Families with terms of several kinds; see `_KINDS`."""


def _same_joint(one: Term, other: Term) -> bool:
    """Whether two movements are of one joint, or two joints are of one limb."""
    if one.joint is not None:
        return one.joint == other.joint
    return {one.id, other.id} <= set(LIMB_JOINTS[:3]) or {one.id, other.id} <= set(LIMB_JOINTS[3:])


_COUNTED = (
    *("role", "further-role", "contraction", "exercise-type", "exercise-form", "joint-type"),
    *("lever-class", "muscle-structure"),
)
"""Families whose terms are countable, so that they need an article."""

_UNIQUE = ("plane", "axis", "joint", "phase", "nerve", "body-structure", "muscle-force")
"""Families whose terms are the only ones of their kind."""


def _a_term(term: Term) -> str:
    # "That is a synergist", but "that is hip flexion" and "that is proximal".
    if term.plural or term.family not in (*_COUNTED, *_UNIQUE):
        return term.name
    return f"the {term.name}" if term.family in _UNIQUE else with_article(term.name)


def other_terms_of_value(fact: TermStatement, base: FactBase) -> Iterator[Distractor]:
    """The other values of an exclusive family, unless a source states them, too."""
    if not base.families[fact.value.family].exclusive:
        return
    taken = base.stated_values(fact)
    must_be_defined = fact.value.family in _MEANINGFUL
    if must_be_defined and not fact.value.definition:
        return
    others = [term for term in _others(fact.value, base) if term.id not in taken]
    if must_be_defined:
        others = [term for term in others if _is_rival_pattern(term, fact.value)]
        is_in_the_name = fact.value.id in _CLASSES_OF_LIFTS or _is_in_the_name(fact, others)
        if fact.value.everyday or is_in_the_name:
            return
    for term in others:
        true_elsewhere = base.example_of(fact.type, term)
        yield Distractor(
            text=term.name,
            reason=_value_reason(term, fact, true_elsewhere, base),
            proof=Proof.ATTRIBUTED if fact.attributed else Proof.FUNCTIONAL,
            concept=f"term/{term.id}",
        )


def asserted_plane(fact: TermStatement, wrong: Sequence[Distractor]) -> Distractor | None:
    """The plane that a false statement asserts."""
    planes = {plane: d for d in wrong if (plane := d.concept.rpartition("/")[2]) in _PLANES}
    weights = {d.text: _PLANES[plane] for plane, d in planes.items()}
    return lowest_hash(fact, tuple(planes.values()), weights)


_PLANES: Mapping[str, int] = MappingProxyType(
    {"sagittal-plane": 3, "frontal-plane": 1, "transverse-plane": 1}
)
"""How often false statements assert each plane.

Most actions are in the sagittal plane, so false statements have to assert it more often as well.
"""

_MEANINGFUL = ("movement-pattern",)
"""Families of which a term without a definition only sorts exercises: "shoulder isolation"."""


_CLASSES_OF_LIFTS = ("olympic-lift",)
"""Patterns that are what the lift is called."""


_KINDS_OF_PATTERNS = (
    frozenset(
        {"hip-hinge", "squat-pattern", "lunge-pattern", "hip-bridge-pattern", "olympic-lift"}
    ),
    frozenset({"horizontal-push", "vertical-push", "horizontal-pull", "vertical-pull"}),
    frozenset(
        {
            *("anti-extension", "anti-rotation", "anti-lateral-flexion"),
            *("trunk-flexion-pattern", "trunk-extension-pattern", "trunk-rotation-pattern"),
        }
    ),
)
"""Movement patterns of the legs, of the arms and of the trunk: a rival is of the same kind."""


_KINDS = (
    *_KINDS_OF_PATTERNS,
    frozenset({"drawing-in-manoeuvre", "abdominal-bracing", "valsalva-manoeuvre"}),
    frozenset({"upper-crossed-syndrome", "lower-crossed-syndrome"}),
    frozenset({"valgus", "varus"}),
    frozenset({"origin", "insertion", "tendon", "muscle-belly"}),
    frozenset({"tendon", "aponeurosis", "fascicle", "muscle-belly", "motor-unit"}),
    frozenset({"isotonic", "isokinetic", "plyometric", "ballistic"}),
    frozenset({"open-kinetic-chain", "closed-kinetic-chain"}),
)
"""Terms of one kind in the families with several."""


def _is_rival_pattern(term: Term, pattern: Term) -> bool:
    """Whether an exam offers a pattern along with another one."""
    kind = next((kind for kind in _KINDS_OF_PATTERNS if pattern.id in kind), None)
    near = kind is None or term.id in kind
    return near and term.definition is not None and not term.everyday


def _is_in_the_name(fact: TermStatement, others: list[Term]) -> bool:
    """Whether the exercise's name has a word of the pattern that no other option has."""
    if fact.exercise is None:
        return False
    telling = _words_of(fact.value) - {word for term in others for word in _words_of(term)}
    return bool(telling & _stems(fact.exercise.name))


def _words_of(term: Term) -> frozenset[str]:
    return frozenset(stem for name in (term.name, *term.aliases) for stem in _stems(name))


def _stems(text: str) -> frozenset[str]:
    return telling_stems(text) | plain_words(text)


def _value_reason(
    term: Term, fact: TermStatement, elsewhere: TermStatement | None, base: FactBase
) -> str:
    if isinstance(fact, Comparison):
        return _comparison_reason(term, fact)
    if elsewhere and elsewhere.muscle:
        verb = "are" if elsewhere.muscle.plural else "is"
        return f"that is where the {elsewhere.muscle.name} {verb}"
    if meaning := base.meaning(term.id):
        return meaning
    if elsewhere and elsewhere.exercise:
        return f"our sources say that of the {elsewhere.exercise.name}"
    return f"our sources say it is {fact.value.name}"


_SAME = "same"


def _comparison_reason(term: Term, fact: Comparison) -> str:
    if fact.value.id == _SAME:
        return "our sources see no difference between the two"
    if term.id == _SAME or fact.exercise is None:
        return "our sources tell the two apart"
    return f"the other way round: that is the {fact.than.name} beside the {fact.exercise.name}"
