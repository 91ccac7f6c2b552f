"""The note types: ids and fields, as plain data.

Fields, templates and all ids are final. If the set changes, Anki treats it as a different note type
and no longer updates existing notes. The text of a template and the CSS may change.
"""

from collections.abc import Mapping
from types import MappingProxyType

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
    ("More", 7310021845511),
    ("Source", 7310021845512),
    ("Spare1", 7310021845513),
    ("Spare2", 7310021845514),
    ("Spare3", 7310021845515),
    ("QuestionPicture", 7310021845516),
    ("AnswerPicture", 7310021845517),
    ("Remark", 7310021845518),
)
CLOZE_FIELDS = (
    ("Key", 7310021846601),
    ("Text", 7310021846602),
    ("Why", 7310021846603),
    ("More", 7310021846604),
    ("Source", 7310021846605),
    ("Spare1", 7310021846606),
    ("Spare2", 7310021846607),
    ("Spare3", 7310021846608),
    ("Spare4", 7310021846609),
    ("Spare5", 7310021846610),
    ("QuestionPicture", 7310021846611),
    ("AnswerPicture", 7310021846612),
    ("Spare6", 7310021846614),
    ("Spare7", 7310021846615),
    ("Spare8", 7310021846616),
    ("Spare9", 7310021846617),
    ("Spare10", 7310021846618),
    ("Remark", 7310021846613),
)
# Anki's text import fills the fields in this order, and leaves those that a line does not reach. So
# the pictures, whose files a text cannot bring, and the learner's remark come last. The tags come
# after the pictures, so that a text can empty them; there, a cloze has as many fields.

TEXT_FIELDS: Mapping[bool, int] = MappingProxyType(
    {
        is_cloze: [name for name, _ in fields].index("Source") + 1
        for is_cloze, fields in ((False, QUESTION_FIELDS), (True, CLOZE_FIELDS))
    }
)
"""How many fields a text file fills; the key says whether it is the cloze type."""

QUESTION_PICTURE, ANSWER_PICTURE = "QuestionPicture", "AnswerPicture"
BEFORE_REMARK = len(QUESTION_FIELDS) - 1
"""How many fields both types have before the remark."""

SORT_FIELD = 1
"""The question or the text: the first column of the browser. The key is not readable enough."""

FOLDED = (
    *("Key", "Choices", "ExamChoices", "TypeIt", "Exercise", "Phase", "Muscle", "More", "Source"),
    *("Spare1", "Spare2", "Spare3", "Spare4", "Spare5", QUESTION_PICTURE, ANSWER_PICTURE),
    *("Spare6", "Spare7", "Spare8", "Spare9", "Spare10"),
)
"""Fields that are collapsed in the editor, so that the question and the remark stay visible."""

_SPARE = "Reserved for later versions; leave it empty."
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "Key": "Identifies the card; do not change it.",
        "ExamChoices": "Adds a card that shows the choices from the start.",
        "TypeIt": "Adds a card to type the answer into.",
        QUESTION_PICTURE: "A muscle map that the question is about.",
        ANSWER_PICTURE: "The muscle map of the answer.",
        "Remark": "Your remarks; shown on the back.",
        **dict.fromkeys([f"Spare{number}" for number in range(1, 11)], _SPARE),
    }
)
"""Hints that the editor shows in empty fields."""

SWITCHES = ("Question", "ExamChoices", "TypeIt", "Spare1")
"""The field that enables the card of each question template."""
