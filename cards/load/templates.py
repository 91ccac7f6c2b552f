"""Reads templates from YAML and validates every name in them."""

from collections.abc import Collection, Iterator

from cards.distractors.rules import RULES
from cards.groups.rules import GROUP_RULES, GroupRule
from cards.lint.names import ERRORS, WARNINGS
from cards.load.document import Fields, Node
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.table import SLOTS_OF, STATEMENT_KINDS
from cards.model.kinds import ASSERTIONS, CARD_KINDS, CLOZES, RECALLED
from cards.model.template import Kind, Template
from cards.model.vocabulary import Level, Subject
from cards.problems import Problems
from cards.wording import CONDITIONS, CONVERSIONS, parse

REQUIRED_KEYS = ("kind", "stems", "explanation", "tests")
OPTIONAL_KEYS = (
    *("over", "property", "gather", "key", "distractors", "where"),
    *("level", "optional", "cluster", "waive", "on-map"),
)
"""The keys of an entry of a `templates` section."""

BY_FACT = "by-fact"
"""In `tests:`, stands for the subject that the fact belongs to."""

_EVERY = "statement"
"""In `over:`, stands for all kinds of statement."""


def read_template(key: Node, node: Node, properties: Collection[str] = ()) -> Template:
    """Read one entry of a `templates` section.

    Args:
        key: Its id.
        node: Its entry.
        properties: The properties that files define.

    Raises:
        DataError: The template has unknown slots, rules, kinds or types.
    """
    f = node.fields(REQUIRED_KEYS, optional=OPTIONAL_KEYS)
    if ("over" in f) == ("gather" in f):
        raise node.error("A template needs either 'over:' or 'gather:'.")
    problems = Problems()
    with problems.gathered():
        kind = Kind(f["kind"].one_of("kind of card", Kind))
    problems.raise_any()
    over: tuple[str, ...] = ()
    if "gather" in f:
        slots = list(_group_rule(f, kind).slots)
    else:
        over = _over(f)
        slots = sorted(set.intersection(*(set(SLOTS_OF[type_]) for type_ in over)))
        with problems.gathered():
            _check_key(f, kind, over, slots)
    for wording in (*_wordings(f), f["explanation"]):
        with problems.gathered():
            _check_wording(wording, slots)
            if "key" in f and wording is not f["explanation"]:
                _check_asks(wording, f["key"].text(), kind)
    with problems.gathered():
        _tests(f["tests"])
    with problems.gathered():
        _check_property(f, over, properties)
    with problems.gathered():
        _check_map(f, slots)
    for condition in f["where"].one_or_more() if "where" in f else ():
        with problems.gathered():
            condition.one_of("condition", CONDITIONS.keys())
    optional: bool | str = False
    with problems.gathered():
        optional = _optional(f) if "optional" in f else False
    level: Level | None = None
    with problems.gathered():
        level = Level(f["level"].one_of("cognitive level", Level)) if "level" in f else None
    waive: tuple[tuple[str, str], ...] = ()
    with problems.gathered():
        waive = tuple(_waivers(f["waive"])) if "waive" in f else ()
    problems.raise_any()
    return Template(
        id=key.identifier(),
        kind=kind,
        over=over,
        of=f.text("property"),
        gather=f.text("gather"),
        stems=f["stems"].texts(),
        on_map=f.text("on-map"),
        key=f.text("key") or "",
        rule=f.text("distractors"),
        where=tuple(c.text() for c in f["where"].one_or_more()) if "where" in f else (),
        explanation=f["explanation"].text(),
        tests=_tests(f["tests"]),
        level=level,
        optional=optional is True,
        optional_where=optional if isinstance(optional, str) else None,
        cluster=f.text("cluster"),
        waive=waive,
        place=key.place,
    )


def _tests(node: Node) -> Subject | None:
    """The subject that a template tests; None if the fact decides."""
    subject = node.one_of("subject", (*Subject, BY_FACT))
    return None if subject == BY_FACT else Subject(subject)


def _optional(f: Fields) -> bool | str:
    """Whether all cards are optional, or the condition on the facts whose cards are."""
    node = f["optional"]
    known = {name: name for name in ("true", "false", *CONDITIONS)}
    name = node.one_of("condition", known)
    return node.flag() if name in ("true", "false") else name


def _over(f: Fields) -> tuple[str, ...]:
    """The types of fact that a template applies to."""
    problems = Problems()
    over: list[str] = []
    items = f["over"].one_or_more()
    for item in items:
        with problems.gathered():
            type_ = item.one_of("type of fact", (*SLOTS_OF, _EVERY))
            over += STATEMENT_KINDS if type_ == _EVERY else [type_]
    problems.raise_any()
    if not items:
        raise f["over"].error("'over:' needs at least one type of fact.")
    return tuple(over)


