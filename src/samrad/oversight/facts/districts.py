"""Districts: their police contacts as persons, their network, and where their units stand."""

from datetime import date
from uuid import UUID

from samrad.guide.rules.facts import Contact, DistrictFacts, Network
from samrad.oversight.facts.asking import Ids, ask, grouped
from samrad.oversight.facts.contacts import kept_by_districts

DISTRICTS = """
select d.id, (select count(*) from parties_organisation t where t.district_id = d.id and t.kind = 'municipality'
              and t.valid_to is null) from parties_organisation d
where d.kind = 'police_district' and d.valid_to is null and (%(ids)s::uuid[] is null or d.id = any(%(ids)s::uuid[]))
"""
# A person who holds several posts of the kind is one contact: the municipalities of all of them count together.
CONTACTS = """
with held as (
    select coalesce(p.acts_for_id, p.organisation_id) as district, p.id as post, a.person_id, a.share,
           u.kind as unit_kind, u.parent_id, p.organisation_id
    from parties_post p join parties_appointment a on a.post_id = p.id
    join parties_organisation u on u.id = p.organisation_id
    where p.function = 'police_contact' and a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s
), towns as (
    select h.person_id, count(distinct t.id) as n, coalesce(sum(distinct t.population), 0) as people
    from held h join parties_coverage c on c.post_id = h.post join parties_organisation t on t.id = c.organisation_id
    where c.valid_from <= %(day)s and coalesce(c.valid_to, 'infinity') >= %(day)s and t.valid_to is null
    group by 1
), posts as (
    select a.person_id, count(*) as n, sum(a.share) as shares from parties_appointment a
    where a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s group by 1
)
select h.district, min(h.post::text)::uuid, coalesce(max(t.n), 0), coalesce(max(t.people), 0), max(h.share),
       max(p.n) - count(*), max(p.shares),
       case when bool_or('operating_unit' in (h.unit_kind, b.kind, above.kind)) then 'operating_unit' else '' end,
       coalesce(bool_or(h.district in (h.organisation_id, h.parent_id, b.parent_id, above.parent_id)), false)
from held h left join towns t on t.person_id = h.person_id join posts p on p.person_id = h.person_id
left join parties_organisation b on b.id = h.parent_id left join parties_organisation above on above.id = b.parent_id
where %(ids)s::uuid[] is null or h.district = any(%(ids)s::uuid[])
group by h.district, h.person_id order by 2
"""
NETWORKS = """
select cp.organisation_id, f.id, array(select m.post_id from forums_membership m where m.forum_id = f.id
           and m.valid_from <= %(day)s and coalesce(m.valid_to, 'infinity') >= %(day)s order by 1),
       (select max((m.starts_at at time zone 'Europe/Oslo')::date) from meetings_meeting m where m.forum_id = f.id
            and m.state in ('held', 'minutes_out', 'approved'))
from forums_forum f join cooperation_cooperationparty cp on cp.cooperation_id = f.cooperation_id and cp.left_on is null
where f.kind = 'network' and f.ended_on is null
  and (%(ids)s::uuid[] is null or cp.organisation_id = any(%(ids)s::uuid[])) order by 2
"""
UNITS = """
with recursive tree as (
    select d.id as district, u.id, u.kind, d.kind as above from parties_organisation d
    join parties_organisation u on u.parent_id = d.id and u.valid_to is null
    where d.kind = 'police_district' and (%(ids)s::uuid[] is null or d.id = any(%(ids)s::uuid[]))
    union all
    select t.district, u.id, u.kind, t.kind from tree t
    join parties_organisation u on u.parent_id = t.id and u.valid_to is null
)
select district, count(*), count(*) filter (where not (
    kind = 'operating_unit' and above = 'police_district' or kind = 'police_unit' and above in
    ('operating_unit', 'police_district') or kind = 'police_station' and above in ('police_unit', 'operating_unit')))
from tree where kind in ('operating_unit', 'police_unit', 'police_station') group by 1
"""


def district_facts(day: date, ids: Ids = None) -> dict[UUID, DistrictFacts]:
    contacts, networks = grouped(ask(CONTACTS, ids=ids, day=day)), grouped(ask(NETWORKS, ids=ids, day=day))
    units = {row[0]: row[1:] for row in ask(UNITS, ids=ids, day=day)}
    kept = kept_by_districts(day, ids)
    found = {}
    for district, towns in ask(DISTRICTS, ids=ids, day=day):
        all_units, misplaced = units.get(district, (0, 0))
        found[district] = DistrictFacts(
            day=day,
            id=district,
            municipalities=towns,
            contacts=tuple(Contact(*row) for row in contacts.get(district, [])),
            networks=tuple(Network(frozenset(posts), met) for _, posts, met in networks.get(district, [])),
            units=all_units,
            misplaced_units=misplaced,
            **vars(kept[district]),
        )
    return found
