"""The ledger: a note's stamp rises when its content does, and never else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.ledger import (
    NOTE_TYPES,
    Ledger,
    LedgerError,
    Stamp,
    Times,
    as_text,
    brought_up,
    content_of,
    from_text,
)
from quiz.cli.anki_ledger import current, ours

CONTENTS = st.sampled_from(["qaaa", "qbbb", "qccc"])
FACTS = st.sampled_from(["", "theirs"])
STAMPS = st.builds(Stamp, CONTENTS, st.integers(0, 100), FACTS)
NOW = 50


def test_the_ledger_that_ships_is_up_to_date() -> None:
    """Otherwise run `python -m quiz.cli.anki_ledger`, and look at what it says."""
    kept = {id_: stamp.content for id_, stamp in ours().items() if not stamp.retired}

    assert kept == current()


@given(before=STAMPS, ours_=st.none() | STAMPS, now=st.integers(0, 100))
def test_a_note_that_holds_what_it_held_keeps_its_stamp(
    before: Stamp, ours_: Stamp | None, now: int
) -> None:
    ledger = Ledger(ours={"id": ours_} if ours_ else {}, written={"id": before})

    assert ledger.stamp("id", before.content, Times(now, now)) == before


@given(before=STAMPS, ours_=st.none() | STAMPS, content=CONTENTS, now=st.integers(0, 100))
def test_a_note_that_holds_something_else_is_newer_whatever_the_clock_says(
    before: Stamp, ours_: Stamp | None, content: str, now: int
) -> None:
    ledger = Ledger(ours={"id": ours_} if ours_ else {}, written={"id": before})
    after = ledger.stamp("id", content, Times(now, now))

    assert after.content == content
    assert (after.changed > before.changed) == (content != before.content)


@given(ours_=STAMPS, now=st.integers(0, 100))
def test_who_writes_for_the_first_time_has_our_stamps(ours_: Stamp, now: int) -> None:
    stamp = Ledger(ours={"id": ours_}).stamp("id", ours_.content, Times(now, now))

    assert (stamp.content, stamp.changed) == (ours_.content, ours_.changed)


def test_what_we_do_not_know_changed_now() -> None:
    assert Ledger().stamp("id", "qaaa", Times(NOW, 7)) == Stamp("qaaa", 7)


def test_only_what_was_written_and_is_made_no_more_is_retired() -> None:
    gone = Stamp("q-retired", 10)
    ledger = Ledger(
        ours={"here": Stamp("qaaa", 1), "gone": gone, "never-written": gone, "back": gone},
        written={id_: Stamp("qaaa", 1, "theirs") for id_ in ("here", "gone", "back", "own")},
    )

    assert ledger.gone(["here", "back", "own"], "theirs") == ("gone",)


def test_a_users_own_note_is_retired_only_where_its_facts_are_read_again() -> None:
    ledger = Ledger(
        written={"own": Stamp("qaaa", 1, "theirs"), NOTE_TYPES: Stamp("t", 1, "theirs")}
    )

    assert ledger.gone([], "theirs") == ("own",)
    assert ledger.gone([], "of-other-files") == ()


@given(st.dictionaries(st.text("abc/-", min_size=1), STAMPS))
def test_a_ledger_is_read_as_it_was_written(stamps: dict[str, Stamp]) -> None:
    assert from_text(as_text(stamps), "ledger") == stamps


@pytest.mark.parametrize(
    "line", ["", "x", "1\tqaaa", "one\tqaaa\tid", "1\t\tid", "1\tq\tid\tmy\tmore"]
)
def test_a_line_that_is_none_is_told_with_its_place(line: str) -> None:
    with pytest.raises(LedgerError, match=r"^mine\.tsv:2: "):
        from_text(f"1\tqaaa\tid\n{line}\n", "mine.tsv")


def test_bringing_it_up_to_date_stamps_what_is_new_changed_or_gone() -> None:
    before = {
        "same": Stamp("qaaa", 1),
        "changed": Stamp("qaaa", 1),
        "gone": Stamp("caaa", 1),
        "long-gone": Stamp("q-retired", 2),
    }
    after = brought_up(before, {"same": "qaaa", "changed": "qbbb", "new": "qccc"}, NOW)

    assert after == {
        "same": Stamp("qaaa", 1),
        "changed": Stamp("qbbb", NOW),
        "new": Stamp("qccc", NOW),
        "gone": Stamp("c-retired", NOW),
        "long-gone": Stamp("q-retired", 2),
    }


def test_what_is_retired_may_come_back() -> None:
    after = brought_up({"id": Stamp("q-retired", 2)}, {"id": "qaaa"}, NOW)

    assert after == {"id": Stamp("qaaa", NOW)}


def test_a_note_that_changes_its_type_is_refused() -> None:
    with pytest.raises(LedgerError, match="another type"):
        brought_up({"id": Stamp("qaaa", 1)}, {"id": "caaa"}, NOW)


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_only_equal_contents_are_equal(one: list[str], other: list[str]) -> None:
    plain = [[text.replace("\x1f", "") for text in texts] for texts in (one, other)]

    assert (content_of("q", plain[0]) == content_of("q", plain[1])) == (
        "\x1f".join(plain[0]) == "\x1f".join(plain[1])
    )
