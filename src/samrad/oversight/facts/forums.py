"""Forums: their members and meetings, as codes, days and counts."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from samrad.guide.rules.facts import Candidate, ForumFacts, Meeting, Member, Place, Span
from samrad.oversight.facts.asking import Ids, Row, ask, grouped
from samrad.oversight.facts.evaluations import looked_back
from samrad.oversight.facts.knowledge import decided, flagged
from samrad.oversight.facts.plans import plans_of_forums

# What one party has for itself is counted nowhere: the other would read of it that it is there.
FORUMS = """
select f.id, f.cooperation_id, f.kind, f.begun_on, f.notice_days, f.meetings_a_year,
    (select count(*) from meetings_task t where t.forum_id = f.id and t.state in ('open', 'accepted')
        and t.only_for_id is null and t.face <> 'own'),
    (select count(*) from meetings_task t where t.forum_id = f.id and t.state in ('open', 'accepted')
        and t.only_for_id is null and t.face <> 'own'
        and t.due_on < %(day)s and not exists (select from meetings_taskstep s where s.task_id = t.id
        and (s.at at time zone 'Europe/Oslo')::date > t.due_on)),
    exists (select from cooperation_choice c join cooperation_cooperationparty p on p.organisation_id = c.organisation_id
        where p.cooperation_id = f.cooperation_id and p.left_on is null and c.matter = 'slt' and c.status = 'in_force'),
    coalesce(d.n, 0), coalesce(d.unsound, 0)
from forums_forum f left join lateral (
    select count(*) as n, count(*) filter (where m.assists_id is null
        or (m.state <> 'planned' and m.agenda_approved_by_id is null)
        or exists (select from parties_appointment y where y.person_id = a.person_id and y.post_id <> m.assists_id
            and ((m.state <> 'planned' and y.id = m.agenda_approved_by_id)
            or exists (select from meetings_minutesapproval v join meetings_minutes n on n.id = v.minutes_id
                where n.meeting_id = m.id and v.by_id = y.id)))) as unsound
    from meetings_meeting m join parties_appointment a on a.id = m.planned_by_id
    join parties_post p on p.id = a.post_id and p.function = 'police_contact'
    where m.forum_id = f.id and m.state <> 'cancelled') d on true where f.ended_on is null and (%(ids)s::uuid[] is null or f.cooperation_id = any(%(ids)s::uuid[]))
"""
MEMBERS = """
select m.forum_id, p.function, case when m.is_external then 'other' when o.kind = 'municipality' then 'municipality'
    when o.kind in ('police_district', 'operating_unit', 'police_unit', 'police_station') then 'police' else 'other' end,
    m.valid_from, (select max(a.person_id::text)::uuid from parties_appointment a where a.post_id = p.id
        and a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s),
    p.id, m.is_external, m.assessment_id is not null, s.agreed_on,
    (select max(a.valid_from) from parties_appointment a where a.post_id = p.id
        and a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s), coalesce(b.service, ''), b."on",
    exists (select from forums_introduction i join parties_appointment a on a.id = i.holder_id where i.membership_id = m.id
        and a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s)
from forums_membership m join parties_post p on p.id = m.post_id left join parties_organisation o on o.id = m.party_id
left join forums_assessment s on s.id = m.assessment_id
left join lateral (select r.service, r."on" from forums_briefing r join parties_appointment a on a.id = r.by_id and a.post_id = p.id
    where r.membership_id = m.id and coalesce(a.valid_to, 'infinity') >= %(day)s order by r."on" desc limit 1) b on true
where m.valid_from <= %(day)s and coalesce(m.valid_to, 'infinity') >= %(day)s and (%(ids)s::uuid[] is null or m.cooperation_id = any(%(ids)s::uuid[])) order by m.id
"""
MEETINGS = """
select m.forum_id, m.id, (m.starts_at at time zone 'Europe/Oslo')::date, m.state,
    (select case when bool_and(r.called_at is not null) then (max(r.called_at) at time zone 'Europe/Oslo')::date end
        from meetings_recipient r where r.meeting_id = m.id),
    (select (max(v.approved_at) at time zone 'Europe/Oslo')::date from meetings_minutes v where v.meeting_id = m.id
        and v.state = 'approved'),
    coalesce(t.n, 0), coalesce(t.unsound, 0),
    exists (select from meetings_agendaitem i where i.meeting_id = m.id and i.kind = 'forum_organisation'
        and i.only_for_id is null and i.face <> 'own'),
    exists (select from meetings_agendaitem i where i.meeting_id = m.id and i.is_about_slt
        and i.only_for_id is null and i.face <> 'own')
from meetings_meeting m left join (
    select i.meeting_id, count(*) as n,
        count(*) filter (where k.first_due_on < (h.starts_at at time zone 'Europe/Oslo')::date) as unsound
    from meetings_task k join meetings_agendaitem i on i.id = k.item_id join meetings_meeting h on h.id = i.meeting_id
    where k.only_for_id is null and k.face <> 'own' and (%(ids)s::uuid[] is null or i.cooperation_id = any(%(ids)s::uuid[]))
    group by 1) t on t.meeting_id = m.id
