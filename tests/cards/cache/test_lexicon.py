"""A stored lexicon judges like one that was just built, and damage changes no verdict."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.answers.judge import judge
from cards.answers.normalisation import normalise, spellings
from cards.answers.slips import most_apart, nearest_concepts
from cards.answers.vocabulary import BuiltLexicon, Lexicon, Sort, lexicon
from cards.cache.lexicon import StoredLexicon, encoded, load_lexicon
from cards.cache.library import lexicon_file, load_or_build
from cards.cache.parts import Damaged, PartsFile
from cards.files import write_atomically
from cards.model.card import Card
from cards.model.kinds import RECALLED
from tests.cards.cache.test_library import write
from tests.support.homes import shared_cache
from tests.support.library import builtin_card, builtin_cards, builtin_library

MOST_LOADED = 500
"""Objects that an answer loads, of the thousands that the library has."""

FLIPPED = 1000
"""Bits that are flipped in a file, each by itself."""


@cache
def built() -> BuiltLexicon:
    return lexicon(builtin_library().base)


@cache
def stored_bytes() -> bytes:
    return b"".join(encoded(built(), ("a stamp",)))


@cache
def stored() -> StoredLexicon:
    return StoredLexicon(PartsFile(stored_bytes()), builtin_library().base)


@cache
def names() -> tuple[str, ...]:
    """Every name, alias and known misspelling."""
    nouns = (concept.noun for concept in built().concepts)
    return tuple(sorted({form for noun in nouns if noun is not None for form in noun.forms}))


@cache
def typed_cards() -> tuple[Card, ...]:
    return tuple(card for card in builtin_cards() if card.kind in RECALLED)


@st.composite
def answers(draw: st.DrawFn) -> str:
    """Names, parts of names, several of them, names with other letters, and nonsense."""
    name = draw(st.sampled_from(names()))
    match draw(st.sampled_from(["name", "part", "several", "verb", "slip", "nonsense"])):
        case "name":
            return name
        case "part":
            return " ".join(draw(st.lists(st.sampled_from(name.split()), min_size=1)))
        case "several":
            joint = draw(st.sampled_from([" and ", ", ", " of the ", " in the "]))
            return name + joint + draw(st.sampled_from(names()))
        case "verb":
            verb = draw(st.sampled_from(["flexes the", "extending the", "rotates the"]))
            return f"{verb} {draw(st.sampled_from(name.split()))}"
        case "slip":
            place = draw(st.integers(0, len(name)))
            more = draw(st.text("abcdefghijklmnopqrstuvwxyz -01é", max_size=2))
            return name[:place] + more + name[place + draw(st.integers(0, 2)) :]
        case _:
            return draw(st.text(max_size=30))


@given(answers(), st.sets(st.sampled_from(list(Sort))))
@example("", set(Sort))
def test_a_stored_lexicon_finds_what_a_built_one_finds(answer: str, sorts: set[Sort]) -> None:
    found, expected = stored(), built()
    written, form = spellings(answer), normalise(answer)
    words = frozenset(form.split())

    def near(of: Lexicon) -> object:
        return nearest_concepts(form, of.resembling(form, most_apart(form)), of.has_word)

    assert found.spelt(written) == expected.spelt(written)
    assert found.performing(written) == expected.performing(written)
    assert found.completing(words, sorts) == expected.completing(words, sorts)
    assert found.of_sorts(sorts) == expected.of_sorts(sorts)
    assert all(found.has_word(word) is expected.has_word(word) for word in answer.split())
    assert near(found) == near(expected)


@given(answers(), st.data())
def test_an_answer_is_judged_alike_with_a_stored_lexicon(answer: str, data: st.DataObject) -> None:
    cards, base = typed_cards(), builtin_library().base
    card = cards[data.draw(st.integers(0, len(cards) - 1))]

    assert judge(answer, card, base, stored()) == judge(answer, card, base)


def test_every_word_that_is_known_is_stored() -> None:
    assert all(map(stored().has_word, built().words))
    assert all(stored().spelt([form]) == built().spelt([form]) for form in built().by_form)
    assert all(stored().performing([form]) for form in built().by_verb)


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("role-typed/hip-thrust/gluteus-maximus/role", "sqaut"),
        ("role-typed/hip-thrust/gluteus-maximus/role", "agonist"),
        ("role-typed/hip-thrust/gluteus-maximus/role", "prime movr"),
        ("role-typed/hip-thrust/gluteus-maximus/role", "stabiliser"),
        ("muscle-typed/banded-hip-thrust/gluteus-maximus/role", "hamstrings"),
        ("statement-cloze/hip-thrust/joint-action", "bending the knee"),
    ],
)
def test_an_answer_loads_few_facts_and_names(card: str, answer: str) -> None:
    found = load_or_build(keep=shared_cache())
    number = next(summary.number for summary in found.summaries if summary.id == card)
    asked, base = found.card(number), found.base
    judged = judge(answer, asked, base, StoredLexicon(PartsFile(stored_bytes()), base))

    assert judged == judge(answer, builtin_card(card), builtin_library().base)
    assert len(found._objects) < MOST_LOADED


# -- the file --------------------------------------------------------------------------------------


@pytest.fixture
def load(tmp_path: Path) -> Callable[[], Lexicon]:
    """Load the lexicon of a small base, whose library is cached."""

    def loaded() -> Lexicon:
        return load_lexicon(load_or_build([mine(tmp_path)], only=True, keep=tmp_path / "cache"))

    write(tmp_path)
    loaded()
    return loaded


def mine(folder: Path) -> Path:
    return folder / "mine.yaml"


def stored_file(folder: Path) -> Path:
    (library,) = (folder / "cache").glob("facts-*")
    return lexicon_file(library)


def named(found: Lexicon) -> list[str]:
    return [concept.name for concept in found.of_sorts(set(Sort))]


def test_the_second_run_reads_the_stored_lexicon(
    tmp_path: Path, load: Callable[[], Lexicon]
) -> None:
    before = stored_file(tmp_path).stat().st_mtime_ns

    assert isinstance(load(), StoredLexicon)
    assert stored_file(tmp_path).stat().st_mtime_ns == before


def test_after_an_edit_the_lexicon_has_the_new_names(
    tmp_path: Path, load: Callable[[], Lexicon]
) -> None:
    text = mine(tmp_path).read_text(encoding="utf-8")
    mine(tmp_path).write_text(text.replace("sofa raise", "sofa lift"), encoding="utf-8")

    for _ in range(2):
        assert "sofa lift" in named(load())
        assert "sofa raise" not in named(load())
    assert isinstance(load(), StoredLexicon)


def test_a_bit_that_flips_anywhere_is_detected(tmp_path: Path, load: Callable[[], Lexicon]) -> None:
    load()
    whole = stored_file(tmp_path).read_bytes()
    for place in Random(5).sample(range(len(whole)), FLIPPED):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        with pytest.raises(Damaged):
            PartsFile(bytes(changed)).check()


def test_a_damaged_lexicon_is_built_again(tmp_path: Path, load: Callable[[], Lexicon]) -> None:
    expected = named(load())
    whole = stored_file(tmp_path).read_bytes()
    middle = len(whole) // 2
    flipped = bytes([whole[middle] ^ 1])
    for damaged in (b"", whole[:middle], whole[:middle] + flipped + whole[middle + 1 :]):
        stored_file(tmp_path).write_bytes(damaged)

        assert not isinstance(load(), StoredLexicon)
        assert named(load()) == expected
    assert stored_file(tmp_path).read_bytes() == whole


def test_a_lexicon_of_other_facts_is_not_used(tmp_path: Path, load: Callable[[], Lexicon]) -> None:
    expected = named(load())
    write_atomically(stored_file(tmp_path), encoded(built(), ("another stamp",)))

    assert named(load()) == expected


def test_without_a_cache_the_lexicon_is_built(tmp_path: Path) -> None:
    found = load_lexicon(load_or_build([write(tmp_path)], only=True, keep=None))

    assert isinstance(found, BuiltLexicon)
    assert "sofa raise" in named(found)


def test_the_lexicon_of_a_library_that_is_gone_is_removed(
    tmp_path: Path, load: Callable[[], Lexicon]
) -> None:
    load()
    gone = stored_file(tmp_path)
    mine(tmp_path).unlink()
    (tmp_path / "b").mkdir()
    load_or_build([write(tmp_path / "b")], only=True, keep=tmp_path / "cache")

    assert not gone.exists()
