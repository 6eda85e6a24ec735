"""Focus areas with their goals, and what the parties have promised: days, codes, and whether something is written."""

from datetime import date
from uuid import UUID

from samrad.guide.rules.plan_facts import Focus, Promise
from samrad.oversight.facts.asking import Ids, Row, ask, grouped, side_of

FOCUS = """
select f.cooperation_id, f.id, f.valid_from, f.valid_to, f.decision is not null or f.is_based,
    f.decision is not null, exists (select from meetings_decision d join knowledge_decisionbasis b on b.item_id = d.item_id
        where d.id = f.decision and d.only_for_id is null and d.face <> 'own'),
    f.about_crime, f.about_preparedness, f.about_safety, coalesce(g.aims, '{}'), coalesce(g.horizons, '{}'),
    (select (max(s.at) at time zone 'Europe/Oslo')::date from cooperation_aimstep s
        where s.focus_area_id = f.id and s.goal_id is null and s.kind in ('changed', 'kept')),
    (v.at at time zone 'Europe/Oslo')::date, coalesce(v.looked_at_all, false)
from cooperation_focusarea f left join lateral (
    select array_agg(o.aim::text order by o.id) as aims, array_agg(o.horizon order by o.id) as horizons
    from cooperation_goal o where o.focus_area_id = f.id and o.closed_on is null) g on true
left join lateral (select s.at, s.looked_at_all from cooperation_aimstep s
    where s.focus_area_id = f.id and s.goal_id is null and s.kind = 'kept' order by s.at desc limit 1) v on true
where f.closed_on is null and (%(ids)s::uuid[] is null or f.cooperation_id = any(%(ids)s::uuid[])) order by f.id
"""
PROMISES = """
select p.cooperation_id, o.kind, p.is_presence, p.closed_on is null, count(m.id) filter (where m.verdict in ('kept', 'late')),
    count(m.id) filter (where m.verdict <> 'waived')
from plans_promise p join parties_organisation o on o.id = p.party_id
left join plans_promisemark m on m.promise_id = p.id and m.due_on > %(day)s - 365
where %(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]) group by p.id, o.kind order by p.id
"""


def focus_areas(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Focus, ...]]:
    """By cooperation: the focus areas that run, with their open goals. One statement."""
    found = grouped(ask(FOCUS, ids=cooperations, day=day))
    return {home: tuple(_focus(row) for row in rows) for home, rows in found.items()}


def _focus(row: Row) -> Focus:
    *known, aims, horizons, reviewed_on, looked_at_on, looked_at_all = row
    return Focus(*(*known, tuple(aims), tuple(horizons), reviewed_on, looked_at_on, looked_at_all))


def promised(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Promise, ...]]:
    """By cooperation: its promises, with the occasions of a year. One statement."""
    found = grouped(ask(PROMISES, ids=cooperations, day=day))
    return {
        home: tuple(Promise(side_of(house), *row) for house, *row in rows) for home, rows in found.items()
    }
