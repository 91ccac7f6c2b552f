"""Lint rules for stems: their wording, and whether the facts support the key.

Each rule is a function from a card and its context to messages. Its docstring describes the flaw
and names the source; the numbers refer to Haladyna and Rodriguez (2013).
"""

import re
from collections.abc import Iterator

from cards.english import with_article, words
from cards.groups.rules import GROUP_RULES
from cards.lint.view import (
    NEGATIVE,
    LintContext,
    asked,
    form,
    holds,
    options,
    stem_words,
    texts,
    tokens,
)
from cards.model.card import Card, Proof
from cards.model.fact import GAP
from cards.model.kinds import ASSERTIONS, CHOICES, CLOZES, OFFERED
from cards.wording import slot_words

FEWEST_WORDS, MOST_WORDS = 4, 35
"""Words of a stem."""

_UNRESOLVED = re.compile(r"[{}]|\b[a-z]+ None\b")
_UNTIDY = (
    ("consecutive spaces", re.compile(r"\s{2}|^\s|\s$")),
    ("a repeated word", re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE)),
    ("a space before punctuation", re.compile(r"\s[,.;:?!](?!\w)")),
    ("consecutive punctuation marks", re.compile(r"[,;:?!][,.;:?!]|\.[,;:?!]|(?<!\.)\.\.(?!\.)")),
)
_END = re.compile(r"[.?!][”\"’')]*$")
_ARTICLE = re.compile(r"\b(an?) ([^\W_][\w’'-]*(?: [\w’'-]+)?)", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"(?:^|[.?:] |, )(?:name|match|put|order|arrange|rank|sort|select|choose|pick|complete|give"
    r"|type|write|fill|list|tell|state)\b",
    re.IGNORECASE,
)
_UNFOCUSED = re.compile(
    r"^(?:which|what)(?: one)?(?: of (?:the following|these))?(?: statements?| sentences?)?"
    r" (?:is|are) (?:true|correct|right|false|incorrect|wrong)",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|all|every|none|only|completely|entirely|totally|absolutely|invariably"
    r"|exclusively|must)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:often|usually|sometimes|generally|frequently|occasionally|commonly|normally|typically"
    r"|seldom|rarely|mostly|possibly|probably|perhaps|may|might|could)\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"; |[,:] (?:and|but|because|while|whereas|since|so|in which|in whose|which|where|who)\b"
    r"| (?:because|whereas|although)\b"
    r"| and (?:is|are|was|has|have|does|do|works?|performs?|acts?)\b",
    re.IGNORECASE,
)
_ARTICLE_AT_END = re.compile(r"\b(an?)(?:\W|_)*$", re.IGNORECASE)
_ARTICLE_AT_GAP = re.compile(rf"\b(an?) {GAP}", re.IGNORECASE)


def unresolved_slot(card: Card, _: LintContext) -> Iterator[str]:
    """A slot of the template is not filled (Haladyna 8: edit and proof)."""
    for text in texts(card):
        if _UNRESOLVED.search(text):
            yield f"“{text}” contains an unfilled slot"


def untidy_text(card: Card, _: LintContext) -> Iterator[str]:
    """Spaces, doubled words, marks, or no mark at the end (Haladyna 8: edit and proof)."""
    for text in texts(card):
        for what, pattern in _UNTIDY:
            if pattern.search(text):
                yield f"“{text}” has {what}"
    for sentence in (*card.stems, card.explanation):
        if sentence and not _END.search(sentence):
            yield f"“{sentence}” has no mark at its end"


def wrong_article(card: Card, _: LintContext) -> Iterator[str]:
    """“a” is used instead of “an”, or vice versa (Haladyna 8: edit and proof)."""
    for text in (*card.stems, card.explanation):
        for article, phrase in _ARTICLE.findall(text):
            right = with_article(phrase)
            if not right.startswith(f"{article.lower()} "):
                yield f"“{article} {phrase}” should be “{right}”"


