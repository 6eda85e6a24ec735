"""Cooperations: their parties, their agreements past the draft, and their SLT."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from samrad.agreements.rules import opened_by
from samrad.guide.rules.contact_facts import WorkCrime
from samrad.guide.rules.facts import LEVELS, Agreement, CooperationFacts, ForumFacts, Sharing, SltGroup, Span
from samrad.oversight.facts.across import across
from samrad.oversight.facts.aims import focus_areas, promised
from samrad.oversight.facts.asking import Ids, ask, grouped
from samrad.oversight.facts.evaluations import areas
from samrad.oversight.facts.knowledge import contributions, pictures, processes, step_two
from samrad.parties.rules import last_election

YEAR = 365
COUNTED = (
    "kind", "municipalities", "districts", "police_units", "schools", "counties", "slt_in_force", "councils", "steering_councils",
    "former_agreements",
)  # fmt: skip
COOPERATIONS = """
select c.id, c.kind, count(*) filter (where o.kind = 'municipality'), count(*) filter (where o.kind = 'police_district'),
    count(*) filter (where o.kind in ('operating_unit', 'police_unit')), count(*) filter (where o.kind = 'school'),
    count(*) filter (where o.kind = 'county'),
    coalesce(bool_or(exists (select from cooperation_choice s where s.organisation_id = o.id and s.matter = 'slt'
        and s.status = 'in_force')), false),
    (select count(*) from forums_forum f where f.cooperation_id = c.id and f.ended_on is null
        and f.kind in ('council', 'council_ext', 'council_reg')),
    (select count(*) from forums_forum f where f.cooperation_id = c.id and f.ended_on is null
        and f.kind in ('council', 'council_ext', 'council_reg') and f.steers_slt),
    (select count(*) from agreements_agreement a where a.cooperation_id = c.id
        and a.kind in ('former_council', 'former_service') and a.state not in ('draft', 'discarded')),
    array(select r.service::text from forums_briefing r where r.cooperation_id = c.id
        union select k.service::text from cooperation_servicecard k where k.cooperation_id = c.id),
    exists (select from forums_preventionmodel m where m.cooperation_id = c.id and m.kind = 'another' and m.ended_on is null)
from cooperation_cooperation c join cooperation_cooperationparty p on p.cooperation_id = c.id and p.left_on is null
join parties_organisation o on o.id = p.organisation_id
where c.ended_on is null and (%(ids)s::uuid[] is null or c.id = any(%(ids)s::uuid[])) group by c.id, c.kind
"""
# A clause is as it came when no proposal of a wording for it was accepted. What is not shared is one party's own.
AGREEMENTS = """
with wanted as materialized (
    select a.id, a.cooperation_id, a.kind, a.state, a.valid_from, a.valid_to, a.started_on, a.revision_due_on, a.evaluation_due_on,
        a.superseded_on, a.frame_id from agreements_agreement a
    where a.state not in ('draft', 'discarded') and (%(ids)s::uuid[] is null or a.cooperation_id = any(%(ids)s::uuid[]))
        and (a.kind not in ('former_council', 'former_service') or a.valid_to >= %(day)s or a.valid_from > %(first)s)
), parties as (
    select p.cooperation_id, count(*) as n from cooperation_cooperationparty p
    where p.left_on is null and p.cooperation_id in (select cooperation_id from wanted) group by 1
), versions as (
    select v.agreement_id, count(*) as n, count(*) filter (where not v.is_described) as undescribed,
        sum((select count(*) from agreements_approval y where y.version_id = v.id)) filter (where v.voided_at is null) as approvals
    from agreements_version v where v.agreement_id in (select id from wanted) group by 1
), requests as (
    select r.agreement_id, array_agg(r.asked_on order by r.asked_on) filter (where r.reply = '') as waiting,
        count(*) filter (where r.reply <> '') as answered
    from agreements_revisionrequest r where r.agreement_id in (select id from wanted) group by 1
), clauses as (
    select c.agreement_id, array_agg(distinct c.role::text) as roles, count(*) filter (where c.kind = 'intention') as intentions,
        count(*) filter (where c.kind = 'description') as descriptions,
        count(*) filter (where c.kind = 'obligation') as obligations,
        count(*) filter (where c.kind = 'obligation' and not exists (select from plans_promise p
            where p.clause = c.lineage)) as unpromised,
        count(*) filter (where c.state = 'open') as open, count(*) filter (where c.template_place is not null) as points,
        count(*) filter (where c.template_place is not null and not exists (select from agreements_proposal x
            where x.clause_id = c.id and x.shared and x.kind = 'wording' and x.status = 'accepted')) as unchanged
    from agreements_clause c where c.agreement_id in (select id from wanted) and c.shared and c.state <> 'removed' group by 1
)
select a.cooperation_id, a.kind, a.state, a.valid_from, a.valid_to, a.started_on, a.revision_due_on, a.evaluation_due_on,
    a.superseded_on, a.id in (select n.predecessor_id from agreements_agreement n
        where n.predecessor_id is not null and n.state <> 'draft'),
    coalesce(p.n, 0), coalesce(v.approvals, 0)::int,
    k.roles, coalesce(k.intentions, 0), coalesce(k.descriptions, 0), coalesce(k.obligations, 0), coalesce(k.open, 0),
    coalesce(k.points, 0), coalesce(k.unchanged, 0), coalesce(v.n, 0), coalesce(v.undescribed, 0),
    coalesce(r.waiting, '{}'), coalesce(r.answered, 0),
    a.frame_id is not null, coalesce(f.valid_from <= a.valid_from and a.valid_from <= f.valid_to, false), coalesce(k.unpromised, 0)
