"""The changes of an edition: what a deck has added, changed and withdrawn."""

from dataclasses import replace

from cards.model.card import Card
from decks.deck import Deck
from decks.editions import Changes, changes_of, changes_section
from decks.formats.anki.changes import summary_of, versions
from decks.formats.format import ExportResult, Settings
from decks.ledger import Ledger, Times
from tests.support.library import builtin_cards, builtin_library

CARDS = builtin_cards()[:6]


def export(
    cards: tuple[Card, ...],
    known: ExportResult | None,
    edition: str,
    deck: str = "one",
    retired: tuple[str, ...] = (),
) -> ExportResult:
    """The result of an export, with the stamps of all exports so far."""
    written = {} if known is None else known.stamps
    settings = Settings(
        times=Times(len(written) + 1, 1),
        ledger=Ledger(written=written),
        deck=deck,
        edition=edition,
        retired=retired,
    )
    result = summary_of(list(versions(_deck(cards), settings)), settings)
    return replace(result, stamps={**written, **result.stamps})


def _deck(cards: tuple[Card, ...]) -> Deck:
    return Deck(name="Mine", cards=cards, base=builtin_library().base)


def reworded(card: Card) -> Card:
    return replace(card, stems=("Is this reworded?",))


def test_the_first_edition_lists_no_changes_however_often_it_is_exported() -> None:
    first = export(CARDS, None, "1")

    assert first.changes is None
    assert export(CARDS, first, "1").changes is None
    assert export((*CARDS[:5], reworded(CARDS[5])), first, "1").changes is None


def test_a_second_edition_lists_its_changes_and_again_when_it_is_exported_again() -> None:
    first = export(CARDS[:5], None, "1")
    cards = (reworded(CARDS[0]), *CARDS[1:4], CARDS[5])
    retired = (CARDS[4].id,)
    second = export(cards, first, "2", retired=retired)
    changes = Changes("2", (CARDS[5].id,), (CARDS[0].id,), retired)

    assert second.changes == changes
    assert (second.changed, second.retired) == (2, 1)
    for edition in ("2", "3"):
        again = export(cards, second, edition, retired=retired)
        assert again.changes == changes, "nothing has changed since"
        assert again.changed == 2, "learners of the first edition have them as they were"
    heading, lines = changes_section(changes, _deck(cards))
    assert heading == "New in version 2"
    assert lines[1:] == (
        "1 question changed: “Is this reworded?”.",
        (
            "1 question withdrawn: “helps to produce: bulgarian split squat, lifting, adductor"
            " magnus, action”."
        ),
    )


def test_what_another_deck_shares_is_neither_new_nor_changed_for_it() -> None:
    one = export(CARDS, None, "1")
    other = export((reworded(CARDS[0]), *CARDS[1:3]), one, "1", deck="other")

    assert (other.shared, other.reworded, other.changed, other.changes) == (3, 1, 0, None)
    back = export(CARDS, other, "2")
    assert back.changes == Changes("2", (), (CARDS[0].id,), ()), "it has the other wording now"
    assert changes_of({}, Ledger(), "one", "1") is None


def test_a_withdrawn_question_is_named_in_words() -> None:
    gone = "contraction/kim-sofa-bridge/lifting/gluteus-maximus/contraction"
    (line,) = changes_section(Changes("2", (), (), (gone,)), _deck(CARDS)).lines

    assert line == (
        "1 question withdrawn: “contraction: kim sofa bridge, lifting, gluteus maximus”."
    )
