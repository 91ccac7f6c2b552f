"""Anki packages; the only module that knows genanki and what Anki calls a note.

A note's GUID is made of its card's id and of nothing else, and every id below was drawn once: Anki
then updates what a learner has instead of adding it a second time.
"""

import contextlib
import html
import random
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import genanki

from cards.card import Card
from cards.facts import GAP
from cards.records import tags
from cards.template import Kind
from decks.deck import Deck

# Drawn once; a changed id would make every learner's cards strangers to us.
_QUESTION_TYPE, _CLOZE_TYPE, _DECK = 1737420815, 1522198406, 1904176233
_TAG_ROOT = "primemover"
_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_QUESTION_FIELDS = (
    ("Key", 7310021845501),
    ("Question", 7310021845502),
    ("Answer", 7310021845503),
    ("Choices", 7310021845504),
    ("ExamChoices", 7310021845505),
    ("TypeIt", 7310021845506),
    ("Exercise", 7310021845507),
    ("Phase", 7310021845508),
    ("Muscle", 7310021845509),
    ("Why", 7310021845510),
    ("Figure", 7310021845511),
    ("Source", 7310021845512),
    ("Remark", 7310021845513),
    ("Spare1", 7310021845514),
    ("Spare2", 7310021845515),
    ("Spare3", 7310021845516),
)
_CLOZE_FIELDS = (
    ("Key", 7310021846601),
    ("Text", 7310021846602),
    ("Why", 7310021846603),
    ("Source", 7310021846604),
    ("Remark", 7310021846605),
    ("Spare1", 7310021846606),
    ("Spare2", 7310021846607),
)

_CONTEXT = """<div class="context">{{#Exercise}}{{Exercise}}{{/Exercise}}\
{{#Phase}} · {{Phase}}{{/Phase}}</div>"""
_BELOW = """{{#Why}}<div class="why">{{Why}}</div>{{/Why}}
{{#Remark}}<div class="remark">{{Remark}}</div>{{/Remark}}
<div class="source">{{Source}}<br>{{Key}}</div>"""
_FRONT = f"""{_CONTEXT}
<div class="question">{{{{Question}}}}</div>"""
_CHOICES = """{{#Choices}}<details><summary>Show choices</summary>{{Choices}}</details>{{/Choices}}"""
_BACK = f"""{_FRONT}
<hr id="answer">
<div class="answer">{{{{Answer}}}}</div>
{{{{#Figure}}}}<div class="figure">{{{{Figure}}}}</div>{{{{/Figure}}}}
{_BELOW}"""

_QUESTION_TEMPLATES = (
    ("Recall", 7310021847701, f"{_FRONT}\n{_CHOICES}", _BACK),
    (
        "Exam",
        7310021847702,
        f"{{{{#ExamChoices}}}}{_FRONT}\n{{{{ExamChoices}}}}{{{{/ExamChoices}}}}",
        _BACK,
    ),
    (
        "Type",
        7310021847703,
        f"{{{{#TypeIt}}}}{_FRONT}\n{{{{type:Answer}}}}{{{{/TypeIt}}}}",
        f"{_FRONT}\n<hr id=\"answer\">\n{{{{type:Answer}}}}\n{_BELOW}",
    ),
    ("Spare", 7310021847704, "{{#Spare1}}{{Spare1}}{{/Spare1}}", f"{{{{Spare2}}}}\n{_BELOW}"),
)
_CLOZE_TEMPLATE = (
    "Cloze",
    7310021847711,
    '<div class="question">{{cloze:Text}}</div>',
    f'<div class="question">{{{{cloze:Text}}}}</div>\n<hr id="answer">\n{_BELOW}',
)

