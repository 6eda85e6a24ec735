"""Knowledge, the common pictures, what rests on them, and the police's processes: days, codes and counts."""

from datetime import date
from uuid import UUID

from samrad.guide.rules.knowledge_facts import Contribution, Decided, Flagged, Picture, Process, StepTwo
from samrad.oversight.facts.asking import Ids, Row, ask, grouped, side_of

GIVEN = """
select c.cooperation_id, o.kind, c.sort, c.handed_over_on, c.valid_to, c.is_intelligence,
    not c.is_intelligence or (c.is_phenomenon and c.has_certainty and c.valid_to is not null),
    r.item_id is not null or exists (select from knowledge_picturecontribution x
        join knowledge_decisionbasis b on b.picture_id = x.picture_id where x.contribution_id = c.id)
from knowledge_contribution c join knowledge_knowledgerequest r on r.id = c.request_id
join parties_organisation o on o.id = c.owner_id
where c.shared and c.state = 'handed_over' and c.sort <> 'nothing'
  and (%(ids)s::uuid[] is null or c.cooperation_id = any(%(ids)s::uuid[])) order by c.id
"""
# A picture is about a focus area when they are of one challenge, when the area was chosen on it, or when the area's decision rests on it.
PICTURES = """
select p.cooperation_id, p.frozen_on, p.has_missing_reason, case when y.yeses >= w.parties then y.last end,
    g.from_municipality, g.from_police, g.contributions, g.trends + (select count(*) from knowledge_picturefigure i
        where i.picture_id = p.id), g.causes, g.last_on,
    (select count(*) from knowledge_decisionbasis b where b.picture_id = p.id),
    array(select f.id from cooperation_focusarea f where f.cooperation_id = p.cooperation_id and f.closed_on is null and (
        f.mark = (select h.mark from cooperation_challenge h where h.id = p.challenge_id)
        or f.id in (select k.focus_area_id from knowledge_candidate k join knowledge_prioritisation q on q.id = k.prioritisation_id
            where q.picture_id = p.id and k.is_chosen)
        or f.decision in (select d.id from knowledge_decisionbasis b join meetings_decision d on d.item_id = b.item_id
            where b.picture_id = p.id and d.only_for_id is null and d.face <> 'own')))
from knowledge_situationpicture p
cross join lateral (select count(*) as parties from cooperation_cooperationparty c
    where c.cooperation_id = p.cooperation_id and c.left_on is null) w
cross join lateral (select count(*) as yeses, max(v.said_on) as last from knowledge_problemyes v
    where v.picture_id = p.id and v.problem_version = p.problem_version) y
cross join lateral (select count(*) as contributions, count(*) filter (where o.kind = 'municipality') as from_municipality,
        count(*) filter (where o.kind like 'police%%' or o.kind = 'operating_unit') as from_police,
        count(*) filter (where c.sort in ('crime', 'social')) as trends, count(*) filter (where c.sort = 'cause') as causes,
        max(c.handed_over_on) as last_on
    from knowledge_picturecontribution x join knowledge_contribution c on c.id = x.contribution_id
    join parties_organisation o on o.id = c.owner_id
    where x.picture_id = p.id and c.shared and c.state = 'handed_over' and c.sort <> 'nothing') g
where %(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]) order by p.id
"""
# What was ordered for a matter is given to it; its problem is that of the pictures made of what was given, or of those it rests on.
STEP_TWO = """
select i.cooperation_id, (select count(distinct g.owner_id) from given g where g.item_id = i.id),
    (select count(*) from cooperation_cooperationparty c where c.cooperation_id = i.cooperation_id and c.left_on is null),
    exists (select from knowledge_situationpicture p where (p.id in (select b.picture_id from knowledge_decisionbasis b
            where b.item_id = i.id) or p.id in (select x.picture_id from knowledge_picturecontribution x
            where x.contribution_id in (select g.id from given g where g.item_id = i.id)))
        and (select count(*) from knowledge_problemyes v where v.picture_id = p.id and v.problem_version = p.problem_version)
            >= (select count(*) from cooperation_cooperationparty c
                where c.cooperation_id = i.cooperation_id and c.left_on is null))
from meetings_agendaitem i
where i.step = 2 and i.state = 'treated' and i.only_for_id is null and i.face <> 'own'
  and (%(ids)s::uuid[] is null or i.cooperation_id = any(%(ids)s::uuid[])) order by i.id
"""
ORDERED = """
with given as (
    select c.id, c.owner_id, r.item_id from knowledge_contribution c join knowledge_knowledgerequest r on r.id = c.request_id
    where c.shared and c.state = 'handed_over' and c.sort <> 'nothing' and r.item_id is not null
    union select c.id, c.owner_id, b.item_id from knowledge_decisionbasis b
    join knowledge_picturecontribution x on x.picture_id = b.picture_id join knowledge_contribution c on c.id = x.contribution_id
    where c.shared and c.state = 'handed_over' and c.sort <> 'nothing'
)
"""
# A matter that was put off takes what was ordered for it along.
FLAGGED = """
select i.forum_id, (m.starts_at at time zone 'Europe/Oslo')::date, min(r.ordered_on),
    exists (select from meetings_decision d where d.item_id = i.id and d.outcome = 'decided'),
    (select count(*) from (select c.owner_id from knowledge_contribution c join knowledge_knowledgerequest q on q.id = c.request_id
        where q.item_id in (i.id, i.carried_from_id) and c.shared and c.state = 'handed_over'
        union select c.owner_id from knowledge_decisionbasis b join knowledge_picturecontribution x on x.picture_id = b.picture_id
        join knowledge_contribution c on c.id = x.contribution_id
        where b.item_id = i.id and c.shared and c.state = 'handed_over') g),
    (select count(*) from cooperation_cooperationparty c where c.cooperation_id = i.cooperation_id and c.left_on is null),
    exists (select from knowledge_decisionbasis b join knowledge_situationpicture p on p.id = b.picture_id
        where b.item_id = i.id and p.has_missing_reason)
from meetings_agendaitem i join meetings_meeting m on m.id = i.meeting_id and m.state <> 'cancelled'
left join knowledge_knowledgerequest r on r.item_id in (i.id, i.carried_from_id) and r.withdrawn_on is null
where i.needs_knowledge and i.state in ('on_agenda', 'treated') and i.only_for_id is null and i.face <> 'own'
  and (%(ids)s::uuid[] is null or i.cooperation_id = any(%(ids)s::uuid[])) group by i.id, m.id order by i.id
"""
PROCESSES = """
select p.cooperation_id, p.begun_on, p.is_municipality_actor, p.involved_on, p.decides_on, p.ended_on,
    p.item_id is not null or p.request_id is not null
from knowledge_policeprocess p where %(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]) order by p.id
"""
DECIDED = """
select d.forum_id, (d.made_at at time zone 'Europe/Oslo')::date, coalesce(i.step, 0), coalesce(h.kind, ''),
    array(select e.kind::text from meetings_task t join parties_post s on s.id = t.owner_id
        join parties_organisation e on e.id = coalesce(s.acts_for_id, s.organisation_id)
        where t.decision_id = d.id and t.state <> 'dropped' and t.only_for_id is null and t.face <> 'own')
from meetings_decision d join meetings_agendaitem i on i.id = d.item_id
left join parties_post q on q.id = d.responsible_id
left join parties_organisation h on h.id = coalesce(q.acts_for_id, q.organisation_id)
where d.outcome = 'decided' and d.only_for_id is null and d.face <> 'own'
  and (%(ids)s::uuid[] is null or d.cooperation_id = any(%(ids)s::uuid[])) order by d.id
"""