def no_question(card: Card, _: LintContext) -> Iterator[str]:
    """The stem is neither a question nor an instruction (Haladyna 11; SAQUET: unfocused stem)."""
    for stem in card.stems:
        if "?" not in stem and not _INSTRUCTION.search(stem):
            yield f"“{stem}” is not a question; end it with a question mark"


def unfocused_stem(card: Card, _: LintContext) -> Iterator[str]:
    """The stem cannot be answered with the options covered (Haladyna 11; SAQUET)."""
    for stem in card.stems:
        if _UNFOCUSED.search(stem):
            yield f"“{stem}” asks nothing without its options; ask in the stem"


def two_questions(card: Card, _: LintContext) -> Iterator[str]:
    """The stem asks more than one question (Haladyna 1: one content, one demand)."""
    for stem in card.stems:
        if stem.count("?") > 1:
            yield f"“{stem}” asks more than one question"


def stem_too_short(card: Card, _: LintContext) -> Iterator[str]:
    """The stem is too short (Haladyna 11: the central idea is in the stem)."""
    for stem in card.stems:
        if len(tokens(stem)) < FEWEST_WORDS:
            yield f"“{stem}” has fewer than {FEWEST_WORDS} words"


def stem_too_long(card: Card, _: LintContext) -> Iterator[str]:
    """The stem is too long (Haladyna 9, 10; NBME; SAQUET: gratuitous information)."""
    for stem in card.stems:
        count = len(tokens(stem))
        if count > MOST_WORDS:
            yield f"“{stem}” has {count} words; at most {MOST_WORDS} are allowed"


def negative_stem(card: Card, _: LintContext) -> Iterator[str]:
    """The question is negative (Haladyna 12; NBME; SAQUET: negative worded stem)."""
    for stem in card.stems:
        if found := NEGATIVE.search(stem):
            yield f"“{stem}” is negative: “{found[0]}”"


def negative_unemphasised(card: Card, _: LintContext) -> Iterator[str]:
    """A negative word in the stem is not in capitals (Haladyna 2002, 17)."""
    for stem in card.stems:
        for found in NEGATIVE.findall(stem):
            if not found.isupper():
                yield f"“{found}” in “{stem}” is easily overlooked; write {found.upper()}"


def double_negative(card: Card, _: LintContext) -> Iterator[str]:
    """The question contains two negatives (Haladyna 12, 19)."""
    for stem in card.stems:
        found = NEGATIVE.findall(stem)
        negated = next((text for text in options(card) if NEGATIVE.search(text)), None)
        if len(found) > 1:
            yield f"“{stem}” contains two negatives"
        elif found and negated:
            yield f"“{stem}” and its option “{negated}” are both negative"


def absolute_statement(card: Card, _: LintContext) -> Iterator[str]:
    """An absolute word suggests that the statement is false (Haladyna 20b; NBME; SAQUET)."""
    for stem in card.stems:
        if found := _ABSOLUTE.search(stem):
            yield f"“{stem}” contains the absolute word “{found[0]}”"


def absolute_option(card: Card, _: LintContext) -> Iterator[str]:
    """Some options contain an absolute word and others do not (Haladyna 20b; NBME; SAQUET)."""
    found = [text for text in options(card) if _ABSOLUTE.search(text)]
    if 0 < len(found) < len(options(card)):
        yield f"“{found[0]}” contains an absolute word; other options do not"


def vague_term(card: Card, _: LintContext) -> Iterator[str]:
    """A frequency or probability is vague (NBME: vague frequency terms; SAQUET)."""
    for text in (*card.stems, *options(card)):
        if found := _VAGUE.search(text):
            yield f"“{found[0]}” in “{text}” is vague"


def blank_in_stem(card: Card, _: LintContext) -> Iterator[str]:
    """The question contains a blank (Haladyna 1989, 19; SAQUET: fill in the blank)."""
    for stem in card.stems:
        if "__" in stem:
            yield f"“{stem}” contains a blank; ask a complete question, or use kind: cloze"


