"""The parts of the feedback on an answer: few lines at once, and the details on request.

After a right answer, the reason; after any other one also why the choice was wrong, and the best
sources. Both views lay out these parts.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from cards.model.kinds import ASSERTIONS
from cards.model.nouns import Citation
from cards.model.vocabulary import Rank
from cards.value_class import replace, value_class
from quiz.session.answer import Answer
from quiz.session.kinds import AnswerForm
from quiz.session.marks import OptionVerdict, explanation, verdicts
from quiz.session.question import Question, letters
from quiz.terminal.layout import TextLayout

MOST_AFTER_RIGHT, MOST_AFTER_WRONG = 3, 8
"""Lines of 80 columns."""

_MOST_EXPLAINED = 2
"""Lines of an explanation."""

_MOST_SOURCES, _LONGEST_SOURCES = 2, 65
"""Sources that are named at once, and their characters, so that they fit into a line."""


@value_class(frozen=True, kw_only=True)
class FeedbackPart:
    """A part of the feedback.

    Attributes:
        text: The text.
        head: The words before it, on its first line only.
        style: The style of its lines; empty if they have none.
        most: The lines that it may take; None for the lines that the other parts leave.
    """

    text: str
    head: str = ""
    style: str = ""
    most: int | None = _MOST_EXPLAINED


def brief(answer: Answer, head: Callable[[OptionVerdict], str]) -> list[FeedbackPart]:
    """The parts after the verdict.

    Args:
        answer: The answer.
        head: The words of a view before the verdict on an option.
    """
    question = answer.question
    said = explanation(question)
    parts = [] if in_words(said) == in_words(question.stem) else [FeedbackPart(text=said)]
    if answer.right:
        return parts
    on_choice = list(_on_the_choice(answer, head))
    if any(is_within(said, part.text) for part in on_choice):
        parts = []
    sources = FeedbackPart(text=_best_sources(question), style="soft", most=1)
    return [*parts, *on_choice, sources]


def _on_the_choice(answer: Answer, head: Callable[[OptionVerdict], str]) -> Iterator[FeedbackPart]:
    """Why each wrong choice was wrong, and the right ones that are missing."""
    question = answer.question
    if question.form is AnswerForm.ORDER or not answer.chosen:
        if question.form in (AnswerForm.PAIRS, AnswerForm.SELECTION, AnswerForm.ORDER):
            yield FeedbackPart(text=f"The answer is {in_letters(question)}.", most=None)
        return
    if question.card.kind in ASSERTIONS:
        return  # the explanation says why the statement is true or false
    said = explanation(question)
    for each in verdicts(answer):
        if each.right is False and not _is_said(each.reason, said):
            names_it = bool(each.reason) and is_within(each.text, each.reason)
            parts = (each.reason,) if names_it else filter(None, (each.text, each.reason))
            yield FeedbackPart(text=": ".join(parts), head=head(each), style="wrong", most=None)
    missed = [f"{each.text} ({each.label})" for each in verdicts(answer) if each.suffix == "missed"]
    if missed:
        yield FeedbackPart(text=f"Missed: {', '.join(missed)}.", most=None)


def _is_said(reason: str, said: str) -> bool:
    """Whether an explanation contains a reason, or what follows a value in it."""
    return bool(reason) and is_within(reason.rpartition(" – ")[2], said)


def without_repeats(
    found: Iterable[OptionVerdict], shown: str, spell: Callable[[str], str]
) -> Iterator[OptionVerdict]:
    """The verdicts, each without what the screen or an earlier verdict says already.

    Args:
        found: The verdicts, in the order of the options.
        shown: The text that is on the screen.
        spell: Writes a text as the screen does.
    """
    for each in found:
        parts = re.split("; |, and ", each.reason)
        new = [part for part in parts if not is_within(spell(part).rpartition(" – ")[2], shown)]
        shown += f" / {spell(each.reason)}"
        yield each if len(new) == len(parts) else replace(each, reason="; ".join(new))


_LITTLE = frozenset({"a", "an", "and", "it", "only", "the"})
"""Words that do not count when texts are compared."""


def in_words(text: str) -> str:
    """A text for comparison: without case, punctuation, line breaks and little words."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return " ".join(word for word in words if word not in _LITTLE)


