"""An edit renews what depends on it and nothing else, and the result is that of a full build."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.cache import outcomes
from cards.cache.outcomes import load_outcomes, store_outcomes
from cards.generate import generate
from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.recorded import NOT_RECORDED, RecordedBase
from cards.model.template import Library
from cards.outcomes import Generation

STAMP = ("tests",)
HEAD = """
source: notes
sources:
  notes: {name: our notes, title: Week 1, kind: notes}
  book: {name: the book, title: Movement, kind: textbook}
muscles:
  hip-pusher: {name: hip pusher, traits: [action: hip-extension, crosses: hip-joint]}
  hip-puller: {name: hip puller, traits: [action: hip-flexion, crosses: hip-joint]}
  heel-lifter: {name: heel lifter, traits: [LIFTED, crosses: ankle-joint]}
properties:
  corrective-technique:
    values:
      my-phase: {case: Warm-up phase, value: REST}
      my-other-phase: {case: Cool-down phase, value: slow breathing}
exercises:
"""
EXERCISE = """
  lift-{id}:
    name: {name}
    phases: {{lifting: {words}, lowering: as you sink}}
    traits: [type: {type}, plane: {plane}, {{action: {action}, phase: lifting}}]
    involvements:
      hip-pusher:
        - {{role: {role}, source: {source}}}
        - {{contraction: {contraction}, phase: lifting}}
        - {{purpose: move the hip, phase: lifting}}
      hip-puller:
        - {{role: {other_role}}}
