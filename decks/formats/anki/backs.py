"""The back of a note: one sentence that teaches, and the details in a fold."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cards.english import plain_words, words
from cards.model.card import Card
from cards.model.fact import GAP, Fact
from cards.model.nouns import Citation
from decks.formats.anki.choices import ShownOptions
from decks.formats.anki.html import escaped
from decks.formats.anki.kinds import NOTE_KINDS
from decks.formats.anki.role_symbols import with_symbols


class Back(NamedTuple):
    """The parts of a back below the answer, as HTML.

    Attributes:
        taught: A sentence that is new after the question and the answer; empty if there is none.
        details: The rest of the explanation, other right answers, and why the others are wrong.
        sources: The best sources, and the ids of the facts.
    """

    taught: str
    details: str
    sources: str


def back_of(card: Card, shown: ShownOptions) -> Back:
    """The back of a card.

    Args:
        card: The card.
        shown: The options that its note shows.
    """
    kind = NOTE_KINDS[card.kind]
    said = card.explanation
    if kind.shows_statement and said == card.stem.replace(GAP, card.key[0], 1):
        said = ""
    taught, rest = _first_sentences(said)
    if not _is_new(taught, card):
        taught = ""
    details = [_paragraph(rest)] if rest else []
    # The explanation of a card on several facts names them all. Answers that are accepted as well
    # are not listed, because they may be disputed.
    if card.key[1:] and kind.lists_accepted and card.template.gather is None:
        details.append(_paragraph(f"Also right: {'; '.join(card.key[1:])}"))
    for title, reasons in kind.reasons(card, shown):
        if reasons:
            items = "".join(
                [
                    f"<div>{f'<b>{name}</b>' if name else ''}<p>{with_symbols(reason)}.</p></div>"
                    for name, reason in reasons
                ]
            )
            details.append(f'<div class="reasons"><h2>{title}</h2>{items}</div>')
    return Back(_paragraph(taught) if taught else "", "".join(details), _sources(card.facts))


def _paragraph(text: str) -> str:
    return f"<p>{with_symbols(text)}</p>"


MOST_WORDS = 25
"""Words that a back teaches at a glance."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def _first_sentences(text: str) -> tuple[str, str]:
    """As many whole sentences as a learner reads at a glance, at least one, and the rest."""
    sentences = _BETWEEN_SENTENCES.split(text)
    count = 1
    while count < len(sentences) and len(words(" ".join(sentences[: count + 1]))) <= MOST_WORDS:
        count += 1
    return " ".join(sentences[:count]), " ".join(sentences[count:])


def _is_new(text: str, card: Card) -> bool:
    """Whether a text says more than the question and the answer; one new word is not enough."""
    known = plain_words(" ".join((card.stem, *card.key, *card.left_side)))
    return len(plain_words(text) - known) > 1


MOST_SOURCES = 2
"""The sources that a back names, the best first."""


def citations(card: Card) -> Iterator[Citation]:
    """The citations of all facts of a card."""
    return (citation for fact in card.facts for citation in fact.citations)


# Cards often share their facts, and building this text takes longer than any other part of a back.
@lru_cache(maxsize=16384)
def _sources(facts: tuple[Fact, ...]) -> str:
    # Facts often share a source, which is named once.
    places: dict[str, dict[str, None]] = {}
    ranks: dict[str, int] = {}
    for citation in (citation for fact in facts for citation in fact.citations):
        source = citation.source
        places.setdefault(source.name, {}).update(dict.fromkeys(_places(citation)))
        ranks[source.name] = _UNRANKED if source.rank is None else source.rank.number
    best = sorted(places, key=ranks.__getitem__)
    named = [", ".join((name, *places[name])) for name in best[:MOST_SOURCES]]
    more = len(best) - len(named)
    sources = "; ".join(named) + (f"; and {more} more" if more else "")
    ids = ", ".join(fact.id for fact in facts)
    return (
        f"<div>Source: {escaped(sources)}</div>"
        f'<div class="id">{"Facts" if facts[1:] else "Fact"} {escaped(ids)}</div>'
    )


_UNRANKED = 99
"""The rank of a rule: what was read comes first."""


def _places(citation: Citation) -> tuple[str, ...]:
    """The places in the source; "S013 S014" are two places, "p. 4" is one."""
    is_one = not all(any(map(str.isdigit, word)) for word in citation.at)
    return (" ".join(citation.at),) if is_one else citation.at
