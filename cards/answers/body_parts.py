"""Everyday names of parts of the body: what they include for certain, and what they may include.

Authors draw the borders of the core and of the upper back differently. Such a name is too general
if it includes a right answer for certain. It is wrong if everything that it includes for certain is
proven wrong and nothing that it may include is right; otherwise it is not decided.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cards.answers.asked import Asked
from cards.answers.decision import Decision
from cards.answers.normalisation import normalise
from cards.answers.proofs import decide
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import Sort
from cards.model.base import FactBase
from cards.model.nouns import Group, Muscle


class Extent(NamedTuple):
    """The muscles that a name includes, by their ids.

    Attributes:
        certain: Those that it includes for every author.
        possible: These, and those that some people include.
    """

    certain: frozenset[str]
    possible: frozenset[str]


class _BodyPart(NamedTuple):
    """The regions and groups of muscles that a name includes.

    Attributes:
        regions: Regions of muscles that it includes for certain.
        perhaps: Further regions, of muscles that it may include.
        groups: Groups that it includes for certain, whatever their region.
        without: Groups that it never includes.
    """

    regions: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def _part(regions: str = "", perhaps: str = "") -> _BodyPart:
    """A part of the body by the names of regions, separated by commas."""
    sure, more = (frozenset(filter(None, names.split(", "))) for names in (regions, perhaps))
    return _BodyPart(sure, more)


_AROUND_THE_CORE = "back, hip"
_BODY_PARTS: Mapping[str, _BodyPart] = {
    "back": _part("back, upper back", "shoulder, neck"),
    "mid back": _part("upper back", "back, shoulder"),
    "middle back": _part("upper back", "back, shoulder"),
    "upper back": _part("back, upper back", "shoulder, neck"),
    "trunk": _part("trunk, abdomen, back", "upper back, chest, hip"),
    "torso": _part("trunk, abdomen, back, chest", "upper back, shoulder, hip"),
    "core": _part("abdomen", f"trunk, {_AROUND_THE_CORE}"),
    "core musculature": _part("abdomen", f"trunk, {_AROUND_THE_CORE}"),
    "deep core": _part("", f"trunk, abdomen, {_AROUND_THE_CORE}"),
    "trunk stabilisers": _part("", f"trunk, abdomen, {_AROUND_THE_CORE}"),
    "belly": _part("abdomen", "trunk"),
    "stomach": _part("abdomen", "trunk"),
    "chest": _part("chest", "shoulder"),
    "neck": _part("neck", "upper back, back"),
    "shoulder": _part("shoulder", "upper back, back, chest, arm"),
    "arm": _part("arm, forearm", "shoulder"),
    "upper arm": _part("arm", "shoulder, forearm"),
    "forearm": _part("forearm", "arm"),
    "hip": _part("hip", "thigh, back"),
    "outer thigh": _part("", "hip, thigh"),
    "leg": _part("thigh, lower leg", "hip"),
    "upper leg": _part("thigh", "hip, lower leg"),
    "thigh": _part("thigh", "hip, lower leg"),
    "lower leg": _part("lower leg"),
    "lower body": _part("hip, thigh, lower leg", "back"),
    "upper body": _part("chest, upper back, shoulder, arm, forearm", "back, trunk, abdomen, neck"),
    "posterior chain": _BodyPart(
        perhaps=frozenset({"back", "upper back", "neck", "hip", "thigh", "lower leg"}),
        groups=("glutes", "hamstrings", "erector-spinae"),
        # Muscles at the front of the body.
        without=("quadriceps", "iliopsoas", "dorsiflexors"),
    ),
}
"""Everyday words for parts of the body. The regions are those of the muscles in our facts."""

_BY_FORM = {normalise(name): part for name, part in _BODY_PARTS.items()}

_AGENTS: Mapping[str, str] = {
    "flexor": "flexion",
    "extensor": "extension",
    "abductor": "abduction",
    "adductor": "adduction",
    "rotator": "rotation",
    "elevator": "elevation",
    "depressor": "depression",
    "retractor": "retraction",
    "protractor": "protraction",
    "pronator": "pronation",
    "supinator": "supination",
    "evertor": "eversion",
    "invertor": "inversion",
}
"""Names of muscles by what they do, and the movement: "elbow extensors" extend the elbow."""


def extent_of(given: str, asked: Asked) -> Extent | None:
    """The muscles that a name of a part of the body, or of an action, includes; None for others."""
    part = _BY_FORM.get(normalise(given))
    if part is not None:
        return _extent_of_part(part, asked.base)
    return _extent_of_action(given, asked)


def _extent_of_part(part: _BodyPart, base: FactBase) -> Extent:
    without = _members(part.without, base)
    certain = _members(part.groups, base) | _in_regions(part.regions, base)
    possible = certain | _in_regions(part.perhaps, base)
    return Extent(certain - without, possible - without)


def _members(groups: Iterable[str], base: FactBase) -> frozenset[str]:
    found = (base.muscles.get(id_) for id_ in groups)
    return frozenset().union(*(g.members or () for g in found if isinstance(g, Group)))


def _in_regions(regions: frozenset[str], base: FactBase) -> frozenset[str]:
    return frozenset(muscle.id for muscle in _single(base) if muscle.region in regions)


def _single(base: FactBase) -> list[Muscle]:
    """The muscles that are not groups."""
    return [muscle for muscle in base.muscles.values() if not isinstance(muscle, Group)]


def _extent_of_action(given: str, asked: Asked) -> Extent | None:
    """The muscles that perform the joint action of a name such as "elbow extensors"."""
    words = normalise(given).split()
    moved = [_AGENTS.get(word, word) for word in words]
    if moved == words:
        return None
    spelt = asked.lexicon.spelt({" ".join(sorted(moved))})
    action = next((concept.id for concept in spelt if concept.sort is Sort.ACTION), None)
    if action is None:
        return None
    anatomy = asked.base.anatomy
    muscles = _single(asked.base)
    certain = (m.id for m in muscles if action in anatomy.actions_of(m))
    possible = (m.id for m in muscles if action in anatomy.actions_of(m, assisting=True))
    return Extent(frozenset(certain), frozenset(possible))


def verdict_on_extent(
    name: str, extent: Extent, asked: Asked, concept: str | None = None
) -> Judgement:
    """The verdict on a name that includes several muscles.

    Args:
        name: The name.
        extent: The muscles that it includes.
        asked: The question, which asks for a muscle.
        concept: The concept as the log names it, if the name has one.
    """
    by_id = {concept.id: concept for concept in asked.lexicon.of_sorts({Sort.MUSCLE})}
    found = {id_: decide(asked, by_id[id_]) for id_ in sorted(extent.possible)}
    if any(found[id_].decision is Decision.STATED for id_ in extent.certain):
        remark = f"“{name}” is too general: it names several muscles."
        return Judgement(verdict=Verdict.TOO_GENERAL, taken_as=name, concept=concept, remark=remark)
    proofs = [found[id_].proof for id_ in sorted(extent.certain or extent.possible)]
    stated = any(
        each.decision is Decision.STATED or by_id[id_] in asked.keys for id_, each in found.items()
    )
    if proofs and not stated and None not in proofs:
        reason = "each of its muscles is ruled out"
        remark = f"You wrote {name}, which is wrong ({reason})."
        return Judgement(
            verdict=Verdict.WRONG, taken_as=name, concept=concept, proof=proofs[0], remark=remark
        )
    return Judgement(
        verdict=Verdict.NOT_DECIDED,
        taken_as=name,
        concept=concept,
        remark=f"You wrote {name}: our sources do not decide this, so it does not count.",
    )


def asks_for_a_muscle(asked: Asked) -> bool:
    """Whether a single muscle is asked for, and not a group by its members."""
    return asked.sorts == {Sort.MUSCLE} and asked.card.template.key != "group"
