"""Anki packages; the only module that knows genanki and what Anki calls a note.

A note's GUID is made of its card's id and of nothing else, and the ids of deck and note types were
drawn once: Anki then updates what a learner has instead of adding it a second time.
"""

import contextlib
import errno
import html
import random
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import genanki

from cards.card import Card
from cards.facts import GAP, Citation, Phase, SourceKind
from cards.records import tags
from cards.template import Kind
from cards.words import words
from decks.deck import Deck
from decks.formats.anki_note_types import (
    CLOZE_FIELDS,
    CLOZE_TEMPLATES,
    CLOZE_TYPE,
    CSS,
    QUESTION_FIELDS,
    QUESTION_TEMPLATES,
    QUESTION_TYPE,
    SWITCHES,
)

# Drawn once, like the ids of the note types.
_DECK = 1904176233
_TAG_ROOT = "primemover"
_CHOICES_SHOWN = 3
_ASKS = {Kind.TRUE_FALSE: "True or false?", Kind.SELECT_ALL: "Select all that apply."}
_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class _NoteType(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type that says which field makes each card; genanki would guess from the fronts."""

    @property
    def _req(self) -> list[list[object]]:
        switches = ("Text",) if self.model_type == genanki.Model.CLOZE else SWITCHES
        names = [field["name"] for field in self.fields]
        return [[ord_, "any", [names.index(name)]] for ord_, name in enumerate(switches)]


def write(deck: Deck, file: Path, now: float) -> None:
    """Write a deck as an Anki package.

    Args:
        deck: What to write.
        file: The package; it appears whole or not at all.
        now: Seconds since 1970, which Anki compares to tell newer notes from older ones.

    Raises:
        OSError: The file cannot be written.
        ValueError: Two cards have one id.
    """
    twice = sorted(id_ for id_, n in Counter(card.id for card in deck.cards).items() if n > 1)
    if twice:
        raise ValueError(f"These card ids stand in the deck twice: {', '.join(twice)}.")
    question_type, cloze_type = _note_types()
    target = genanki.Deck(_DECK, deck.name, description=_description(deck))
    for number, card in enumerate(deck.cards):
        is_cloze = card.kind is Kind.CLOZE
        note = genanki.Note(
            model=cloze_type if is_cloze else question_type,
            fields=_cloze_values(card) if is_cloze else _question_values(card),
            tags=[f"{_TAG_ROOT}::{tag}" for tag in tags(card)],
            guid=f"{_TAG_ROOT}/{card.id}",
            due=number,
        )
        target.add_note(note)
    # A link stays one: it is the file it leads to that is replaced.
    file = file.resolve()
    with _workshop(file.parent) as folder:
        draft, package = folder / "draft.apkg", folder / "package.apkg"
        _draft(target, draft, now)
        _deflate(draft, package)
        package.replace(file)


def _note_types() -> tuple[_NoteType, _NoteType]:
    def named(parts: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
        return [{"name": name, "id": id_} for name, id_ in parts]

    def templates(all_: Iterable[tuple[str, int, str, str]]) -> list[dict[str, object]]:
        return [
            {"name": name, "id": id_, "qfmt": front, "afmt": back}
            for name, id_, front, back in all_
        ]

    question = _NoteType(
        QUESTION_TYPE,
        "Primemover Question",
        fields=named(QUESTION_FIELDS),
        templates=templates(QUESTION_TEMPLATES),
        css=CSS,
    )
    cloze = _NoteType(
        CLOZE_TYPE,
        "Primemover Cloze",
        fields=named(CLOZE_FIELDS),
        templates=templates(CLOZE_TEMPLATES),
        css=CSS,
        model_type=genanki.Model.CLOZE,
    )
    return question, cloze


def _question_values(card: Card) -> list[str]:
    ask = f'<span class="ask">{_ASKS[card.kind]}</span> ' if card.kind in _ASKS else ""
    exercise, phase = _context(card)
    muscle = _shared(card, "muscle")
    values = dict.fromkeys((name for name, _ in QUESTION_FIELDS), "") | {
        "Key": _escaped(card.id),
        "Question": ask + _escaped(card.stem),
        "Answer": _answer(card),
        "Choices": _choices(card),
        "Exercise": _escaped(exercise),
        "Phase": _escaped(phase),
        "Muscle": _escaped(muscle.name) if muscle else "",
        "Why": _why(card),
        "Source": _source(card),
    }
    return list(values.values())


def _cloze_values(card: Card) -> list[str]:
    gap = "{{c1::" + _escaped(card.key[0]) + "}}"
    context = " · ".join(_escaped(part) for part in _context(card) if part)
    values = dict.fromkeys((name for name, _ in CLOZE_FIELDS), "") | {
        "Key": _escaped(card.id),
        "Text": (f'<div class="context">{context}</div>' if context else "")
        + _escaped(card.stem).replace(GAP, gap, 1),
        "Why": _why(card),
        "Source": _source(card),
    }
    return list(values.values())


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
    items = _list("choices", (_escaped(option.text) for option in options))
    if card.kind is Kind.CHOICE:
        opened = "these" in words(card.stem)
        state, label = (" open", "Choices") if opened else ("", "Show choices")
        return f"<details{state}><summary>{label}</summary>{items}</details>"
    if card.kind is Kind.MATCHING:
        left = _list("items", (_escaped(option.left) for option in right))
        is_spare = len(options) > len(right)
        note = '<p class="note">One of the letters is left over.</p>' if is_spare else ""
        return f'<div class="open"><div class="halves">{left}{items}</div>{note}</div>'
    return f'<div class="open">{items}</div>'


def _answer(card: Card) -> str:
    """The key; where it has several parts, as a list that repeats the letters of the front."""
    if card.kind not in (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING):
        return _escaped(card.key[0])
    right, options = _mixed(card)
    if card.kind is Kind.SELECT_ALL:
        right = [option for option in options if option.right]
    letters = dict(zip(map(id, options), ascii_uppercase, strict=False))
    items = []
    for option in right:
        letter = f'<span class="letter">{letters[id(option)]}</span>'
        left = f"<b>{_escaped(option.left)}</b>" if option.left else ""
        items.append(f'{left}<div class="line">{letter} {_part(option)}</div>')
    return _list("all" if card.kind is Kind.SELECT_ALL else "items", items)


def _list(name: str, items: Iterable[str]) -> str:
    return f'<ol class="{name}">{"".join(f"<li>{item}</li>" for item in items)}</ol>'


def _why(card: Card) -> str:
    """Why the key is right, then why each wrong option is wrong."""
    # A rule that a claim was derived by is long, and the same on many cards: it is set smaller.
    rules = (c.source for c in _citations(card) if c.source.kind is SourceKind.RULE)
    starts = [card.explanation.find(f"Derived by {rule.name}") for rule in rules]
    cut = min((start for start in starts if start > 0), default=len(card.explanation))
    paragraphs = [f"<p>{_escaped(card.explanation[:cut].strip())}</p>"]
    if derived := card.explanation[cut:]:
        paragraphs.append(f'<p class="small">{_escaped(derived)}</p>')
    if card.key[1:] and card.kind in (Kind.CHOICE, Kind.TYPED, Kind.CLOZE):
        paragraphs.append(f'<p class="small">Also right: {_escaped("; ".join(card.key[1:]))}</p>')
    for title, reasons in _reasons(card).items():
        told = "".join(
            f"<div>{f'<b>{name}</b>' if name else ''}<p>{_escaped(reason)}.</p></div>"
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
            "Why": [(_escaped(option.left), option.reason) for option in new],
            "Left over": [(_escaped(option.text), option.reason) for option in spare],
        }
    near = card.distractors[:_CHOICES_SHOWN]
    return {"Why not the others": [(_escaped(d.text), d.reason) for d in near]}


def _marked(option: _Option) -> str:
    name, sign = ("right", "✓ Right") if option.right else ("wrong", "✗ Wrong")
    return f'<span class="line">{_part(option)} <span class="{name}">{sign}</span></span>'


def _part(option: _Option) -> str:
    return f'<span class="part">{_escaped(option.text)}</span>'


def _citations(card: Card) -> Iterator[Citation]:
    return (citation for fact in card.facts for citation in fact.citations)


def _source(card: Card) -> str:
    # Facts of one card often come from one source, which is named once.
    places: dict[str, dict[str, None]] = {}
    for citation in _citations(card):
        places.setdefault(citation.source.name, {}).update(dict.fromkeys(citation.at))
    sources = "; ".join(", ".join((name, *at)) for name, at in places.items())
    facts = ", ".join(fact.id for fact in card.facts)
    return (
        f"<div>Source: {_escaped(sources)}</div>"
        f'<div class="id">{"Facts" if card.also else "Fact"} {_escaped(facts)}</div>'
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


def _escaped(text: str) -> str:
    return _SIGN.sub(lambda found: _SIGNS[found[0]], text)


def _description(deck: Deck) -> str:
    facts = len({fact.id for card in deck.cards for fact in card.facts})
    sources = sorted({c.source.name for card in deck.cards for c in _citations(card)})
    return _escaped(
        f"{len(deck.cards)} cards on {facts} facts. Sources: {', '.join(sources)}. "
        "Not affiliated with any certifying body."
    )


@contextlib.contextmanager
def _workshop(parent: Path) -> Iterator[Path]:
    """A folder beside the file, where genanki also leaves the temporary file it never removes."""
    with tempfile.TemporaryDirectory(prefix=".primemover-", dir=parent) as folder:
        usual = tempfile.tempdir
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = usual


def _draft(target: genanki.Deck, draft: Path, now: float) -> None:
    try:
        genanki.Package(target).write_to_file(draft, timestamp=now)
    except genanki.package.sqlite3.OperationalError as error:
        # A full disk, as genanki's database tells it; nobody else should need to know of that.
        raise OSError(errno.EIO, f"the package's database failed ({error})", draft) from error


def _deflate(draft: Path, package: Path) -> None:
    """Pack again: genanki stores without compressing, and writes the time of day into the zip."""
    with (
        zipfile.ZipFile(draft) as stored,
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in stored.namelist():
            member = zipfile.ZipInfo(name, _OLDEST_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, stored.read(name))
