"""How a quiz looks: on a terminal, read aloud line by line, or as one JSON object a line.

Each face turns values into lines and knows nothing of keys and clocks.
"""

from math import ceil
from typing import Protocol

from cards.facts import GAP
from cards.template import Kind
from quiz.look import Look, counted
from quiz.marking import marks
from quiz.question import Entry, Question, context, letters, span
from quiz.report import Report, report_lines
from quiz.session import Answer, Outcome, Session

_SIGN = {
    Outcome.RIGHT: "✓",
    Outcome.PARTLY: "~",
    Outcome.WRONG: "✗",
    Outcome.UNKNOWN: "✗",
    Outcome.TIMEOUT: "✗",
}


class Face(Protocol):
    """What a quiz shows."""

    def opening(self, session: Session) -> list[str]:
        """Before the first question."""

    def question(self, session: Session, question: Question, left: float | None) -> list[str]:
        """A question; `left` is the number of seconds that remain for the whole run."""

    def prompt(self, question: Question) -> str:
        """What stands before the cursor."""

    def remark(self, text: str) -> list[str]:
        """A line that is neither question nor answer."""

    def keys(self, question: Question) -> list[str]:
        """Which keys there are."""

    def feedback(self, answer: Answer) -> list[str]:
        """What an answer was worth, and why."""

    def result(self, session: Session, report: Report) -> list[str]:
        """After the last question."""


def clock(seconds: float) -> str:
    """Minutes and seconds: `8:05`."""
    minutes, rest = divmod(max(0, ceil(seconds)), 60)
    return f"{minutes}:{rest:02}"


def limits_in_words(session: Session) -> str:
    """How long a run and its questions may take."""
    parts = []
    if session.limits.whole is not None:
        parts.append(f"{clock(session.limits.whole)} in all")
    if session.limits.question is not None:
        parts.append(f"{clock(session.limits.question)} a question")
    return ", ".join(parts)


def _verdict(answer: Answer) -> str:
    return f"{answer.outcome}, too late" if answer.late and answer.given else answer.outcome


def _instruction(question: Question) -> str:
    if question.card.kind is Kind.TRUE_FALSE:
        return "True or false?"
    if question.card.kind is Kind.CLOZE:
        return "Which words are missing?"
    if question.card.kind is Kind.SELECT_ALL:
        return "Select all that apply."
    return ""


def _sources(answer: Answer) -> str:
    card = answer.question.card
    cited = dict.fromkeys(str(citation) for fact in card.facts for citation in fact.citations)
    return f"Source: {'; '.join(cited)} (confidence: {card.confidence})"


