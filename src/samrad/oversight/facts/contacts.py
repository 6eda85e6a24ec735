"""Police contacts as the district keeps them, and whom to ask about what: days, codes and counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samrad.guide.rules.contact_facts import Division, Entry, Hearing, Holding, Terms
from samrad.oversight.facts.asking import Ids, Row, ask, grouped

MATTERS = 6  # in which it is said who decides
MOST = 3  # municipalities by the main rule
HELD = """
with held as (
    select coalesce(p.acts_for_id, p.organisation_id) as district, p.id as post, a.id, a.person_id, a.valid_from
    from parties_post p join parties_appointment a on a.post_id = p.id
    where p.function = 'police_contact' and a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s
      and (%(ids)s::uuid[] is null or coalesce(p.acts_for_id, p.organisation_id) = any(%(ids)s::uuid[]))
), covered as (
    select h.id, h.person_id, h.post, c.organisation_id as town, min(c.valid_from) as since
    from held h join parties_coverage c on c.post_id = h.post
    join parties_organisation t on t.id = c.organisation_id and t.valid_to is null
    where c.valid_from <= %(day)s and coalesce(c.valid_to, 'infinity') >= %(day)s group by 1, 2, 3, 4
)
"""
HOLDINGS = """
select h.district, h.id, h.person_id, h.valid_from, not exists (select from parties_appointment e
        join parties_post q on q.id = e.post_id and q.function = 'police_contact'
        where e.person_id = h.person_id and e.valid_from < h.valid_from),
    s.share_on, s.capacity_on, s.authority_on,
    (select count(*) from contacts_authority y where y.appointment_id = h.id), s.mentor_on, s.training_on,
    (s.first_talk_on is not null)::int + (s.second_talk_on is not null)::int,
    coalesce(k.number, 0), k."on"
from held h left join contacts_start s on s.appointment_id = h.id left join lateral (
    select t.number, c."on" from contacts_termsconfirmed c join contacts_roleterms t on t.id = c.terms_id
    where c.appointment_id = h.id and t.district_id = h.district order by t.number desc limit 1) k on true
order by h.id
"""
# What a contact has met and where it was seen counts in the municipalities of today alone.
TOWNS = """
select c.id, c.town, c.since, c.person_id, exists (select from contacts_introduction i where i.appointment_id = c.id
        and i.organisation_id = c.town and i."on" <= %(day)s),
    exists (select from contacts_presence p where p.appointment_id = c.id and p.organisation_id = c.town
        and p."on" between %(day)s - 90 and %(day)s),
    exists (select from contacts_introduction i where i.appointment_id = c.id and i.organisation_id = c.town
        and i."to" = 'schools') or exists (select from contacts_presence p where p.appointment_id = c.id
        and p.organisation_id = c.town and p.partner = 'schools'),
    exists (select from contacts_introduction i where i.appointment_id = c.id and i.organisation_id = c.town
        and i."to" = 'services') or exists (select from contacts_presence p where p.appointment_id = c.id
        and p.organisation_id = c.town and p.partner = 'services')
from covered c order by 1, 2
"""
# A municipality that several went together into is named when all of them were.
APPROVALS = """
select h.person_id, a.id, a.decided_on, n.town from held h join contacts_approval a on a.post_id = h.post
join lateral (
    select t.organisation_id as town from contacts_approvedtown t where t.approval_id = a.id
    union select s.after_id from contacts_approvedtown t join parties_succession s on s.before_id = t.organisation_id
    where t.approval_id = a.id and not exists (select from parties_succession o where o.after_id = s.after_id
        and o.before_id not in (select w.organisation_id from contacts_approvedtown w where w.approval_id = a.id))) n on true
where a.granted and a.decided_on <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s
"""
TERMS = """
select distinct on (t.district_id) t.district_id, t.number, t.published_on from contacts_roleterms t
where t.published_on <= %(day)s and (%(ids)s::uuid[] is null or t.district_id = any(%(ids)s::uuid[]))
order by 1, 2 desc
"""
DIVISIONS = """
select d.district_id, d.changed_on, d.contact_on, d.unit_on,
    (select count(*) from contacts_dividedtask t where t.division_id = d.district_id and t.main = 'contact'),
    (select count(*) from contacts_dividedtask t where t.division_id = d.district_id and t.main = 'unit')
from contacts_division d where %(ids)s::uuid[] is null or d.district_id = any(%(ids)s::uuid[])
"""
ENTRIES = """
select e.owner_id, e.kind, min(e.confirmed_on), max(e.trained_on) from contacts_entry e
where %(ids)s::uuid[] is null or e.owner_id = any(%(ids)s::uuid[]) group by 1, 2 order by 1, 2
"""
CARDS = """
select e.owner_id, t.id, max(e.confirmed_on) from contacts_entry e
join parties_organisation t on t.district_id = e.owner_id and t.kind = 'municipality' and t.valid_to is null
    and (e.town_id is null or e.town_id = t.id)
