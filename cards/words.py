"""Small questions about English words: articles, shared stems, American spelling."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STEM = 4
_AN = re.compile(r"(?:[aeio]|u(?!ni[lvtf]|s[ei]|til)|hour|honest|heir)", re.IGNORECASE)
_AMERICAN = (
    (re.compile(r"\b(stabil|neutral|util|organ|recogn|character|emphas)is(?=e|i(?!s))"), r"\1iz"),
    (re.compile(r"\bfibre"), "fiber"),
    (re.compile(r"\bcentre"), "center"),
    (re.compile(r"\bprogramme"), "program"),
    (re.compile(r"\bcolour"), "color"),
)
_BRITISH = (
    (re.compile(r"iz(?=e|ing|ation|er)"), "is"),
    (re.compile(r"\bfiber"), "fibre"),
    (re.compile(r"\bcenter"), "centre"),
)
_COMMON = frozenset(
    {
        *("about", "above", "after", "against", "along", "also", "among", "around", "because"),
        *("been", "before", "below", "between", "both", "during", "does", "each", "from", "have"),
        *("into", "keep", "keeps", "more", "most", "muscle", "muscles", "other", "over", "same"),
        *("some", "such", "than", "that", "their", "them", "then", "there", "these", "they"),
        *("this", "those", "through", "under", "what", "when", "where", "which", "while", "whose"),
        *("will", "with", "work", "works", "your"),
    }
)


def with_article(phrase: str) -> str:
    """The phrase behind "a" or "an"."""
    return f"{'an' if _AN.match(phrase) else 'a'} {phrase}"


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def telling_stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning: "spine" and "spinae" share one."""
    return frozenset(
        word[:_STEM] for word in words(text) if len(word) >= _STEM and word not in _COMMON
    )


def american(text: str) -> str:
    """British spelling as Americans write it."""
    return _replaced(text, _AMERICAN)


def british(text: str) -> str:
    """American spelling as the British write it, for comparing; too eager to be shown."""
    return _replaced(text, _BRITISH)


def _replaced(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in table:
        text = pattern.sub(replacement, text)
    return text
