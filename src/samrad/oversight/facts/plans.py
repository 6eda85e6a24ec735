"""Plans with their measures and where they are anchored: days, codes, counts, and whether something is written."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from samrad.guide.rules.plan_facts import Anchored, Measure, Plan
from samrad.oversight.facts.asking import Ids, Row, ask, grouped, side_of

PLANS = """
select p.forum_id, p.id, p.kind, p.state, p.valid_from, p.valid_to, p.ended_on, p.names_challenge, p.looked_back,
    (select count(*) from cooperation_cooperationparty c where c.cooperation_id = p.cooperation_id and c.left_on is null)
from plans_plan p where %(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]) order by p.id
"""
# A measure is the side's whose post owns it, or which the post acts for. What is decided in a party's own matter is nobody else's.
MEASURES = """
select m.plan_id, m.id, o.kind, m.state, m.begins_on, m.ends_on, m.report_due_on, m.closed_on, m.focus_area_id,
    array(select jsonb_array_elements_text(m.further)::uuid),
    m.about_crime, m.about_preparedness, m.about_safety, m.has_purpose,
    m.has_basis or exists (select from knowledge_decisionbasis b where b.item_id = d.item_id), m.has_needs,
    w.houses, w.parties, w.dated, w.drawn_in_on, (d.made_at at time zone 'Europe/Oslo')::date,
    m.looked_back or exists (select from evaluations_evaluation e where e.measure_id = m.id and e.state = 'done'),
    array(select jsonb_array_elements_text(m.police_fields)), w.with_net_patrol, m.has_channel, m.has_group, m.has_reach
from plans_measure m join parties_post q on q.id = m.owner_id
join parties_organisation o on o.id = coalesce(q.acts_for_id, q.organisation_id)
left join meetings_decision d on d.id = m.decision_id and d.only_for_id is null and d.face <> 'own'
cross join lateral (
    select count(*) as houses, count(t.party_id) as parties,
        count(t.involved_on) filter (where t.party_id is not null) as dated,
        max(t.involved_on) filter (where t.party_id is not null) as drawn_in_on,
        coalesce(bool_or(t.with_net_patrol), false) as with_net_patrol
    from plans_measurepart t where t.measure_id = m.id) w
where %(ids)s::uuid[] is null or m.cooperation_id = any(%(ids)s::uuid[]) order by m.id
"""
ANCHORED = """
select a.plan_id, a.party_id, o.kind, a.kind, max(a."on"), max(a."on") filter (where a.takes_part and a.has_means)
from plans_anchoring a join parties_organisation o on o.id = a.party_id
where %(ids)s::uuid[] is null or a.cooperation_id = any(%(ids)s::uuid[]) group by 1, 2, 3, 4 order by 1, 2, 4
"""


def plans_of_forums(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Plan, ...]]:
    """By forum: its plans, also those that have ended. One statement where there are none, three where there are."""
    plans = grouped(ask(PLANS, ids=cooperations, day=day))
    if not plans:
        return {}
    measures = _by_plan(ask(MEASURES, ids=cooperations, day=day), _measure)
    anchored = _by_plan(ask(ANCHORED, ids=cooperations, day=day), _anchored)
    return {
        forum: tuple(Plan(*(*row, measures.get(row[0], ()), anchored.get(row[0], ()))) for row in rows)
        for forum, rows in plans.items()
    }


def _by_plan[T](rows: list[Row], made: Callable[[Row], T]) -> dict[UUID, tuple[T, ...]]:
    return {plan: tuple(made(row) for row in found) for plan, found in grouped(rows).items()}


def _measure(row: Row) -> Measure:
    key, house, *known = row
    at, fields = 6, len(known) - 5  # further focus areas, and the police's fields
    known[at], known[fields] = frozenset(known[at]), frozenset(known[fields])
    return Measure(*(key, side_of(house), *known))


def _anchored(row: Row) -> Anchored:
    party, house, *known = row
    return Anchored(*(party, side_of(house), *known))