where e.kind = 'police_contact' and (%(ids)s::uuid[] is null or e.owner_id = any(%(ids)s::uuid[])) group by 1, 2
"""
HEARINGS = """
select h.organisation_id, h.asked_on, h.stated_on, h.answered_on from contacts_heard h
where %(ids)s::uuid[] is null or h.organisation_id = any(%(ids)s::uuid[])
"""


@dataclass
class Kept:
    """What a district keeps about its contacts and functions."""

    holdings: tuple[Holding, ...] = ()
    terms: Terms | None = None
    division: Division | None = None
    entries: tuple[Entry, ...] = ()
    carded: dict[UUID, date] = field(default_factory=dict)
    with_school: int = 0
    with_services: int = 0


def kept_by_districts(day: date, ids: Ids = None) -> dict[UUID, Kept]:
    """What these districts keep, or all. Seven statements, however many."""
    found: dict[UUID, Kept] = defaultdict(Kept)
    towns = grouped(ask(HELD + TOWNS, ids=ids, day=day))
    approved = _approved(ask(HELD + APPROVALS, ids=ids, day=day))
    for district, rows in grouped(ask(HELD + HOLDINGS, ids=ids, day=day)).items():
        whose = _towns_of_persons(rows, towns)
        found[district].holdings = tuple(_holding(row, towns, whose, approved) for row in rows)
        mine = [town for appointment, *_ in rows for town in towns.get(appointment, [])]
        found[district].with_school = len({town[0] for town in mine if town[5]})
        found[district].with_services = len({town[0] for town in mine if town[6]})
    for district, number, published_on in ask(TERMS, ids=ids, day=day):
        found[district].terms = Terms(number, published_on)
    for district, *division in ask(DIVISIONS, ids=ids, day=day):
        found[district].division = Division(*division)
    for district, entries in entries_of(day, ids).items():
        found[district].entries = entries
    for district, town, confirmed_on in ask(CARDS, ids=ids, day=day):
        found[district].carded[town] = confirmed_on
    return found


def entries_of(day: date, ids: Ids = None) -> dict[UUID, tuple[Entry, ...]]:
    """Each side's functions that can be reached; where one stands for several municipalities, the day the oldest was confirmed."""
    rows = grouped(ask(ENTRIES, ids=ids, day=day))
    return {owner: tuple(Entry(*row) for row in found) for owner, found in rows.items()}


def hearings(day: date, ids: Ids = None) -> dict[UUID, Hearing]:
    return {row[0]: Hearing(*row[1:]) for row in ask(HEARINGS, ids=ids, day=day)}


def _approved(rows: Iterable[Row]) -> dict[UUID, list[tuple[date, set[UUID]]]]:
    """For each person the sets that the directorate has said yes to, each with its day."""
    sets: dict[tuple[UUID, UUID, date], set[UUID]] = defaultdict(set)
    for person, approval, decided_on, town in rows:
        sets[person, approval, decided_on].add(town)
    found: dict[UUID, list[tuple[date, set[UUID]]]] = defaultdict(list)
    for (person, _approval, decided_on), towns in sets.items():
        found[person].append((decided_on, towns))
    return found


def _towns_of_persons(rows: list[Row], towns: dict[UUID, list[Row]]) -> dict[UUID, dict[UUID, date]]:
    """A person who holds several posts of the kind is one contact."""
    found: dict[UUID, dict[UUID, date]] = defaultdict(dict)
    for appointment, person, *_ in rows:
        for town, since, *_rest in towns.get(appointment, []):
            found[person][town] = min(since, found[person].get(town, since))
    return found


def _holding(
    row: Row,
    towns: dict[UUID, list[Row]],
    whose: dict[UUID, dict[UUID, date]],
    approved: dict[UUID, list[tuple[date, set[UUID]]]],
) -> Holding:
    (
        appointment,
        person,
        since,
        is_first,
        share_on,
        capacity_on,
        authority_on,
        answered,
        mentor,
        training,
        talks,
        *terms,
    ) = row
    mine = towns.get(appointment, [])
    all_of_them = whose[person]
    days = sorted(all_of_them.values())
    over_since = days[MOST] if len(days) > MOST else None
    yes = [day for day, named in approved.get(person, []) if set(all_of_them) <= named]
    return Holding(
        since=since,
        is_first=is_first,
        share_on=share_on,
        capacity_on=capacity_on,
        authority_on=authority_on,
        unanswered=MATTERS - answered,
        mentor_on=mentor,
        training_on=training,
        talks=talks or 0,
        terms_number=terms[0],
        terms_on=terms[1],
        towns=frozenset(town[0] for town in mine),
        met=frozenset(town[0] for town in mine if town[3]),
        seen=frozenset(town[0] for town in mine if town[4]),
        over_since=over_since,
        approved_on=min(yes, default=None) if over_since else None,
    )