def _check_property(f: Fields, over: tuple[str, ...], known: Collection[str]) -> None:
    """A template over values of a property names the property, and no other one does."""
    asked = set(over) & set(PropertyValue.TYPES)
    if asked and "property" not in f:
        raise f.node.error("A template over 'property' needs 'property:', the one it asks about.")
    if "property" in f:
        if not asked:
            raise f["property"].error("'property' is only allowed together with 'over: property'.")
        f["property"].one_of("property", known)


def _wordings(f: Fields) -> tuple[Node, ...]:
    wordings = f["stems"].items()
    if not wordings:
        raise f["stems"].error("'stems:' needs at least one wording.")
    return wordings


def _group_rule(f: Fields, kind: Kind) -> GroupRule:
    """The group rule, which must support the kind of card and excludes other rules."""
    found = GROUP_RULES[f["gather"].one_of("group rule", GROUP_RULES.keys())]
    if kind not in found.kinds:
        raise f["gather"].error(
            f"This group rule is only allowed with kind {', '.join(found.kinds)}."
        )
    for name in ("key", "distractors", "where"):
        if name in f:
            raise f[name].error(f"'{name}' is only allowed together with 'over:'.")
    return found


def _check_map(f: Fields, slots: list[str]) -> None:
    """A group rule whose cards have a map needs the wording next to it, and no other one does."""
    draws = "gather" in f and GROUP_RULES[f["gather"].text()].draws
    if draws and "on-map" not in f:
        raise f.node.error("Missing required key 'on-map': the wording next to the map.")
    if "on-map" in f:
        if not draws:
            raise f["on-map"].error("'on-map' is only allowed with a group rule that draws a map.")
        _check_wording(f["on-map"], slots)


def _check_key(f: Fields, kind: Kind, over: tuple[str, ...], slots: list[str]) -> None:
    """Validate the slot that is asked for and the distractor rule."""
    if CARD_KINDS[kind].has_parts:
        message = f"A card of kind {kind} needs several facts: use 'gather:' instead of 'over:'."
        raise f["kind"].error(message)
    if "key" not in f:
        raise f.node.error("Missing required key 'key': the slot that is asked for.")
    f["key"].one_of("slot", slots)
    _check_rule(f, kind, over)


def _check_rule(f: Fields, kind: Kind, over: tuple[str, ...]) -> None:
    """Validate the distractor rule, which must support the types of fact."""
    shows_options = kind not in RECALLED
    if shows_options and "distractors" not in f:
        raise f.node.error(
            f"Missing required key 'distractors': a {kind} card needs wrong options."
        )
    if "distractors" not in f:
        return
    node = f["distractors"]
    if not shows_options:
        raise node.error(f"'distractors' is not allowed: a {kind} card shows no wrong options.")
    rule = RULES[node.one_of("distractor rule", RULES.keys())]
    for type_ in over:
        if type_ not in rule.over:
            raise node.error(f"This rule supports {', '.join(rule.over)}, not {type_}.")
    if f["key"].text() != rule.slot:
        raise node.error(f"This rule is only allowed with 'key: {rule.slot}'.")


def _waivers(node: Node) -> Iterator[tuple[str, str]]:
    """Lint rules that this template waives, with reasons; only warnings can be waived."""
    for rule, reason in node.entries():
        if rule.text() in ERRORS:
            raise rule.error(f"'{rule.text()}' is an error and cannot be waived.")
        yield rule.one_of("lint rule", WARNINGS), reason.text()


def _check_wording(node: Node, slots: list[str]) -> None:
    problems = Problems()
    try:
        parts = parse(node.text()).parts
    except ValueError as error:
        if "conversion" in str(error):
            raise node.error("Invalid conversion; use !a or !c.") from None
        raise node.error("Unbalanced brace; a slot is written {like-this}.") from None
    for _, name, alternatives, conversion, number_of in parts:
        with problems.gathered():
            if name is not None and name not in slots:
                raise node.unknown("slot", slots, word=name)
            if number_of and number_of not in slots:
                raise node.unknown("slot", slots, word=number_of)
            if alternatives and alternatives.count("/") != 1:
                raise node.error(
                    f"Expected two forms, not '{alternatives}'; write {{muscle:works/work}}."
                )
            if (conversion or None) not in CONVERSIONS:
                raise node.error(f"Unknown conversion '!{conversion}'; use !a or !c.")
    problems.raise_any()


def _check_asks(node: Node, key: str, kind: Kind) -> None:
    """Ensure that a cloze or a statement shows the key, and that a question does not."""
    shows = any(p.slot == key and not p.alternatives for p in parse(node.text()).parts)
    if kind in CLOZES | ASSERTIONS:
        # A sentence that contains a gap already shows it.
        if not shows and key != "gap":
            raise node.error(f"The wording of a {kind} card must contain the slot {{{key}}}.")
    elif shows:
        raise node.error(f"The wording gives the answer away: it contains the slot {{{key}}}.")