class Screen:
    """For a terminal: signs, colours where there are any, nothing redrawn."""

    def __init__(self, look: Look, seed: int) -> None:
        self._look, self._seed = look, seed

    def opening(self, session: Session) -> list[str]:
        look = self._look
        count = len(session.questions)
        parts = [counted(count, "question"), limits_in_words(session), f"seed {self._seed}"]
        return ["", *look.items(part for part in parts if part)]

    def question(self, session: Session, question: Question, left: float | None) -> list[str]:
        look = self._look
        where = f"{session.number} of {len(session.questions)} · {context(question)}"
        right, answered = session.count(Outcome.RIGHT), len(session.answers)
        tally = f"{right} of {answered} right" if answered else ""
        if left is not None:
            tally = f"{clock(left)} left" + (f" · {tally}" if tally else "")
        head = [look.paint(line, "soft") for line in look.between(where, tally)]
        lines = ["", *head, ""]
        instruction = _instruction(question)
        if instruction:
            lines += [look.paint(line, "soft") for line in look.wrap(instruction)]
        lines += [look.paint(line, "strong") for line in look.wrap(question.stem)]
        lines.append("")
        for number, item in enumerate(question.left, start=1):
            lines += look.wrap(item, indent="     ", first=f"  {number}  ")
        if question.left:
            lines.append("")
        for letter, option in zip(letters(question.options), question.options, strict=True):
            lines += look.wrap(option.text, indent="     ", first=f"  {letter}  ")
        if question.options:
            lines.append("")
        keys = look.items(_keys_in_short(question))
        return [*lines, *(look.paint(line, "soft") for line in keys)]

    def prompt(self, question: Question) -> str:  # noqa: ARG002 - other faces ask differently
        return "> "

    def remark(self, text: str) -> list[str]:
        return self._look.items(text.split(" · "))

    def keys(self, question: Question) -> list[str]:
        return [
            line
            for text in _keys(question, at_once=True)
            for line in self._look.wrap(text, "   ", " ")
        ]

    def feedback(self, answer: Answer) -> list[str]:
        look, question = self._look, answer.question
        style = "right" if answer.outcome is Outcome.RIGHT else "wrong"
        style = "late" if answer.late else style
        verdict = f"{_SIGN[answer.outcome]} {_verdict(answer)}"
        if answer.outcome is not Outcome.RIGHT and question.entry is not Entry.LETTERS:
            verdict += f" · the answer is {question.key}"
        took = f"{answer.seconds:.1f} s"
        lines = ["", *(look.paint(line, style) for line in look.between(verdict, took))]
        if answer.remark:
            lines += look.wrap(answer.remark)
        lines.append("")
        if question.options:
            lines += self._reasons(answer)
        if question.entry is not Entry.KEY:
            lines += look.wrap(question.card.explanation, "  ")
        lines += ["", *(look.paint(line, "soft") for line in look.wrap(_sources(answer)))]
        fact = question.card.fact
        place = look.between(f"Fact {fact.id}", f"{fact.place.file}:{fact.place.line}")
        return [*lines, *(look.paint(line, "soft") for line in place)]

    def _reasons(self, answer: Answer) -> list[str]:
        look = self._look
        lines = []
        for mark in marks(answer):
            sign = {True: "✓", False: "✗", None: " "}[mark.right]
            style = {True: "right", False: "wrong", None: ""}[mark.right]
            told = f" – {mark.told}" if mark.told else ""
            head = look.spell(f"  {mark.label} {sign}  ")
            shown = look.wrap(f"{mark.text}{told}", "       ", head)
            lines += [look.paint(line, style) for line in shown] if style else shown
            lines += look.wrap(mark.reason, "       ") if mark.reason else []
        return lines

    def result(self, session: Session, report: Report) -> list[str]:
        look = self._look
        return [
            "",
            *(
                line
                for text, style in report_lines(session, report, _SIGN)
                for line in _styled(look, text, style)
            ),
        ]


def _styled(look: Look, text: str, style: str) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()))
    parts = text.split(" · ")
    lines = look.items(parts, indent + "  " if indent else "", indent) if text else [""]
    return [look.paint(line, style) for line in lines] if style else lines


def _keys_in_short(question: Question) -> tuple[str, ...]:
    return (_how(question), "i don't know", "? keys", "q stop")


def _how(question: Question) -> str:
    """How a question is answered, in a few words."""
    if question.typed:
        return "type the answer, then Enter"
    if question.left:
        return f"a letter for each of 1-{len(question.left)}, then Enter"
    if question.solution:
        return "the letters in their order, then Enter"
    if question.entry is Entry.LETTERS:
        return "the letters of all that apply, then Enter"
    return f"{span(question)} answer"


def _keys(question: Question, *, at_once: bool) -> list[str]:
    if question.entry is Entry.LETTERS:
        how = _how(question)
        chosen = [f"{how[0].upper()}{how[1:]}: for example {_example(question)}."]
    elif question.typed:
        chosen = ["Type the answer and press Enter. Case, hyphens and word order do not matter."]
    else:
        count = len(question.options)
        digits = f"1-{count}" if count > len("ab") else f"1 or {count}"
        how = "answer at once." if at_once else "answer, with Enter."
        chosen = [f"{span(question)}, {'or ' * (count > len('ab'))}{digits}: {how}"]
    return [
        *chosen,
        "i: I don't know; the answer is shown.",
        "q: stop here and see the score. Ctrl-C does the same.",
        "Enter alone never answers.",
    ]


def _example(question: Question) -> str:
    """Letters as they could be typed; whether they are right is another matter."""
    keys = letters(question.options)
    return keys[: len(question.solution)][::-1] if question.solution else f"{keys[0]}{keys[-1]}"


