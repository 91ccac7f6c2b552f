"""Topics by name: several kinds narrow the selection, several topics of one kind widen it."""

from functools import cache

import pytest

from cards.model.card import Card
from cards.model.summary import summary
from cards.topics import (
    Topic,
    Topics,
    UnknownTopic,
    about,
    asks_optional,
    topics_of,
    topics_of_card,
)
from tests.support.library import builtin_cards, builtin_library

BASE = builtin_library().base


@cache
def topics() -> Topics:
    return topics_of(builtin_library())


def facts_on(*words: str) -> set[str]:
    choice = [match.topics for match in topics().read(words)]
    return {fact.id for fact in BASE.facts if about(topics().of_fact[fact.id], choice)}


def cards_on(*words: str) -> list[Card]:
    choice = [match.topics for match in topics().read(words)]
    of_fact = topics().of_fact

    def matches(card: Card) -> bool:
        of_card = topics_of_card(summary(card))
        return any(about(of_fact[fact.id], choice, of_card) for fact in card.facts)

    return [card for card in builtin_cards() if matches(card)]


def muscles_in(ids: set[str]) -> set[str]:
    found = (fact for fact in BASE.facts if fact.id in ids)
    return {fact.about.muscle.id for fact in found if fact.about.muscle}


# -- names -----------------------------------------------------------------------------------------

NAMES = (
    ("hip-thrust", "exercise", "hip-thrust"),
    ("hip thrust", "exercise", "hip-thrust"),
    ("Hip Thrust", "exercise", "hip-thrust"),
    ("HIP-THRUST", "exercise", "hip-thrust"),
    ("  hip   thrust ", "exercise", "hip-thrust"),
    ("hip thrusts", "exercise", "hip-thrust"),
    ("barbell hip thrust", "exercise", "hip-thrust"),
    ("hip trust", "exercise", "hip-thrust"),  # a known misspelling
    ("one-leg hip thrust", "exercise", "single-leg-hip-thrust"),
    ("one leg hip thrust", "exercise", "single-leg-hip-thrust"),
    ("gluteus maximus", "muscle", "gluteus-maximus"),
    ("glute max", "muscle", "gluteus-maximus"),
    ("gmax", "muscle", "gluteus-maximus"),
    ("glutes", "muscle", "glutes"),
    ("quads", "muscle", "quadriceps"),
    ("duck feet", "compensation", "overhead-squat-feet-turn-out"),
    ("knees cave in", "compensation", "overhead-squat-knees-move-inward"),
    ("knee valgus", "compensation", "overhead-squat-knees-move-inward"),
    ("OHSA", "term", "overhead-squat-assessment"),
    ("lower back", "muscle", "erector-spinae"),
    ("core", "muscle", "core"),
    ("prime mover", "role", "prime-mover"),
    ("prime-mover", "role", "prime-mover"),
    ("agonist", "role", "prime-mover"),
    ("stabiliser", "role", "stabiliser"),
    ("stabilizer", "role", "stabiliser"),
    ("concentric", "contraction", "concentric"),
    ("concentric contraction", "contraction", "concentric"),
    ("static contraction", "contraction", "isometric"),
    ("hip extension", "term", "hip-extension"),
    ("lifting phase", "term", "lifting"),
    ("joint action", "family", "joint-action"),
    ("stabilisers", "role", "stabiliser"),
    ("stabilizers", "role", "stabiliser"),
    ("pushups", "exercise", "push-up"),
    ("isometrics", "contraction", "isometric"),
    ("compound exercises", "term", "compound"),
    ("golf-insider-uk", "source", "golf-insider-uk"),
    ("Golf Insider UK", "source", "golf-insider-uk"),
    ("kinds of exercise", "subject", "exercise-kinds"),
    ("biomechanics", "subject", "biomechanics"),
    ("muscle-in-role", "template", "muscle-in-role"),
)


@pytest.mark.parametrize(("name", "kind", "id_"), NAMES)
def test_a_topic_is_found_by_its_id_name_and_aliases(name: str, kind: str, id_: str) -> None:
    assert topics().find(name) == (Topic(kind, id_),)


@pytest.mark.parametrize("name", ["role", "contraction", "location"])
def test_several_topics_can_share_a_name(name: str) -> None:
    found = topics().find(name)

    assert Topic("family", name) in found
    assert {topic.kind for topic in found} == {"family", "subject", "template"}


def test_the_name_of_a_subject_does_not_ask_for_its_optional_cards() -> None:
    names = topics()
    where = names.of_fact["quadriceps/quadriceps-location"]
    of_card = (Topic("template", "location"), Topic("subject", "location"))

    assert not asks_optional(where, [names.find("location")], of_card, names.by_type)
    assert asks_optional(where, [(Topic("template", "location"),)], of_card, names.by_type)


@pytest.mark.slow
def test_every_suggested_name_is_found() -> None:
    for name in topics().names:
        assert topics().find(name)


