"""The cards of the note types: what their fronts and backs show.

The names, the ids and the order of the templates are final; see `note_types`.
"""

from typing import NamedTuple

_MIX = """\
<script>
(function () {
  var day = new Date(Date.now() - 144e5), lists = document.querySelectorAll("ol.mix");
  var date = "-" + day.getFullYear() + "-" + day.getMonth() + "-" + day.getDate();
  for (var n = 0; n < lists.length; n++) {
    var seed = 2166136261, list = lists[n], items = [], i, j, kept, place, first;
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
    for (i = items.length - 1, first = -1, kept = 99; i >= 0; i--) {
      place = items[i].getAttribute("data-place");
      if (place === null) { continue; }
      kept = +place < kept ? +place : -1;
      first = i;
    }
    if (first >= 0 && kept === 0) { items.push(items.splice(first, 1)[0]); }
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
# the other side may share the page and have shuffled them already. If items with places come in the
# order of the answer, the first one goes to the end. Without scripts, the order is that
# of the export.

_FRONT = """\
{{#Exercise}}<div class="context">{{Exercise}}{{#Phase}} · {{Phase}}{{/Phase}}</div>{{/Exercise}}
<div class="question">{{Question}}</div>"""
_ASKED = '{{#QuestionPicture}}<div class="figure">{{QuestionPicture}}</div>{{/QuestionPicture}}'
_RULE = '<hr id="answer">'
_BELOW = """\
{{#Why}}<div class="why">{{Why}}</div>{{/Why}}
{{#AnswerPicture}}<div class="figure">{{AnswerPicture}}</div>{{/AnswerPicture}}
{{^AnswerPicture}}{{#QuestionPicture}}<div class="figure">{{QuestionPicture}}</div>
{{/QuestionPicture}}{{/AnswerPicture}}
{{#Remark}}<div class="remark">{{Remark}}</div>{{/Remark}}
<details class="more"><summary>Details and sources</summary>
{{More}}<div class="origin">{{Source}}<div class="id">Card {{Key}}</div></div></details>"""
_ANSWER = '<div class="answer">{{Answer}}</div>'
# The answer of a question with several right options is the list of the front.
_BACK = f"{_FRONT}\n{_RULE}\n{_ANSWER}{{{{#Choices}}}}{_MIX}{{{{/Choices}}}}\n{_BELOW}"
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
        f"{_FRONT}\n{_ASKED}{{{{#Choices}}}}{{{{Choices}}}}{_MIX}{{{{/Choices}}}}",
        _BACK,
        *_BROWSED,
    ),
    CardTemplate(
        "Exam",
        7310021847702,
        f"{{{{#ExamChoices}}}}{_FRONT}\n{_ASKED}{_EXAM}{{{{/ExamChoices}}}}",
        f"{_FRONT}\n{_EXAM}\n{_RULE}\n{_ANSWER}\n{_BELOW}\n{_HIGHLIGHT}",
        *_BROWSED,
    ),
    CardTemplate(
        "Type",
        7310021847703,
        f"{{{{#TypeIt}}}}{_FRONT}\n{_ASKED}{{{{type:Answer}}}}{{{{/TypeIt}}}}",
        f"{_FRONT}\n{_RULE}\n{{{{type:Answer}}}}\n{_COMPARED}\n{_ANSWER}\n{_BELOW}",
        *_BROWSED,
    ),
    CardTemplate(
        "Spare", 7310021847704, "{{#Spare1}}{{Spare1}}{{/Spare1}}", f"{{{{Spare2}}}}\n{_BELOW}"
    ),
)
CLOZE_TEMPLATES = (
    CardTemplate("Cloze", 7310021847711, f"{_CLOZE}\n{_ASKED}", f"{_CLOZE}\n{_RULE}\n{_BELOW}"),
)