"""
VALUES: Mapping[str, tuple[str, ...]] = {
    "name": ("banded lift", "puller raise", "sofa lift"),
    "words": ("as you rise", "as the hips rise"),
    "type": ("isolation", "compound"),
    "plane": ("sagittal-plane", "frontal-plane", "transverse-plane"),
    "action": ("hip-extension", "hip-flexion", "hip-abduction"),
    "role": ("prime mover", "synergist", "stabiliser"),
    "source": ("notes", "book", "[notes, book]"),
    "contraction": ("concentric", "isometric"),
    "other_role": ("antagonist", "stabiliser"),
}
"""The values of an exercise that an edit may change."""

GENERAL = {
    "REST": ("light rowing", "brisk walking"),
    "LIFTED": ("action: plantar-flexion", "action: toe-flexion"),
}
"""The values outside of exercises that an edit may change."""

Exercises = dict[int, dict[str, str]]


@dataclass(frozen=True)
class Facts:
    """The facts of a file, before and after edits."""

    exercises: Exercises = field(
        default_factory=lambda: {
            n: {key: values[n % len(values)] for key, values in VALUES.items()}
            | {"name": f"{'abcdef'[n] * 3} lift"}
            for n in range(6)
        }
    )
    general: Mapping[str, str] = field(
        default_factory=lambda: {key: values[0] for key, values in GENERAL.items()}
    )
    comment: str = ""

    @property
    def text(self) -> str:
        head = HEAD
        for key, value in self.general.items():
            head = head.replace(key, value)
        every = (EXERCISE.format(id=id_, **values) for id_, values in self.exercises.items())
        return self.comment + head + "".join(every)

    def with_value(self, id_: int, key: str, value: str) -> "Facts":
        unique = f"{'abcdefgh'[id_] * 3} "
        new = {**self.exercises[0], "name": f"{unique}press"}
        changed = {**self.exercises.get(id_, new), key: value}
        changed["name"] = unique + changed["name"].removeprefix(unique)
        return replace(self, exercises={**self.exercises, id_: changed})

    def without(self, id_: int) -> "Facts":
        others = {other: values for other, values in self.exercises.items() if other != id_}
        return replace(self, exercises=others)


def library(facts: Facts, folder: Path) -> Library:
    file = folder / "mine.yaml"
    file.write_text(facts.text, encoding="utf-8")
    return read_library([file], only=True)


Rebuild = Callable[[Facts], tuple[Generation, Generation]]


def rebuilds(folder: Path) -> Rebuild:
    """Generate with the outcomes of the time before, and without them."""
    file = folder / "outcomes"

    def rebuild(facts: Facts) -> tuple[Generation, Generation]:
        found = library(facts, folder)
        reused = generate(found, load_outcomes(file, STAMP, found))
        store_outcomes(file, STAMP, found, reused)
        return reused, generate(found)

    return rebuild


@pytest.fixture(autouse=True)
def _always_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "_WORTH_STORING", 0)


@pytest.fixture
def rebuild(tmp_path: Path) -> Rebuild:
    return rebuilds(tmp_path)


def edits() -> st.SearchStrategy[Callable[[Facts], Facts]]:
    """One change of a file."""
    values = st.sampled_from([(key, value) for key, all_ in VALUES.items() for value in all_])
    general = st.sampled_from([(key, value) for key, all_ in GENERAL.items() for value in all_])
    return st.one_of(
        st.builds(
            lambda id_, change: lambda facts: facts.with_value(id_, *change),
            st.integers(0, 7),
            values,
        ),
        st.builds(lambda id_: lambda facts: facts.without(id_), st.integers(1, 7)),
        st.builds(
            lambda change: (
                lambda facts: replace(facts, general={**facts.general, change[0]: change[1]})
            ),
            general,
        ),
    )


@cache
def stored_before() -> bytes:
    """The stored outcomes of the facts before any edit."""
    with TemporaryDirectory() as folder:
        rebuilds(Path(folder))(Facts())
        return (Path(folder) / "outcomes").read_bytes()


@pytest.mark.slow
@given(st.lists(edits(), min_size=1, max_size=4))
def test_after_any_edits_the_cards_are_those_of_a_full_build(
    changes: list[Callable[[Facts], Facts]],
) -> None:
    with TemporaryDirectory() as folder:
        file, facts = Path(folder) / "outcomes", Facts()
        file.write_bytes(stored_before())
        for change in changes:
            facts = change(facts)
            found = library(facts, Path(folder))
            reused = generate(found, load_outcomes(file, STAMP, found))
            store_outcomes(file, STAMP, found, reused)
        full = generate(found)

    assert reused.cards == full.cards
    assert reused.skipped == full.skipped
    assert reused.parts == full.parts


def test_a_comment_renews_nothing(rebuild: Rebuild) -> None:
    rebuild(Facts())
    reused, full = rebuild(Facts(comment="# A comment\n\n"))

    assert reused.renewed == frozenset()
    assert reused.cards == full.cards


def on_exercises(found: Generation) -> Iterator[str]:
    return (name for name in sorted(found.renewed) if name.startswith("exercise/"))


@pytest.mark.parametrize(
    ("key", "value"),
    [("contraction", "isometric"), ("role", "synergist")],
)
def test_a_claim_renews_the_cards_of_its_exercise_only(
    rebuild: Rebuild, key: str, value: str
) -> None:
    facts = Facts()
    rebuild(facts)
    reused, _ = rebuild(facts.with_value(0, key, value))

    assert list(on_exercises(reused)) == ["exercise/lift-0"]


def test_a_value_of_a_property_renews_no_exercise(rebuild: Rebuild) -> None:
    rebuild(Facts())
    reused, _ = rebuild(Facts(general={"REST": "easy cycling", "LIFTED": GENERAL["LIFTED"][0]}))

    facts = {name for name in reused.renewed if name.startswith("fact/")}
    assert facts == {f"fact/corrective-technique/{case}" for case in ("my-phase", "my-other-phase")}
    assert not list(on_exercises(reused))


def test_outcomes_of_another_program_are_not_used(tmp_path: Path, rebuild: Rebuild) -> None:
    rebuild(Facts())

    found = library(Facts(), tmp_path)
    assert load_outcomes(tmp_path / "outcomes", STAMP, found)
    assert not load_outcomes(tmp_path / "outcomes", ("another",), found)


def test_a_damaged_file_is_not_used(tmp_path: Path, rebuild: Rebuild) -> None:
    rebuild(Facts())
    file = tmp_path / "outcomes"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1000] + bytes(1000))

    assert not load_outcomes(file, STAMP, library(Facts(), tmp_path))


def test_every_attribute_of_a_base_is_recorded_or_reads_only_nouns() -> None:
    public = {name for name in dir(FactBase) if not name.startswith("_")}
    public |= set(FactBase.__dataclass_fields__)
    recorded = {name for name in vars(RecordedBase) if not name.startswith("_")}

    assert public - recorded - NOT_RECORDED == {"sorted_by_id"}
