"""One line on each member of a closed vocabulary and on each key of a fact file.

A member without a line still appears in the manual; a test names it until it is explained here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cards.answers.verdict import Verdict
from cards.errors import ExitCode
from cards.model.card import Proof
from cards.model.fact import Section
from cards.model.facts.table import keys_in
from cards.model.vocabulary import Confidence, Contraction, Level, Phase, Rank, Role, SourceKind
from quiz.statistics.figures import Strength

CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {
        Confidence.HIGH: "one of the first three ranks, or two named experts that agree",
        Confidence.MEDIUM: "the default",
        Confidence.CONTESTED: "sources disagree; asked in the name of the source",
        Confidence.OPINION: "one author's judgement; asked as above",
        Confidence.UNVERIFIED: "read in no source; never asked",
    }
)

SOURCE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        SourceKind.TEXTBOOK: "a textbook",
        SourceKind.BODY: "a certifying body's own material",
        SourceKind.STUDY: "a study",
        SourceKind.REVIEW: "a review of studies",
        SourceKind.REFERENCE: "an edited reference work on anatomy or medicine",
        SourceKind.ARTICLE: "a web page or a magazine article",
        SourceKind.DATASET: "a database of exercises or muscles",
        SourceKind.NOTES: "a teacher's or a learner's own notes",
        SourceKind.RULE: "a rule by which claims are derived; its title explains it",
        SourceKind.UNREAD: "believed to be true, and not read anywhere; never asked",
    }
)

RANKS: Mapping[str, str] = MappingProxyType(
    {
        Rank.TEACHING: "a textbook, or what a certifying body publishes",
        Rank.STUDY: "a study or a review",
        Rank.REFERENCE: "a reference work that editors answer for",
        Rank.EXPERT: "a named author or practice",
        Rank.TERTIARY: "a page that is unsigned or machine-written, or retells without naming",
    }
)

LEVELS: Mapping[str, str] = MappingProxyType(
    {
        Level.RECALL: "state what a fact says",
        Level.APPLICATION: "use a fact in a case, or combine two facts",
        Level.ANALYSIS: "combine three facts or more, or judge a whole statement or plan",
    }
)

ROLES: Mapping[str, str] = MappingProxyType(
    {
        Role.PRIME_MOVER: "produces most of the movement (also: agonist)",
        Role.SYNERGIST: "helps the prime mover",
        Role.STABILISER: "holds a joint or the trunk still (also: stabilizer)",
        Role.ANTAGONIST: "performs the opposite movement",
    }
)

CONTRACTIONS: Mapping[str, str] = MappingProxyType(
    {
        Contraction.CONCENTRIC: "the muscle shortens while it produces force",
        Contraction.ECCENTRIC: "the muscle lengthens while it produces force",
        Contraction.ISOMETRIC: "the muscle keeps its length while it produces force",
    }
)

PHASES: Mapping[str, str] = MappingProxyType(
    {
        Phase.LIFTING: "the load is raised, whichever way the body moves",
        Phase.LOWERING: "the load is lowered",
        Phase.HOLD: "the position is held",
        Phase.THROUGHOUT: "the whole exercise; no exercise has to list it",
    }
)

PROOFS: Mapping[str, str] = MappingProxyType(
    {
        Proof.FUNCTIONAL: "another value is stated for this exercise, muscle and phase, or anatomy"
        " rules it out: the muscle does not cross the joint, or performs the opposite",
        Proof.COMPLETE: "the source's list is marked complete, and this is not on it",
        Proof.NOT: "a source says that it is not so",
        Proof.VOCABULARY: "it is another word of the same closed vocabulary",
        Proof.ATTRIBUTED: "the question asks what one source says, and it says something else",
    }
)

VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.RIGHT: "stated by our sources, in any of its names",
        Verdict.SLIP: "right, with a typing error",
        Verdict.HINT: "right, though the question uses another word, such as the name of the group",
        Verdict.TOO_GENERAL: "a whole group, or an incomplete name: “flexion”",
        Verdict.PART: "a member, or another part of what is asked for",
        Verdict.TWO_NAMES: "different answers, not all of them right",
        Verdict.OTHER_KIND: "a role where a contraction is asked for, for example",
        Verdict.NOT_DECIDED: "known, but our sources neither state nor exclude it",
        Verdict.NOT_RECOGNISED: "no name that we know",
        Verdict.WRONG: "proven wrong",
    }
)

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "a-detail": "only pages and studies state it, or plain sense fills it; no fact of yours",
        "an-uncommon-muscle": "it is about a muscle for which exams hardly ever ask",
        "a-member-that-the-group-names": (
            "it is about such a muscle, or the name of its group begins like its name"
        ),
        "a-plane-that-the-name-tells": "the name of the exercise states its joint action",
        "a-purpose-others-may-share": "other muscles may have the purpose, too; no fact of yours",
        "an-uncommon-term": "it is what a term means for which exams hardly ever ask",
        "a-doubtful-role": "a role of a small muscle, left open, or without a strong source",
        "a-value-of-one-body": "what one certifying body teaches",
        "a-doubtful-role-without-options": "a doubtful role, or one that leaves open another mover",
        "a-plain-role": "a doubtful role, or the prime mover of an isolation exercise",
        "a-plain-role-without-options": "that, or the prime mover of the only joint action",
        "a-role-repeated-in-an-action": "a doubtful role, or one in the exercise as a whole, too",
        "a-doubtful-type": "a compound exercise of which only one moving joint is stated",
        "an-action-hardly-asked": "a joint action or a plane for which exams hardly ever ask",
        "an-agonist": "a muscle helps to produce a joint action; its rank need not be known",
        "a-single-muscle": "it is about a muscle and not about a group",
        "a-technical-term": "it is about a term that not everyone knows",
        "an-instructive-contraction": "one of two contractions that say most about the exercise",
        "a-listing-hardly-asked": "of an older edition, denied elsewhere, or of a muscle few know",
        "the-work-of-a-lesser-muscle": "what a muscle does that moves, but is not a prime mover",
        "agreed": "it need not be asked as the claim of one source",
        "an-action-that-the-name-omits": "the muscle's name does not state its joint action",
        "the-only-action": "this is the only joint action that the exercise is built on",
        "the-only-group": "the muscle belongs to one group only, whose members are all known",
        "the-only-one-in-its-role": "no other muscle has this role, and the list is complete",
        "the-role-in-a-joint-action": "it states a role in a joint action that can be asked for",
        "the-role-in-its-scope": "it states a role in the exercise or in a joint action",
        "the-role-in-the-exercise": "it states a role in the exercise as a whole",
    }
)

CONVERSIONS: Mapping[str, str] = MappingProxyType(
    {
        "{muscle!a}": "puts “a” or “an” before it",
        "{muscle!c}": "begins with a capital letter",
        "{muscle:works/work}": "the first word if the muscle's name is singular, else the second",
        "{role:as muscle}": "“a prime mover”, or “prime movers” if the muscle's name is plural",
    }
)


def _lines(section: Section) -> dict[str, str]:
    """The lines that types of fact have for the keys of a section."""
    return {key: line for key, (_, line) in keys_in(section).items()}


_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "name": "as it is shown",
        "aliases": "other right names, also accepted as typed answers",
        "misspellings": "wrong names that show what was meant",
        "plural": "true if the name takes a plural verb",
        "note": "a remark for the people who tend the file",
    }
)
_ON_MUSCLES: Mapping[str, str] = MappingProxyType(
    {
        **_NAMES,
        "region": "its part of the body",
        "source": "the source of the traits below without a source",
        "traits": "see “Traits of a muscle”",
        "uncommon": "true if exams hardly ever ask for it; its anatomy is asked on request only",
        "waive": "checks it need not pass, each with the reason",
    }
)
_CITED: Mapping[str, str] = MappingProxyType(
    {
        "source": "an id and, after it, the place: openstax-ap2e 11.1; several make a list",
        "at": "the place in the source that is named above",
        "confidence": "see `primemover help confidence`",
        "quote": "a few words of the source",
        "note": "why the claim is held as it is",
        "waive": "checks the claim need not pass, each with the reason",
    }
)

KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sources": {
            "name": "completes “According to …”; required",
            "title": "what it is called, in full; required",
            "kind": "see “Kinds of source”; required",
            "author": "who wrote it",
            "year": "when it was published",
            "where": "its address or location",
            "licence": "under which it may be used",
            "body": "the certifying body that teaches it, for --stance",
            "evidence": "activity or names: all that it can be evidence of",
            "rank": "how much it decides, see “Ranks”; without it, that of its kind",
            "reason": "why it has that rank, in a few words",
            "read": "which part of it was read",
            "note": "a remark for the people who tend the file",
        },
        "muscles": _ON_MUSCLES,
        "groups": {
            **_ON_MUSCLES,
            "members": "each muscle, with the source that says so",
            "complete": "true if nothing else belongs to the group",
            "means": "the members that people mean by the group's name",
        },
        "families": {
            "name": "as it is shown; required",
            "exclusive": "true if a muscle or exercise has at most one value of the family",
            "mix-ups": "true if any of its terms may be taken for any other",
            "subject": "the subject of its terms, see “Subjects”; without it, joints",
            "note": "a remark for the people who tend the file",
        },
        "terms": {
            "family": "the closed vocabulary it belongs to; required",
            "joint": "of a joint action: the joint",
            "opposite": "the term that means the opposite",
            "verb": "of a joint action: the verb with its object, such as “extend the hip”",
            "part-of": "the term of which it is a part or a branch",
            "everyday": "true if everyone knows the word; no question asks what it means",
            "uncommon": "true if exams hardly ask for it; its meaning is asked on request only",
            "body": "the certifying body whose word it is; exams of other bodies do not ask for it",
            "example": "a sentence that shows it in an exercise; it explains the definition",
            **_lines("terms"),
            **_NAMES,
            **_CITED,
        },
        "exercises": {
            **_NAMES,
            "variation": "the exercise that it varies; nothing is inherited from it",
            "source": "the source of the claims below without a source",
            "phases": "each in words that complete “The muscle shortens …”",
            "begins": "lifting or lowering: the phase in which it leaves its starting position",
            "complete": "roles for which the source names every muscle",
            "absent": "traits that it lacks, or that no source states, each with the reason",
            "traits": "see “Traits of an exercise”",
            "involvements": "claims about muscles in the exercise; see “Claims”",
            "statements": "any other claims; see “Statements”",
            "waive": "checks it need not pass, each with the reason",
        },
        "compensations": {
            **_NAMES,
            "name": "as it is shown: “knees move inward”; required",
            "aliases": "other names, such as “knees cave in”; they find it as a topic",
            "assessment": "the assessment, a term of that family; required",
            "seen": "what the coach sees: “a client's knees move inward”; required",
            "plain": "the same in everyday words",
            "view": "anterior, lateral, posterior, or a list of them",
            "checkpoint": "the part of the body at which it is seen",
            "movement": "the joint actions that it consists of",
            "lists": "what bodies list for it; see “Lists of a finding”",
            **_CITED,
            "source": "of what is seen, and of the lists below without a source",
        },
        "lists": {**_lines("lists"), **_CITED},
        "listed-muscles": {
            "muscle": "the muscle or the group; required",
            "as": "the body's own words for it",
            "plural": "true if these words take a plural verb",
            "in-part": "true if the body means a part of it and does not say which",
        },
        "packs": {
            **_NAMES,
            "name": "as it is shown; required",
            "about": "what it is for, in a line; required",
            "exercises": "exercises whose facts it holds",
            "patterns": "movement patterns: all their exercises",
            "regions": "regions of the body: statements about their muscles",
            "types": "types of fact, if they are not about an exercise",
        },
        "properties": {
            **_NAMES,
            "says": "the sentence of a value, with {case} and {value} in it; required",
            "subject": "the subject of questions on it, see “Subjects”; required",
            "single": "true if a case has only one value, so that a stated one rules out others",
            "by-exercise": "true if wrong options must be values of the same exercise",
            "source": "the source of the values below without a source",
            "values": "the values by the id of the case; see “Values”",
        },
        "values": {**_lines("properties"), **_CITED},
        "questions": {**_lines("questions"), **_CITED},
        "claims": {**_lines("involvements"), **_CITED},
        "statements": {
            "kind": "see “Kinds of statement”; required",
            "says": "a whole sentence in your own words; [brackets] mark a possible gap; required",
            **_lines("statements"),
            **_CITED,
        },
        "templates": {
            "kind": "see “Kinds of card”; required",
            "stems": "wordings of one question; required",
            "explanation": "why the key is right, if no other facts give a reason; required",
            "tests": "its subject, see “Subjects”; or by-fact, if the fact decides; required",
            "over": "the types of fact it runs over; `statement` means all kinds of statement",
            "property": "of a template over `property`: the property",
            "key": "the slot that is asked for",
            "distractors": "the rule that finds wrong options; see `primemover help distractors`",
            "where": "conditions that a fact must meet",
            "gather": "in place of over, key and distractors: how several facts become one card",
            "level": "its cognitive level, see “Levels”; without it, it follows from the facts",
            "optional": "its cards are only asked when named: `true`, or a condition on facts",
            "on-map": "the wording next to a map; required with a group rule that draws one",
            "cluster": "a name shared by templates whose cards help to answer one another",
            "waive": "item-writing warnings that its cards may cause, each with the reason",
        },
    }
)
"""The keys of each section of a fact file."""

STRENGTHS: Mapping[Strength, str] = MappingProxyType(
    {
        Strength.NONE: "no answers",
        Strength.UNCERTAIN: "fewer than five answers",
        Strength.WEAK: "under 60 % right",
        Strength.FAIR: "between these",
        Strength.FIRM: "85 % right or more",
    }
)

ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {
        "PRIMEMOVER_HOME": "one folder for all your data and the cache, in place of the usual ones",
        "PRIMEMOVER_FACTS": "files and folders of facts to read, separated as in PATH",
        "PRIMEMOVER_EXAM": "the same as --exam",
        "PRIMEMOVER_STANCE": "the same as --stance",
        "PRIMEMOVER_US": "set to 1: the same as --us",
        "PRIMEMOVER_ANKI": "where AnkiConnect listens on this machine, if not at the usual address",
        "PRIMEMOVER_ANKI_KEY": "the key of AnkiConnect, if its settings have one",
        "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME": "Linux: where data, settings, cache are",
        "APPDATA, LOCALAPPDATA": "Windows: where data and cache folders are",
        "PRIMEMOVER_KEY_DELAY": "seconds after a new question in which keys are ignored, so that a"
        " held key answers once; 0.15 without it, 0 for a program that presses keys",
        "ACCESSIBLE": "set to anything but 0: the same as --plain",
        "TERM": "dumb: the same as --plain",
        "NO_COLOR": "set to anything: the same as --no-color",
        "COLUMNS": "how wide lines may be, in place of the terminal's width",
        "VISUAL, EDITOR": "the editor that e opens, with its arguments",
        "SOURCE_DATE_EPOCH": "the time written into an export, so that its bytes can be repeated",
    }
)

EXIT_CODES: Mapping[ExitCode, str] = MappingProxyType(
    {
        ExitCode.DONE: "done",
        ExitCode.FAULTY_DATA: "a mistake in your data or files, or a file that cannot be accessed",
        ExitCode.USAGE: "a mistake in the command line",
        ExitCode.NOTHING_MATCHED: "nothing matched",
        ExitCode.INTERRUPTED: "interrupted; every answer that was given is saved",
    }
)
