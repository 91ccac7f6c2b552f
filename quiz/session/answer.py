"""Answers and how they are graded; independent of clock and terminal."""

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from cards.value_class import value_class
from quiz.session.kinds import AnswerForm
from quiz.session.question import Option, Question

if TYPE_CHECKING:
    from cards.answers.verdict import Judgement, Verdict
    from cards.answers.vocabulary import Lexicon
    from cards.model.base import FactBase


class Outcome(StrEnum):
    """How a question ended."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    UNKNOWN = "don't know"
    TIMEOUT = "no answer in time"
    SKIPPED = "not answered"  # or not with an answer to the question
    NOT_DECIDED = "not decided"  # our sources neither state nor exclude it; it does not count


GUESS, SURE = 1, 3
"""The lowest and the highest confidence; 2 is between them."""


@value_class(frozen=True, kw_only=True)
class Answer:
    """The answer to a question, or its absence.

    Attributes:
        given: The chosen option or the typed text; None without an answer.
        chosen: Numbers of the chosen options, in the order they were given.
        score: From 0 to 1; between them for an answer that is partly right or had a hint.
        seconds: From showing the question to the answer, without pauses.
        late: Whether it was given after a limit; such an answer is counted separately.
        remark: A remark on a typed or partly right answer.
        concept: The concept that was answered instead of the right one, if it is known.
        named: The same in words.
        verdict: The verdict on a typed answer, in words; None if options were chosen.
        hinted: Whether a hint was shown before; it halves the score.
        confidence: 1 a guess, 2 think so, 3 sure; None if it was not asked or not said.
        rating: The learner's rating, 1 (Again) to 4 (Easy); None if the program judged the answer.
    """

    question: Question
    outcome: Outcome
    given: str | None = None
    chosen: tuple[int, ...] = ()
    score: float = 0.0
    seconds: float = 0.0
    late: bool = False
    remark: str = ""
    concept: str | None = None
    named: str | None = None
    verdict: str | None = None
    hinted: bool = False
    confidence: int | None = None
    rating: int | None = None

    @property
    def right(self) -> bool:
        """Whether it is wholly right, in time or late, with a hint or without."""
        return self.outcome is Outcome.RIGHT

    @property
    def counts(self) -> bool:
        """Whether it counts as right or wrong."""
        return self.outcome is not Outcome.NOT_DECIDED

    @property
    def asks_again(self) -> bool:
        """Whether it does not answer the question, so that a learner who is present tries again."""
        return self.verdict is not None and self.outcome is Outcome.SKIPPED


AGAIN = 1
"""The one rating of a learner for an answer that was not recalled."""


def rated(question: Question, rating: int) -> Answer:
    """The answer of a learner who compared it with the key: right, unless it is to come again."""
    is_right = rating > AGAIN
    outcome = Outcome.RIGHT if is_right else Outcome.WRONG
    return Answer(question=question, outcome=outcome, score=float(is_right), rating=rating)


HINT_SHARE = 0.5
"""The share of its score that an answer keeps after a hint."""


def grade(
    question: Question, given: str, base: "FactBase", lexicon: "Lexicon | None" = None
) -> Answer:
    """Judge a chosen option or a typed text; the caller fills in the time that it took.

    Args:
        question: The question.
        given: The answer.
        base: The facts.
        lexicon: Their lexicon, if it was stored.
    """
    if question.typed:
        from cards.answers.judge import judge

        return _judged(question, given, judge(given, question.card, base, lexicon))
    number = next(n for n, option in enumerate(question.options) if option.text == given)
    return grade_choice(question, (number,))


def grade_exact(question: Question, given: str) -> Answer | None:
    """The answer if the typed text is the right one letter by letter; None for any other text.

    `grade` gives the same outcome, but needs all facts, which take time to load.
    """
    if given.casefold() != question.card.key[0].casefold():
        return None
    from cards.answers.verdict import Judgement, Verdict

    return _judged(question, given, Judgement(verdict=Verdict.RIGHT))


def _judged(question: Question, given: str, judgement: "Judgement") -> Answer:
    """The answer of a judgement; only a wrong one takes one concept for another."""
    from cards.answers.verdict import Verdict
    from cards.model.concepts import concept_name

    concept = judgement.concept if judgement.verdict is Verdict.WRONG else None
    named = judgement.taken_as
    if concept and question.card.field in ("role", "contraction"):
        named = concept_name(concept)  # as options say it: not "eccentric contraction"
    return Answer(
        question=question,
        outcome=_outcome(judgement.verdict),
        score=float(judgement.right),
        given=given,
        remark=judgement.remark,
        concept=concept,
        named=named if concept else None,
        verdict=judgement.verdict.value,
    )


def _outcome(verdict: "Verdict") -> Outcome:
    from cards.answers.verdict import Credit, credit

    given = credit(verdict)
    match given:
        case Credit.FULL:
            return Outcome.RIGHT
        case Credit.NONE:
            return Outcome.WRONG
        case Credit.NO_ANSWER:
            return Outcome.SKIPPED
        case Credit.NOT_COUNTED:
            return Outcome.NOT_DECIDED
        case _:
            assert_never(given)


SELECT_ALL_RULE = "(right − wrong) / all that apply, never below 0"
"""How a select-all is scored: a wrong option cancels a right one."""


def grade_choice(question: Question, chosen: tuple[int, ...]) -> Answer:
    """Judge chosen options: one, several that apply, or one for each place of an order."""
    options = [question.options[number] for number in chosen]
    wrong = [option for option in options if not option.right]
    score, remark = _scored(question, chosen, wrong)
    outcome = Outcome.WRONG if score == 0 else Outcome.RIGHT if score == 1 else Outcome.PARTLY
    return Answer(
        question=question,
        outcome=outcome,
        given="; ".join(option.text for option in options),
        chosen=chosen,
        score=score,
        remark=remark if outcome is not Outcome.RIGHT else "",
        concept=wrong[0].concept if wrong else None,
        named=wrong[0].text if wrong else None,
    )


def _scored(question: Question, chosen: tuple[int, ...], wrong: list[Option]) -> tuple[float, str]:
    """The score of chosen options, and how it came about."""
    match question.form:
        case AnswerForm.OPTION:
            return float(not wrong), ""
        case AnswerForm.SELECTION:
            apply = sum(option.right for option in question.options)
            right = len(chosen) - len(wrong)
            score = max(0.0, (right - len(wrong)) / apply)
            extra = f", {len(wrong)} extra" if wrong else ""
            rule = f"Score: {SELECT_ALL_RULE}; here {score:.2g}."
            return score, f"{right} of {apply} right{extra}. {rule}"
        case AnswerForm.PAIRS | AnswerForm.ORDER:
            count = len(question.solution)
            hits = sum(a == b for a, b in zip(chosen, question.solution, strict=True))
            return hits / count, f"{hits} of {count} in the right place."
        case AnswerForm.TEXT:
            raise ValueError(question.card.id)  # it has no options; `grade` judges it
        case _:
            assert_never(question.form)
