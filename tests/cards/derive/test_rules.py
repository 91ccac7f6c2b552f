"""The table of rules."""

from cards.derive.rules import RULES
from cards.model.vocabulary import SourceKind
from tests.support.library import builtin_library

BASE = builtin_library().base


def test_each_rule_is_a_source_and_each_built_in_source_of_the_kind_is_a_rule() -> None:
    rules = {id_ for id_, source in BASE.sources.items() if source.kind is SourceKind.RULE}

    assert rules == set(RULES)


def test_each_rule_says_where_it_does_not_apply() -> None:
    for rule in RULES.values():
        assert rule.source.note == rule.limits
        assert " not " in rule.limits or "nothing" in rule.limits
