"""Texts on a claim that is not agreed: they name its source."""

from collections.abc import Iterable

from cards.model.fact import Fact


def attributed(text: str, fact: Fact) -> str:
    """The text with the name of its source, in the sentence that asks or claims."""
    if fact.attribution in text:
        return text
    before, end, text = text.rpartition(". ")
    first = text.split(maxsplit=1)[0]
    # Names and abbreviations keep their capital; the first word of a sentence does not.
    if not (first[1:].lower() != first[1:] or any(first in name.split() for name in fact.names)):
        text = text[:1].lower() + text[1:]
    return f"{before}{end}According to {fact.attribution}, {text}"


def attributed_group(text: str, facts: Iterable[Fact]) -> str:
    """The text with the name of the source of a claim that is not agreed."""
    disputed = next((fact for fact in facts if fact.names_source), None)
    return text if disputed is None else attributed(text, disputed)