@pytest.mark.slow
def test_every_id_and_every_spelling_of_a_noun_is_found() -> None:
    nouns = (
        *BASE.exercises.values(),
        *BASE.muscles.values(),
        *BASE.terms.values(),
        *BASE.families.values(),
        *BASE.compensations.values(),
    )
    for noun in nouns:
        for name in (noun.id, *noun.forms):
            assert noun.id in {topic.id for topic in topics().find(name)}, name


def test_no_misspelling_is_suggested() -> None:
    offered = set(topics().names)

    assert "hip trust" not in offered
    assert "gluts" not in offered
    assert "hip thrust" in offered


# -- several words ---------------------------------------------------------------------------------

LINES: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("hip", "thrust"), ["hip-thrust"]),
    (("hip-thrust",), ["hip-thrust"]),
    (("banded", "hip", "thrust"), ["banded-hip-thrust"]),
    (("single", "leg", "hip", "thrust"), ["single-leg-hip-thrust"]),
    (("single-leg", "hip", "thrust"), ["single-leg-hip-thrust"]),
    (("hip", "thrust", "glute", "bridge"), ["hip-thrust", "glute-bridge"]),
    (("hip", "thrust", "prime", "mover"), ["hip-thrust", "prime-mover"]),
    (("prime mover", "hip", "thrust"), ["prime-mover", "hip-thrust"]),
    (("glutes", "quads", "isometric"), ["glutes", "quadriceps", "isometric"]),
    (
        ("erector", "spinae", "hip-thrust", "isometric"),
        ["erector-spinae", "hip-thrust", "isometric"],
    ),
    ((), []),
)


@pytest.mark.parametrize(("words", "expected"), LINES)
def test_names_of_several_words_need_not_be_quoted(
    words: tuple[str, ...], expected: list[str]
) -> None:
    assert [match.topics[0].id for match in topics().read(words)] == expected


# -- words of a name -------------------------------------------------------------------------------

WORDS: tuple[tuple[str, set[str], set[str]], ...] = (
    ("squat", {"back-squat", "front-squat", "goblet-squat", "split-squat"}, {"wall-sit"}),
    ("squats", {"back-squat", "front-squat"}, set()),
    ("press", {"bench-press", "leg-press", "overhead-press"}, {"push-up"}),
    ("presses", {"bench-press", "leg-press"}, set()),
    ("row", {"bent-over-row", "inverted-row"}, set()),
    ("bench", {"bench", "bench-press", "incline-bench-press"}, {"preacher-curl"}),
    ("bench presses", {"bench-press"}, {"bench", "incline-bench-press"}),
    ("crunches", {"crunch", "reverse-crunch"}, set()),
    ("lunge", {"forward-lunge", "walking-lunge", "lateral-lunge"}, set()),
    ("deadlifts", {"deadlift", "sumo-deadlift", "romanian-deadlift"}, set()),
    ("deadlift", {"deadlift"}, {"sumo-deadlift"}),
    ("pectoralis", {"pectoralis-major", "pectoralis-minor"}, set()),
    ("chest", {"chest"}, {"chest-press-machine"}),
    ("back", {"back", "upper-back"}, {"back-squat"}),
    ("arms", {"arm"}, {"forearm"}),
    ("elbow", {"elbow-joint", "elbow-flexion", "elbow-extension"}, set()),
    ("levers", {"lever-class"}, set()),
)


@pytest.mark.parametrize(("name", "included", "excluded"), WORDS)
def test_a_word_finds_the_names_that_contain_it(
    name: str, included: set[str], excluded: set[str]
) -> None:
    found = {topic.id for topic in topics().find(name)}

    assert included <= found
    assert not excluded & found


@pytest.mark.parametrize(
    ("name", "stated"),
    [("deadlift", True), ("quads", True), ("pushups", True), ("squat", False), ("chest", False)],
)
def test_a_match_says_whether_the_name_states_what_was_selected(name: str, stated: bool) -> None:
    assert [match.stated for match in topics().read([name])] == [stated]


@pytest.mark.parametrize("name", ["muscle", "of", "exercises", "the squat"])
def test_a_generic_word_finds_nothing(name: str) -> None:
    with pytest.raises(UnknownTopic):
        topics().find(name)


@pytest.mark.parametrize("region", ["chest", "upper back", "lower leg"])
def test_a_region_includes_its_muscles(region: str) -> None:
    inside = {m.id for m in BASE.muscles.values() if m.region == region}

    assert inside & muscles_in(facts_on()) <= muscles_in(facts_on(region))


def test_every_topic_has_a_label() -> None:
    assert {topic for found in topics().index.values() for topic in found} == set(topics().labels)


# -- selection -------------------------------------------------------------------------------------


def test_no_topics_select_everything() -> None:
    assert facts_on() == {fact.id for fact in BASE.facts}


