"""An edit renews what depends on it and nothing else, and the result is that of a full build."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.balance import BUILTIN, blocks
from cards.cache import store
from cards.cache.assembly import Work
from cards.cache.earlier import EarlierFile, OnAll
from cards.cache.library import LoadedLibrary, load_or_build
from cards.cache.parts import Damaged, PartsFile
from cards.model.base import FactBase
from cards.model.recorded import NOT_RECORDED, RecordedBase
from cards.value_class import field_names
from tests.cards.cache.test_library import parts

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


def after(facts: Facts, folder: Path) -> LoadedLibrary:
    """The library after an edit, with the cache of the time before."""
    file = folder / "mine.yaml"
    file.write_text(facts.text, encoding="utf-8")
    return load_or_build([file], only=True, keep=folder / "cache")


def work_of(facts: Facts, folder: Path) -> Work:
    """The work of building after an edit of the facts before any edit."""
    after(Facts(), folder)
    work = after(facts, folder).work
    assert work is not None
    return work


def full(folder: Path) -> LoadedLibrary:
    return load_or_build([folder / "mine.yaml"], only=True, keep=None)


def everything(found: LoadedLibrary) -> tuple[object, ...]:
    return (*parts(found), found.fact_summaries, found.sets, found.version, found.vocabularies)


def cache_file(folder: Path) -> Path:
    (file,) = (folder / "cache").glob("facts-*")
    return file


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


@pytest.mark.slow
@settings(max_examples=4)
@given(st.lists(edits(), min_size=2, max_size=4))
def test_after_any_edits_the_library_is_that_of_a_full_build(
    changes: list[Callable[[Facts], Facts]],
) -> None:
    with TemporaryDirectory() as name:
        folder, facts = Path(name), Facts()
        after(facts, folder)
        for change in changes:
            facts = change(facts)
            built = after(facts, folder)
        expected = everything(full(folder))

        assert everything(built) == expected
        assert everything(after(facts, folder)) == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [("contraction", "isometric"), ("role", "synergist")],
)
def test_a_claim_renews_the_cards_of_its_exercise_only(
    tmp_path: Path, key: str, value: str
) -> None:
    work = work_of(Facts().with_value(0, key, value), tmp_path)

    on_exercises = {name for name in work.parts if name.startswith("exercise/")}
    assert on_exercises == {"exercise/lift-0"}


def test_a_value_of_a_property_renews_no_exercise(tmp_path: Path) -> None:
    facts = Facts(general={"REST": "easy cycling", "LIFTED": GENERAL["LIFTED"][0]})
    work = work_of(facts, tmp_path)

    renewed = {name for name in work.parts if not name.startswith("template/")}
    cases = ("my-phase", "my-other-phase")
    assert renewed == {f"subject/corrective-technique/{case}" for case in cases}


def test_an_edit_of_one_exercise_keeps_most_cards_as_they_are_stored(tmp_path: Path) -> None:
    work = work_of(Facts().with_value(5, "words", "as you rise"), tmp_path)

    assert 0 < len(work.cards) < len(full(tmp_path).cards) / 2


def test_many_objects_that_are_gone_leave_no_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_MOST_GONE", 0)
    after(Facts(), tmp_path)
    built = after(Facts().without(3), tmp_path)

    assert everything(built) == everything(full(tmp_path))
    assert None not in PartsFile(cache_file(tmp_path)).objects(0)


def test_one_more_exercise_disturbs_at_most_two_blocks() -> None:
    cards = [(f"card-{n}", f"lift-{n}") for n in range(500)]
    before, now = (set(map(tuple, blocks(some))) for some in (cards[:-1], cards))

    assert len(before) > 5
    assert len(before - now) <= 2
    assert blocks([("card", BUILTIN), *cards])[0] == ["card"]


def test_nothing_is_copied_from_a_damaged_file(tmp_path: Path) -> None:
    after(Facts(), tmp_path)
    file = cache_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-5000] + bytes(5000))
    built = after(Facts().with_value(0, "role", "synergist"), tmp_path)

    assert everything(built) == everything(full(tmp_path))


def test_nothing_is_copied_from_another_program(tmp_path: Path) -> None:
    found = after(Facts(), tmp_path)
    file = PartsFile(cache_file(tmp_path))
    depends = OnAll(*file.part("state")["on all"])

    assert EarlierFile(file, found.library, depends).parts
    for changed in (depends._replace(program=("another",)), depends._replace(nouns="others")):
        with pytest.raises(Damaged):
            EarlierFile(file, found.library, changed)


def test_every_attribute_of_a_base_is_recorded_or_reads_only_nouns() -> None:
    public = {name for name in dir(FactBase) if not name.startswith("_")}
    public |= set(field_names(FactBase) or ())
    recorded = {name for name in vars(RecordedBase) if not name.startswith("_")}

    assert public - recorded - NOT_RECORDED == {"sorted_by_id"}
