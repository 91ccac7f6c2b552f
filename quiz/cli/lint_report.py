"""The report of `primemover cards check`, as text and as records."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from cards.lint.cue_gate import Guessed
from cards.lint.rules import Flaw, Severity, meaning
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
from cards.value_class import value_class
from quiz.terminal.layout import TextLayout, counted

_SHOWN = 10
"""Cards listed for a rule, without --all."""


@value_class(frozen=True, kw_only=True)
class Checked:
    """The checked cards and their flaws.

    Attributes:
        cards: The checked cards.
        skipped: The pairs of template and fact without a card.
        facts: The facts that match the same criteria.
        asked: The ids of all facts with a card.
        flaws: The flaws, including those that a template waives.
        guessed: How well a guesser without knowledge does on each template.
    """

    cards: Sequence[Card]
    skipped: Sequence[Skipped]
    facts: Sequence[Fact]
    asked: Collection[str]
    flaws: Sequence[Flaw]
    guessed: Sequence[Guessed] = ()

    def count(self, severity: Severity) -> int:
        """The number of unwaived flaws of a severity."""
        return sum(flaw.severity is severity and not flaw.waived for flaw in self.flaws)

    @property
    def waived(self) -> int:
        """The number of waived flaws."""
        return sum(bool(flaw.waived) for flaw in self.flaws)

    @property
    def unasked(self) -> tuple[Fact, ...]:
        """The facts without a card."""
        return tuple(fact for fact in self.facts if fact.id not in self.asked)


def records(checked: Checked, *, whole: bool) -> Iterator[dict[str, object]]:
    """A record for each flaw, with the totals last."""
    for flaw in checked.flaws:
        if flaw.waived and not whole:
            continue
        record: dict[str, object] = {
            "rule": flaw.rule,
            "severity": flaw.severity,
            "card": flaw.card,
            "message": flaw.message,
        }
        yield record | ({"waived": flaw.waived} if flaw.waived else {})
    for guessed in checked.guessed:
        yield {
            "guessed": guessed.name,
            "templates": guessed.templates,
            "cards": guessed.cards,
            "share": round(guessed.share, 3),
            "chance": round(guessed.chance, 3),
            "interval": [round(guessed.interval.low, 3), round(guessed.interval.high, 3)],
            "fails": guessed.fails,
        }
    yield {
        "cards": len(checked.cards),
        "kinds": _counts(card.kind for card in checked.cards),
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "waived": checked.waived,
        "skipped": _counts(pair.reason for pair in checked.skipped),
        "facts": len(checked.facts),
        "unasked": _counts(fact.type for fact in checked.unasked),
    }


def report(checked: Checked, layout: TextLayout, *, whole: bool) -> Iterator[str]:
    """The report, line by line."""
    kinds = _counts(card.kind for card in checked.cards)
    yield from layout.wrap(f"{counted(len(checked.cards), 'card')}: {_listed(kinds)}", "  ", "")
    yield from _coverage(checked, layout, whole=whole)
    yield from _skipped(checked, layout, whole=whole)
    yield from _guessed(checked.guessed, layout)
    for severity in Severity:
        flaws = [f for f in checked.flaws if f.severity is severity and not f.waived]
        yield from _by_rule(flaws, severity, layout, whole=whole)
    if whole:
        yield from _by_rule([f for f in checked.flaws if f.waived], "waived", layout, whole=True)
    yield ""
    yield from layout.wrap(_closing(checked, whole=whole))


def _coverage(checked: Checked, layout: TextLayout, *, whole: bool) -> Iterator[str]:
    facts, unasked = checked.facts, checked.unasked
    if not facts:
        return
    summary = f"{counted(len(facts), 'fact')}, {len(facts) - len(unasked)} with a card"
    types = _listed(_counts(fact.type for fact in unasked))
    yield from layout.wrap(f"{summary}; without: {types}" if unasked else summary, "  ", "")
    for fact in unasked if whole else ():
        yield f"  {fact.id}"


def _skipped(checked: Checked, layout: TextLayout, *, whole: bool) -> Iterator[str]:
    pairs = checked.skipped
    if not pairs:
        return
    yield from layout.wrap(
        f"{counted(len(pairs), 'pair')} of template and fact without a card, because:", "  ", ""
    )
    for reason, count in _counts(pair.reason for pair in pairs).items():
        yield from layout.wrap(reason, " " * 8, f"  {count:>4}  ")
        for pair in pairs if whole else ():
            if pair.reason == reason:
                yield from layout.wrap(f"{pair.template} × {pair.fact}", " " * 10)


def _guessed(guessed: Sequence[Guessed], layout: TextLayout) -> Iterator[str]:
    """A line on each template: cards, share of right guesses with its interval, chance."""
    if not guessed:
        return
    yield ""
    yield from layout.wrap(
        "Share of keys that a guesser without knowledge finds (95 % interval; chance; cards):",
        "  ",
        "",
    )
    for each in sorted(guessed, key=lambda each: each.chance - each.interval.low):
        low, high = each.interval.low, each.interval.high
        figures = f"{each.share:.2f} ({low:.2f}-{high:.2f}; {each.chance:.2f}; {each.cards})"
        yield from layout.wrap(
            f"{figures}  {each.name}{', fails' if each.fails else ''}", " " * 8, "  "
        )


def _by_rule(
    flaws: Iterable[Flaw], label: str, layout: TextLayout, *, whole: bool
) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Flaw]] = {}
    for flaw in flaws:
        groups.setdefault((flaw.rule, flaw.waived), []).append(flaw)
    for (rule, waived), found in groups.items():
        yield ""
        yield from layout.wrap(f"{label} {rule}: {meaning(rule)}", "  ", "")
        if waived:
            yield from layout.wrap(f"Waived: {waived}.", "  ")
        cards: dict[str | None, list[str]] = {}
        for flaw in found:
            cards.setdefault(flaw.card, []).append(flaw.message)
        shown = list(cards.items())[: None if whole else _SHOWN]
        for card, messages in shown:
            yield from layout.wrap(card or "all cards together", "    ")
            for message in messages:
                yield from layout.wrap(message, "      ")
        if len(cards) > len(shown):
            yield f"    and {counted(len(cards) - len(shown), 'card')} more; --all lists them"


def _closing(checked: Checked, *, whole: bool) -> str:
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)
    result = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if not errors and not warnings:
        result = "No flaws"
    if not checked.waived:
        return f"{result}."
    return f"{result}; {checked.waived} waived by templates{'' if whole else ', see --all'}."


def _counts(values: Iterable[str]) -> dict[str, int]:
    return {str(value): count for value, count in Counter(values).most_common()}


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
