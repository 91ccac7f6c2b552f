"""English: articles, word stems, similarity, American and British spelling."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_STEM = 4
_TEXTS = 32768
"""Texts whose words are remembered: about as many as the cards of a large library show."""

_LATEST = 1024
"""Texts of which all words are remembered, while several functions look at the same text."""

# Patterns are compiled on first use, by `re`: a start needs one of them, and compiling is slow.
# By sound: an hour and an upper arm, but a unit, a used band, a one-leg squat and a European study.
_AN = r"(?i:[ai]|e(?!u|we)|o(?!(?:ne|nce)\b)|u(?!ni(?![nm])|s[aeu]|t[ei]|bi|ri)|hour|honest|heir)"
# Abbreviations that are spelt out: an NSCA course, but a NASM course.
_SPELT_OUT = r"(?:[FHLMNRSX](?=[B-DF-HJ-NP-TV-Z]+|\b)|[AEIO](?=[A-Z]))[A-Z]*s?\b"
_SAID = r"U[A-Z]+\b"
_AMERICAN = (
    (
        r"(?i)\b((?:de)?stabil|neutral|util|organ|recogn|character|emphas|amort)is(?=e|a|i(?!s))",
        r"\1iz",
    ),
    (r"(?i)\b(fib|cent)re(?=s?\b)", r"\1er"),
    (r"(?i)\b(program)me(?=s?\b)", r"\1"),
    (r"(?i)\b(colo|behavio|favo|neighbo)u(?=r)", r"\1"),
    (r"(?i)\b(m)anoeuvre", r"\1aneuver"),
    (r"(?i)\b((?:centi|kilo)?met)re(?=s?\b)", r"\1er"),
    (r"(?i)\b((?:to|for|back|up|down)ward)s\b", r"\1"),
)
_BRITISH = (
    ("iz", r"iz(?=e|ing|ation|er)", "is"),
    ("fiber", r"\bfiber", "fibre"),
    ("center", r"\bcenter", "centre"),
    ("color", r"\bcolor", "colour"),
    ("maneuver", r"\bmaneuver", "manoeuvre"),
)
"""A part of all texts that need a change, its pattern, and the replacement."""

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_ONE_SHORT_SYLLABLE = r"[^aeiou]*[aeiou][^aeiouwxy]"
_LITTLE = frozenset({"a", "an", "and", "at", "in", "of", "on", "or", "the", "to", "with"})
_COMMON = frozenset(
    {
        *("about", "above", "after", "against", "along", "also", "among", "around", "because"),
        *("been", "before", "below", "between", "both", "during", "does", "each", "from", "have"),
        *(
            "into",
            "keep",
            "keeps",
            "more",
            "most",
            "muscle",
            "muscles",
            "other",
            "over",
            "phase",
            "phases",
            "same",
        ),
        *("some", "such", "than", "that", "their", "them", "then", "there", "these", "they"),
        *("this", "those", "through", "under", "what", "when", "where", "which", "while", "whose"),
        *("will", "with", "work", "works", "your"),
    }
)


@lru_cache(maxsize=_LATEST)
def with_article(phrase: str) -> str:
    """The phrase with "a" or "an" in front."""
    is_an = re.match(_AN, phrase) and not re.match(_SAID, phrase)
    spelt = re.match(_SPELT_OUT, phrase) or is_an
    return f"{'an' if spelt else 'a'} {phrase}"


def predicate(noun: str, *, plural: bool) -> str:
    """A noun as the complement of "is" or "are": "a prime mover", "prime movers"."""
    return f"{noun}s" if plural else with_article(noun)


def third_person(verb: str) -> str:
    """A verb phrase with its verb in the third person: "laterally flexes the spine"."""
    return _with_verb(verb, lambda word: f"{word}{'es' if word.endswith(_SIBILANTS) else 's'}")


def of_several(verb: str) -> str:
    """A verb phrase of one subject as that of several: "flex the elbow"."""
    return _with_verb(verb, _plural_of)


def gerund(verb: str) -> str:
    """A verb phrase with its verb as a noun: "letting the bar go"."""
    return _with_verb(verb, _gerund_of)


def _with_verb(phrase: str, change: Callable[[str], str]) -> str:
    """The phrase with a change to its verb: the first word that is not an adverb."""
    parts = phrase.split(" ")
    number = next((n for n, word in enumerate(parts) if not word.endswith("ly")), 0)
    parts[number] = change(parts[number])
    return " ".join(parts)


def _plural_of(word: str) -> str:
    stem = word.removesuffix("es")
    return stem if stem.endswith(_SIBILANTS) and stem != word else word.removesuffix("s")


def _gerund_of(word: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return f"{word[:-1]}ing"
    doubled = re.fullmatch(_ONE_SHORT_SYLLABLE, word)
    return f"{word}{word[-1] if doubled else ''}ing"


def capitalised(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=_LATEST)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(re.findall(_WORD, text.lower()))


@lru_cache(maxsize=_TEXTS)
def plain_words(text: str) -> frozenset[str]:
    """The words of a text in the singular, without articles and prepositions."""
    found = set(words(text)) - _LITTLE
    return frozenset([word.removesuffix("s") if len(word) > _STEM else word for word in found])


@lru_cache(maxsize=_TEXTS)
def telling_stems(text: str) -> frozenset[str]:
    """The first letters of the significant words: "spine" and "spinae" share them."""
    return frozenset(
        word[:_STEM] for word in words(text) if len(word) >= _STEM and word not in _COMMON
    )


@lru_cache(maxsize=_TEXTS)
def telling_words(text: str) -> frozenset[str]:
    """The significant words: "external" and "extension" have the same stem, but differ."""
    return frozenset(
        word for word in plain_words(text) if len(word) >= _STEM and word not in _COMMON
    )


@lru_cache(maxsize=_TEXTS)
def related(text: str) -> frozenset[str]:
    """Groups of words that point to each other, each by its first word: "hand" for a wrist."""
    return frozenset(
        _RELATED[form]
        for word in words(text)
        for form in (word, word.removesuffix("s"), word.removesuffix("ly"))
        if form in _RELATED
    )


_RELATED = {
    word: group[0]
    for group in (
        ("hand", "wrist", "palm"),
        ("foot", "feet", "ankle"),
        ("still", "static", "isometric", "isometrical", "hold", "held", "holding", "motionless"),
        ("slow", "eccentric", "eccentrical"),
        ("fast", "quick", "speed", "velocity", "rapid", "explosive", "ballistic"),
        ("swing", "momentum"),
        ("balance", "stability", "stable"),
        ("pause", "wait", "reverse"),
    )
    for word in group
}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The most similar of the known words, or None if none is similar."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def likeness(one: str, other: str) -> float:
    """The similarity of two texts, from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()


def american(text: str) -> str:
    """Convert British spelling to American."""
    for pattern, replacement in _american():
        text = pattern.sub(replacement, text)
    return text


@cache
def _american() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), replacement) for pattern, replacement in _AMERICAN]


def british(text: str) -> str:
    """Convert American spelling to British, for comparison only: it also changes other words."""
    for part, pattern, replacement in _BRITISH:
        if part in text:
            text = re.sub(pattern, replacement, text)
    return text
