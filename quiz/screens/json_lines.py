"""How a quiz looks to a script: an object for each question and answer, and for the result."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.screens.result import Report
from quiz.screens.view import KeyHelp, Labels, key_lines
from quiz.session.question import Question, letters
from quiz.session.session import Answer, Item, Session

if TYPE_CHECKING:
    from quiz.exam.sitting import Sitting


class JsonLines:
    """For scripts: an object for every question and every answer, then one for the result."""

    def __init__(self, seed: int, *, unicode: bool = True) -> None:
        """Take what the result names.

        Args:
            seed: Of the quiz, so that it can be taken again.
            unicode: Whether signs outside ASCII can be written as they are.
        """
        self._seed, self._unicode = seed, unicode

    def opening(self, session: Session) -> list[str]:  # noqa: ARG002 - nothing is said before
        return []

    def question(
        self,
        session: Session,
        item: Item,
        remaining: float | None,
        keys: Labels,  # noqa: ARG002 - for people
    ) -> list[str]:
        number, of = session.number, len(session.items)
        return [self._question(item.question, number, of, remaining, why=item.why.value)]

    def item(
        self,
        sitting: "Sitting",
        remaining: float | None,
        keys: Labels,  # noqa: ARG002 - for people
    ) -> list[str]:
        number, of = sitting.position + 1, len(sitting.questions)
        return [self._question(sitting.current, number, of, remaining, why="exam")]

    def review(self, number: int, of: int, answer: Answer) -> list[str]:  # noqa: ARG002 - as above
        return self.feedback(answer, full=True)

    def shown(self, lines: Iterable[tuple[str, str]]) -> list[str]:  # noqa: ARG002 - for people
        return []

    def _question(
        self, question: Question, number: int, of: int, remaining: float | None, *, why: str
    ) -> str:
        keys = letters(question.options)
        texts = (option.text for option in question.options)
        return self._json(
            event="question",
            number=number,
            of=of,
            card=question.card.id,
            kind=question.card.kind,
            why=why,
            stem=question.stem,
            left=list(question.left),
            options=dict(zip(keys, texts, strict=True)),
            seconds_left=None if remaining is None else round(remaining, 1),
        )

    def prompt(self, question: Question) -> str:  # noqa: ARG002 - scripts need no prompt
        return ""

    def remark(self, text: str) -> list[str]:
        return [self._json(event="remark", text=text)]

    def aside(self, text: str) -> list[str]:  # noqa: ARG002 - the answer's object has it
        return []

    def keys(
        self, question: Question, before: Iterable[KeyHelp], after: Iterable[KeyHelp]
    ) -> list[str]:
        lines = key_lines(question, before, after, by_key=False)
        return [self._json(event="remark", text=" ".join(lines))]

    def offer(self, on: str, keys: Labels) -> list[str]:  # noqa: ARG002 - for people
        return []

    def feedback(self, answer: Answer, *, full: bool) -> list[str]:  # noqa: ARG002 - always all of it
        card = answer.question.card
        return [
            self._json(
                event="answer",
                card=card.id,
                facts=[fact.id for fact in card.facts],
                given=answer.given,
                key=list(card.key),
                left=list(card.left),
                outcome=answer.outcome,
                score=round(answer.score, 3),
                late=answer.late,
                seconds=round(answer.seconds, 3),
                concept=answer.concept,
                remark=answer.remark or None,
                hinted=answer.hinted,
                confidence=answer.confidence,
            )
        ]

    def more(self, answer: Answer) -> list[str]:  # noqa: ARG002 - nothing was left out
        return []

    def result(self, session: Session, report: Report) -> list[str]:
        return [
            self._json(
                event="result",
                seed=self._seed,
                of=len(session.items),
                answered=report.answered,
                right=report.right,
                partly=report.partly,
                points=round(report.points, 3),
                wrong=report.wrong,
                unknown=report.unknown,
                timeouts=report.timeouts,
                late=report.late,
                seconds=round(session.seconds, 3),
                away=round(session.away, 3),
                stopped=session.stopped,
                flagged=sorted(session.flags),
                missed=[a.question.card.id for a in report.missed],
            )
        ]

    def _json(self, **values: object) -> str:
        import json

        return json.dumps(values, ensure_ascii=not self._unicode)
