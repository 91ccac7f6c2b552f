"""The origin of each card: a digest of all that it depends on.

Cards with equal origins are equal, whichever libraries they are in.
"""

from hashlib import blake2b

from cards.digests import Digests
from cards.model.card import Card
from cards.outcomes import Generation

SIZE = 16
"""Bytes of an origin."""


def origins_of(found: Generation, digests: Digests, on_all: object) -> tuple[bytes, ...]:
    """The origins of the generated cards.

    A card depends on what its parts read, and on the options that the balance chose.

    Args:
        found: The cards.
        digests: Those of the facts.
        on_all: The state of what every card depends on.
    """
    same = _digest(on_all)
    signatures: dict[str, list[bytes]] = {}
    for _, part in sorted(found.parts.items()):
        reads = [(read, digests.of(read)) for read in sorted(part.reads)]
        signature = _digest((same, part.name, reads))
        generated = {each.id for outcome in part.outcomes.values() for each in outcome.results}
        for id_ in generated:
            signatures.setdefault(id_, []).append(signature)
    return tuple(_origin(card, signatures[card.id]) for card in found.cards)


def _origin(card: Card, signatures: list[bytes]) -> bytes:
    options = [option.text for option in card.distractors]
    return _digest((card.id, card.optional, options, signatures))


def _digest(value: object) -> bytes:
    return blake2b(repr(value).encode(), digest_size=SIZE).digest()
