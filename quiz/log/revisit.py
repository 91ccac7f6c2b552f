"""Which cards to ask again: those that were missed, and those of a mix-up."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from cards.errors import ExitCode, PrimemoverError
from cards.model.summary import CardSummary
from quiz.log import history
from quiz.log.mix_ups import MixUp
from quiz.log.records import Log, Mode, Review, SessionRecord

if TYPE_CHECKING:
    from quiz.home.library import LibraryHandle

LAST, ALL = "last", "all"
_ENOUGH = 60
"""Cards of a mix-up that are looked up; a quiz asks far fewer."""

_MOST_MIX_UPS = 5
"""Mix-ups that are studied at once."""


class UnknownSession(PrimemoverError, exit_code=ExitCode.USAGE):
    """No session has an id that begins like this, or several have."""


def missed_cards(log: Log, session: str, whole: Callable[[str], Log]) -> tuple[str, ...]:
    """Ids of the cards that were missed.

    Args:
        log: Everything that statistics need.
        whole: Reads everything of one session.
        session: `last` for the latest session in which something was missed, `all` for every card
            whose last answer was not right, or the beginning of a session's id.

    Raises:
        UnknownSession: No session has an id that begins like this, or several have.
    """
    standing = history.standing(log)
    if session == ALL:
        return tuple(review.card for review in history.missed(standing))
    if session == LAST:
        found = (_missed_in(log, standing, each, whole) for each in reversed(log.sessions))
        return next((cards for cards in found if cards), ())
    matching = [each for each in log.sessions if each.id.startswith(session)]
    if len(matching) != 1:
        what = "Several sessions begin" if matching else "No session begins"
        raise UnknownSession(
            f"{what} with '{session}'. `primemover stats --by session` lists them;"
            f" '{LAST}' and '{ALL}' are valid, too."
        )
    return _missed_in(log, standing, matching[0], whole)


def _missed_in(
    log: Log, standing: Iterable[Review], session: SessionRecord, whole: Callable[[str], Log]
) -> tuple[str, ...]:
    """The cards missed in a session; of an exam that has ended, with the unanswered ones."""
    given = [review for review in standing if review.session == session.id]
    missed = [review.card for review in history.missed(given)]
    if session.mode is Mode.EXAM and session.id in history.ended(log.events):
        answered = {review.card for review in given}
        plan = whole(session.id).sessions[0].plan
        missed += [each.card for each in plan if each.card not in answered]
    return tuple(missed)


def cards_of_mix_ups(
    handle: "LibraryHandle", summaries: Sequence[CardSummary], found: Iterable[MixUp]
) -> list[CardSummary]:
    """The cards that contrast the concepts of live mix-ups.

    Args:
        handle: Reads cards and names.
        summaries: The cards to choose from, in the order of preference.
        found: The mix-ups, the heaviest first.
    """
    from cards.topics import UnknownTopic

    cards: dict[str, CardSummary] = {}
    for mix in [mix for mix in found if mix.is_live][:_MOST_MIX_UPS]:
        names = mix.asked_for.rpartition("/")[2], mix.taken_for.rpartition("/")[2]
        with suppress(UnknownTopic):  # the facts have changed
            cards |= {card.id: card for card in mix_up_cards(handle, summaries, names)}
    return list(cards.values())


def mix_up_cards(
    handle: "LibraryHandle", summaries: Sequence[CardSummary], names: tuple[str, str]
) -> list[CardSummary]:
    """The cards on which one of two concepts is right and the other is a proven distractor.

    Args:
        handle: Reads cards and names.
        summaries: The cards to choose from, in the order of preference.
        names: The names of the two concepts, as typed.

    Raises:
        UnknownTopic: A name is unknown.
    """
    topics = handle.topics
    one, other = ({(t.kind, t.id) for t in topics.find(name)} for name in names)

    def means(text: str, concepts: set[tuple[str, str]]) -> bool:
        key = " ".join(text.lower().replace("-", " ").split())
        return any((t.kind, t.id) in concepts for t in topics.index.get(key, ()))

    rights = {summary.right for summary in summaries}
    opposite = {text: other for text in rights if means(text, one)}
    opposite |= {text: one for text in rights if means(text, other) and text not in opposite}
    found: list[CardSummary] = []
    for summary in summaries:
        wrong = opposite.get(summary.right)
        if wrong is None or len(found) == _ENOUGH:
            continue
        card = handle.card(summary.number)
        if any(means(distractor.text, wrong) for distractor in card.distractors):
            found.append(summary)
    return found