from wanted a left join parties p on p.cooperation_id = a.cooperation_id left join versions v on v.agreement_id = a.id
left join requests r on r.agreement_id = a.id left join clauses k on k.agreement_id = a.id
left join agreements_frame f on f.agreement_id = a.frame_id
order by a.valid_from, a.id
"""
CONTACT_DAYS = """
select p.cooperation_id, greatest(c.valid_from, a.valid_from), least(c.valid_to, a.valid_to)
from cooperation_cooperationparty p join parties_coverage c on c.organisation_id = p.organisation_id
join parties_post t on t.id = c.post_id and t.function = 'police_contact' join parties_appointment a on a.post_id = t.id
where p.left_on is null and (%(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[]))
  and a.valid_from <= coalesce(c.valid_to, 'infinity') and c.valid_from <= coalesce(a.valid_to, 'infinity')
order by 2, 3
"""
INVOLVED = """
select v.cooperation_id, v.focus_area_id from forums_involvement v
where %(ids)s::uuid[] is null or v.cooperation_id = any(%(ids)s::uuid[])
"""
EXTERNAL = """
select m.cooperation_id, array_agg(distinct o.kind::text) from forums_membership m
join forums_forum f on f.id = m.forum_id and f.ended_on is null
join parties_post p on p.id = m.post_id join parties_organisation o on o.id = p.organisation_id
where m.is_external and m.valid_from <= %(day)s and coalesce(m.valid_to, 'infinity') >= %(day)s
  and (%(ids)s::uuid[] is null or m.cooperation_id = any(%(ids)s::uuid[])) group by 1
"""
ELECTED = """
select p.cooperation_id, (select max(a.valid_from) from parties_appointment a where a.post_id = t.id
    and a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s)
from cooperation_cooperationparty p join parties_organisation o on o.id = p.organisation_id and o.kind = 'municipality'
join parties_post t on t.organisation_id = o.id and t.function = 'mayor'
where p.left_on is null and (%(ids)s::uuid[] is null or p.cooperation_id = any(%(ids)s::uuid[])) order by t.id
"""
SHARING = """
select s.cooperation_id, count(*), count(*) filter (where o.kind <> 'municipality' and o.kind <> 'school' and o.kind <> 'county'),
    count(*) filter (where s.sensitivity = 'confidential'), count(*) filter (where s.sensitivity <> 'open' and s.basis = ''),
    count(*) filter (where s.sensitivity = 'confidential'
        and not exists (select from sharing_recipient r where r.shared_id = s.id)),
    count(*) filter (where s.sensitivity = 'confidential' and exists (select from sharing_reading r
        join parties_appointment a on a.id = r.by_id where r.shared_id = s.id and r.by_id <> s.sent_by_id
        and a.post_id not in (select n.post_id from sharing_recipient n where n.shared_id = s.id)))
from sharing_shared s join parties_organisation o on o.id = s.party_id
where s.shared_on > %(day)s - 365 and (%(ids)s::uuid[] is null or s.cooperation_id = any(%(ids)s::uuid[])) group by 1
"""


# A matter of the last year or an open measure, in what both parties see; and whether the district has told of a business contact.
WORK_CRIME = """
select x.cooperation_id, count(*), count(*) filter (where x.drawn_in),
    exists (select from cooperation_cooperationparty p join contacts_entry e on e.owner_id = p.organisation_id
        where p.cooperation_id = x.cooperation_id and p.left_on is null and e.kind = 'business')
