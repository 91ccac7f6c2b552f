"""The facts that a study session can ask about, and their order while they are new."""

from datetime import UTC, datetime

from cards.model.summary import CardSummary
from quiz.memory.state import Memory
from quiz.study.candidates import candidates

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
GRIPS = ("closed", "open", "hook")
TESTS = ("walk", "run")


def card(number: int, cluster: str, about: str) -> CardSummary:
    return CardSummary(
        id=f"template/{about}",
        template="template",
        tests="technique",
        kind="choice",
        level="recall",
        opinion=False,
        optional=False,
        body=None,
        right="yes",
        longest=False,
        wrong=3,
        about=about,
        stem=number,
        number=number,
        cluster=cluster,
    )


def test_one_new_fact_of_each_group_comes_before_a_second_of_any() -> None:
    about = [("grip", name) for name in GRIPS] + [("test", name) for name in TESTS]
    cards = [card(n, group, f"{group}/{name}") for n, (group, name) in enumerate(about)]

    found = candidates(cards, Memory(), {}, NOW, {"recall": 1.0})

    ordered = sorted(found, key=lambda each: each.order)
    assert {each.group for each in ordered[:2]} == {"grip", "test"}
    assert [each.fact for each in ordered if each.group == "grip"] == ["grip/" + g for g in GRIPS]
    assert ordered[-1].fact == "grip/hook"
