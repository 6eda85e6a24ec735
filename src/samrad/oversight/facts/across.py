"""Challenges, means, measures and exercises across the parties: counts."""

from datetime import date
from uuid import UUID

from django.conf import settings

from samrad.guide.rules.across_facts import Across
from samrad.oversight.facts.asking import Ids, ask

# A challenge and a focus area know each other by the mark of the code. A challenge is put off by the newest choice that placed it.
ACROSS = """
with open as (
    select m.id, m.cooperation_id, m.focus_area_id, m.further, m.step, m.waits_for_id, m.waits_since,
        m.begins_on is not null and m.ends_on is not null and m.has_place and (m.stands_alone or (
            select count(distinct t.party_id) from plans_measurepart t where t.measure_id = m.id and t.gives) >= 2) as is_whole,
        exists (select from plans_adjustment j where j.measure_id = m.id) as is_adjusted,
        exists (select from parties_appointment a where a.post_id = m.owner_id and a.valid_from <= %(day)s
            and (a.valid_to is null or a.valid_to >= %(day)s)) as is_held
    from plans_measure m where m.state in ('planned', 'under_way', 'paused')
), sides as (
    select n.challenge_id, count(distinct case when o.kind = 'municipality' then 'm'
        when o.kind in ('police_district', 'operating_unit', 'police_unit', 'police_station') then 'p' end) as both
    from plans_means n join parties_organisation o on o.id = n.party_id group by 1
)
select c.id,
    (select count(*) from cooperation_focusarea f where f.cooperation_id = c.id and f.closed_on is null and f.mark is not null),
    (select count(*) from cooperation_focusarea f where f.cooperation_id = c.id and f.closed_on is null and exists (
        select from cooperation_challenge h join sides s on s.challenge_id = h.id
        where h.cooperation_id = c.id and h.mark = f.mark and s.both >= 2)),
    (select count(*) from cooperation_challenge h where h.cooperation_id = c.id),
    (select count(*) from cooperation_challenge h where h.cooperation_id = c.id and not exists (
        select from open m join cooperation_focusarea f on f.closed_on is null and f.mark = h.mark and f.cooperation_id = c.id
            and (m.focus_area_id = f.id or m.further @> to_jsonb(f.id::text))
        where m.cooperation_id = c.id and m.is_held)
        and not coalesce((select k.look_again_on >= %(day)s from knowledge_candidate k
            join knowledge_prioritisation p on p.id = k.prioritisation_id
            where k.challenge_id = h.id and p.decided_on is not null order by p.decided_on desc, p.id desc limit 1), false)),
    (select count(*) from open m where m.cooperation_id = c.id and m.waits_for_id is not null),
    (select count(*) from open m where m.cooperation_id = c.id and m.waits_since < %(day)s - $WAIT),
    (select count(*) from plans_conflict x where x.cooperation_id = c.id),
    (select count(*) from plans_conflict x where x.cooperation_id = c.id and x.settled_on is null),
    (select count(*) from open m where m.cooperation_id = c.id and m.step = 3),
    (select count(*) from open m where m.cooperation_id = c.id and m.step = 3 and m.is_adjusted),
    (select count(*) from open m where m.cooperation_id = c.id and m.step = 4),
    (select count(*) from open m where m.cooperation_id = c.id and m.step = 4 and m.is_whole),
    (select count(*) from plans_exercise e where e.cooperation_id = c.id and e.kind = 'plivo'
        and (e.held_on is not null or e.planned_on < %(day)s)),
    (select count(*) from plans_exercise e where e.cooperation_id = c.id and e.kind = 'plivo' and e.held_on is not null
        and e.sectors @> '["police", "school", "health"]')
from cooperation_cooperation c where c.ended_on is null and (%(ids)s::uuid[] is null or c.id = any(%(ids)s::uuid[]))
"""


def across(day: date, cooperations: Ids = None) -> dict[UUID, Across]:
    """By cooperation. One statement."""
    asked = ACROSS.replace("$WAIT", str(settings.WAIT_DAYS))
    return {row[0]: Across(*row[1:]) for row in ask(asked, ids=cooperations, day=day)}