where m.state <> 'cancelled' and (%(ids)s::uuid[] is null or m.cooperation_id = any(%(ids)s::uuid[])) order by m.starts_at, m.id
"""
PRESENT = """
select a.meeting_id, coalesce(s.function, p.function) from meetings_attendance a
join forums_membership m on m.id = a.membership_id join parties_post p on p.id = m.post_id
left join parties_post s on s.id = a.substitute_id
where a.state in ('present', 'digital') and (%(ids)s::uuid[] is null or a.cooperation_id = any(%(ids)s::uuid[]))
"""
CONTACT_POSTS = """
select p.cooperation_id, c.post_id from cooperation_cooperationparty p
join parties_coverage c on c.organisation_id = p.organisation_id
join parties_post t on t.id = c.post_id and t.function = 'police_contact'
where p.left_on is null and c.valid_from <= %(day)s and coalesce(c.valid_to, 'infinity') >= %(day)s
  and (%(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]))
"""
TERMS = """
select a.cooperation_id, min(a.valid_from), max(a.valid_to) from agreements_agreement a
where a.state = 'in_force' and a.kind in ('cooperation', 'regional') and a.valid_from <= %(day)s and a.valid_to >= %(day)s
  and (a.superseded_on is null or a.superseded_on > %(day)s) and (%(ids)s::uuid[] is null or a.cooperation_id = any(%(ids)s::uuid[])) group by 1
"""
REFERENCES = """
select b.forum_id, b.reference_count from forums_legalbasis b
where b.forum_id is not null and (%(ids)s::uuid[] is null or b.cooperation_id = any(%(ids)s::uuid[]))
"""
CANDIDATES = """
select p.forum_id, p.sector, p.assessed_on from forums_candidate p
where %(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]) order by p.id
"""
PLACES = """
select f.id, case when r.is_supplement then 'supplements' when not r.is_supplement then 'replaces' else '' end, exists (select from forums_forum own join cooperation_cooperation c on c.id = own.cooperation_id
        join cooperation_cooperationparty q on q.cooperation_id = c.id and q.left_on is null and q.organisation_id = p.organisation_id
        where c.kind = 'municipal' and own.ended_on is null and own.kind in ('council', 'council_ext'))
from forums_forum f join cooperation_cooperationparty p on p.cooperation_id = f.cooperation_id and p.left_on is null
join parties_organisation o on o.id = p.organisation_id and o.kind = 'municipality'
left join forums_regionalplace r on r.forum_id = f.id and r.organisation_id = p.organisation_id
where f.kind = 'council_reg' and f.ended_on is null and (%(ids)s::uuid[] is null or f.cooperation_id = any(%(ids)s::uuid[]))
order by f.id, p.organisation_id
"""


def forum_facts(day: date, cooperations: Ids = None) -> dict[UUID, tuple[UUID, ForumFacts]]:
    """The living forums of these cooperations, each with the cooperation it stands in."""
    members = grouped(ask(MEMBERS, ids=cooperations, day=day))
    meetings = _meetings(ask(MEETINGS, ids=cooperations, day=day), ask(PRESENT, ids=cooperations, day=day))
    contacts = grouped(ask(CONTACT_POSTS, ids=cooperations, day=day))
    terms = {row[0]: Span(*row[1:]) for row in ask(TERMS, ids=cooperations, day=day)}
    references: dict[UUID, int] = dict(ask(REFERENCES, ids=cooperations, day=day))
    candidates = grouped(ask(CANDIDATES, ids=cooperations, day=day))
    places = grouped(ask(PLACES, ids=cooperations, day=day))
    back, planned = looked_back(day, cooperations)
    plans, made = plans_of_forums(day, cooperations), decided(day, cooperations)
    needing = flagged(day, cooperations)
    found = {}
    for forum, home, kind, begun_on, notice, number, open_tasks, late, has_slt, drafts, unsound in ask(
        FORUMS, ids=cooperations, day=day
    ):
        found[forum] = (
            home,
            ForumFacts(
                day=day,
                id=forum,
                kind=kind,
                begun_on=begun_on,
                notice_days=notice,
                meetings_a_year=number,
                members=tuple(Member(*row) for row in members.get(forum, [])),
                meetings=tuple(meetings.get(forum, [])),
                overdue_tasks=late,
                open_tasks=open_tasks,
                contact_drafts=drafts,
                unsound_drafts=unsound,
                contact_posts=frozenset(post for (post,) in contacts.get(home, [])),
                slt_in_force=has_slt,
                agreement=terms.get(home),
                references=references.get(forum),
                candidates=tuple(Candidate(*row) for row in candidates.get(forum, [])),
                places=tuple(Place(*row) for row in places.get(forum, [])),
                evaluations=back.get(forum, ()),
                evaluation_planned_on=planned.get(forum),
                plans=plans.get(forum, ()),
                decided=made.get(forum, ()),
                flagged=needing.get(forum, ()),
            ),
        )
    return found


def _meetings(rows: list[Row], present: list[Row]) -> dict[UUID, list[Meeting]]:
    there = grouped(present)
    found: dict[UUID, list[Meeting]] = defaultdict(list)
    for forum, meeting, on, state, called_on, approved_on, tasks, unsound, organises, is_slt in rows:
        functions = frozenset(function for (function,) in there.get(meeting, []))
        found[forum].append(
            Meeting(on, state, called_on, functions, approved_on, tasks, unsound, organises, is_slt)
        )
    return found
