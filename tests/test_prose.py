"""The prose of the repository is plain technical English.

To ban a phrase, add an entry to `PHRASES`, with one sentence that it must match and a similar one
that it must not.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.support.paths import ROOT
from tests.support.prose import LAYERS, Passage, passages, python_files, tree


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to avoid.

    Attributes:
        pattern: A regular expression that ignores case. `START` matches the beginning of a sentence
            and makes the first word case-sensitive.
        meant: A sentence that must match.
        allowed: A similar sentence that must not match.
        say: The wording to use instead.
    """

    pattern: str
    meant: str
    allowed: str
    say: str


START = r"(?:^|(?<=[.:;!?(] ))(?-i:"
"""The beginning of a sentence. The pattern closes the bracket after the first word."""

PHRASES = (
    Phrase(
        r"(?<!there )\b(is|are|was|were) no (?!longer|more|less|fewer|better|worse|way|one|need)",
        "'rol' is no key that is known here.",
        "The file is no longer needed, and there is no backup.",
        "Unknown key 'rol'; X is not a Y",
    ),
    Phrase(
        r"\bst(and|ands|ood|anding) (here|there|besides?|behind|in(?! for)|at|before|after|above"
        r"|below|under|on|still|alone|first|last|next|already|twice|elsewhere|together|among)\b"
        r"|\b(what|where|here|there|it|that|which) (also )?stands?\b(?! for| out| up)",
        "What stands here belongs to nothing above it.",
        "The letter stands for an option; as you stand up, the hip extends.",
        "is, appears, is listed, is written",
    ),
    Phrase(
        r"\btold\b|\btells? (of|how|what|which|whether|where|it|nothing|them)\b",
        "Whether a start is told.",
        "The message says which file failed.",
        "announced, reported, stated; distinguished",
    ),
    Phrase(
        r"\bbehind\b(?! schedule| the scenes| the pace| an even pace| the knee| the body)",
        "A comma is missing behind it.",
        "The answers are behind schedule.",
        "after, following",
    ),
    Phrase(
        r"(?<!percent )(?<!minus )(?<!plus )(?<!equals )(?<!warning )\bsigns?\b(?! in| up)",
        "A line without signs.",
        "The value begins with a percent sign.",
        "character, symbol",
    ),
    Phrase(
        START + r"What)\b(?! if| you| to )[^?]*$",
        "A value. What a template can name. Each slot is a function.",
        "What is the role of the muscle?",
        "a noun: 'The slots that a template can use', not 'What a template can name'",
    ),
    Phrase(
        r"\b[Ww]hoever\b|" + START + r"Who)\b[^?]*$|\bwho [^.?]* need not\b",
        "Who names no topic need not wait.",
        "Who runs the exam?",
        "users who …, the caller, anyone who",
    ),
    Phrase(
        r"\bof (its|their|our|your|one's|his|her) own\b|\b(an|the|our) own\b|\bours\b|\btheirs\b",
        "Each format has a module of its own; ours come first.",
        "Each package has its own tests.",
        "its own …; built-in; the user's",
    ),
    Phrase(
        r"\bcom(e|es|ing) (to be|into being)\b|\bcame to be\b",
        "It does not come to be.",
        "The answer comes too late.",
        "happens, is created, occurs",
    ),
    Phrase(
        r"\b(left|leaves?|leaving) (it |them |one |something )?out\b",
        "Known names are left out.",
        "The muscle is omitted; the left half moves.",
        "omitted, skipped, excluded",
    ),
    Phrase(
        r"\b(what|nothing|none|anything) (that )?(is|was|are) left\b|\bleft halves\b"
        r"|\bleft half of",
        "It draws from what is left.",
        "Ten seconds are left.",
        "remaining; left side",
    ),
    Phrase(
        r"\bgo(es|ne|ing)? on (with|after|from|to)\b|\bwent on\b|\bgoes on\b",
        "Goes on with an unfinished quiz.",
        "Continue an unfinished quiz.",
        "continue, resume",
    ),
    Phrase(
        r"\b(is|are|be|was|were) had\b",
        "Only a role is had 'of' a joint action.",
        "The file had a mistake.",
        "'of' is only allowed together with 'role'",
    ),
    Phrase(
        r"\b(nothing|none|much|something) of (it|them|this|that|either|its)\b"
        r"|\bnothing is to be\b",
        "Nothing of it is to be asked again.",
        "None of the files changed.",
        "nothing in …, no …",
    ),
    Phrase(
        r"\b(later|newer|older|earlier|another|other|former) form\b|\bform \d"
        r"|\bform of the (log|file)\b",
        "The log is of a later form.",
        "The singular form of the noun.",
        "version, schema version",
    ),
    Phrase(
        r"\bso many\b(?! that)", "Ask so many questions.", "So many that it fails.", "that many"
    ),
    Phrase(r"\bpens?\b", "Take up the pen.", "The file is open.", "Nothing is written until …"),
    Phrase(
        START + r"Let)\b(?!'s)",
        "Let the terminal rest.",
        "Release the lock and let others read.",
        "Allow, release, or an active sentence",
    ),
    Phrase(
        r"\bkept ready\b|\bkeeps? [a-z]+ ready\b",
        "The library, kept ready between runs.",
        "The cached library is ready.",
        "cached",
    ),
    Phrase(
        r"\bas far as (it|they|that|this|[^.,;]{1,40} (goes|go|is|are|can))\b|\bso far as\b",
        "The values, as far as they are known.",
        "Read as far as the first blank line.",
        "if known; up to",
    ),
    Phrase(
        r"\bfor people\b(?! (who|studying|preparing))",
        "The reason, for people.",
        "A trainer for people who study anatomy.",
        "readable; leave it off",
    ),
    Phrase(
        r"\b(is|are|all|everything|facts|was|be) in order\b(?! (of|to|by))",
        "Are my facts in order?",
        "The files are in order of size.",
        "valid, correct",
    ),
    Phrase(
        r"\b(a|any|each|every|some|one|two|no|as) further\b"
        r"|\bfurther (card|file|fact|option|key)s?\b",
        "A further card of a fact.",
        "Read further before deciding.",
        "another, extra, more",
    ),
    Phrase(
        r"\bbeside\b",
        "A reason stands beside it.",
        "Besides, it is slow.",
        "next to, with, along with",
    ),
    Phrase(
        r"\b(mak(e|es|ing)|(?<!ready-)made) (no |any |the |of |only |more |all |its |these )*"
        r"(cards?|questions?|notes?)\b"
        r"|\b(cards?|questions?|notes?) (is|are|was|were) made\b",
        "The cards are made from facts.",
        "Ready-made questions help to make a decision on each card.",
        "generate",
    ),
    Phrase(
        r"\bkeepers?\b",
        "The keeper of yaml.",
        "It keeps the time.",
        "the only module that imports …",
    ),
    Phrase(r"\bfor ever\b", "It waits for ever.", "It waits forever.", "forever, without a limit"),
    Phrase(
        r"\b(some|no|every|any)body\b",
        "Somebody at a terminal.",
        "A certifying body states it.",
        "the user, a learner, no one, everyone",
    ),
    Phrase(
        r"\bhand(s|ed|ing)? (it |them |the result |nothing )?(back|on|over|out)\b",
        "Answers, and hands the result back.",
        "Hand in the exam.",
        "return, pass, print",
    ),
    Phrase(
        r"\bturn(s|ed)? round\b|\bturned around\b",
        "A question that is turned round.",
        "The learner turns the page.",
        "negated, reversed",
    ),
    Phrase(
        r"\b(is|are|was|were) to be [a-z]+(ed|en|t|d|wn)\b",
        "The question is to be asked again.",
        "The file has to be valid.",
        "should be, must be, will be",
    ),
    Phrase(
        START + r"Were|Had)\b (it|they|there|the|a|we)\b[^?]*$",
        "Were it the nearest, it would be shown.",
        "If it were the nearest, it would be shown.",
        "If it were …",
    ),
    Phrase(r"\bin small letters\b", "Names, in small letters.", "In lower case.", "in lower case"),
    Phrase(
        r"\b(the|this|our) house\b|\bsignposts?\b",
        "The house guards itself.",
        "The package has one entry point.",
        "the architecture, package",
    ),
    Phrase(
        r"\b(speaks?|spoke|spoken|speaking) of\b",
        "What the file speaks of.",
        "The text mentions it.",
        "mention, refer to",
    ),
    Phrase(
        r"\b(do|does|doing|done|did) without\b",
        "Do without the search for garbage.",
        "It is done; without a log, nothing is saved.",
        "skip, disable, not use",
    ),
    Phrase(
        r"\b(go|goes|went|going) with\b|\bgoes together\b",
        "'at' goes with one source.",
        "'at' is only allowed with one source.",
        "is only allowed with, belongs to",
    ),
    Phrase(
        r"\b(said|says?|claimed|stated|known) of\b",
        "What is said of a muscle.",
        "A claim about a muscle.",
        "about",
    ),
    Phrase(r"\bmend(s|ed|ing)?\b", "Mend the file.", "Fix the file.", "fix, correct"),
    Phrase(
        r"\b(there|here|where)(of|by|from|in|with|upon)\b|\bthereafter\b",
        "The place thereof.",
        "It is there from the start.",
        "its, with it, where …",
    ),
    Phrase(
        r"\bthing a line\b|\bthe same thing\b|\b(a|one|the|these|such|other|two|several) things?\b"
        r"(?! (you|that can))",
        "One thing a line.",
        "One item per line.",
        "name what it is: item, entry, value",
    ),
    Phrase(r"\bin short\b(?!,)", "A fact in short.", "In short, it works.", "summary"),
    Phrase(
        r"\b(file|files|it|fact|facts|list|data|folder|cache|log) lies?\b",
        "Where the file lies.",
        "Where the muscle lies.",
        "is (stored)",
    ),
    Phrase(
        r"\bany ?more\b",
        "Notes that are not made any more.",
        "Does any module import more?",
        "no longer",
    ),
    Phrase(
        r"\bone (behind|after) (the )?other\b|\bone by one\b|\ball of a sudden\b",
        "Words one after the other.",
        "One after another sentence.",
        "consecutive, in sequence",
    ),
    Phrase(
        r"\bof sorts?\b|\bby sort\b|\ball sorts\b",
        "Right answers by sort.",
        "Sort by id.",
        "kind, type",
    ),
    Phrase(
        r"\balone\b(?! never answers)",
        "Breakdowns count scored items alone.",
        "Only the scored items count; a lonely item does not.",
        "only, by itself",
    ),
    Phrase(
        r"\b(None|empty) where\b|, where there is (one|none)\b",
        "Its members; None where none are stated.",
        "The folder where the log is.",
        "if",
    ),
    Phrase(
        r"\bTo add (one|an? [a-z ]+): ",
        "To add one: a function here, and its entry.",
        "To add one, write a function here.",
        "To add one, write … and add …",
    ),
    Phrase(
        r"\bknows? no\b",
        "A view knows no keyboard.",
        "The view has no keyboard.",
        "independent of; without access to",
    ),
    Phrase(r"\bvery same\b", "The very same question.", "The same question.", "same"),
    Phrase(
        r"\bin (their|its) order\b",
        "The letters in their order.",
        "The letters in order.",
        "in order, in the same order",
    ),
    Phrase(
        r"\b(text|word|option|question|card|caret|value|name)s? stands?\b(?! for)",
        "The first place where a text stands.",
        "The letter stands for an option.",
        "is, occurs",
    ),
    Phrase(
        r"\b(machine|file|source|run)s? names? no\b",
        "This machine names no folder.",
        "The source has no name.",
        "there is no …; without",
    ),
    Phrase(
        r"\b(may|can|must|shall) (not )?be (left|lacking|wanting)\b|\bis wanting\b|\bwanted\b",
        "A source is wanting.",
        "The user wants a list.",
        "missing; requested",
    ),
)

