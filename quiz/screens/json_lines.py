"""A session for scripts: an object for each question and each answer, and for the result."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.screens.view import KeyHelp, Labels, key_lines
from quiz.session.answer import Answer, Outcome
from quiz.session.question import Question, letters
from quiz.session.session import Item, Session

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from decks.maps.spec import MapSpec
    from quiz.session.result import Result


class JsonView:
    """For scripts: an object for every question and every answer, then one for the result."""

    def __init__(self, seed: int, *, unicode: bool = True) -> None:
        """Prepare to show a session.

        Args:
            seed: The seed of the quiz, so that it can be repeated.
            unicode: Whether characters outside ASCII can be written as they are.
        """
        self._seed, self._unicode = seed, unicode

    def opening(self, session: Session, *, resumed: bool) -> list[str]:  # noqa: ARG002 - scripts need none
        return []

    def question(
        self,
        session: Session,
        item: Item,
        remaining: float | None,
        keys: Labels,  # noqa: ARG002 - scripts need none
    ) -> list[str]:
        question = item.question
        texts = (option.text for option in question.options)
        return [
            self._json(
                event="question",
                number=session.position + 1,
                of=len(session.items),
                card=question.card.id,
                kind=question.card.kind,
                why=item.why.value if session.sheet is None else "exam",
                stem=question.stem,
                set=_set(session, item),
                left=list(question.left_side),
                options=dict(zip(letters(question.options), texts, strict=True)),
                seconds_left=None if remaining is None else round(remaining, 1),
            )
        ]

    def prompt(self, question: Question) -> str:  # noqa: ARG002 - scripts need no prompt
        return ""

    def remark(self, text: str) -> list[str]:
        return [self._json(event="remark", text=text)]

    def aside(self, text: str) -> list[str]:  # noqa: ARG002 - the answer's object has it
        return []

    def keys(
        self, question: Question | None, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        lines = key_lines(question, before, after, by_key=False)
        return [self._json(event="remark", text=" ".join(lines))]

    def offer(self, on: str, keys: Labels) -> list[str]:  # noqa: ARG002 - scripts need none
        return []

    def feedback(self, answer: Answer) -> list[str]:
        card = answer.question.card
        return [
            self._json(
                event="answer",
                card=card.id,
                facts=[fact.id for fact in card.facts],
                given=answer.given,
                key=list(card.key),
                left=list(card.left_side),
                outcome=answer.outcome,
                score=round(answer.score, 3),
                late=answer.late,
                seconds=round(answer.seconds, 3),
                concept=answer.concept,
                remark=answer.remark or None,
                explanation=card.explanation,
                verdict=answer.verdict,
                hinted=answer.hinted,
                confidence=answer.confidence,
                rating=answer.rating,
            )
        ]

    def revealed(self, answer: Answer, keys: Labels) -> list[str]:  # noqa: ARG002 - scripts need none
        card = answer.question.card
        return [
            self._json(
                event="revealed",
                card=card.id,
                key=list(card.key),
                left=list(card.left_side),
                explanation=card.explanation,
            )
        ]

    def rated(self, answer: Answer) -> list[str]:
        return self.feedback(answer)

    def more(self, answer: Answer) -> list[str]:  # noqa: ARG002 - nothing was omitted
        return []

    def muscle_map(self, spec: "MapSpec", figure: "BodyFigure") -> list[str]:  # noqa: ARG002 - the card has the facts
        return []

    def open_questions(self, session: Session) -> list[str]:  # noqa: ARG002 - scripts need none
        return []

    def next_section(self, session: Session) -> list[str]:
        section = session.section
        if section is None:
            return []
        first, last = session.places.start + 1, session.places.stop
        return [
            self._json(
                event="section", name=section.name, first=first, last=last, limit=section.limit
            )
        ]

    def result(self, result: "Result") -> list[str]:
        if result.sheet is not None:
            from quiz.exam.report import record

            answers = [line for each in result.answers for line in self.feedback(each)]
            return [*answers, self._json(**record(result, result.sheet))]
        return [
            self._json(
                event="result",
                seed=self._seed,
                of=len(result.questions),
                answered=result.answered,
                right=result.right,
                partly=result.count(Outcome.PARTLY),
                points=round(result.points, 3),
                wrong=result.count(Outcome.WRONG),
                unknown=result.count(Outcome.UNKNOWN),
                timeouts=result.count(Outcome.TIMEOUT),
                not_answered=result.count(Outcome.SKIPPED),
                not_decided=result.count(Outcome.NOT_DECIDED),
                late=len(result.late),
                seconds=round(result.seconds, 3),
                away=round(result.away, 3),
                stopped=result.closed,
                flagged=sorted(q.item.question.card.id for q in result.questions if q.flagged),
                missed=[answer.question.card.id for answer in result.missed],
            )
        ]

    def report(self, result: "Result") -> list[str]:  # noqa: ARG002 - the result has all of it
        return []

    def review(self, number: int, of: int, answer: Answer) -> list[str]:  # noqa: ARG002 - the result has it
        return []

    def _json(self, **values: object) -> str:
        import json

        return json.dumps(values, ensure_ascii=not self._unicode)


def _set(session: Session, item: Item) -> dict[str, object] | None:
    """The set that the shown question belongs to: what it refers to, and its questions."""
    if item.shared is None:
        return None
    places = session.set_at(session.position)
    return {"text": item.shared.text, "first": places[0] + 1, "last": places[-1] + 1}