_CSS = """
.card { --ink: #1c2126; --soft: #586069; --line: #d9dee3; --key: #0b6b3a; --paper: #ffffff;
  --chosen: #eef6f0; background: var(--paper); color: var(--ink); text-align: left;
  font: 20px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  max-width: 38em; margin: 0 auto; padding: 16px; overflow-wrap: break-word; }
.card.nightMode, .card.night_mode { --ink: #e8eaed; --soft: #a7afb8; --line: #40464d;
  --key: #7fd6a2; --paper: #1f2327; --chosen: #24342b;
  background: var(--paper); color: var(--ink); }
.context, .source { color: var(--soft); font-size: 15px; }
.question { font-size: 22px; margin: 8px 0 16px; }
.answer { color: var(--key); font-size: 26px; font-weight: 600; margin: 12px 0; }
.cloze { color: var(--key); font-weight: 600; }
hr#answer { border: 0; border-top: 1px solid var(--line); margin: 16px 0; }
details { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; }
summary { cursor: pointer; color: var(--soft); }
ul.choices { margin: 8px 0 0; padding-left: 1.2em; }
ul.choices li { margin: 6px 0; }
.why { margin: 12px 0; }
ul.reasons { margin: 10px 0 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
ul.reasons li { padding: 8px 0; border-bottom: 1px solid var(--line); font-size: 17px; }
.remark { border-left: 3px solid var(--key); background: var(--chosen); padding: 6px 10px; }
.source { margin-top: 16px; overflow-wrap: anywhere; }
"""


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note that knows which cards Anki will make of it; genanki guesses from the fronts."""

    @property
    def cards(self) -> list[genanki.Card]:
        if self.model.model_id == _CLOZE_TYPE:
            return [genanki.Card(0)]
        values = dict(zip((name for name, _ in _QUESTION_FIELDS), self.fields, strict=True))
        switches = ("Question", "ExamChoices", "TypeIt", "Spare1")
        return [genanki.Card(ord_) for ord_, name in enumerate(switches) if values[name]]


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
    ids = [card.id for card in deck.cards]
    if len(set(ids)) != len(ids):
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        raise ValueError(f"These card ids stand in the deck twice: {', '.join(twice)}.")
    question_type, cloze_type = _note_types()
    target = genanki.Deck(_DECK, deck.name, description=_description(deck))
    for number, card in enumerate(deck.cards):
        is_cloze = card.kind is Kind.CLOZE
        note = _Note(
            model=cloze_type if is_cloze else question_type,
            fields=_cloze_values(card) if is_cloze else _question_values(card),
            tags=[f"{_TAG_ROOT}::{tag}" for tag in tags(card)],
            guid=f"{_TAG_ROOT}/{card.id}",
            due=number,
        )
        target.add_note(note)
    with _workshop(file) as folder:
        draft, package = folder / "draft.apkg", folder / "package.apkg"
        genanki.Package(target).write_to_file(draft, timestamp=now)
        _deflate(draft, package)
        package.replace(file)


def _note_types() -> tuple[genanki.Model, genanki.Model]:
    def fields(all_: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
        return [{"name": name, "id": id_} for name, id_ in all_]

    def template(name: str, id_: int, front: str, back: str) -> dict[str, object]:
        return {"name": name, "id": id_, "qfmt": front, "afmt": back}

    question = genanki.Model(
        _QUESTION_TYPE,
        "Primemover Question",
        fields=fields(_QUESTION_FIELDS),
        templates=[template(*parts) for parts in _QUESTION_TEMPLATES],
        css=_CSS,
    )
    cloze = genanki.Model(
        _CLOZE_TYPE,
        "Primemover Cloze",
        fields=fields(_CLOZE_FIELDS),
        templates=[template(*_CLOZE_TEMPLATE)],
        css=_CSS,
        model_type=genanki.Model.CLOZE,
    )
    return question, cloze


def _question_values(card: Card) -> list[str]:
    values = dict.fromkeys((name for name, _ in _QUESTION_FIELDS), "")
    asks_truth = card.kind is Kind.TRUE_FALSE
    fact = card.fact
    exercise, phase = getattr(fact, "exercise", None), getattr(fact, "phase", None)
    muscle = getattr(fact, "muscle", None)
    values |= {
        "Key": _escaped(card.id),
        "Question": ("<b>True or false?</b> " if asks_truth else "") + _escaped(card.stem),
        "Answer": _escaped(card.key[0]),
        "Choices": _choices(card) if card.kind is Kind.CHOICE else "",
        "Exercise": _escaped(exercise.name) if exercise else "",
        "Phase": _escaped(f"{phase} phase" if phase != "throughout" else phase) if phase else "",
        "Muscle": _escaped(muscle.name) if muscle else "",
        "Why": _why(card),
        "Source": _source(card),
    }
    return list(values.values())


def _cloze_values(card: Card) -> list[str]:
    gap = "{{c1::" + _escaped(card.key[0]) + "}}"
    values = dict.fromkeys((name for name, _ in _CLOZE_FIELDS), "")
    values |= {
        "Key": _escaped(card.id),
        "Text": _escaped(card.stem).replace(GAP, gap, 1),
        "Why": _why(card),
        "Source": _source(card),
    }
    return list(values.values())


def _choices(card: Card) -> str:
    """The options in an order of their own for each card, so that none is always first."""
    options = [card.key[0], *(d.text for d in card.distractors[:3])]
    random.Random(card.id).shuffle(options)
    return _list("choices", (_escaped(option) for option in options))


def _why(card: Card) -> str:
    shown = card.distractors[:3]
    reasons = (
        f"<b>{_escaped(d.text)}</b>: {_escaped(d.reason)}." for d in shown if d.text != "False"
    )
    return _escaped(card.explanation) + (_list("reasons", reasons) if shown else "")


def _list(name: str, items: Iterable[str]) -> str:
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{name}">{inner}</ul>' if inner else ""


def _source(card: Card) -> str:
    return _escaped("; ".join(str(citation) for citation in card.fact.citations))


# Anki reads more than HTML: cloze braces, LaTeX and MathJax, sounds.
_ANKI_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;", "\\": "&#92;"})


def _escaped(text: str) -> str:
    return html.escape(text).translate(_ANKI_SIGNS).replace("::", ":&#58;")


def _description(deck: Deck) -> str:
    facts = len({card.fact.id for card in deck.cards})
    sources = sorted({c.source.name for card in deck.cards for c in card.fact.citations})
    return _escaped(
        f"{len(deck.cards)} cards on {facts} facts. Sources: {', '.join(sources)}. "
        "Not affiliated with any certifying body."
    )


@contextlib.contextmanager
def _workshop(file: Path) -> Iterator[Path]:
    """A folder beside the file, where genanki also leaves the temporary file it never removes."""
    with tempfile.TemporaryDirectory(prefix=".primemover-", dir=file.resolve().parent) as folder:
        usual = tempfile.tempdir
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = usual


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
