"""The closed vocabularies whose concepts are taken for each other."""

from cards.model.base import FactBase
from cards.model.vocabulary import Contraction, Role


def closed_vocabularies(base: FactBase) -> dict[str, str]:
    """The closed vocabulary of each concept that belongs to one, by the id of the concept.

    Roles and contractions are such vocabularies, and families of terms that say so. In other
    families two opposites make one: hip flexion and hip extension.
    """
    found = {f"role/{role.replace(' ', '-')}": "role" for role in Role}
    found |= {f"contraction/{contraction}": "contraction" for contraction in Contraction}
    for term in base.terms.values():
        if base.families[term.family].mix_ups:
            found[f"term/{term.id}"] = term.family
        elif term.opposite is not None:
            found[f"term/{term.id}"] = "/".join(sorted((term.id, term.opposite)))
    return found
