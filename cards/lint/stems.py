"""Item-writing rules on what is asked: the wording of a stem, and what the facts say of its key.

Each rule is a function from a card, and the cards around it, to complaints. Its docstring says what
is wrong with a card it complains about, and who says so: Haladyna's numbers are those of Haladyna
and Rodriguez (2013).
"""

import re
from collections.abc import Iterator

from cards.english import with_article, words
from cards.lint.view import (
    NEGATIVE,
    OFFERED,
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
from cards.model.facts import GAP
from cards.model.template import Kind
from cards.wording import slot_words

FEWEST_WORDS, MOST_WORDS = 4, 35
"""Words of a stem."""

_UNRESOLVED = re.compile(r"[{}]|\b[a-z]+ None\b")
_UNTIDY = (
    ("two spaces in a row", re.compile(r"\s{2}|^\s|\s$")),
    ("a word twice in a row", re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE)),
    ("a space before a mark", re.compile(r"\s[,.;:?!](?!\w)")),
    ("two marks in a row", re.compile(r"[,;:?!][,.;:?!]|\.[,;:?!]|(?<!\.)\.\.(?!\.)")),
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
    """A slot of the template was not filled (Haladyna 8: edit and proof)."""
    for text in texts(card):
        if _UNRESOLVED.search(text):
            yield f"“{text}” holds a slot that nothing filled"


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
    """An “a” where “an” belongs, or the other way round (Haladyna 8: edit and proof)."""
    for text in (*card.stems, card.explanation):
        for article, phrase in _ARTICLE.findall(text):
            right = with_article(phrase)
            if not right.startswith(f"{article.lower()} "):
                yield f"“{article} {phrase}” should be “{right}”"


def no_question(card: Card, _: LintContext) -> Iterator[str]:
    """The stem neither asks nor tells what to do (Haladyna 11; SAQUET: unfocused stem)."""
    for stem in card.stems:
        if "?" not in stem and not _INSTRUCTION.search(stem):
            yield f"“{stem}” asks nothing; end it with a question mark"


def unfocused_stem(card: Card, _: LintContext) -> Iterator[str]:
    """Nobody can answer it with the options covered (Haladyna 11; SAQUET: unfocused stem)."""
    for stem in card.stems:
        if _UNFOCUSED.search(stem):
            yield f"“{stem}” puts its question into the options; ask it in the stem"


def two_questions(card: Card, _: LintContext) -> Iterator[str]:
    """The stem asks more than one thing (Haladyna 1: one content, one demand)."""
    for stem in card.stems:
        if stem.count("?") > 1:
            yield f"“{stem}” asks more than one question"


def stem_too_short(card: Card, _: LintContext) -> Iterator[str]:
    """Too few words to say what is wanted (Haladyna 11: the central idea is in the stem)."""
    for stem in card.stems:
        if len(tokens(stem)) < FEWEST_WORDS:
            yield f"“{stem}” has fewer than {FEWEST_WORDS} words"


def stem_too_long(card: Card, _: LintContext) -> Iterator[str]:
    """More words than a stem needs (Haladyna 9, 10; NBME; SAQUET: gratuitous information)."""
    for stem in card.stems:
        count = len(tokens(stem))
        if count > MOST_WORDS:
            yield f"“{stem}” has {count} words; {MOST_WORDS} are plenty"


def negative_stem(card: Card, _: LintContext) -> Iterator[str]:
    """The question is turned round (Haladyna 12; NBME; SAQUET: negative worded stem)."""
    for stem in card.stems:
        if found := NEGATIVE.search(stem):
            yield f"“{stem}” turns the question round with “{found[0]}”"


def negative_unemphasised(card: Card, _: LintContext) -> Iterator[str]:
    """A word that turns the question round is not in capitals (Haladyna 2002, 17)."""
    for stem in card.stems:
        for found in NEGATIVE.findall(stem):
            if not found.isupper():
                yield f"“{found}” in “{stem}” is easily missed; write {found.upper()}"


def double_negative(card: Card, _: LintContext) -> Iterator[str]:
    """Two words turn the sense round at once (Haladyna 12, 19)."""
    for stem in card.stems:
        found = NEGATIVE.findall(stem)
        negated = next((text for text in options(card) if NEGATIVE.search(text)), None)
        if len(found) > 1:
            yield f"“{stem}” is turned round twice"
        elif found and negated:
            yield f"“{stem}” and its option “{negated}” are both negative"


def absolute_statement(card: Card, _: LintContext) -> Iterator[str]:
    """A word that allows no exception tells that it is false (Haladyna 20b; NBME; SAQUET)."""
    for stem in card.stems:
        if found := _ABSOLUTE.search(stem):
            yield f"“{stem}” claims too much with “{found[0]}”"


def absolute_option(card: Card, _: LintContext) -> Iterator[str]:
    """Some options allow no exception and others do (Haladyna 20b; NBME; SAQUET)."""
    found = [text for text in options(card) if _ABSOLUTE.search(text)]
    if 0 < len(found) < len(options(card)):
        yield f"“{found[0]}” allows no exception, which other options do"


def vague_term(card: Card, _: LintContext) -> Iterator[str]:
    """How often or how sure is left to the reader (NBME: vague frequency terms; SAQUET)."""
    for text in (*card.stems, *options(card)):
        if found := _VAGUE.search(text):
            yield f"“{found[0]}” in “{text}” means something else to everybody"


def blank_in_stem(card: Card, _: LintContext) -> Iterator[str]:
    """A question has a blank in it (Haladyna 1989, 19; SAQUET: fill in the blank)."""
    for stem in card.stems:
        if "__" in stem:
            yield f"“{stem}” has a blank; ask a whole question, or make it a cloze"


def article_cue(card: Card, _: LintContext) -> Iterator[str]:
    """“a” or “an” before what is asked for tells how it begins (Haladyna 20f; NBME; SAQUET)."""
    # A gap that takes any words gives away little by it; one that takes a role gives away a lot.
    closed = card.kind is Kind.CHOICE or card.field != "text"
    pattern = _ARTICLE_AT_GAP if card.kind is Kind.CLOZE else _ARTICLE_AT_END
    for stem in card.stems:
        if closed and (found := pattern.search(stem)):
            yield f"“{found[1]}” at the gap of “{stem}” tells how the answer begins"


def two_claims(card: Card, _: LintContext) -> Iterator[str]:
    """A statement claims two things, of which one may be false (Haladyna 1)."""
    for stem in card.stems:
        if found := _CLAIMS.search(stem):
            yield f"“{stem}” claims two things, joined by “{found[0].strip()}”"


def not_in_statement(card: Card, _: LintContext) -> Iterator[str]:
    """A statement to judge is negative, so that “False” says yes (Haladyna 12)."""
    for stem in card.stems:
        if found := NEGATIVE.search(stem):
            yield f"“{stem}” is negative: “{found[0]}”"


def unqualified_opinion(card: Card, _: LintContext) -> Iterator[str]:
    """One source's claim is asked without saying whose it is (Haladyna 5)."""
    source = card.fact.source.name
    attributed = card.fact.attributed or any(d.proof is Proof.ATTRIBUTED for d in card.distractors)
    for stem in card.stems:
        if attributed and source not in stem:
            yield f"“{stem}” does not name {source}, who alone says so"


def no_explanation(card: Card, _: LintContext) -> Iterator[str]:
    """Nothing tells why the key is right (Kurdi 2020: feedback is what generators lack)."""
    if not words(card.explanation):
        yield "there is no explanation"


def wrong_key(card: Card, around: LintContext) -> Iterator[str]:
    """The key is not what the fact says (Haladyna 14; SAQUET: more than one correct)."""
    word = slot_words(card.fact, around.base).get(card.template.key)
    if word is None:
        return
    if card.kind is Kind.TRUE_FALSE:
        for stem in card.stems:
            says_so = holds(form(stem), form(word.text))
            if says_so != (card.key[0] == "True"):
                yield f"“{stem}” is marked {card.key[0].lower()}, but the fact says “{word.text}”"
    elif word.text != card.key[0]:
        yield f"the key is “{card.key[0]}”, but the fact says “{word.text}”"


def second_key(card: Card, around: LintContext) -> Iterator[str]:
    """Another card asks the same and holds what is wrong here for right (Haladyna 14; SAQUET)."""
    wrong = {form(d.text): d.text for d in card.distractors}
    known = {form(text) for text in card.key}
    for other in _twins(card, around):
        for key in map(form, other.key[:1]):
            if key in wrong:
                yield f"“{wrong[key]}” is wrong here and right in {other.id}"
            elif not card.distractors and key not in known:
                yield f"“{other.key[0]}” is right in {other.id} and not understood here"


def repeated_stem(card: Card, around: LintContext) -> Iterator[str]:
    """Another card asks with the same words (Haladyna 3: items are independent)."""
    for other in _twins(card, around):
        # "Which of these …" may be asked again of other options: those make it another question.
        if card.kind in OFFERED and other.template is card.template and other.key != card.key:
            continue
        yield f"{other.id} asks with the same words"


def same_question_twice(card: Card, around: LintContext) -> Iterator[str]:
    """Two templates ask the same of one fact in one kind of card (Haladyna 3)."""
    for other in around.by_asked.get(asked(card), ()):
        if other.id == card.id:  # the second of the two is one too many
            break
        if other.template.id != card.template.id:
            yield f"{other.id} asks the same fact for the same"
            break


def _twins(card: Card, around: LintContext) -> Iterator[Card]:
    """The other cards that ask with the same words, each once."""
    seen = {card.id}
    for stem in card.stems:
        for other in around.by_words.get(stem_words(stem, card), ()):
            if other.id not in seen:
                seen.add(other.id)
                yield other