NAMES = {
    "own": "builtin, user",
    "ours": "builtin",
    "theirs": "user's",
    "told": "reason, message, on_error",
    "made": "generated, built",
    "kept": "cached, stored",
    "left": "left_side, remaining, omitted",
    "mark": "verdict, summary, report",
    "behind": "after",
    "beside": "next to",
    "sign": "character",
    "turn": "decode",
    "wanted": "requested",
    "meet": "the operation's name",
}
"""Words that no identifier may contain, because each has several meanings; with replacements."""

ALLOWED_NAMES = {
    ("cards/exams/exam_format.py", "mark"): "the passing mark, and the key of it in YAML",
    ("cards/exams/exam_format.py", "own"): "a key of stored papers",
}
"""Identifiers that may contain such a word, each with the reason."""

SAME_NAME: dict[str, str] = {}
"""Class names that may be used twice, each with the reason."""

_PATTERNS = [(phrase, re.compile(phrase.pattern, re.IGNORECASE)) for phrase in PHRASES]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.meant)
def test_a_phrase_matches_its_example_and_not_the_allowed_one(phrase: Phrase) -> None:
    pattern = re.compile(phrase.pattern, re.IGNORECASE)

    assert pattern.search(phrase.meant)
    assert not pattern.search(phrase.allowed)


