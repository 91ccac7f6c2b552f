"""The built-in cards pass the lint rules, and waivers say why a flaw is accepted."""

from pathlib import Path

import pytest

from cards.lint.rules import (
    Severity,
)
from cards.problems import DataError
from tests.cards.lint.examples import builtin_flaws, user_facts
from tests.support.library import builtin_cards, builtin_library, library_of

# -- built-in cards --------------------------------------------------------------------------------


@pytest.mark.slow
def test_all_flaws_of_builtin_cards_are_waived() -> None:
    assert [flaw for flaw in builtin_flaws() if not flaw.waived] == []


@pytest.mark.slow
def test_no_builtin_template_has_an_unused_waiver() -> None:
    template_of = {card.id: card.template.id for card in builtin_cards()}
    broken: dict[str, set[str]] = {}
    for flaw in builtin_flaws():
        if flaw.card is not None:
            broken.setdefault(template_of[flaw.card], set()).add(flaw.rule)

    for template in builtin_library().templates:
        assert {rule for rule, _ in template.waive} == broken.get(template.id, set())


@pytest.mark.slow
def test_no_builtin_card_has_an_error() -> None:
    assert all(flaw.severity is Severity.WARNING for flaw in builtin_flaws())


# -- waivers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("waive", "message"),
    [
        ("vague-terms: the sentence is short", "Did you mean 'vague-term'?"),
        ("wrong-key: it is right", "'wrong-key' is an error and cannot be waived."),
        ("coverage: few facts", "Unknown lint rule 'coverage'"),
        ("vague-term: [a, b]", "Expected one text"),
        ("vague-term", "The value is missing; expected one text."),
    ],
)
def test_a_waiver_of_anything_but_a_warning_is_refused(
    waive: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        library_of(tmp_path, user_facts(waive))

    assert message in str(caught.value)


def test_a_waiver_keeps_its_reason(tmp_path: Path) -> None:
    library = library_of(tmp_path, user_facts("vague-term: my source says usually"))
    (template,) = (t for t in library.templates if t.id == "doubtful-role")

    assert template.waive == (("vague-term", "my source says usually"),)
