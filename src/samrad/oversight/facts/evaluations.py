"""How forums look back, as codes, days and counts; and what the agreements want evaluated."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from samrad.guide.rules.evaluation_facts import LookBack
from samrad.oversight.facts.asking import Ids, Row, ask, grouped

LOOKED_BACK = """
select e.forum_id, e.about, e.state, e.begun_on, e.closed_on, e.alone_first,
    (select count(*) from evaluations_asked a where a.evaluation_id = e.id and a.side = 'municipality' and a.answered_on is not null),
    (select count(*) from evaluations_asked a where a.evaluation_id = e.id and a.side = 'police' and a.answered_on is not null),
    (select count(*) from evaluations_learningpoint p where p.evaluation_id = e.id),
    (select count(*) from evaluations_learningpoint p where p.evaluation_id = e.id and p.became <> ''),
    (select count(*) from meetings_agendaitem i where i.state = 'treated' and i.only_for_id is null and i.face <> 'own' and (
        i.id in (select p.item_id from evaluations_learningpoint p where p.evaluation_id = e.id)
        or i.id in (select q.item_id from evaluations_question q where q.evaluation_id = e.id))),
    (select count(*) from evaluations_learningpoint p where p.evaluation_id = e.id and p.kind = 'ahead'),
    (select count(*) from evaluations_learningpoint p where p.evaluation_id = e.id and p.kind = 'ahead' and exists (
        select from evaluations_restson r join evaluations_question q on q.id = r.question_id
        where r.point_id = p.id and q.code <> 'ahead')),
    exists (select from evaluations_question q where q.evaluation_id = e.id and q.code = 'ahead')
from evaluations_evaluation e where %(ids)s::uuid[] is null or e.cooperation_id = any(%(ids)s::uuid[]) order by e.begun_on, e.id
"""
PLANNED = """
select w.forum_id, min(w."on") from forums_wheelpoint w where w.kind = 'evaluate' and w.done_on is null
    and (%(ids)s::uuid[] is null or w.cooperation_id = any(%(ids)s::uuid[])) group by 1
"""
AREAS = """
select a.cooperation_id, count(*), count(*) filter (where exists (
    select from evaluations_cover c join evaluations_evaluation e on e.id = c.evaluation_id
    where c.area_id = a.id and e.state = 'done'))
from evaluations_area a join agreements_agreement g on g.id = a.agreement_id
where g.state = 'in_force' and g.valid_from <= %(day)s and g.valid_to >= %(day)s
    and (g.superseded_on is null or g.superseded_on > %(day)s)
    and (%(ids)s::uuid[] is null or a.cooperation_id = any(%(ids)s::uuid[])) group by 1
"""


def looked_back(
    day: date, cooperations: Ids = None
) -> tuple[dict[UUID, tuple[LookBack, ...]], dict[UUID, date]]:
    """By forum: its evaluations, and the day on which the next is planned. Two statements."""
    rows = grouped(ask(LOOKED_BACK, ids=cooperations, day=day))
    planned: dict[UUID, date] = dict(ask(PLANNED, ids=cooperations, day=day))
    return {forum: _all(found) for forum, found in rows.items()}, planned


def _all(rows: Iterable[Row]) -> tuple[LookBack, ...]:
    return tuple(LookBack(*row) for row in rows)


def areas(day: date, cooperations: Ids = None) -> dict[UUID, tuple[int, int]]:
    """By cooperation: how many areas the agreement in force has marked, and how many a finished evaluation covers."""
    return {home: (marked, covered) for home, marked, covered in ask(AREAS, ids=cooperations, day=day)}
