"""The note types: fields, templates and CSS, as plain data.

Fields, templates and all ids are final. If the set changes, Anki treats it as a different note type
and no longer updates existing notes. The text of a template and the CSS may change.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

QUESTION_TYPE, CLOZE_TYPE = 1737420815, 1522198406
QUESTION_NAME, CLOZE_NAME = "Primemover Question", "Primemover Cloze"

QUESTION_FIELDS = (
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
    ("More", 7310021845517),
    ("Source", 7310021845512),
    ("Remark", 7310021845513),
    ("Spare1", 7310021845514),
    ("Spare2", 7310021845515),
    ("Spare3", 7310021845516),
)
CLOZE_FIELDS = (
    ("Key", 7310021846601),
    ("Text", 7310021846602),
    ("Why", 7310021846603),
    ("Figure", 7310021846608),
    ("More", 7310021846609),
    ("Source", 7310021846604),
    ("Remark", 7310021846605),
    ("Spare1", 7310021846606),
    ("Spare2", 7310021846607),
)
QUESTION_PICTURE, CLOZE_PICTURE = (
    [name for name, _ in fields].index("Figure") for fields in (QUESTION_FIELDS, CLOZE_FIELDS)
)
"""The place of the field for the muscle map in each note type."""

SORT_FIELD = 1
"""The question or the text: the first column of the browser. The key is not readable enough."""

FOLDED = (
    *("Key", "Choices", "ExamChoices", "TypeIt", "Exercise", "Phase", "Muscle", "Figure", "More"),
    *("Source", "Spare1", "Spare2", "Spare3"),
)
"""Fields that are collapsed in the editor, so that the question and the remark stay visible."""

_SPARE = "Reserved for later versions; leave it empty."
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "Key": "Identifies the card; do not change it.",
        "ExamChoices": "Adds a card that shows the choices from the start.",
        "TypeIt": "Adds a card to type the answer into.",
        "Figure": "The muscle map; shown on the back.",
        "Remark": "Your remarks; shown on the back.",
        **dict.fromkeys(("Spare1", "Spare2", "Spare3"), _SPARE),
    }
)
"""Hints that the editor shows in empty fields."""

SWITCHES = ("Question", "ExamChoices", "TypeIt", "Spare1")
"""The field that enables the card of each question template."""

_MIX = """\
<script>
(function () {
  var day = new Date(Date.now() - 144e5), lists = document.querySelectorAll("ol.mix");
  var date = "-" + day.getFullYear() + "-" + day.getMonth() + "-" + day.getDate();
  for (var n = 0; n < lists.length; n++) {
    var seed = 2166136261, list = lists[n], items = [], i, j, kept;
    var text = list.getAttribute("data-seed") + date;
    for (i = 0; i < text.length; i++) {
      seed = Math.imul(seed ^ text.charCodeAt(i), 16777619);
    }
    for (i = 0; i < list.children.length; i++) { items.push(list.children[i]); }
    items.sort(function (a, b) { return a.textContent < b.textContent ? -1 : 1; });
    for (i = items.length - 1; i > 0; i--) {
      seed = Math.imul(seed ^ (seed >>> 15), 2246822507);
      seed = Math.imul(seed ^ (seed >>> 13), 3266489909);
      j = ((seed ^ (seed >>> 16)) >>> 0) % (i + 1);
      kept = items[i]; items[i] = items[j]; items[j] = kept;
    }
    for (i = 0; i < items.length; i++) { list.appendChild(items[i]); }
  }
})();
</script>"""
_HIGHLIGHT = """\
<script>
(function () {
  var key = document.querySelector(".answer"), items = document.querySelectorAll("ol.mix li"), n;
  for (n = 0; key && n < items.length; n++) {
    if (items[n].textContent === key.textContent) { items[n].className = "key"; }
  }
})();
</script>"""
# The order is derived from the seed of the note and the day, which ends at 4 a.m. as it does in
# Anki, so it is the same on both sides without being stored. The items are sorted first, because
# the other side may share the page and have shuffled them already. Without scripts, the order is
# that of the export.

_FRONT = """\
{{#Exercise}}<div class="context">{{Exercise}}{{#Phase}} · {{Phase}}{{/Phase}}</div>{{/Exercise}}
<div class="question">{{Question}}</div>"""
_RULE = '<hr id="answer">'
_BELOW = """\
{{#Why}}<div class="why">{{Why}}</div>{{/Why}}
{{#Figure}}<div class="figure">{{Figure}}</div>{{/Figure}}
{{#Remark}}<div class="remark">{{Remark}}</div>{{/Remark}}
<details class="more"><summary>Details and sources</summary>
{{More}}<div class="origin">{{Source}}<div class="id">Card {{Key}}</div></div></details>"""
_ANSWER = '<div class="answer">{{Answer}}</div>'
_BACK = f"{_FRONT}\n{_RULE}\n{_ANSWER}\n{_BELOW}"
_BROWSED = ("{{Question}}", "{{Answer}}")
_COMPARED = """\
<p class="compared">Anki compares letter by letter. Capital letters, the other spelling and other
names are right, too.</p>"""
_EXAM = f"{{{{ExamChoices}}}}{_MIX}"
_CLOZE = '<div class="question">{{cloze:Text}}</div>'


class CardTemplate(NamedTuple):
    """Generates one card of a note.

    Attributes:
        front_in_browser: The front in the browser's columns; empty for the whole front.
    """

    name: str
    id: int
    front: str
    back: str
    front_in_browser: str = ""
    back_in_browser: str = ""


QUESTION_TEMPLATES = (
    CardTemplate(
        "Recall",
        7310021847701,
        f"{_FRONT}\n{{{{#Choices}}}}{{{{Choices}}}}{_MIX}{{{{/Choices}}}}",
        _BACK,
        *_BROWSED,
    ),
    CardTemplate(
        "Exam",
        7310021847702,
        f"{{{{#ExamChoices}}}}{_FRONT}\n{_EXAM}{{{{/ExamChoices}}}}",
        f"{_FRONT}\n{_EXAM}\n{_RULE}\n{_ANSWER}\n{_BELOW}\n{_HIGHLIGHT}",
        *_BROWSED,
    ),
    CardTemplate(
        "Type",
        7310021847703,
        f"{{{{#TypeIt}}}}{_FRONT}\n{{{{type:Answer}}}}{{{{/TypeIt}}}}",
        f"{_FRONT}\n{_RULE}\n{{{{type:Answer}}}}\n{_COMPARED}\n{_ANSWER}\n{_BELOW}",
        *_BROWSED,
    ),
    CardTemplate(
        "Spare", 7310021847704, "{{#Spare1}}{{Spare1}}{{/Spare1}}", f"{{{{Spare2}}}}\n{_BELOW}"
    ),
)
CLOZE_TEMPLATES = (CardTemplate("Cloze", 7310021847711, _CLOZE, f"{_CLOZE}\n{_RULE}\n{_BELOW}"),)

# Anki's rule for the body in night mode is more specific than `.card`; hence both night classes.
CSS = """
.card { --paper: #ffffff; --panel: #f4f6f8; --line: #d5dae0; --ink: #1b2127; --soft: #566069;
  --key: #0a6338; --key-panel: #e9f5ee; --no: #a12a1c; color-scheme: light; }
.card.nightMode, .card.night_mode { --paper: #1d2125; --panel: #262b31; --line: #434b54;
  --ink: #e9ebee; --soft: #aab3bc; --key: #82dba8; --key-panel: #20352a; --no: #ff9f8f; }
.card, .card.nightMode, .card.night_mode { background: var(--paper); color: var(--ink); }
.card { box-sizing: border-box; max-width: 36em; margin: 0 auto; padding: 20px 18px 28px;
  text-align: left; overflow-wrap: anywhere;
  font: 18px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.context { margin-bottom: 8px; color: var(--soft); font-size: 15px; line-height: 1.4; }
.question { font-size: 21px; line-height: 1.35; }
.ask { display: table; margin: 2px 0 10px; padding: 3px 12px; border-radius: 6px;
  background: var(--panel); border: 1px solid var(--line); font-size: 16px; font-weight: 600; }
.cloze { color: var(--key); font-weight: 700; }
details { margin-top: 22px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--panel); }
summary { padding: 11px 14px; color: var(--soft); font-size: 16px; cursor: pointer; }
.choices { margin: 0; padding: 0 16px 12px 2.4em; list-style: upper-alpha; }
.choices li { padding: 5px 0 5px 4px; }
.choices li::marker { color: var(--soft); }
.choices li.key, .choices li.key::marker { color: var(--key); font-weight: 650; }
.open { margin-top: 22px; padding: 10px 0 12px; border: 1px solid var(--line);
  border-radius: 10px; background: var(--panel); }
.open .choices { padding-bottom: 0; }
.items { margin: 0; padding: 0 16px 0 2.4em; }
.items li { padding: 5px 0 5px 4px; }
.items li::marker { color: var(--soft); }
.halves { display: flex; flex-wrap: wrap; gap: 14px 0; }
.halves ol { flex: 1 1 10em; box-sizing: border-box; }
.halves .choices { flex: 1.4 1 13em; }
.note { margin: 8px 16px 0; color: var(--soft); font-size: 15px; }
hr#answer { height: 0; margin: 14px 0 14px; border: 0; border-top: 1px solid var(--line);
  background: none; }
.answer { margin: 0 0 14px; padding: 10px 14px; border-radius: 10px;
  border: 1px solid transparent; background: var(--key-panel);
  color: var(--key); font-size: 22px; font-weight: 650; line-height: 1.3; }
.answer ol { padding: 0; font-size: 19px; font-weight: 500; line-height: 1.4; }
.answer .items { padding-left: 1.5em; }
.answer .items li::marker { color: inherit; font-weight: 650; }
.answer .all { margin: 0; list-style: none; }
.answer .all li { padding: 3px 0; }
.answer b { display: block; font-weight: 650; }
.line { display: flex; }
.letter { flex: none; width: 1.5em; color: var(--soft); }
#typeans { display: block; box-sizing: border-box; width: 100%; margin: 22px 0 18px;
  padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--panel); color: var(--ink); font-size: 20px; line-height: 1.5; }
.compared { margin: -10px 0 16px; color: var(--soft); font-size: 15px; line-height: 1.45; }
input#typeans { border-color: var(--soft); }
code#typeans { overflow-wrap: anywhere; }
.typeGood, .typeBad, .typeMissed { padding: 1px 2px; border-radius: 3px; color: #14181c; }
.typeGood { background: #a5e5bd; } .typeBad { background: #ffb3a8; }
.typeMissed { background: #d0d5da; }
.question, .answer, .choices li, .items li, .part, .why p, .reasons b { unicode-bidi: plaintext; }
.figure { margin: 14px 0; text-align: center; }
.figure img { max-width: 100%; max-height: 38vh; }
.map.night, .nightMode .map.light, .night_mode .map.light { display: none; }
.nightMode .map.night, .night_mode .map.night { display: inline; }
.why p { margin: 0 0 10px; }
.reasons { margin: 18px 0 0; }
.reasons h2 { margin: 0 0 2px; color: var(--soft); font-size: 15px; font-weight: 600; }
.reasons div { padding: 9px 0; border-top: 1px solid var(--line); font-size: 17px; }
.reasons h2 + div { border-top: 0; }
.reasons b { display: block; font-weight: 650; }
.reasons p { margin: 1px 0 0; }
.reasons .line { align-items: baseline; }
.reasons .part { flex: 1; padding-right: 16px; }
.part { display: block; min-width: 0; }
.right, .wrong { flex: none; font-size: 15px; font-weight: 600; }
.right { color: var(--key); }
.wrong { color: var(--no); }
.remark { margin: 16px 0; padding: 8px 14px; border-left: 4px solid var(--key);
  background: var(--panel); }
.more { padding-bottom: 4px; }
.more > p, .more > .reasons, .more > .origin { margin: 0 14px 12px; font-size: 16px; }
.origin { padding-top: 12px; border-top: 1px solid var(--line);
  color: var(--soft); font-size: 14px; line-height: 1.45; }
.id { margin-top: 3px; font: 12px/1.4 ui-monospace, Consolas, "Roboto Mono", monospace; }
.context::first-letter, .answer::first-letter, .choices li::first-letter,
.items li::first-letter, .items b::first-letter, .part::first-letter,
.reasons b::first-letter, .reasons p::first-letter { text-transform: uppercase; }
"""
