"""The page of a finding of an assessment: how it is seen, and the muscles that bodies list."""

from collections.abc import Iterable, Iterator

from cards.derive.phrases import joined, joined_actions
from cards.derive.reasons import why
from cards.english import capitalised
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.property_value import PropertyValue
from cards.model.nouns import Compensation
from cards.model.vocabulary import Imbalance
from cards.pages.page import Page, PageKind, PageRow, Section
from cards.pages.scope import PageScope, by_tier, lister_in_short, sections

_EMPTY = "none"


def finding_page(finding: Compensation, scope: PageScope) -> Page:
    """The page of a finding."""
    return Page(
        kind=PageKind.FINDING,
        id=finding.id,
        title=capitalised(finding.name),
        tags=(scope.base.terms[finding.assessment].name,),
        sections=sections(
            _observation(finding, scope),
            Section(
                id="lists",
                heading="Muscles as each body lists them",
                columns=("body", "overactive", "underactive"),
                rows=tuple(_table(finding, scope)),
                least=2,
            ),
            _reasons(finding, scope),
            _others(finding, scope),
        ),
    )


def lists_of(finding: Compensation, scope: PageScope) -> Iterator[PageRow]:
    """The muscles that each body lists for a finding, in the words of the body."""
    for row in scope.base.findings.rows_of(finding):
        found = scope.shown(row)
        if found:
            sides = (
                f"{found_side[0].term}: {joined([fact.listed.name for fact in found_side])}"
                for side in Imbalance
                if (found_side := [fact for fact in found if fact.side is side])
            )
            yield scope.row(
                (f"{finding.name} ({lister_in_short(found[0])})", "; ".join(sides)), found
            )


def findings_in_words(listed: Iterable[ListedMuscle]) -> str:
    """The findings for which bodies list a muscle: "knees move inward (NASM CPT 7; NFPT)"."""
    bodies: dict[str, list[str]] = {}
    for fact in listed:
        bodies.setdefault(fact.compensation.name, []).append(lister_in_short(fact))
    findings: dict[tuple[str, ...], list[str]] = {}
    for name, found in bodies.items():
        findings.setdefault(tuple(dict.fromkeys(found)), []).append(name)
    texts = (f"{', '.join(names)} ({', '.join(found)})" for found, names in findings.items())
    return "; ".join(texts)


def _observation(finding: Compensation, scope: PageScope) -> Section:
    observation = scope.base.findings.observations.get(finding.id)
    facts = (observation,) if observation is not None and scope.shows(observation) else ()
    texts = [(f"Seen if {finding.seen}.",)] if facts else []
    views = f"{joined(list(finding.views))} view" if finding.views else ""
    checkpoint = f"checkpoint: {finding.checkpoint}" if finding.checkpoint else ""
    if views or checkpoint:
        texts.append((capitalised("; ".join(filter(None, (views, checkpoint)))) + ".",))
    if finding.movement:
        actions = joined_actions([scope.base.terms[id_] for id_ in finding.movement])
        texts.append((f"Consists of {actions}.",))
    rows = tuple(scope.row(text, facts) for text in texts)
    return Section(id="observation", heading="Signs", rows=rows, least=len(rows))


def _table(finding: Compensation, scope: PageScope) -> Iterator[PageRow]:
    for row in scope.base.findings.rows_of(finding):
        found = tuple(fact for fact in row if scope.shows(fact))
        if not found:
            continue
        listing = found[0].listing
        words = [
            ", ".join(fact.listed.name for fact in found if fact.side is side) or _EMPTY
            for side in Imbalance
        ]
        terms = f" ({listing.terms[0]}/{listing.terms[1]})" if listing.terms else ""
        part = "" if listing.whole else " (partly read)"
        yield scope.row((f"{lister_in_short(found[0])}{terms}{part}", *words), found)


def _reasons(finding: Compensation, scope: PageScope) -> Section:
    """Why muscles are listed, each muscle once."""
    rows: dict[str, PageRow] = {}
    for row in scope.base.findings.rows_of(finding):
        for fact in scope.shown(row):
            found = why(fact, scope.base)
            if found is not None and fact.listed.name not in rows:
                text = found.short.removeprefix(f"the {fact.muscle.name} ")
                label = f"{fact.listed.name}, {fact.side}"
                rows[fact.listed.name] = scope.row((label, text), (fact, *found.facts))
    return Section(id="reasons", heading="Why", rows=by_tier(rows.values()))


def _others(finding: Compensation, scope: PageScope) -> Section:
    """The other facts that name it."""
    found = scope.shown(
        fact
        for fact in scope.base.of_type(PropertyValue)
        if any(noun.id == finding.id for noun in fact.nouns)
    )
    return Section(id="more", heading="More", rows=tuple(map(scope.sentence, found)), least=0)
