"""What our Anki notes hold: a card as the values of their fields, every text of it escaped."""

import html
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from string import ascii_uppercase
from types import MappingProxyType
from typing import Any
from zlib import crc32

from cards.card import Card
from cards.facts import GAP, Citation, Phase, SourceKind
from cards.records import tags
from cards.template import Kind
from cards.words import words
from decks.formats.anki_note_types import CLOZE_FIELDS, QUESTION_FIELDS

TAG_ROOT = "primemover"
_CHOICES_SHOWN = 3
_ASKS: Mapping[Kind, str] = MappingProxyType(
    {Kind.TRUE_FALSE: "True or false?", Kind.SELECT_ALL: "Select all that apply."}
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """A note as it is written.

    Attributes:
        id: The card's; the note's GUID is made of it.
        cloze: Whether it is of the cloze type.
        fields: Their values, in the order of the note type.
        tags: With their root.
    """

    id: str
    cloze: bool
    fields: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def guid(self) -> str:
        """What Anki knows it by."""
        return f"{TAG_ROOT}/{self.id}"


def content(card: Card, *, exam: bool = False, type_in: bool = False) -> Content:
    """The note of a card.

    Args:
        card: The card.
        exam: Whether a choice gets a second card that shows its options from the start.
        type_in: Whether a typed answer gets a second card to type it into.
    """
    cloze = card.kind is Kind.CLOZE
    values = _cloze_values(card) if cloze else _question_values(card)
    if exam and card.kind is Kind.CHOICE:
        values["ExamChoices"] = _exam_choices(card)
    if type_in and card.kind is Kind.TYPED:
        values["TypeIt"] = "1"
    return Content(
        id=card.id,
        cloze=cloze,
        fields=tuple(values.values()),
        tags=tuple(f"{TAG_ROOT}::{tag}" for tag in tags(card)),
    )


def retired(id_: str, *, cloze: bool) -> Content:
    """What a note becomes when the facts do not make its card any more."""
    told = "Retired: this question is not asked any more."
    why = (
        "<p>Its fact was corrected or withdrawn. You may delete the note: search for "
        f"<b>tag:{TAG_ROOT}::retired</b> in the browser.</p>"
    )
    values = dict.fromkeys((name for name, _ in (CLOZE_FIELDS if cloze else QUESTION_FIELDS)), "")
    values |= {"Key": escaped(id_), "Why": why}
    if cloze:
        values["Text"] = "Retired: this question is {{c1::not asked any more}}."
    else:
        values |= {"Question": told, "Answer": "Nothing is to be learned here."}
    return Content(
        id=id_, cloze=cloze, fields=tuple(values.values()), tags=(f"{TAG_ROOT}::retired",)
    )


def _question_values(card: Card) -> dict[str, str]:
    ask = f'<span class="ask">{_ASKS[card.kind]}</span> ' if card.kind in _ASKS else ""
    exercise, phase = _context(card)
    muscle = _shared(card, "muscle")
    return dict.fromkeys((name for name, _ in QUESTION_FIELDS), "") | {
        "Key": escaped(card.id),
        "Question": ask + escaped(card.stem),
        "Answer": _answer(card),
        "Choices": _choices(card),
        "Exercise": escaped(exercise),
        "Phase": escaped(phase),
        "Muscle": escaped(muscle.name) if muscle else "",
        "Why": _why(card),
        "Source": _source(card),
    }


def _cloze_values(card: Card) -> dict[str, str]:
    gap = "{{c1::" + escaped(card.key[0]) + "}}"
    context = " · ".join(escaped(part) for part in _context(card) if part)
    return dict.fromkeys((name for name, _ in CLOZE_FIELDS), "") | {
        "Key": escaped(card.id),
        "Text": (f'<div class="context">{context}</div>' if context else "")
        + escaped(card.stem).replace(GAP, gap, 1),
        "Why": _why(card),
        "Source": _source(card),
    }


def _context(card: Card) -> tuple[str, str]:
    """The exercise and the phase; each empty where it would say the key before the learner does."""
    exercise, phase = (_shared(card, name) for name in ("exercise", "phase"))
    told = _beginnings(" ".join(card.key)) - _beginnings(card.stem)
    parts = (
        exercise.name if exercise else "",
        (phase if phase is Phase.THROUGHOUT else f"{phase} phase") if phase else "",
    )
    where, when = ("" if told & _beginnings(part) else part for part in parts)
    return where, when


def _shared(card: Card, name: str) -> Any:
    """What all facts of a card have under that name, if it is the same."""
    first, *others = (getattr(fact, name, None) for fact in card.facts)
    return first if all(other == first for other in others) else None


def _beginnings(text: str) -> set[str]:
    """The first letters of a text's words: "lowering" tells "lowered"."""
    return {word[:4] for word in words(text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    """Something to choose; `left` is what it belongs to, in a matching."""

    text: str
    right: bool
    reason: str = ""
    left: str = ""


def _mixed(card: Card) -> tuple[list[_Option], list[_Option]]:
    """What is right, in the order of the answer, and all options in the order they are shown.

    Each card has an order of its own, so that nothing is always first. The left halves of a
    matching are mixed as well, for ours follow the order of the vocabularies.
    """
    chance = random.Random(card.id)
    halves = zip_longest(card.key, card.reasons, card.left, fillvalue="")
    right = [_Option(text=t, right=True, reason=r, left=left) for t, r, left in halves]
    if card.kind is Kind.CHOICE:
        del right[1:]
    if card.left:
        chance.shuffle(right)
    # One is enough to keep the last pair from being given away by the others.
    wrong = card.distractors[: 1 if card.left else _CHOICES_SHOWN]
    options = [*right, *(_Option(text=d.text, right=False, reason=d.reason) for d in wrong)]
    chance.shuffle(options)
    # Where the order is what is asked, it must not be the answer. Two pairs may stand as they
    # belong together: if they never did, that would tell.
    is_asked = card.kind is Kind.ORDERING or (card.kind is Kind.MATCHING and right[2:])
    if is_asked and [option for option in options if option.right] == right:
        moved = iter([*right[1:], right[0]])
        options = [next(moved) if option.right else option for option in options]
    return right, options


def _choices(card: Card) -> str:
    """The options: to unfold, or in the open where nobody could answer without them.

    They are unfolded from the start where the question speaks of them.
    """
    if card.kind not in (Kind.CHOICE, Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING):
        return ""
    right, options = _mixed(card)
    if card.kind is Kind.CHOICE:
        items = _mixing(card, options)
        opened = "these" in words(card.stem)
        state, label = (" open", "Choices") if opened else ("", "Show choices")
        return f"<details{state}><summary>{label}</summary>{items}</details>"
    items = _list("choices", (escaped(option.text) for option in options))
    if card.kind is Kind.MATCHING:
        left = _list("items", (escaped(option.left) for option in right))
        is_spare = len(options) > len(right)
        note = '<p class="note">One of the letters is left over.</p>' if is_spare else ""
        return f'<div class="open"><div class="halves">{left}{items}</div>{note}</div>'
    return f'<div class="open">{items}</div>'


def _exam_choices(card: Card) -> str:
    """The options of a choice in the open."""
    _, options = _mixed(card)
    return f'<div class="open">{_mixing(card, options)}</div>'


def _answer(card: Card) -> str:
    """The key; where it has several parts, as a list that repeats the letters of the front."""
    if card.kind not in (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING):
        return escaped(card.key[0])
    right, options = _mixed(card)
    if card.kind is Kind.SELECT_ALL:
        right = [option for option in options if option.right]
    letters = dict(zip(map(id, options), ascii_uppercase, strict=False))
    items = []
    for option in right:
        letter = f'<span class="letter">{letters[id(option)]}</span>'
        left = f"<b>{escaped(option.left)}</b>" if option.left else ""
        items.append(f'{left}<div class="line">{letter} {_part(option)}</div>')
    return _list("all" if card.kind is Kind.SELECT_ALL else "items", items)


def _mixing(card: Card, options: Iterable[_Option]) -> str:
    """Options that the card itself puts in another order every day.

    The number is the card's own; its id would tell the answer of many a card.
    """
    items = "".join(f"<li>{escaped(option.text)}</li>" for option in options)
    return f'<ol class="choices mix" data-seed="{crc32(card.id.encode())}">{items}</ol>'


def _list(name: str, items: Iterable[str]) -> str:
    return f'<ol class="{name}">{"".join(f"<li>{item}</li>" for item in items)}</ol>'


def _why(card: Card) -> str:
    """Why the key is right, then why each wrong option is wrong."""
    # A rule that a claim was derived by is long, and the same on many cards: it is set smaller.
    rules = (c.source for c in citations(card) if c.source.kind is SourceKind.RULE)
    starts = [card.explanation.find(f"Derived by {rule.name}") for rule in rules]
    cut = min((start for start in starts if start > 0), default=len(card.explanation))
    paragraphs = [f"<p>{escaped(card.explanation[:cut].strip())}</p>"]
    if derived := card.explanation[cut:]:
        paragraphs.append(f'<p class="small">{escaped(derived)}</p>')
    if card.key[1:] and card.kind in (Kind.CHOICE, Kind.TYPED, Kind.CLOZE):
        paragraphs.append(f'<p class="small">Also right: {escaped("; ".join(card.key[1:]))}</p>')
    for title, reasons in _reasons(card).items():
        told = "".join(
            f"<div>{f'<b>{name}</b>' if name else ''}<p>{escaped(reason)}.</p></div>"
            for name, reason in reasons
        )
        if told:
            paragraphs.append(f'<div class="reasons"><h2>{title}</h2>{told}</div>')
    return "".join(paragraphs)


def _reasons(card: Card) -> dict[str, list[tuple[str, str]]]:
    """Under headings, reasons and what they belong to, which is escaped already."""
    if card.kind is Kind.TRUE_FALSE:
        # Where the statement is true, the explanation has said so already.
        is_false = card.key[0] == "False"
        return {"Why it is false": [("", d.reason) for d in card.distractors if is_false]}
    if card.kind is Kind.ORDERING:
        return {}
    right, options = _mixed(card)
    if card.kind is Kind.SELECT_ALL:
        return {"Each of them": [(_marked(option), option.reason) for option in options]}
    if card.kind is Kind.MATCHING:
        # Most reasons say the pair again, which the answer has just shown.
        new = [option for option in right if option.reason and option.text not in option.reason]
        spare = [option for option in options if not option.right]
        return {
            "Why": [(escaped(option.left), option.reason) for option in new],
            "Left over": [(escaped(option.text), option.reason) for option in spare],
        }
    near = card.distractors[:_CHOICES_SHOWN]
    return {"Why not the others": [(escaped(d.text), d.reason) for d in near]}


def _marked(option: _Option) -> str:
    name, sign = ("right", "✓ Right") if option.right else ("wrong", "✗ Wrong")
    return f'<span class="line">{_part(option)} <span class="{name}">{sign}</span></span>'


def _part(option: _Option) -> str:
    return f'<span class="part">{escaped(option.text)}</span>'


def citations(card: Card) -> Iterator[Citation]:
    """Everything that the facts of a card are taken from."""
    return (citation for fact in card.facts for citation in fact.citations)


def _source(card: Card) -> str:
    # Facts of one card often come from one source, which is named once.
    places: dict[str, dict[str, None]] = {}
    for citation in citations(card):
        places.setdefault(citation.source.name, {}).update(dict.fromkeys(citation.at))
    sources = "; ".join(", ".join((name, *at)) for name, at in places.items())
    facts = ", ".join(fact.id for fact in card.facts)
    return (
        f"<div>Source: {escaped(sources)}</div>"
        f'<div class="id">{"Facts" if card.also else "Fact"} {escaped(facts)}</div>'
    )


# Anki reads more than HTML: cloze braces, LaTeX, sounds. MathJax reads the page after its entities
# are resolved, but not across elements.
_SIGNS = {
    **{sign: html.escape(sign) for sign in "&<>\"'"},
    **{sign: f"&#{ord(sign)};" for sign in "{}["},
    "\\": "<span>&#92;</span>",
    "::": ":&#58;",
}
_SIGN = re.compile("|".join(re.escape(sign) for sign in _SIGNS))


def escaped(text: str) -> str:
    """A text that Anki shows as it is."""
    return _SIGN.sub(lambda found: _SIGNS[found[0]], text)