@pytest.mark.slow
def test_no_prose_contains_a_banned_phrase() -> None:
    found = [
        f"{passage.file}:{line}: “{shown}” → say {phrase.say}"
        for passage in passages()
        for line, shown, phrase in hits(passage)
    ]

    assert not found, "\n" + "\n".join(found)


def hits(passage: Passage) -> Iterator[tuple[int, str, Phrase]]:
    """Find the phrases in a passage; each with its line number and the surrounding words."""
    for phrase, pattern in _PATTERNS:
        for match in pattern.finditer(passage.text):
            start, end = max(0, match.start() - 20), min(match.end(), match.start() + 40) + 20
            yield passage.line(match.start()), passage.text[start:end], phrase


def test_no_identifier_contains_an_ambiguous_word() -> None:
    found = [
        f"{file}:{line}: '{name}' → say {NAMES[word]}"
        for file, line, name in identifiers()
        for word in set(name.lower().split("_")) & set(NAMES)
        if (file, name) not in ALLOWED_NAMES and name.lower() != "left_side"
    ]

    assert not found, "\n" + "\n".join(found)


def identifiers() -> Iterator[tuple[str, int, str]]:
    """Every name defined in the code, with its file and line."""
    for path in python_files():
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(tree(path)):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    if not name.startswith("test_"):
                        yield file, node.lineno, name
                case ast.arg(arg=name):
                    yield file, node.lineno, name
                case ast.Name(id=name, ctx=ast.Store()):
                    yield file, node.lineno, name
                case _:
                    pass


@pytest.mark.slow
def test_class_names_are_unique() -> None:
    places = defaultdict(list)
    for path in python_files():
        file = path.relative_to(ROOT).as_posix()
        if file.startswith(LAYERS):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.ClassDef):
                    places[node.name].append(file)

    assert {
        name: files for name, files in places.items() if len(files) > 1 and name not in SAME_NAME
    } == {}
