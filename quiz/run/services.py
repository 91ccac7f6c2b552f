"""Look-ups of a running session: facts, earlier answers, contrasts, and the learner's editor.

Loaded while the first question is read.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, assert_never

from cards.model.concepts import asked_for, concept_name
from cards.model.vocabulary import Origin
from cards.problems import DataError
from cards.value_class import replace
from quiz.home.library import LibraryHandle
from quiz.log.errata import report_question
from quiz.log.mix_ups import are_mixed_up
from quiz.log.records import StoreError
from quiz.session.answer import Answer
from quiz.session.contrast import contrast, in_common
from quiz.session.question import Question, ask, asked_as
from quiz.session.questions import draw
from quiz.session.session import Item, Session, Why

if TYPE_CHECKING:
    from cards.answers.vocabulary import Lexicon
    from cards.model.base import FactBase
    from quiz.log.records import Review
    from quiz.log.store import Store
    from quiz.screens.view import View


class SessionServices:
    """Looks things up in the facts and in the log, and opens the learner's editor."""

    def __init__(
        self,
        *,
        handle: LibraryHandle,
        store: "Callable[[], Store]",
        now: Callable[[], datetime],
        random: Random,
        released: Callable[[], AbstractContextManager[object]],
        contrasts: bool,
        attributed: bool,
        scope: str,
    ) -> None:
        """Prepare to look things up.

        Args:
            handle: The facts.
            store: Opens the log.
            now: The moment.
            random: Randomness for contrasts, and for what is redrawn.
            released: Gives the terminal to another program for a while.
            contrasts: Whether to look for contrasts.
            attributed: Whether claims attributed to one source may be asked.
            scope: A description of what is asked about.
        """
        self._handle, self._store, self._now, self._random = handle, store, now, random
        self._released, self._contrasts = released, contrasts
        self._attributed, self._scope = attributed, scope

    def base(self) -> "FactBase":
        """The facts that typed answers are judged by."""
        return self._handle.base

    def lexicon(self) -> "Lexicon":
        """The concepts that typed answers can mean."""
        return self._handle.lexicon

    def complete(self, question: Question, typed: str) -> str:
        """The rest of an answer of which the beginning was typed; empty if it is not clear."""
        from cards.answers.completion import completion

        return completion(typed, question.card, self.base(), self.lexicon())

    def muscle_map(self, question: Question, view: "View") -> list[str]:
        """The map of what a question is about, as a view shows it; empty if it has none."""
        from decks.maps.subject import map_subject, subject_map

        subject = map_subject(question.card)
        if subject is None:
            return []
        figure = self._handle.figure
        spec = subject_map(subject, self.base(), figure)
        return [] if spec is None else view.muscle_map(spec, figure)

    def report_question(self, answer: Answer, reason: str) -> str:
        """Store the learner's report that a question is wrong; a message that says where."""
        return report_question(answer, reason, self._now())

    def mix_up(self, answer: Answer) -> str:
        """A sentence on a mix-up and how often it occurred; empty if there was none.

        One answer may be a slip, so a mix-up is named from the second time on.
        """
        right = asked_for(answer.question.card)
        wrong = None if answer.right else answer.concept
        if not (right and wrong and answer.named):
            return ""
        if not are_mixed_up(right, wrong, self._handle.vocabularies):
            return ""
        named = concept_name(wrong) if answer.named == "True" else answer.named
        key = answer.question.card.key[0]
        key = concept_name(right) if key in ("True", "False") else key
        try:
            count = self._store().mix_ups(right, wrong)
        except StoreError:
            return ""
        return f"Mix-up: {named} for {key}, for the {_ordinal(count)} time." if count > 1 else ""

    def contrast(self, session: Session, answer: Answer) -> tuple[Item, ...]:
        """A pair of questions that contrast the two concepts of a mix-up; empty if there is none.

        The missed question and its neighbour, in an order by chance: if it were always the
        neighbour, its answer would always be the word that was just wrong.
        """
        is_wrong = answer.counts and not answer.right
        if not self._contrasts or not is_wrong or answer.concept is None:
            return ()
        handle = self._handle
        found = contrast(
            answer,
            handle.summaries,
            handle.topics.of_fact,
            {item.question.card.id for item in session.items},
            attributed=self._attributed,
        )
        if found is None:
            return ()
        missed, neighbour = answer.question.card, handle.card(found)
        right = asked_for(missed)
        must = (answer.concept, right) if right else (answer.concept,)
        questions = [*draw([missed], self._random, must=must)]
        questions += draw([neighbour], self._random, must=must)
        self._random.shuffle(questions)
        because, reason = session.position - 1, in_common(missed, neighbour)
        return tuple(
            Item(question=question, why=Why.CONTRAST, because=because, reason=reason)
            for question in questions
        )

    def why(self, item: Item) -> str:
        """The reason why a question is asked, and how it was answered before."""
        reason = _reason(item, self._scope)
        try:
            before = self._store().reviews_of(item.question.card.id)
        except StoreError:
            before = ()
        return f"{reason} {_before(before)}"

    def edit(self, question: Question) -> tuple[Question | None, str]:
        """Open the fact in the learner's editor; the question as it is then, and a message."""
        from quiz.home.editor import EditorError, edit  # slow to load, and few learners need it

        fact = question.card.fact
        file = file_of(question)
        try:
            with self._released():
                edit(file, fact.place.line)
        except EditorError as error:
            return None, str(error)
        handle = replace(self._handle)  # reads changed files again
        try:
            card = handle.find(question.card.id)
        except DataError as error:
            count = len(error.problems)
            problems = f"{count} problem{'s' if count != 1 else ''}"
            first = f"{error.problems[0]} – {problems}"
            return None, f"{first}; your changes were not applied. e opens it again."
        self._handle = handle
        if card is None:
            return None, "Read again. This question no longer exists in the facts."
        if card == question.card:
            return None, "Read again. This question has not changed."
        texts = [option.text for option in question.options]
        again = asked_as(card, question.stem, texts, question.left_side)
        return again or ask(card, self._random), "Read again, and asked again."