from (
    select i.cooperation_id, i.with_business as drawn_in from meetings_agendaitem i
    where i.is_work_crime and i.state <> 'withdrawn' and i.only_for_id is null and i.face <> 'own'
        and i.proposed_at > %(day)s - 365
    union all
    select m.cooperation_id, exists (select from plans_measurepart t where t.measure_id = m.id and t.with_business)
    from plans_measure m join cooperation_focusarea f on f.id = m.focus_area_id and f.mark = md5('work_crime')::uuid
    where m.closed_on is null
) x where %(ids)s::uuid[] is null or x.cooperation_id = any(%(ids)s::uuid[]) group by 1
"""


def cooperation_facts(
    day: date, forums: dict[UUID, tuple[UUID, ForumFacts]], ids: Ids = None
) -> dict[UUID, CooperationFacts]:
    """These cooperations, or all. Their forums were asked for already."""
    own: dict[UUID, list[ForumFacts]] = defaultdict(list)
    for home, forum in forums.values():
        own[home].append(forum)
    agreements = grouped(ask(AGREEMENTS, ids=ids, day=day))
    contacts = grouped(ask(CONTACT_DAYS, ids=ids, day=day))
    sharing = {row[0]: Sharing(*row[1:]) for row in ask(SHARING, ids=ids, day=day)}
    involved = grouped(ask(INVOLVED, ids=ids, day=day))
    elected = grouped(ask(ELECTED, ids=ids, day=day))
    work_crime = {row[0]: WorkCrime(*row[1:]) for row in ask(WORK_CRIME, ids=ids, day=day)}
    external = {key: frozenset(kinds) for key, kinds in ask(EXTERNAL, ids=ids, day=day)}
    marked = areas(day, ids)
    rooms = _of_later_rooms(day, ids)
    found = {}
    for key, *counts, services, other in ask(COOPERATIONS, ids=ids, day=day):
        found[key] = CooperationFacts(
            day=day,
            id=key,
            agreements=tuple(_agreement(*agreement) for agreement in agreements.get(key, [])),
            slt_groups=tuple(_group(forum) for forum in own[key] if forum.kind in LEVELS),
            slt_items=sum(m.is_about_slt for f in own[key] if f.is_council for m in f.held_since(YEAR)),
            sharing=sharing.get(key, Sharing()),
            services=frozenset(services),
            areas_with_others=frozenset(area for (area,) in involved.get(key, [])),
            election_on=last_election(day),
            months_after_election=settings.ELECTION_MONTHS,
            elected_since=tuple(since for (since,) in elected.get(key, [])),
            has_other_model=other,
            police_in_groups=_police_in_groups(own[key]) if other else 0,
            work_crime=work_crime.get(key, WorkCrime()),
            contact_days=tuple(Span(*span) for span in contacts.get(key, [])),
            evaluations=tuple(row for forum in own[key] for row in forum.evaluations),
            external_kinds=external.get(key, frozenset()),
            areas=marked.get(key, (0, 0))[0],
            covered_areas=marked.get(key, (0, 0))[1],
            plans=tuple(plan for forum in own[key] for plan in forum.plans),
            **dict(zip(COUNTED, counts, strict=True)),
            **{name: rows.get(key, ()) for name, rows in rooms.items()},
        )
    return found


def _of_later_rooms(day: date, ids: Ids) -> dict[str, dict[UUID, Any]]:
    """What the rooms of plans and knowledge hold of each, by the name of the fact. One statement for each name."""
    return {
        "focus": focus_areas(day, ids),
        "across": across(day, ids),
        "promises": promised(day, ids),
        "contributions": contributions(day, ids),
        "pictures": pictures(day, ids),
        "step_two": step_two(day, ids),
        "processes": processes(day, ids),
    }


def _agreement(*row: Any) -> Agreement:
    names = [
        "kind",
        "state",
        "valid_from",
        "valid_to",
        "started_on",
        "revision_due_on",
        "evaluation_due_on",
        "superseded_on",
        "has_successor",
        "parties",
        "approved_by",
        "roles",
        "intentions",
        "descriptions",
        "obligations",
        "open_clauses",
        "points",
        "unchanged",
        "versions",
        "undescribed_versions",
        "open_requests",
        "answered_requests",
        "names_frame",
        "frame_stood",
        "unpromised",
    ]
    known = dict(zip(names, row, strict=True))
    known["roles"] = frozenset(known["roles"] or ())
    known["opens_for"] = opened_by(known["roles"])
    known["open_requests"] = tuple(known["open_requests"])
    return Agreement(**known)


def _police_in_groups(forums: list[ForumFacts]) -> int:
    """Members of the police in the groups of a model that is not SLT: its thematic forums."""
    return sum(m.side == "police" for forum in forums if forum.kind == "thematic" for m in forum.members)


def _group(forum: ForumFacts) -> SltGroup:
    held = forum.held_since(YEAR)
    police = {"police_contact", "police_unit_head", "chief_of_police"}
    return SltGroup(
        level=forum.kind,
        functions=frozenset(member.function for member in forum.members),
        sides=frozenset(member.side for member in forum.members),
        counties=sum(member.function == "county_director" for member in forum.members),
        meetings=len(held),
        with_police=sum(bool(meeting.present & police) for meeting in held),
    )
