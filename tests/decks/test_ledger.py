"""The ledger: the stamp of a note increases if and only if its content changes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.deck import Deck
from decks.formats.anki.write import contents
from decks.ledger import (
    NOTE_TYPES,
    Edition,
    Ledger,
    LedgerError,
    Stamp,
    Times,
    as_text,
    content_of,
    from_text,
    updated,
)
from quiz.cli.anki_ledger import builtin_stamps, current
from tests.support.library import builtin_cards, builtin_library

CONTENTS = st.sampled_from(["qaaa", "qbbb", "qccc"])
DECKS = st.lists(st.sampled_from(["one", "other"]), unique=True)
EDITIONS = DECKS.map(lambda decks: tuple(Edition(deck, "1", is_first=True) for deck in decks))
STAMPS = st.builds(Stamp, CONTENTS, st.integers(0, 100), EDITIONS)
MINE = (Edition("mine", "1", is_first=True),)
NOW = 50


def some() -> dict[str, str]:
    """The contents of the notes from some cards, and of the note types."""
    cards = builtin_cards()[::100]
    return contents(Deck(name="", cards=cards, base=builtin_library().base))


@pytest.mark.parametrize(
    ("read", "least"), [(some, 50), pytest.param(current, 5_000, marks=pytest.mark.full)]
)
def test_a_release_stamps_every_note_with_its_time(
    read: Callable[[], dict[str, str]], least: int
) -> None:
    notes = read()
    stamps = updated(builtin_stamps(), notes, NOW)

    assert len(notes) > least
    assert stamps == {id_: Stamp(content, NOW) for id_, content in notes.items()}


@given(before=STAMPS, builtin=st.none() | STAMPS, now=st.integers(0, 100))
def test_a_note_with_unchanged_content_keeps_its_stamp(
    before: Stamp, builtin: Stamp | None, now: int
) -> None:
    ledger = Ledger(builtin={"id": builtin} if builtin else {}, written={"id": before})

    assert ledger.stamp("id", before.content, Times(now, now)) == before


@given(before=STAMPS, builtin=st.none() | STAMPS, content=CONTENTS, now=st.integers(0, 100))
def test_a_note_with_changed_content_is_newer_even_if_the_clock_is_wrong(
    before: Stamp, builtin: Stamp | None, content: str, now: int
) -> None:
    ledger = Ledger(builtin={"id": builtin} if builtin else {}, written={"id": before})
    after = ledger.stamp("id", content, Times(now, now))

    assert after.content == content
    assert (after.changed > before.changed) == (content != before.content)


@given(builtin=STAMPS, now=st.integers(0, 100))
def test_the_first_export_uses_the_builtin_stamps(builtin: Stamp, now: int) -> None:
    stamp = Ledger(builtin={"id": builtin}).stamp("id", builtin.content, Times(now, now))

    assert (stamp.content, stamp.changed) == (builtin.content, builtin.changed)


def test_an_unknown_note_gets_the_time_for_first_exports() -> None:
    assert Ledger().stamp("id", "qaaa", Times(NOW, 7)) == Stamp("qaaa", 7)


def test_only_exported_notes_that_are_no_longer_generated_are_retired() -> None:
    gone = Stamp("q-retired", 10)
    ledger = Ledger(
        builtin={"here": Stamp("qaaa", 1), "gone": gone, "never-written": gone, "back": gone},
        written={id_: Stamp("qaaa", 1, MINE) for id_ in ("here", "gone", "back", "own")},
    )

    assert ledger.no_longer_generated(["here", "back", "own"], "mine") == ("gone",)


def test_a_note_is_retired_only_if_its_fact_files_are_read_again() -> None:
    ledger = Ledger(written={"own": Stamp("qaaa", 1, MINE), NOTE_TYPES: Stamp("t", 1, MINE)})

    assert ledger.no_longer_generated([], "mine") == ("own",)
    assert ledger.no_longer_generated([], "of-other-files") == ()


@given(before=STAMPS, content=CONTENTS, edition=st.sampled_from(["1", "2"]))
def test_an_export_records_the_edition_in_which_a_note_changed(
    before: Stamp, content: str, edition: str
) -> None:
    after = Stamp(content, before.changed + 1).exported(before, "one", edition)
    mine, had = after.edition_of("one"), before.edition_of("one")

    assert mine is not None
    assert mine.is_first == (had is None or edition == had.name or content == before.content)
    assert mine.name == (had.name if had and content == before.content else edition)
    other = after.edition_of("other")
    assert other is None or other.name == ("1" if content == before.content else "")


@given(st.dictionaries(st.text("abc/-", min_size=1), STAMPS))
def test_decoding_reverses_encoding(stamps: dict[str, Stamp]) -> None:
    assert from_text(as_text(stamps), "ledger") == stamps


@pytest.mark.parametrize("line", ["", "x", "1\tqaaa", "one\tqaaa\tid", "1\t\tid"])
def test_an_invalid_line_is_reported_with_its_number(line: str) -> None:
    with pytest.raises(LedgerError, match=r"^mine\.tsv:2: "):
        from_text(f"1\tqaaa\tid\n{line}\n", "mine.tsv")


def test_a_deck_may_be_recorded_without_an_edition() -> None:
    assert from_text("1\tq\tid\tmine\n", "ledger")["id"].editions == (
        Edition("mine", "", is_first=False),
    )


def test_an_update_stamps_new_changed_and_removed_notes() -> None:
    before = {
        "same": Stamp("qaaa", 1),
        "changed": Stamp("qaaa", 1),
        "gone": Stamp("caaa", 1),
        "long-gone": Stamp("q-retired", 2),
    }
    after = updated(before, {"same": "qaaa", "changed": "qbbb", "new": "qccc"}, NOW)

    assert after == {
        "same": Stamp("qaaa", 1),
        "changed": Stamp("qbbb", NOW),
        "new": Stamp("qccc", NOW),
        "gone": Stamp("c-retired", NOW),
        "long-gone": Stamp("q-retired", 2),
    }


def test_a_retired_note_can_return() -> None:
    after = updated({"id": Stamp("q-retired", 2)}, {"id": "qaaa"}, NOW)

    assert after == {"id": Stamp("qaaa", NOW)}


def test_a_note_that_changes_its_type_is_refused() -> None:
    with pytest.raises(LedgerError, match="another note type"):
        updated({"id": Stamp("qaaa", 1)}, {"id": "caaa"}, NOW)


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_contents_are_equal_only_if_their_texts_are(one: list[str], other: list[str]) -> None:
    plain = [[text.replace("\x1f", "") for text in texts] for texts in (one, other)]

    assert (content_of("q", plain[0]) == content_of("q", plain[1])) == (
        "\x1f".join(plain[0]) == "\x1f".join(plain[1])
    )
