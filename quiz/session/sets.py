"""Finds the sets among the questions of a session.

A set is known by its cards in a row, so the log need not store it: a session that is resumed has
the same sets, if they still exist.
"""

from collections.abc import Iterable, Iterator, Sequence

from cards.model.card_set import FEWEST_IN_SET, CardSet
from cards.value_class import replace
from quiz.session.question import Question
from quiz.session.session import Item, Session, Shared


def with_sets(session: Session, sets: Iterable[CardSet]) -> Session:
    """The session in which the questions of a set refer to what they share."""
    return replace(session, items=tuple(_grouped(session.items, sets)))


def reworded(questions: Iterable[Question], sets: Iterable[CardSet]) -> tuple[Question, ...]:
    """The questions in wordings that need not repeat what their set says."""
    found = _grouped(tuple(Item(question=question) for question in questions), sets)
    return tuple(
        item.question if item.shared is None else _reworded(item.question, item.shared)
        for item in found
    )


def _reworded(question: Question, shared: Shared) -> Question:
    """The question in a wording that can be shortened, or else in its shortest."""
    if shared.phrase in question.stem:
        return question
    stems = sorted(question.card.stems, key=lambda stem: (shared.phrase not in stem, len(stem)))
    return replace(question, stem=stems[0])


def shortened(stem: str, shared: Shared) -> str:
    """A wording without the words that the text of the set makes superfluous."""
    text = stem.replace(shared.phrase, shared.short).strip()
    return text[:1].upper() + text[1:]


def _grouped(items: Sequence[Item], sets: Iterable[CardSet]) -> Iterator[Item]:
    """The items, with what the members of a set share."""
    by_first: dict[str, list[CardSet]] = {}
    for each in sets:
        by_first.setdefault(each.cards[0], []).append(each)
    ids = [item.question.card.id for item in items]
    place = 0
    while place < len(items):
        beginning = [
            (_in_common(each.cards, ids[place:]), each) for each in by_first.get(ids[place], ())
        ]
        count, found = max(beginning, key=lambda pair: pair[0], default=(0, None))
        if found is None or count < FEWEST_IN_SET:
            yield items[place]
            place += 1
            continue
        shared = Shared(found.text, found.phrase, found.short)
        yield from (item._replace(shared=shared) for item in items[place : place + count])
        place += count


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two sequences have in common from the start."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