def article_cue(card: Card, _: LintContext) -> Iterator[str]:
    """“a” or “an” before the answer gives away how it begins (Haladyna 20f; NBME; SAQUET)."""
    # For free text the article reveals little; for a role it reveals a lot.
    closed = card.kind in CHOICES or card.field != "text"
    pattern = _ARTICLE_AT_GAP if card.kind in CLOZES else _ARTICLE_AT_END
    for stem in card.stems:
        if closed and (found := pattern.search(stem)):
            yield f"“{found[1]}” at the gap of “{stem}” gives away how the answer begins"


def two_claims(card: Card, _: LintContext) -> Iterator[str]:
    """The statement makes two claims, one of which may be false (Haladyna 1)."""
    for stem in card.stems:
        if found := _CLAIMS.search(stem):
            yield f"“{stem}” makes two claims, joined by “{found[0].strip()}”"


def not_in_statement(card: Card, _: LintContext) -> Iterator[str]:
    """The statement is negative, so “False” means yes (Haladyna 12)."""
    for stem in card.stems:
        if found := NEGATIVE.search(stem):
            yield f"“{stem}” is negative: “{found[0]}”"


def unqualified_opinion(card: Card, _: LintContext) -> Iterator[str]:
    """A claim that is not agreed is asked without naming its source (Haladyna 5)."""
    source = card.fact.attribution
    attributed = card.fact.names_source or any(
        d.proof is Proof.ATTRIBUTED for d in card.distractors
    )
    for stem in card.stems:
        if attributed and source not in stem:
            yield f"“{stem}” does not name its only source, {source}"


def no_explanation(card: Card, _: LintContext) -> Iterator[str]:
    """The card does not explain why the key is right (Kurdi 2020: feedback)."""
    if not words(card.explanation):
        yield "the explanation is missing"


def wrong_key(card: Card, context: LintContext) -> Iterator[str]:
    """The key contradicts the fact (Haladyna 14; SAQUET: more than one correct)."""
    word = slot_words(card.fact, context.base).get(card.template.key)
    if word is None:
        return
    if card.kind in ASSERTIONS:
        for stem in card.stems:
            said = form(stem)
            says_so = any(holds(said, form(text)) for text in (word.text, f"{word.text}s"))
            if says_so != (card.key[0] == "True"):
                yield f"“{stem}” is marked {card.key[0].lower()}, but the fact says “{word.text}”"
    elif word.text != card.key[0]:
        yield f"the key is “{card.key[0]}”, but the fact says “{word.text}”"


def second_key(card: Card, context: LintContext) -> Iterator[str]:
    """A wrong option is the key of another card with the same question (Haladyna 14; SAQUET)."""
    wrong = {form(d.text): d.text for d in card.distractors}
    known = {form(text) for text in card.key}
    rule = GROUP_RULES.get(card.template.gather or "")
    if rule is not None and rule.relative:  # with other options, another answer is right
        return
    for other in _twins(card, context):
        for key in map(form, other.key[:1]):
            if key in wrong:
                yield f"“{wrong[key]}” is wrong here and right in {other.id}"
            elif not card.distractors and key not in known:
                yield f"“{other.key[0]}” is right in {other.id} and not accepted here"


def repeated_stem(card: Card, context: LintContext) -> Iterator[str]:
    """Another card has the same wording (Haladyna 3: items are independent)."""
    for other in _twins(card, context):
        # "Which of these …" may be asked again with other options, which make it another question.
        if card.kind in OFFERED and other.template is card.template and other.key != card.key:
            continue
        yield f"{other.id} has the same wording"


def same_question_twice(card: Card, context: LintContext) -> Iterator[str]:
    """Two templates ask the same about one fact with the same kind of card (Haladyna 3)."""
    for other in context.by_asked.get(asked(card), ()):
        if other.id == card.id:  # only report the second of the two
            break
        if other.template.id != card.template.id:
            yield f"{other.id} asks the same about the same fact"
            break


def _twins(card: Card, context: LintContext) -> Iterator[Card]:
    """The other cards with the same wording."""
    seen = {card.id}
    for stem in card.stems:
        for other in context.by_words.get(stem_words(stem, card), ()):
            if other.id not in seen:
                seen.add(other.id)
                yield other
