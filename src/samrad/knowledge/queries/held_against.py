"""What the figures of a contribution would give away of figures that are hidden elsewhere, where the two can be read together."""

from samrad.cooperation.models import Cooperation
from samrad.knowledge.models import Contribution
from samrad.knowledge.queries.figures import place_of
from samrad.knowledge.queries.given import released_in
from samrad.knowledge.queries.series import national_counts, own_counts, towns_of
from samrad.knowledge.side_by_side import Stood, given_away
from samrad.parties.actor import Actor


def would_give_away(actor: Actor, contribution: Contribution, cooperation: Cooperation) -> list[str]:
    """The lines by which something hidden could be worked out, once the contribution stands beside what both parties read already.

    Shape    «line, period», each once: lines of the contribution, or of what another hides and this would show. A typed line names no
             place: it is held against each municipality of the cooperation. Nothing where the contribution has no figures.
    Source   DESIGN.md 2.2.
    """
    if not contribution.figures:
        return []
    towns = towns_of(cooperation)
    places = [place_of(town) for town in towns] or [""]
    given = [row for row in released_in(actor, cooperation, None) if row.pk != contribution.pk]
    beside = [_plain(one) for one in (*national_counts(towns), *own_counts(cooperation))]
    beside += [one for row in given for place in places for one in _typed(row, place)]
    before = given_away(beside, {})
    found: dict[str, None] = {}
    for place in places:
        ours = _typed(contribution, place)
        after = given_away([*beside, *ours], {})
        for one in sorted(after - before, key=lambda one: (one.period, one.line)):
            found[f"{one.line}, {one.period}"] = None
    return list(found)


def _typed(contribution: Contribution, place: str) -> list[Stood]:
    return [
        _plain(Stood(str(contribution.pk), place, what, period, count, state == "small"))
        for what, period, count, state in contribution.figures
    ]


def _plain(one: Stood) -> Stood:
    """With the period as it is written everywhere: some write the years with a dash, some with a hyphen."""
    period = one.period.replace("–", "-").replace(" ", "")
    return Stood(one.source, one.place, one.line, period, one.value, one.is_small, one.also)