def is_within(text: str, other: str) -> bool:
    """Whether another text contains the words of a text in the same order."""
    return f" {in_words(text)} " in f" {in_words(other)} "


def in_letters(question: Question) -> str:
    """The right answer of a question that takes letters, with the letters."""
    keys = letters(question.options)
    if question.solution:
        texts = [
            f"{question.options[number].text} ({keys[number]})" for number in question.solution
        ]
        if question.left_side:
            pairs = zip(question.left_side, texts, strict=True)
            return "; ".join(f"{item}: {right}" for item, right in pairs)
        return " > ".join(texts)
    known = zip(keys, question.options, strict=True)
    return ", ".join(f"{option.text} ({letter})" for letter, option in known if option.right)


def _best_sources(question: Question) -> str:
    """The best of the sources, by their ranks."""
    by_source: dict[str, Citation] = {}
    for citation in _citations(question):
        by_source.setdefault(citation.source.id, citation)
    best = list(map(str, sorted(by_source.values(), key=place)[:_MOST_SOURCES]))
    while len(best) > 1 and sum(map(len, best)) > _LONGEST_SOURCES:
        best.pop()
    return f"Source: {'; '.join(best)}"


def _citations(question: Question) -> tuple[Citation, ...]:
    cited = (citation for fact in question.card.facts for citation in fact.citations)
    return tuple(dict.fromkeys(cited))


def place(citation: Citation) -> int:
    """The place of a source by its rank; rules come last."""
    rank = citation.source.rank
    return len(Rank) if rank is None else rank.number


def details(question: Question) -> Iterator[str]:
    """The rules, all sources, and the facts with their places."""
    card = question.card
    for rule in card.rules:
        yield f"Derived by {rule.name}: {rule.title}"
    cited = "; ".join(dict.fromkeys(map(str, _citations(question))))
    yield f"Source: {cited} (confidence: {card.confidence})"
    for fact in card.facts:
        yield f"Fact {fact.id} · {fact.place.file}:{fact.place.line}"
    grounds = [fact for fact in card.grounds if fact not in card.facts]
    if grounds:
        yield f"Explained by {', '.join(fact.id for fact in grounds)}"


def laid_out(
    parts: Iterable[FeedbackPart],
    most: int,
    layout: TextLayout,
    wrap: Callable[[FeedbackPart], list[str]],
) -> list[str]:
    """The lines of the parts, shortened so that they are not more than that many.

    Args:
        parts: The parts.
        most: The lines of 80 columns that may be filled; narrower screens take more.
        layout: The layout of the screen.
        wrap: The lines of a part, not shortened.
    """
    wrapped = [(part, wrap(part)) for part in parts]
    scale = max(1.0, _USUAL / layout.width)
    room = round(most * scale)
    fixed = {id(part): round(part.most * scale) for part, _ in wrapped if part.most is not None}
    remaining = room - sum(min(len(lines), fixed.get(id(p), 0)) for p, lines in wrapped)
    found: list[str] = []
    for part, lines in wrapped:
        limit = min(fixed.get(id(part), remaining), room - len(found))
        shown = _shortened(lines, limit, layout)
        if part.most is None:
            remaining -= len(shown)
        found += [layout.paint(line, part.style) for line in shown] if part.style else shown
    return found


_USUAL = 80
"""Columns of a usual terminal."""


def _shortened(lines: list[str], most: int, layout: TextLayout) -> list[str]:
    if len(lines) <= most:
        return lines
    if most <= 0:
        return []
    *before, last = lines[:most]
    while len(last) + 2 > layout.width and " " in last.strip():
        last = last.rpartition(" ")[0]
    return [*before, layout.spell(f"{last} …")]