def test_two_topics_of_one_kind_widen_the_selection() -> None:
    both = facts_on("hip-thrust", "glute-bridge")

    assert both == facts_on("hip-thrust") | facts_on("glute-bridge")
    assert both > facts_on("hip-thrust")


def test_topics_of_two_kinds_narrow_the_selection() -> None:
    both = facts_on("hip-thrust", "prime mover")

    assert both == facts_on("hip-thrust") & facts_on("prime mover")
    assert {"hip-thrust/gluteus-maximus/role", "hip-thrust/abdominals/not"} <= both


def test_a_third_kind_narrows_the_selection_again() -> None:
    found = facts_on("hip-thrust", "gluteus-maximus", "concentric", "eccentric")

    assert found == {
        "hip-thrust/lifting/gluteus-maximus/contraction",
        "hip-thrust/lowering/gluteus-maximus/contraction",
    }


def test_the_order_of_topics_does_not_matter() -> None:
    assert facts_on("prime mover", "hip-thrust") == facts_on("hip-thrust", "prime mover")


def test_a_group_includes_its_members() -> None:
    assert {"hamstrings", "biceps-femoris"} <= muscles_in(facts_on("hamstrings"))
    assert {"gluteus-maximus", "gluteus-medius"} <= muscles_in(facts_on("glutes"))


def test_a_member_does_not_include_its_group() -> None:
    assert muscles_in(facts_on("biceps femoris")) == {"biceps-femoris"}


def test_a_group_without_members_includes_only_itself() -> None:
    assert muscles_in(facts_on("core")) == {"core"}


def test_an_exercise_includes_comparisons_but_not_variations() -> None:
    found = facts_on("hip-thrust")

    assert not [id_ for id_ in found if id_.startswith("glute-bridge/") and "/role" in id_]
    assert "glute-bridge/range-of-motion" in found


def test_an_assessment_includes_its_findings() -> None:
    found = facts_on("overhead squat assessment")

    assert facts_on("knees cave in") <= found
    assert not found & facts_on("upper crossed posture")


def test_a_muscle_narrows_a_finding() -> None:
    found = facts_on("knees cave in", "gluteus medius")

    assert found
    assert muscles_in(found) == {"gluteus-medius"}


def test_a_source_includes_its_claims() -> None:
    found = facts_on("openstax-ap2e")
    cited = {f.id for f in BASE.facts if any(c.source.id == "openstax-ap2e" for c in f.citations)}

    assert found == cited


def test_a_family_includes_its_terms() -> None:
    found = facts_on("joint action")

    assert "glossary/hip-extension/definition" in found
    assert "hip-thrust/joint-action" in found
    assert "glossary/concentric/definition" not in found


def test_a_template_includes_its_cards() -> None:
    found = cards_on("muscle-in-role")

    assert found
    assert {card.template.id for card in found} == {"muscle-in-role"}


def test_a_template_does_not_select_facts() -> None:
    assert facts_on("muscle-in-role") == set()


@pytest.mark.parametrize("words", [("hip-thrust", "isometric"), ("glutes", "prime mover")])
def test_cards_are_selected_by_the_topics_of_their_facts(words: tuple[str, ...]) -> None:
    found = cards_on(*words)
    selected = facts_on(*words)

    assert found
    for card in found:
        assert selected & {fact.id for fact in card.facts}


# -- unknown names ---------------------------------------------------------------------------------

UNKNOWN = (
    (("hipp", "thrust"), "hipp thrust", "hip thrust"),
    (("hip", "thrst"), "hip thrst", "hip thrust"),
    (("hip thrst",), "hip thrst", "hip thrust"),
    (("gluteus", "maxmius"), "gluteus maxmius", "gluteus maximus"),
    (("prime", "mover", "hip", "thrst"), "hip thrst", "hip thrust"),
    (("hip", "thrust", "concentrc"), "concentrc", "concentric"),
    (("xyzzy",), "xyzzy", None),
    (("hip", "thrust", "xyzzy"), "xyzzy", None),
    (("single", "leg", "hip", "thrust", "xyzzy"), "xyzzy", None),
    (("",), "", None),
)


@pytest.mark.parametrize(("words", "name", "meant"), UNKNOWN)
def test_an_unknown_name_is_reported_with_a_suggestion(
    words: tuple[str, ...], name: str, meant: str | None
) -> None:
    with pytest.raises(UnknownTopic) as caught:
        topics().read(words)

    assert (caught.value.name, caught.value.meant) == (name, meant)
    assert str(caught.value).startswith(f"Unknown topic '{name}'.")
    assert (f"Did you mean '{meant}'?" in str(caught.value)) == (meant is not None)


def test_finding_a_single_name_reports_the_same_error() -> None:
    with pytest.raises(UnknownTopic, match=r"Unknown topic 'quadz'\. Did you mean 'quad'\?"):
        topics().find("quadz")
