"""An edit renews what depends on it and nothing else, and the result is that of a full build."""

import shutil
from collections.abc import Callable, Iterator, Mapping
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
from cards.problems import DataError
from cards.value_class import field_names
from tests.cards.cache.test_library import parts

HEAD = """
source: notes
sources:
  notes: {name: our notes, title: Week 1, kind: notes}
  book: {name: the book, title: Movement, kind: textbook}
muscles:
  hip-pusher: {name: PUSHER, traits: [action: hip-extension, crosses: hip-joint]}
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
    aliases: [{alias} {id}]
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
    "alias": ("heave", "hip drive"),
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
    "PUSHER": ("hip pusher", "pusher of the hips"),
    "REST": ("light rowing", "brisk walking"),
    "LIFTED": ("action: plantar-flexion", "action: toe-flexion"),
}
"""The values outside of exercises that an edit may change."""

FILES = ("first.yaml", "second.yaml")

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

    @property
    def texts(self) -> tuple[str, str]:
        """Two files: the second one has the exercises with an odd number."""
        head = HEAD
        for key, value in self.general.items():
            head = head.replace(key, value)
        every = [EXERCISE.format(id=id_, **values) for id_, values in self.exercises.items()]
        odd = [number % 2 for number in self.exercises]
        files = (
            "".join(t for t, is_odd in zip(every, odd, strict=True) if is_odd == n) for n in (0, 1)
        )
        return f"{head}{next(files)}", f"source: notes\nexercises:\n{next(files)}"

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
    (folder / "facts").mkdir(exist_ok=True)
    for name, text in zip(FILES, facts.texts, strict=True):
        file = folder / "facts" / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    return load_or_build([folder / "facts"], only=True, keep=folder / "cache")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the facts before any edit, and a cache of them."""
    folder = tmp_path_factory.mktemp("before")
    after(Facts(), folder)
    return folder


@pytest.fixture
def folder(before: Path, tmp_path: Path) -> Iterator[Path]:
    """The same folder, which is restored after the test: the cache knows it by its path."""
    shutil.copytree(before, tmp_path / "copy")
    yield before
    shutil.rmtree(before)
    shutil.copytree(tmp_path / "copy", before)


def work_of(facts: Facts, folder: Path) -> Work:
    """The work of building after an edit."""
    work = after(facts, folder).work
    assert work is not None
    return work


def full(folder: Path) -> LoadedLibrary:
    return load_or_build([folder / "facts"], only=True, keep=None)


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
def test_a_claim_renews_the_cards_of_its_exercise_only(folder: Path, key: str, value: str) -> None:
    work = work_of(Facts().with_value(0, key, value), folder)

    assert work.files == {str(folder / "facts" / FILES[0])}
    on_exercises = {name for name in work.parts if name.startswith("exercise/")}
    assert on_exercises == {"exercise/lift-0"}


def test_a_value_of_a_property_renews_no_exercise(folder: Path) -> None:
    facts = Facts(general={**Facts().general, "REST": "easy cycling"})
    work = work_of(facts, folder)

    renewed = {name for name in work.parts if not name.startswith("template/")}
    cases = ("my-phase", "my-other-phase")
    assert renewed == {f"subject/corrective-technique/{case}" for case in cases}


def test_an_edit_of_one_exercise_keeps_most_cards_as_they_are_stored(folder: Path) -> None:
    work = work_of(Facts().with_value(5, "words", "as you rise"), folder)

    assert 0 < len(work.cards) < len(full(folder).cards) / 2


@pytest.mark.parametrize(("key", "value"), [("role", "synergist"), ("contraction", "isometric")])
def test_an_edited_claim_generates_few_cards_and_changes_fewer(
    folder: Path, key: str, value: str
) -> None:
    work = work_of(Facts().with_value(0, key, value), folder)

    assert 0 < len(work.cards) <= 20
    assert len(work.cards) <= work.generated <= 40


def test_a_card_that_is_generated_again_as_it_was_counts_as_before(folder: Path) -> None:
    work = work_of(Facts().with_value(0, "plane", "frontal-plane"), folder)

    assert work.cards == {"plane-of-exercise/lift-0/plane/frontal-plane"}
    assert work.generated > 1


def test_many_objects_that_are_gone_leave_no_gap(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_MOST_GONE", 0)
    built = after(Facts().without(3), folder)

    assert everything(built) == everything(full(folder))
    assert None not in list(PartsFile(cache_file(folder)).objects(0))


def test_one_more_exercise_disturbs_at_most_two_blocks() -> None:
    cards = [(f"card-{n}", f"lift-{n}") for n in range(500)]
    before, now = (set(map(tuple, blocks(some))) for some in (cards[:-1], cards))

    assert len(before) > 5
    assert len(before - now) <= 2
    assert blocks([("card", BUILTIN), *cards])[0] == ["card"]


def test_nothing_is_copied_from_a_damaged_file(folder: Path) -> None:
    file = cache_file(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:-5000] + bytes(5000))
    built = after(Facts().with_value(0, "role", "synergist"), folder)

    assert everything(built) == everything(full(folder))


def test_nothing_is_copied_from_another_program(folder: Path) -> None:
    found = full(folder)
    file = PartsFile(cache_file(folder))
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


def test_a_claim_in_another_file_is_not_read_again(folder: Path) -> None:
    work = work_of(Facts().with_value(1, "role", "prime mover"), folder)

    assert work.files == {str(folder / "facts" / FILES[1])}


def test_a_noun_to_which_other_files_may_refer_has_all_of_them_read(folder: Path) -> None:
    facts = Facts(general={**Facts().general, "PUSHER": "pusher of the hip"})
    built = after(facts, folder)

    assert built.work is not None
    assert len(built.work.files) == len(FILES)
    assert everything(built) == everything(full(folder))


def test_a_mistake_in_a_changed_file_is_reported_as_if_all_were_read(folder: Path) -> None:
    facts = Facts().with_value(1, "name", "dddddd lift").with_value(0, "role", "prime moover")
    (folder / "facts" / FILES[1]).write_text(facts.texts[0], encoding="utf-8")

    problems = []
    for keep in (folder / "cache", None):
        with pytest.raises(DataError) as error:
            load_or_build([folder / "facts"], only=True, keep=keep)
        problems.append(str(error.value))
    assert problems[0] == problems[1]
    assert "already defined" in problems[0]
