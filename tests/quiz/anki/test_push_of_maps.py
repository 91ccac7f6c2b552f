"""A push leaves a question on a map as it is, and removes a map that may be wrong."""

from decks.formats.anki.changes import Version
from decks.formats.anki.map_fields import wording_on_map
from decks.formats.anki.note_types import QUESTION_FIELDS, QUESTION_NAME
from decks.formats.anki.notes import content
from decks.ledger import Stamp
from quiz.anki.collection import AnkiNote
from quiz.anki.push import Push, planned
from tests.support.library import builtin_cards

CARD = next(card for card in builtin_cards() if card.on_map and card.on_map.is_numbered)
CONTENT = content(CARD)
WORDING = wording_on_map(CARD, exam=False)


def pushed(**in_anki: str) -> Push:
    """The push to a note that a package brought with its maps, and that differs in some fields."""
    names = [name for name, _ in QUESTION_FIELDS]
    maps = {"QuestionPicture": "<img>", "AnswerPicture": "<img>"}
    fields = {**dict(zip(names, CONTENT.fields, strict=True)), **WORDING, **maps, **in_anki}
    note = AnkiNote(1, CARD.id, QUESTION_NAME, fields, CONTENT.tags, (2,))
    version = Version(note=CONTENT, stamp=Stamp("q", 1), shown=1, before=None)
    return planned([version], [note], lambda _: WORDING)


def test_a_note_that_asks_on_its_map_is_as_it_should_be() -> None:
    assert "number" in WORDING["Question"]
    assert pushed().updates == ()


def test_a_note_with_another_text_loses_its_maps_and_asks_in_words() -> None:
    (update,) = pushed(Why="as it was before").updates

    assert update.empties_map
    assert (update.fields["QuestionPicture"], update.fields["AnswerPicture"]) == ("", "")
    assert update.fields["Question"] == CONTENT.fields[1] != WORDING["Question"]


def test_a_note_without_maps_asks_in_words() -> None:
    words = dict(zip([name for name, _ in QUESTION_FIELDS], CONTENT.fields, strict=True))

    assert pushed(**words).updates == ()
