"""The figures of a whole exam, computed from those of its sections."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cards.exams.blueprint import Blueprint, Certainty, FieldShare, Levels
from cards.exams.exam_format import ExamFormat
from cards.exams.profile import ExamProfile
from cards.model.vocabulary import Subject


def combined(profile: ExamProfile, sections: Sequence[ExamProfile]) -> ExamProfile:
    """A profile with its sections and the figures that follow from them.

    A section counts by its number of items, and for the subjects and the levels by how many of them
    are in the field.

    Args:
        profile: The whole exam.
        sections: Its sections, each with a format, a share in the field, weights and levels.
    """
    formats = [each.exam_format for each in sections if each.exam_format is not None]
    fields = [each.field for each in sections if each.field is not None]
    weights = [each.weights for each in sections if each.weights is not None]
    levels = [each.levels for each in sections if each.levels is not None]
    items = [exam_format.items for exam_format in formats]
    in_field = [count * field.percent for count, field in zip(items, fields, strict=True)]
    return replace(
        profile,
        sections=tuple(sections),
        exam_format=_format(profile, formats),
        field=FieldShare(
            percent=round(_mean([field.percent for field in fields], items)),
            low=round(_mean([field.low for field in fields], items)),
            high=round(_mean([field.high for field in fields], items)),
            method="the mean of the sections, by their number of items.",
            confidence=_least_sure([field.confidence for field in fields]),
        ),
        weights=_weights(weights, in_field),
        levels=_levels(levels, in_field),
    )


def _format(profile: ExamProfile, formats: Sequence[ExamFormat]) -> ExamFormat:
    scored = sum(each.scored for each in formats)
    minutes = [each.minutes for each in formats if each.minutes is not None]
    options = {each.options for each in formats}
    passing = {each.passing for each in formats}
    return ExamFormat(
        id=profile.id,
        name=profile.title,
        aliases=profile.aliases,
        body=profile.body,
        scored=scored,
        unscored=sum(each.unscored for each in formats),
        minutes=sum(minutes) if len(minutes) == len(formats) else None,
        options=options.pop() if len(options) == 1 else None,
        passing=passing.pop() if len(passing) == 1 else None,
        domains=tuple(
            replace(domain, percent=domain.percent and round(domain.percent * each.scored / scored))
            for each in formats
            for domain in each.domains
        ),
        sources=tuple(dict.fromkeys(source for each in formats for source in each.sources)),
        unconfirmed=tuple(dict.fromkeys(doubt for each in formats for doubt in each.unconfirmed)),
        own=any(each.own for each in formats),
        parts=tuple(part for each in formats for part in each.parts),
    )


def _weights(weights: Sequence[Blueprint], counts: Sequence[float]) -> Blueprint:
    def share(subject: Subject) -> float:
        return _mean([each.shares.get(subject, 0) for each in weights], counts)

    named = [subject for subject in Subject if any(subject in each.shares for each in weights)]
    return Blueprint(
        shares={subject: share(subject) for subject in named},
        method="the mean of the sections, by their questions in the field.",
        confidence=_least_sure([each.confidence for each in weights]),
    )


def _levels(levels: Sequence[Levels], counts: Sequence[float]) -> Levels:
    def mean(value: Callable[[Levels], float]) -> float:
        return _mean([value(each) for each in levels], counts)

    return Levels(
        recall=mean(lambda each: each.recall),
        application=mean(lambda each: each.application),
        analysis=mean(lambda each: each.analysis),
        method="the mean of the sections, by their questions in the field.",
        confidence=_least_sure([each.confidence for each in levels]),
    )


def _mean(values: Sequence[float], counts: Sequence[float]) -> float:
    """The mean of values, each counted that often; rounded, as the values are estimates."""
    products = (value * count for value, count in zip(values, counts, strict=True))
    return round(sum(products) / sum(counts), 1)


def _least_sure(degrees: Sequence[Certainty]) -> Certainty:
    return max(degrees, key=list(Certainty).index)
