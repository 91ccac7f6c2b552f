"""The lists in the manual, made from the tables that the program itself works with.

To add one, write a function that yields names with a description, and add it to `LISTS`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Literal

from cards.answers.verdict import Verdict
from cards.checks.doubts import DOUBTS
from cards.derive.rules import RULES as DERIVATIONS
from cards.distractors.rules import RULES
from cards.errors import ExitCode
from cards.exams.read import builtin_profiles
from cards.exams.scope import GENERAL
from cards.groups.rules import GROUP_RULES
from cards.load.citations import CITED
from cards.load.entry import LISTED_IN_WORDS
from cards.load.keys import (
    IN_PACKS,
    NAMED,
    ON_COMPENSATIONS,
    ON_EXERCISES,
    ON_MUSCLES,
    ON_PROPERTIES,
    ON_SOURCES,
    ON_TERMS,
)
from cards.load.templates import OPTIONAL_KEYS, REQUIRED_KEYS
from cards.model.card import Proof
from cards.model.facts.table import (
    CLASSES_OF,
    SLOTS,
    SLOTS_OF,
    STATEMENT_KINDS,
    keys_in,
    traits_of,
)
from cards.model.kinds import CARD_KINDS
from cards.model.vocabulary import (
    SUBJECTS,
    Confidence,
    Contraction,
    Level,
    Phase,
    Rank,
    Role,
    SourceKind,
)
from cards.wording import CONDITIONS
from decks.formats.format import FORMATS
from quiz.home import paths
from quiz.home.settings import SETTINGS
from quiz.manual import meanings
from quiz.manual.page import Entry, Lists
from quiz.run.keys import manual
from quiz.screens.exam_progress import FIGURES
from quiz.screens.view import KeyHelp
from quiz.statistics.dimensions import DIMENSIONS
from quiz.statistics.figures import Strength

_FILES = (
    (paths.settings_file, "your settings; see `primemover help settings`"),
    (paths.facts_folder, "your facts; read by every command"),
    (paths.removed_facts_folder, "facts that you removed or replaced; read by no command"),
    (paths.exams_folder, "your exam profiles"),
    (paths.log_file, "every answer you gave; it only grows"),
    (paths.errata_file, "questions you reported as wrong; `primemover facts errata` lists them"),
    (paths.anki_ledger_file, "when each note that you exported last changed"),
    (paths.cache_folder, "facts and cards, ready to use; may be deleted at any time"),
)


def _explained(names: Iterable[str], lines: Mapping[str, str]) -> Iterator[Entry]:
    for name in names:
        yield str(name), lines.get(name, "")


def _card_kinds() -> Iterator[Entry]:
    for kind, each in CARD_KINDS.items():
        yield kind, each.meaning


def _fact_types() -> Iterator[Entry]:
    """Types of fact with the slots each fills; types with equal slots are listed together."""
    by_slots: dict[tuple[str, ...], list[str]] = {}
    for type_, slots in SLOTS_OF.items():
        by_slots.setdefault(tuple(slots), []).append(type_)
    for slots, types in by_slots.items():
        yield ", ".join(types), " ".join(f"{{{slot}}}" for slot in slots)


def _slots() -> Iterator[Entry]:
    for slot, line in sorted(SLOTS.items()):
        yield f"{{{slot}}}", line


def _statement_kinds() -> Iterator[Entry]:
    for kind in STATEMENT_KINDS:
        yield kind, CLASSES_OF[kind][-1].TYPES[kind]


def _traits(noun: Literal["exercise", "muscle"]) -> Iterator[Entry]:
    for key, (_, trait) in traits_of(noun).items():
        yield key, trait.help


def _distractor_rules() -> Iterator[Entry]:
    for name, rule in RULES.items():
        yield name, f"{rule.about}. For {', '.join(rule.over)}; the key is {{{rule.slot}}}."


def _derivation_rules() -> Iterator[Entry]:
    for rule in DERIVATIONS.values():
        yield rule.name, f"{rule.says} {rule.limits}"


def _group_rules() -> Iterator[Entry]:
    for name, rule in GROUP_RULES.items():
        slots = " ".join(f"{{{slot}}}" for slot in rule.slots) or "none"
        yield name, f"{rule.about}. Kind: {', '.join(rule.kinds)}; slots: {slots}."


def _formats() -> Iterator[Entry]:
    for name, format_ in FORMATS.items():
        yield name, f"{format_.title} ({format_.ending})"


def _checks() -> Iterator[Entry]:
    for name, doubt in DOUBTS.items():
        yield name, doubt.about


def _files() -> Iterator[Entry]:
    for place, about in _FILES:
        yield str(place() or "(no such folder on this system)"), about


def _settings() -> Iterator[Entry]:
    for key, setting in SETTINGS.items():
        yield key, f"{setting.meaning}. Default: {setting.default}."


def _exit_codes() -> Iterator[Entry]:
    for code in ExitCode:
        yield str(code.value), meanings.EXIT_CODES.get(code, "")


def _dimensions() -> Iterator[Entry]:
    for name, dimension in DIMENSIONS.items():
        drill = dimension.drill and f"primemover quiz {dimension.drill.format(name.upper())}"
        yield name, f"drilled by `{drill}`" if drill else "not drilled"


def _figures() -> Iterator[Entry]:
    for name, figure in FIGURES.items():
        yield name, figure.meaning


def _figure_keys() -> Iterator[Entry]:
    for name, figure in FIGURES.items():
        yield name, figure.keys


def _strengths() -> Iterator[Entry]:
    for strength in Strength:
        yield strength or "(nothing)", meanings.STRENGTHS.get(strength, "")


def _shares() -> Iterator[Entry]:
    (general,) = (each for each in builtin_profiles() if each.id == GENERAL)
    whole = sum(general.shares.values())
    for subject, share in sorted(general.shares.items(), key=lambda pair: -pair[1]):
        yield subject.label, f"{share / whole:.0%}"


def _subjects() -> Iterator[Entry]:
    for subject, each in SUBJECTS.items():
        name = "" if each.label == subject else f"{each.label}: "
        yield subject, f"{name}{each.meaning}"


def _keys(section: str, names: Iterable[str]) -> Iterator[Entry]:
    return _explained(dict.fromkeys(names), meanings.KEYS[section])


def _pressed(keys: Iterable[KeyHelp]) -> Iterator[Entry]:
    for each in keys:
        yield each.key, f"then {each.takes}: {each.help}" if each.takes else each.help


LISTS: Lists = MappingProxyType(
    {
        "card-kinds": _card_kinds,
        "checks": _checks,
        "conditions": partial(_explained, CONDITIONS, meanings.CONDITIONS),
        "confidence": partial(_explained, Confidence, meanings.CONFIDENCE),
        "contractions": partial(_explained, Contraction, meanings.CONTRACTIONS),
        "conversions": meanings.CONVERSIONS.items,
        "dimensions": _dimensions,
        "derivation-rules": _derivation_rules,
        "distractor-rules": _distractor_rules,
        "environment": meanings.ENVIRONMENT.items,
        "exit-codes": _exit_codes,
        "fact-types": _fact_types,
        "figure-keys": _figure_keys,
        "figures": _figures,
        "files": _files,
        "formats": _formats,
        "group-rules": _group_rules,
        **{f"keys-{section}": partial(_pressed, keys) for section, keys in manual()},
        "keys-of-claims": partial(_keys, "claims", (*keys_in("involvements"), *CITED)),
        "keys-of-compensations": partial(
            _keys, "compensations", ("name", *ON_COMPENSATIONS, *NAMED, *CITED)
        ),
        "keys-of-lists": partial(_keys, "lists", (*keys_in("lists"), *CITED)),
        "keys-of-listed-muscles": partial(_keys, "listed-muscles", ("muscle", *LISTED_IN_WORDS)),
        "keys-of-exercises": partial(_keys, "exercises", (*ON_EXERCISES, *NAMED)),
        "keys-of-families": partial(
            _keys, "families", ("name", "exclusive", "subject", "mix-ups", "note")
        ),
        "keys-of-groups": partial(
            _keys, "groups", ("name", "members", "complete", "means", *ON_MUSCLES, *NAMED)
        ),
        "keys-of-muscles": partial(_keys, "muscles", ("name", *ON_MUSCLES, *NAMED)),
        "keys-of-packs": partial(_keys, "packs", ("name", "about", *IN_PACKS, *NAMED)),
        "keys-of-properties": partial(_keys, "properties", ("name", *ON_PROPERTIES, *NAMED)),
        "keys-of-values": partial(_keys, "values", (*keys_in("properties"), *CITED)),
        "keys-of-questions": partial(_keys, "questions", (*keys_in("questions"), *CITED)),
        "keys-of-sources": partial(_keys, "sources", ON_SOURCES),
        "keys-of-statements": partial(
            _keys, "statements", ("kind", "says", *keys_in("statements"), *CITED)
        ),
        "keys-of-templates": partial(_keys, "templates", (*REQUIRED_KEYS, *OPTIONAL_KEYS)),
        "keys-of-terms": partial(_keys, "terms", ("name", "family", *ON_TERMS, *NAMED, *CITED)),
        "levels": partial(_explained, Level, meanings.LEVELS),
        "phases": partial(_explained, Phase, meanings.PHASES),
        "proofs": partial(_explained, Proof, meanings.PROOFS),
        "roles": partial(_explained, Role, meanings.ROLES),
        "settings": _settings,
        "shares": _shares,
        "slots": _slots,
        "ranks": partial(_explained, Rank, meanings.RANKS),
        "source-kinds": partial(_explained, SourceKind, meanings.SOURCE_KINDS),
        "statement-kinds": _statement_kinds,
        "strengths": _strengths,
        "subjects": _subjects,
        "traits-of-exercises": partial(_traits, "exercise"),
        "traits-of-muscles": partial(_traits, "muscle"),
        "verdicts": partial(_explained, Verdict, meanings.VERDICTS),
    }
)
"""The lists that a page can name."""
