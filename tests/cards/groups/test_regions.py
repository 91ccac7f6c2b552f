"""Questions on a map: the place proves every wrong option, and no place fits two muscles."""

from collections.abc import Iterator

from cards.cache.figure import load_figure
from cards.distractors.places import is_close
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.figure import BodyFigure, Depth
from cards.model.nouns import Group, Muscle
from cards.model.vocabulary import Subject
from tests.support.library import builtin_cards, builtin_library
from tests.support.regions import cells_of

FIGURE: BodyFigure = load_figure(None)
BASE: FactBase = builtin_library().base
ASKED = tuple(card for card in builtin_cards() if card.on_map is not None)

_A_GOOD_PART = 0.2


def muscle_asked(card: Card) -> Muscle:
    muscle = card.fact.about.muscle
    assert muscle is not None
    return muscle


def wrong_muscles(card: Card) -> Iterator[Muscle]:
    return (BASE.muscles[d.concept.removeprefix("muscle/")] for d in card.distractors)


def test_both_questions_are_asked_of_many_muscles_and_belong_to_location() -> None:
    by_template = {card.template.id for card in ASKED}

    assert by_template == {"highlighted-muscle", "numbered-region"}
    assert len(ASKED) > 50
    assert {"rectus-abdominis", "gluteus-maximus", "latissimus-dorsi", "soleus"} <= {
        muscle_asked(card).id for card in ASKED if not card.optional
    }
    assert {card.tests for card in ASKED} == {Subject.LOCATION}


def test_a_map_asks_for_a_muscle_that_its_region_shows_without_another_one() -> None:
    for card in ASKED:
        key = dict(card.on_map.regions)[card.key[0]] if card.on_map else ""
        region = FIGURE.by_id[key]

        assert region.muscles == (muscle_asked(card).id,), card.id
        assert region.depth is Depth.SURFACE, card.id


def test_no_region_of_a_wrong_muscle_is_where_the_key_is() -> None:
    faults = []
    for card in ASKED:
        here = FIGURE.chief_region(muscle_asked(card).id)
        assert here is not None
        cells = cells_of(here.parts)
        for wrong in wrong_muscles(card):
            assert not isinstance(wrong, Group)
            assert not BASE.overlap(wrong, muscle_asked(card))
            for region in FIGURE.regions_of((wrong.id,)):
                if region.view is not here.view:
                    continue
                common = len(cells & cells_of(region.parts))
                if common > _A_GOOD_PART * min(len(cells), len(cells_of(region.parts))):
                    faults.append(f"{card.id}: {region.id}")

    assert faults == []


def test_one_wrong_muscle_at_least_is_near_and_most_of_them_are() -> None:
    near = {
        card.id: sum(is_close(wrong, muscle_asked(card), BASE) for wrong in wrong_muscles(card))
        for card in ASKED
    }

    assert {id_ for id_, count in near.items() if count < 1} == set()
    assert sum(count >= 2 for count in near.values()) > 0.9 * len(near)


def test_two_wrong_regions_are_near_and_the_explanation_says_where_the_muscle_lies() -> None:
    for card in (card for card in ASKED if card.template.id == "numbered-region"):
        muscle = muscle_asked(card)

        assert sum(is_close(wrong, muscle, BASE) for wrong in wrong_muscles(card)) >= 2, card.id
        assert card.explanation.startswith(f"The {muscle.name} lie"), card.id


def test_a_muscle_that_exams_hardly_ask_for_is_not_offered_for_one_that_they_do() -> None:
    faults = [
        f"{card.id}: {wrong.id}"
        for card in ASKED
        for wrong in wrong_muscles(card)
        if wrong.uncommon and not muscle_asked(card).uncommon
    ]

    assert faults == []


def test_the_phrase_of_a_place_belongs_to_one_muscle_and_names_none() -> None:
    places = BASE.places
    wheres = [place.where for place in places.values()]
    names = {
        name.lower()
        for muscle in BASE.muscles.values()
        for name in (muscle.name, *muscle.aliases)
        if not isinstance(muscle, Group)
    }

    assert len(set(wheres)) == len(wheres)
    spaced = [f" {where.replace(',', '')} " for where in wheres]
    assert [where for where in spaced for name in names if f" {name} " in where] == []


def test_the_numbered_regions_are_in_one_view() -> None:
    for card in ASKED:
        regions = [FIGURE.by_id[id_] for _, id_ in card.on_map.regions] if card.on_map else []

        assert len({region.view for region in regions}) == 1, card.id


def test_no_stem_gives_the_key_away() -> None:
    stems = {card.id: (*card.stems, card.on_map.stem) for card in ASKED if card.on_map}
    faults = [
        card.id
        for card in ASKED
        if any(key.lower() in stem.lower() for stem in stems[card.id] for key in card.key)
    ]

    assert faults == []
