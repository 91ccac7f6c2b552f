"""A JSON Schema for fact files, so that editors can complete and check keys, ids and roles.

It is generated from the tables that the reader uses, and accepts every file that the reader does.
Semantic rules, such as unique names, are only checked by `facts check`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, assert_never

from cards.checks.doubts import DOUBTS
from cards.distractors.rules import RULES
from cards.groups.rules import GROUP_RULES
from cards.load.citations import CITED
from cards.load.entry import LISTED_IN_WORDS
from cards.load.keys import (
    ADDED_TO_COMPENSATIONS,
    IN_PACKS,
    NAMED,
    ON_COMPENSATIONS,
    ON_EXERCISES,
    ON_MUSCLES,
    ON_PROPERTIES,
    ON_SOURCES,
    ON_TERMS,
)
from cards.load.templates import BY_FACT
from cards.model.bodies import BODIES
from cards.model.fact import JOINT_ACTION, WHOLE_EXERCISE, Form, Section
from cards.model.facts.question import ReadyQuestion
from cards.model.facts.statement import Statement
from cards.model.facts.table import SLOTS_OF, STATEMENT_KINDS, keys_in, traits_of
from cards.model.facts.term_statement import TermStatement
from cards.model.template import Kind, Library
from cards.model.vocabulary import (
    SUBJECT_NAMES,
    Checkpoint,
    Confidence,
    Contraction,
    Evidence,
    Level,
    Phase,
    Rank,
    Role,
    SourceKind,
    Subject,
    Viewpoint,
)
from cards.wording import CONDITIONS

Schema = dict[str, object]

# The reader accepts a number or a boolean where text is expected.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_FLAG: Schema = {"type": "boolean"}
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"


def fact_file_schema(library: Library) -> Schema:
    """The schema, with the ids of a library as suggestions."""
    base = library.base
    ids = {
        "source": base.sources,
        "family": base.families,
        "muscle": base.muscles,
        "exercise": base.exercises,
        "term": base.terms,
    }
    definitions: Schema = {name: _suggested(known) for name, known in ids.items()}
    for family in base.families:
        known = [term.id for term in base.family(family)]
        definitions[f"term-of-{family}"] = _suggested(known)
    sections: Schema = {
        "sources": _entries(_source()),
        "families": _entries(_family()),
        "terms": _entries(_term()),
        "muscles": _entries(_muscle()),
        "groups": _entries(_group()),
        "exercises": _entries(_exercise()),
        "compensations": _entries(_compensation()),
        "statements": _entries(_statement()),
        "templates": _entries(_template()),
        "packs": _entries(_pack()),
        "properties": _entries(_property()),
        "questions": _entries(_question()),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "primemover facts",
        "definitions": definitions,
        **_object({"source": _cited_source(), "confidence": _one_of(Confidence), **sections}),
    }


# -- forms -----------------------------------------------------------------------------------------


def _suggested(known: Iterable[str]) -> Schema:
    """A text with suggestions for editors; files may define other values."""
    return {"anyOf": [{"enum": sorted(known)}, {"type": "string"}]}


def _known(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _one_of(values: Iterable[str]) -> Schema:
    return {"enum": [str(value) for value in values]}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, _list(item)]}


def _object(properties: Schema, *required: str) -> Schema:
    form: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return form | ({"required": list(required)} if required else {})


def _entries(form: Schema) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _ID},
        "additionalProperties": form,
    }


_CLOSED: Mapping[Literal["role", "phase", "body", "subject"], Iterable[str]] = {
    "role": (*Role, "agonist", "stabilizer"),
    "phase": Phase,
    "body": BODIES,
    "subject": SUBJECT_NAMES,
}
"""The values of closed vocabularies."""


def _form(form: Form) -> Schema:  # noqa: C901 - one case for each form
    found: Schema
    match form:
        case "text":
            found = _TEXT
        case "reasons":
            found = {"type": "object", "additionalProperties": _TEXT}
        case "texts":
            found = _list(_TEXT)
        case "flag":
            found = _FLAG
        case "listed":
            found = _list(_listed())
        case "role" | "phase" | "body" | "subject":
            found = _one_of(_CLOSED[form])
        case "contraction":
            found = {"anyOf": [_one_of(Contraction), _by_phase(_one_of(Contraction))]}
        case "muscle" | "exercise" | "term":
            found = _known(form)
        case "action":
            found = _known(f"term-of-{JOINT_ACTION}")
        case "scope":
            action = _known(f"term-of-{JOINT_ACTION}")
            found = _one_or_more({"anyOf": [{"const": WHOLE_EXERCISE}, action]})
        case _:
            assert_never(form)
    return found


def _by_phase(form: Schema) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"enum": [phase.value for phase in Phase]},
        "additionalProperties": form,
    }


def _keys(section: Section) -> Schema:
    """The keys of the facts that are written in a section."""
    return {key: _form(form) for key, (form, _) in keys_in(section).items()}


def _only(keys: Iterable[str], forms: Schema) -> Schema:
    """The schemas of some keys; the default is text."""
    return {key: forms.get(key, _TEXT) for key in keys}


# -- entries -----------------------------------------------------------------------------


def _cited_source() -> Schema:
    return _one_or_more({"anyOf": [_known("source"), _TEXT]})


def _waived() -> Schema:
    return {
        "type": "object",
        "propertyNames": {"enum": list(DOUBTS)},
        "additionalProperties": _TEXT,
    }


def _cited() -> Schema:
    forms: Schema = {
        "source": _cited_source(),
        "confidence": _one_of(Confidence),
        "waive": _waived(),
    }
    return _only(CITED, forms)


def _named() -> Schema:
    return _only(NAMED, {"aliases": _list(_TEXT), "misspellings": _list(_TEXT), "plural": _FLAG})


def _source() -> Schema:
    forms: Schema = {
        "kind": _one_of(SourceKind),
        "evidence": _one_of(Evidence),
        "rank": _one_of(Rank),
    }
    return _object(_only(ON_SOURCES, forms), "name", "title", "kind")


def _term() -> Schema:
    forms: Schema = {
        "joint": _known("term-of-joint"),
        **_keys("terms"),
        "plane": _known("term-of-plane"),
        "opposite": _known("term"),
        "part-of": _known("term"),
        "everyday": _FLAG,
        "uncommon": _FLAG,
        "body": _one_of(BODIES),
    }
    specific: Schema = {"name": _TEXT, "family": _known("family"), **_only(ON_TERMS, forms)}
    return _object({**_named(), **_cited(), **specific}, "name", "family")


def _on_muscle() -> Schema:
    forms: Schema = {
        "source": _cited_source(),
        "traits": _traits("muscle"),
        "uncommon": _FLAG,
        "waive": _waived(),
    }
    return _only(ON_MUSCLES, forms)


def _muscle() -> Schema:
    return {
        "anyOf": [_object({"name": _TEXT, **_named(), **_on_muscle()}, "name"), _added_muscle()]
    }


def _added_muscle() -> Schema:
    forms = _on_muscle()
    return _object({key: forms[key] for key in ("source", "traits")})


def _group() -> Schema:
    members: Schema = {"type": "object", "additionalProperties": _cited_source()}
    specific: Schema = {"members": members, "complete": _FLAG, "means": _list(_known("muscle"))}
    return _object({"name": _TEXT, **_named(), **_on_muscle(), **specific}, "name")


def _traits(noun: Literal["exercise", "muscle"]) -> Schema:
    forms: Schema = {key: _trait(class_) for key, (class_, _) in traits_of(noun).items()}
    phase: Schema = {"phase": _form("phase")} if noun == "exercise" else {}
    return _list(_object({**forms, **_cited(), **phase}))


def _trait(class_: type[Statement]) -> Schema:
    if not issubclass(class_, TermStatement):
        return _TEXT
    return _one_or_more(_known(f"term-of-{class_.FAMILY}" if class_.FAMILY else "term"))


def _exercise() -> Schema:
    involvements: Schema = {"type": "object", "additionalProperties": _list(_involvement())}
    phases: Schema = {
        "type": "object",
        "propertyNames": {"enum": [p.value for p in Phase if p is not Phase.THROUGHOUT]},
        "additionalProperties": _TEXT,
    }
    forms: Schema = {
        "aliases": _list(_TEXT),
        "misspellings": _list(_TEXT),
        "variation": _known("exercise"),
        "source": _cited_source(),
        "phases": phases,
        "begins": {"enum": [Phase.LIFTING.value, Phase.LOWERING.value]},
        "complete": _one_or_more(_one_of(Role)),
        "absent": {
            "type": "object",
            "propertyNames": {"enum": list(traits_of("exercise"))},
            "additionalProperties": _TEXT,
        },
        "waive": _waived(),
        "traits": _traits("exercise"),
        "involvements": involvements,
        "statements": _entries(_statement()),
    }
    return _object(_only(ON_EXERCISES, forms))


def _involvement() -> Schema:
    return _object({**_keys("involvements"), **_cited()})


def _statement() -> Schema:
    entry: Schema = {"kind": _one_of(STATEMENT_KINDS), "says": _TEXT}
    return _object({**entry, **_keys("statements"), **_cited()}, "kind", "says")


def _template() -> Schema:
    types = _one_of((*SLOTS_OF, "statement"))
    return _object(
        {
            "kind": _one_of(Kind),
            "stems": _list(_TEXT),
            "on-map": _TEXT,
            "explanation": _TEXT,
            "tests": _one_of((*Subject, BY_FACT)),
            "over": _one_or_more(types),
            "property": _TEXT,
            "gather": _one_of(GROUP_RULES),
            "key": _TEXT,
            "distractors": _one_of(RULES),
            "where": _one_or_more(_one_of(CONDITIONS)),
            "level": _one_of(Level),
            "optional": {"anyOf": [_FLAG, _one_of(CONDITIONS)]},
            "cluster": _TEXT,
            "waive": {"type": "object", "additionalProperties": _TEXT},
        },
        "kind",
        "stems",
        "explanation",
        "tests",
    )


def _family() -> Schema:
    keys: Schema = {
        "name": _TEXT,
        "exclusive": _FLAG,
        "subject": _one_of(Subject),
        "mix-ups": _FLAG,
        "note": _TEXT,
    }
    return _object(keys, "name")


def _compensation() -> Schema:
    forms: Schema = {
        "assessment": _known("term-of-assessment"),
        "view": _one_or_more(_one_of(Viewpoint)),
        "checkpoint": _one_of(Checkpoint),
        "movement": _one_or_more(_known(f"term-of-{JOINT_ACTION}")),
        "lists": _list(
            {
                **_object({**_keys("lists"), **_cited()}),
                "oneOf": [{"required": ["body"]}, {"required": ["author"]}],
            }
        ),
    }
    entry: Schema = {"name": _TEXT, **_named(), **_cited(), **_only(ON_COMPENSATIONS, forms)}
    added = _object({key: entry[key] for key in ADDED_TO_COMPENSATIONS})
    return {"anyOf": [_object(entry, "name", "assessment", "seen"), added]}


def _listed() -> Schema:
    keys: Schema = _only(LISTED_IN_WORDS, {"plural": _FLAG, "in-part": _FLAG})
    return {"anyOf": [_known("muscle"), _object({"muscle": _known("muscle"), **keys}, "muscle")]}


def _property() -> Schema:
    value = _object({**_keys("properties"), **_cited()}, "value")
    forms: Schema = {
        "subject": _one_of(Subject),
        "single": _FLAG,
        "by-exercise": _FLAG,
        "source": _cited_source(),
        "values": _entries(_one_or_more(value)),
    }
    whole = _object({"name": _TEXT, **_named(), **_only(ON_PROPERTIES, forms)}, "name", "says")
    added = _object({key: forms[key] for key in ("source", "values")})
    return {"anyOf": [whole, added]}


def _question() -> Schema:
    return _object({**_keys("questions"), **_cited()}, *ReadyQuestion.REQUIRED)


def _pack() -> Schema:
    forms: Schema = {
        "exercises": _list(_known("exercise")),
        "patterns": _list(_known("term-of-movement-pattern")),
        "regions": _list(_TEXT),
        "types": _list(_one_of(SLOTS_OF)),
    }
    specific: Schema = {"name": _TEXT, "about": _TEXT, **_only(IN_PACKS, forms)}
    return _object({**_named(), **specific}, "name", "about")
