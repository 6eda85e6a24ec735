"""The same question over the years: joint texts side by side, and how well it works by the members' own middle answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from samrad.evaluations.models import Evaluation
from samrad.evaluations.queries.evaluations import Answered, answered_in


@dataclass(frozen=True)
class OverTime:
    """One question with what each evaluation said of it, the oldest first."""

    heading: str
    words: str
    years: list[tuple[Evaluation, Answered]]


def compared(evaluations: Iterable[Evaluation]) -> list[OverTime]:
    """By the question's code, so that other words for it do not part the years. Expects questions and answers fetched along."""
    found: dict[str, OverTime] = {}
    for evaluation in evaluations:
        for answered in answered_in(evaluation):
            question = answered.question
            row = found.setdefault(question.code, OverTime(question.heading, question.words, []))
            row.years.append((evaluation, answered))
    return list(found.values())
