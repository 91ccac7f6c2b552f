"""Reads templates from YAML, and checks every name in them before a card is made."""

from collections.abc import Iterator

from cards.distractors.rules import RULES
from cards.groups.rules import GROUP_RULES, GroupRule
from cards.lint.names import ERRORS, WARNINGS
from cards.load.document import Fields, Node
from cards.model.facts import StatementKind
from cards.model.template import Kind, Template
from cards.problems import Problems
from cards.wording import CONDITIONS, CONVERSIONS, FACT_TYPES, parse

REQUIRED_KEYS = ("kind", "stems", "explanation", "tests")
OPTIONAL_KEYS = ("over", "gather", "key", "distractors", "where", "hops", "waive")
"""What an entry of a `templates` section may hold."""

_EVERY = "statement"
"""In `over:`, short for every kind of statement."""


_GATHERED = (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING)
_HOPS = {"1": 1, "2": 2, "3": 3}


def read_template(key: Node, node: Node) -> Template:
    """Read one entry of a `templates` section.

    Raises:
        DataError: With every slot, rule, kind or type that is not known.
    """
    f = node.fields(REQUIRED_KEYS, optional=OPTIONAL_KEYS)
    if ("over" in f) == ("gather" in f):
        raise node.error("A template says either 'over:' or 'gather:'.")
    problems = Problems()
    with problems.gathered():
        kind = Kind(f["kind"].one_of("kind of card", Kind))
    problems.raise_any()
    over: tuple[str, ...] = ()
    if "gather" in f:
        slots = list(_gathering(f, kind).slots)
    else:
        over = _over(f)
        slots = sorted(set.intersection(*(set(FACT_TYPES[type_]) for type_ in over)))
        with problems.gathered():
            _check_key(f, kind, over, slots)
    for wording in (*_wordings(f), f["explanation"]):
        with problems.gathered():
            _check_wording(wording, slots)
            if "key" in f and wording is not f["explanation"]:
                _check_asks(wording, f["key"].text(), kind)
    for condition in f["where"].one_or_more() if "where" in f else ():
        with problems.gathered():
            condition.one_of("condition", CONDITIONS.keys())
    with problems.gathered():
        if "hops" in f:
            f["hops"].one_of("number of facts", _HOPS.keys())
    waive: tuple[tuple[str, str], ...] = ()
    with problems.gathered():
        waive = tuple(_waivers(f["waive"])) if "waive" in f else ()
    problems.raise_any()
    return Template(
        id=key.identifier(),
        kind=kind,
        over=over,
        gather=f.text("gather"),
        stems=f["stems"].texts(),
        key=f.text("key") or "",
        rule=f.text("distractors"),
        where=tuple(c.text() for c in f["where"].one_or_more()) if "where" in f else (),
        hops=_HOPS[f.text("hops") or "1"],
        explanation=f["explanation"].text(),
        tests=f["tests"].text(),
        waive=waive,
        place=key.place,
    )


def _over(f: Fields) -> tuple[str, ...]:
    """The types of fact a template runs over."""
    problems = Problems()
    over: list[str] = []
    items = f["over"].one_or_more()
    for item in items:
        with problems.gathered():
            type_ = item.one_of("type of fact", (*FACT_TYPES, _EVERY))
            over += [kind.value for kind in StatementKind] if type_ == _EVERY else [type_]
    problems.raise_any()
    if not items:
        raise f["over"].error("A template runs over one type of fact at least.")
    return tuple(over)


def _wordings(f: Fields) -> tuple[Node, ...]:
    wordings = f["stems"].items()
    if not wordings:
        raise f["stems"].error("A template has one wording at least.")
    return wordings


def _gathering(f: Fields, kind: Kind) -> GroupRule:
    """What a template gathers, which must suit its kind of card and needs no rule beside it."""
    found = GROUP_RULES[f["gather"].one_of("gathering", GROUP_RULES.keys())]
    if kind not in found.kinds:
        raise f["gather"].error(f"This gathering makes cards of kind {', '.join(found.kinds)}.")
    for name in ("key", "distractors", "where"):
        if name in f:
            raise f[name].error(f"'{name}' goes with 'over:'; a gathering brings its own.")
    return found


def _check_key(f: Fields, kind: Kind, over: tuple[str, ...], slots: list[str]) -> None:
    """What one fact is asked for, and where its wrong options come from."""
    if kind in _GATHERED:
        message = f"A card of kind {kind} needs several facts: write 'gather:' for 'over:'."
        raise f["kind"].error(message)
    if "key" not in f:
        raise f.node.error("The key 'key' must stand here too: the slot that is asked for.")
    f["key"].one_of("slot of these facts", slots)
    _check_rule(f, kind, over)


def _check_rule(f: Fields, kind: Kind, over: tuple[str, ...]) -> None:
    """Cards that show options need a rule for wrong ones that works over their facts."""
    shows_options = kind in (Kind.CHOICE, Kind.TRUE_FALSE)
    if shows_options and "distractors" not in f:
        raise f.node.error(f"A {kind} card needs 'distractors:', a rule for its wrong options.")
    if "distractors" not in f:
        return
    node = f["distractors"]
    if not shows_options:
        raise node.error(f"A {kind} card shows no wrong options.")
    rule = RULES[node.one_of("rule for wrong options", RULES.keys())]
    for type_ in over:
        if type_ not in rule.over:
            raise node.error(f"This rule works over {', '.join(rule.over)}; not over {type_}.")
    if f["key"].text() != rule.slot:
        raise node.error(f"This rule finds options for the key '{rule.slot}'.")


def _waivers(node: Node) -> Iterator[tuple[str, str]]:
    """Item-writing rules and why this template breaks them; an error has no such reason."""
    for rule, reason in node.entries():
        if rule.text() in ERRORS:
            raise rule.error(f"'{rule.text()}' is an error, which no reason mends.")
        yield rule.one_of("item-writing rule", WARNINGS), reason.text()


def _check_wording(node: Node, slots: list[str]) -> None:
    problems = Problems()
    try:
        parts = parse(node.text()).parts
    except ValueError as error:
        if "conversion" in str(error):
            raise node.error("Behind '!' stands one letter; there are !a and !c.") from None
        raise node.error("A brace stands alone; a slot is written {like-this}.") from None
    for _, name, alternatives, conversion in parts:
        with problems.gathered():
            if name is not None and name not in slots:
                raise node.unknown("slot of these facts", slots, word=name)
            if alternatives and alternatives.count("/") != 1:
                raise node.error(f"'{alternatives}' is no pair; write {{muscle:works/work}}.")
            if (conversion or None) not in CONVERSIONS:
                raise node.error(f"'!{conversion}' is not known; there are !a and !c.")
    problems.raise_any()


def _check_asks(node: Node, key: str, kind: Kind) -> None:
    """A cloze or an assertion shows what is asked for; a question must not."""
    shows = any(p.slot == key and not p.alternatives for p in parse(node.text()).parts)
    if kind in (Kind.CLOZE, Kind.TRUE_FALSE):
        # A sentence with a gap of its own shows it by itself.
        if not shows and key != "gap":
            raise node.error(f"The slot {{{key}}} must stand in the wording of a {kind} card.")
    elif shows:
        raise node.error(f"The wording gives the answer away: it shows the slot {{{key}}}.")