class Plain:
    """For screen readers and pipes: one thing a line, no signs, no columns, no colours."""

    def __init__(self, look: Look, seed: int, why: str) -> None:
        self._look, self._seed, self._why = look, seed, why

    def _say(self, *texts: str) -> list[str]:
        # A gap is silent when it is read aloud.
        spoken = (text.replace(GAP, "(blank)").replace(" · ", ", ") for text in texts)
        return [line for text in spoken for line in (self._look.wrap(text) if text else [""])]

    def opening(self, session: Session) -> list[str]:
        parts = [
            counted(len(session.questions), "question"),
            limits_in_words(session),
            f"seed {self._seed}",
        ]
        asked = ", ".join(part for part in parts if part)
        return self._say(f"Plain text, because {self._why}. {asked}.")

    def question(self, session: Session, question: Question, left: float | None) -> list[str]:
        time = f" {clock(left)} left." if left is not None else ""
        number = f"Question {session.number} of {len(session.questions)}"
        lines = ["", f"{number}. {context(question)}.{time}"]
        lines.append(" ".join(part for part in (_instruction(question), question.stem) if part))
        lines += [f"Item {number}: {left}" for number, left in enumerate(question.left, start=1)]
        for letter, option in zip(letters(question.options), question.options, strict=True):
            lines.append(f"Option {letter}: {option.text}")
        if question.entry is Entry.LETTERS:
            how = _how(question)
            lines.append(
                f"Type {how.removesuffix(', then Enter')}, for example {_example(question)}."
            )
        return self._say(*lines)

    def prompt(self, question: Question) -> str:
        if question.entry is Entry.LETTERS:
            return "Your letters, or ? for help: "
        return "Your answer: " if question.typed else "Your letter, or ? for help: "

    def remark(self, text: str) -> list[str]:
        return self._say(text)

    def keys(self, question: Question) -> list[str]:
        return self._say(*_keys(question, at_once=False))

    def feedback(self, answer: Answer) -> list[str]:
        question = answer.question
        verdict = _verdict(answer)
        lines = [f"{verdict[:1].upper()}{verdict[1:]}."]
        if answer.outcome is not Outcome.RIGHT:
            keys = zip(letters(question.options), question.options, strict=True)
            right = [f"{letter}, " for letter, option in keys if option.right]
            of = right[0] if question.entry is Entry.KEY else ""
            lines[0] += f" The answer is {of}{question.key}."
        if answer.remark:
            lines.append(answer.remark)
        for mark in marks(answer):
            what = "Item" if mark.label.isdigit() else "Option"
            told = {"yours": "your choice", "the answer": ""}.get(mark.told, mark.told)
            if question.entry is Entry.LETTERS and mark.told == "yours":
                told += ", right" if mark.right else ", wrong"
            head = f"{what} {mark.label}{f', {told}' if told else ''}, {mark.text}"
            lines.append(f"{head}: {mark.reason}" if mark.reason else f"{head}.")
        if question.entry is not Entry.KEY:
            lines.append(question.card.explanation)
        return self._say(*lines, _sources(answer))

    def result(self, session: Session, report: Report) -> list[str]:
        return self._say("", *(text for text, _ in report_lines(session, report, {})))


class JsonLines:
    """For scripts: an object for every question and every answer, then one for the result."""

    def __init__(self, seed: int, *, unicode: bool = True) -> None:
        self._seed, self._unicode = seed, unicode

    def opening(self, session: Session) -> list[str]:  # noqa: ARG002 - nothing is said before
        return []

    def question(self, session: Session, question: Question, left: float | None) -> list[str]:
        options = dict(
            zip(
                letters(question.options),
                (option.text for option in question.options),
                strict=True,
            )
        )
        return [
            self._json(
                event="question",
                number=session.number,
                of=len(session.questions),
                card=question.card.id,
                kind=question.card.kind,
                stem=question.stem,
                left=list(question.left),
                options=options,
                seconds_left=None if left is None else round(left, 1),
            )
        ]

    def prompt(self, question: Question) -> str:  # noqa: ARG002 - scripts need no prompt
        return ""

    def remark(self, text: str) -> list[str]:
        return [self._json(event="remark", text=text)]

    def keys(self, question: Question) -> list[str]:
        return [self._json(event="remark", text=" ".join(_keys(question, at_once=False)))]

    def feedback(self, answer: Answer) -> list[str]:
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
            )
        ]

    def result(self, session: Session, report: Report) -> list[str]:
        return [
            self._json(
                event="result",
                seed=self._seed,
                of=len(session.questions),
                answered=report.answered,
                right=report.right,
                partly=report.partly,
                points=round(report.points, 3),
                wrong=report.wrong,
                unknown=report.unknown,
                timeouts=report.timeouts,
                late=report.late,
                seconds=round(session.seconds, 3),
                stopped=session.stopped,
                missed=[a.question.card.id for a in report.missed],
            )
        ]

    def _json(self, **values: object) -> str:
        import json

        return json.dumps(values, ensure_ascii=not self._unicode)
