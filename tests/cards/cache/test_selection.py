"""A selection by topic looks only at the cards and facts on it, and finds all of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cards.cache.library import LoadedLibrary, load_or_build
from cards.model.nouns import Exercise
from decks.deck import CardFilter
from tests.cards.test_growth import HEAD
from tests.support.library import cached_library
from tests.support.look_ups import look_ups

if TYPE_CHECKING:
    from cards.model.fact import Fact

FOUND = cached_library()
ALL_CARDS = FOUND.summaries, FOUND.fact_summaries
WORDS = (
    ("hip-thrust",),
    ("glutes",),
    ("hamstrings", "quadriceps"),
    ("hip-thrust", "glutes", "prime-mover"),
    ("squat-pattern",),
    ("planes",),
    ("concentric",),
    ("nerves",),
    ("technique", "back-squat"),
    ("role-typed", "deadlift"),
    ("hip",),
)


def criteria(words: tuple[str, ...], found: LoadedLibrary = FOUND) -> CardFilter:
    """The cards on these topics."""
    known = found.topics
    topics = tuple(match.topics for match in known.read(words))
    return CardFilter(topics=topics, of_fact=known.of_fact, by_type=known.by_type, attributed=True)


@pytest.mark.parametrize(
    "wish",
    [
        CardFilter(kinds=("typed",)),
        CardFilter(kinds=("typed", "cloze"), levels=("recall",)),
        CardFilter(templates=("role-typed",)),
        CardFilter(templates=("role-typed",), kinds=("choice",)),
    ],
)
def test_the_cards_of_a_kind_are_those_that_a_search_of_all_cards_finds(wish: CardFilter) -> None:
    found = FOUND.summaries_with(wish.values)

    assert not wish.needs_facts
    assert wish.select(found, tuple) == wish.select(ALL_CARDS[0], lambda: ALL_CARDS[1])


@pytest.mark.parametrize("words", WORDS)
def test_the_cards_on_a_topic_are_those_that_a_search_of_all_cards_finds(
    words: tuple[str, ...],
) -> None:
    wish = criteria(words)
    cards, facts = FOUND.on_topics(wish.topics)

    assert wish.select(cards, lambda: facts) == wish.select(ALL_CARDS[0], lambda: ALL_CARDS[1])


@pytest.mark.parametrize("words", WORDS)
def test_the_facts_on_a_topic_are_those_that_a_search_of_all_facts_finds(
    words: tuple[str, ...],
) -> None:
    wish, base = criteria(words), FOUND.library.base
    if any(topic.kind in ("template", "subject") for name in wish.topics for topic in name):
        return  # of cards only
    found = base.facts_at(FOUND.facts_on(wish.topics))

    assert list(filter(wish.matches_fact, found)) == list(filter(wish.matches_fact, base.facts))


def test_the_facts_that_name_an_exercise_are_those_that_a_search_of_all_facts_finds() -> None:
    base = FOUND.library.base
    naming: dict[str, list[Fact]] = {id_: [] for id_ in base.exercises}
    on: dict[str, list[Fact]] = {id_: [] for id_ in base.exercises}
    for fact in base.facts:
        for id_ in {noun.id for noun in fact.nouns if isinstance(noun, Exercise)}:
            naming[id_].append(fact)
        if fact.about.exercise is not None:
            on[fact.about.exercise.id].append(fact)

    for id_, exercise in base.exercises.items():
        assert list(base.facts_naming(exercise)) == naming[id_]
        assert list(base.facts_on(exercise)) == on[id_]


# -- work ------------------------------------------------------------------------------------------

EXERCISE = """
  lift-{n}:
    name: {name} lift
    phases: {{lifting: as you rise, lowering: as you sink}}
    traits: [{{action: hip-extension, phase: lifting}}]
    involvements:
      gluteus-maximus:
        - {{role: prime mover}}
        - {{contraction: {{lifting: concentric, lowering: eccentric}}}}
      rectus-femoris:
        - {{role: antagonist}}
"""

FEW, MANY = 10, 40


def cached(exercises: int, folder: Path) -> Callable[[], LoadedLibrary]:
    """A function that loads a library of that many exercises from its cache."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = HEAD + "".join(
        EXERCISE.format(n=n, name=f"{letters[n // 26] * 3}{letters[n % 26] * 3}")
        for n in range(exercises)
    )
    file = folder / f"{exercises}.yaml"
    file.write_text(text, encoding="utf-8")
    load = partial(load_or_build, [file], only=True, keep=folder / "cache")
    load()
    return load


def ask(load: Callable[[], LoadedLibrary]) -> None:
    """Ask for the cards and facts on one exercise, and for what holds in it."""
    found = load()
    wish = criteria(("lift-3",), found)
    cards, facts = found.on_topics(wish.topics)
    selected = wish.select(cards, lambda: facts)
    assert [found.card(card.number) for card in selected]
    base = found.library.base
    exercise = base.exercises["lift-3"]
    assert base.claims(exercise)
    assert base.main_actions(exercise)
    assert base.facts_naming(exercise)
    assert base.facts_at(found.facts_on(wish.topics))


@pytest.mark.slow
def test_one_exercise_takes_few_more_look_ups_among_four_times_as_many(tmp_path: Path) -> None:
    loads = [cached(number, tmp_path) for number in (FEW, MANY)]
    ask(loads[0])  # imports what is needed
    few, many = (look_ups(partial(ask, load)) for load in loads)

    assert many < few * 1.3