def _reason(item: Item, scope: str) -> str:  # noqa: C901 - one case for each reason
    match item.why:
        case Why.DRAWN:
            text = f"Drawn from {scope}, in the shares of an exam, first what you do not know yet."
        case Why.CONTRAST:
            text = f"A contrast to a question that you missed: {item.reason}."
        case Why.MISSED:
            text = "You missed it before."
        case Why.MIX_UP:
            text = f"You mix up its concepts: {item.reason}."
        case Why.DUE:
            text = f"Memory asks for it again: {item.reason}."
        case Why.WEAK:
            text = f"Your last answer was not right: {item.reason}."
        case Why.NEW:
            text = f"It is new to you: {item.reason}."
        case Why.CHECK:
            text = "The check before the first study asks a little of every subject."
        case Why.AHEAD:
            text = f"Nothing else is due, so it is asked early: {item.reason}."
        case Why.ANKI:
            text = "Anki asked it."
        case _:
            assert_never(item.why)
    return text


def _before(reviews: "tuple[Review, ...]") -> str:
    if not reviews:
        return "You have not been asked it before."
    right = sum(review.right for review in reviews)
    times = {1: "once", 2: "twice"}.get(len(reviews), f"{len(reviews)} times")
    last = reviews[-1]
    return f"You have answered it {times}, {right} right; last on {last.day}: {last.outcome}."


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def file_of(question: Question) -> Path:
    """The file that the fact of a question is written in."""
    from cards.load.library import BUILTIN_DATA

    fact = question.card.fact
    if fact.origin is Origin.BUILTIN:
        return BUILTIN_DATA.parent.parent / fact.place.file
    return Path(fact.place.file)