def contributions(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Contribution, ...]]:
    """By cooperation: what was handed over and stands. One statement."""
    found = grouped(ask(GIVEN, ids=cooperations, day=day))
    return {
        home: tuple(Contribution(side_of(house), *row) for house, *row in rows)
        for home, rows in found.items()
    }


def pictures(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Picture, ...]]:
    """By cooperation: the common pictures. One statement."""
    found = grouped(ask(PICTURES, ids=cooperations, day=day))
    return {
        home: tuple(Picture(*(*row[:-1], frozenset(row[-1]))) for row in rows) for home, rows in found.items()
    }


def step_two(day: date, cooperations: Ids = None) -> dict[UUID, tuple[StepTwo, ...]]:
    """By cooperation: treated matters on the second step. One statement."""
    found = grouped(ask(ORDERED + STEP_TWO, ids=cooperations, day=day))
    return {home: tuple(StepTwo(*row) for row in rows) for home, rows in found.items()}


def processes(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Process, ...]]:
    """By cooperation: the police's own processes. One statement."""
    found = grouped(ask(PROCESSES, ids=cooperations, day=day))
    return {home: tuple(Process(*row) for row in rows) for home, rows in found.items()}


def flagged(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Flagged, ...]]:
    """By forum: matters on an agenda that need a basis of knowledge. One statement."""
    found = grouped(ask(FLAGGED, ids=cooperations, day=day))
    return {forum: tuple(Flagged(*row) for row in rows) for forum, rows in found.items()}


def decided(day: date, cooperations: Ids = None) -> dict[UUID, tuple[Decided, ...]]:
    """By forum: what was decided, and who has a task of it. One statement."""
    found = grouped(ask(DECIDED, ids=cooperations, day=day))
    return {forum: tuple(_decided(row) for row in rows) for forum, rows in found.items()}


def _decided(row: Row) -> Decided:
    on, step, house, houses = row
    return Decided(on, step, side_of(house) if house else "", frozenset(side_of(each) for each in houses))
