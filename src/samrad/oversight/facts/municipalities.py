"""Municipalities: their place in the register, their choices, what was offered, and who is their police contact."""

from datetime import date
from uuid import UUID

from samrad.guide.rules.contact_facts import Hearing
from samrad.guide.rules.facts import Choice, MunicipalityFacts, Offer, Span
from samrad.oversight.facts.asking import Ids, ask, grouped
from samrad.oversight.facts.contacts import entries_of, hearings

TOWNS = """
select t.id, t.sector, coalesce(t.population, 0), (t.district_id is not null)::int from parties_organisation t
where t.kind = 'municipality' and t.valid_to is null and (%(ids)s::uuid[] is null or t.id = any(%(ids)s::uuid[]))
"""
CHOICES = """
select c.organisation_id, c.matter, c.status, coalesce(c.since, c.answered_on, c.asked_on) from cooperation_choice c
where %(ids)s::uuid[] is null or c.organisation_id = any(%(ids)s::uuid[])
"""
# What was offered to a municipality that has since gone into another counts for the new one.
OFFERS = """
with recursive line as (
    select t.id as town, t.id as earlier from parties_organisation t
    where t.kind = 'municipality' and t.valid_to is null and (%(ids)s::uuid[] is null or t.id = any(%(ids)s::uuid[]))
    union select line.town, s.before_id from line join parties_succession s on s.after_id = line.earlier
)
select line.town, o.matter, o.offered_on from line join cooperation_offer o on o.organisation_id = line.earlier
order by o.offered_on, o.matter
"""
CONTACTS = """
select c.organisation_id, greatest(c.valid_from, a.valid_from), least(c.valid_to, a.valid_to)
from parties_coverage c join parties_post p on p.id = c.post_id and p.function = 'police_contact'
join parties_appointment a on a.post_id = p.id
where (%(ids)s::uuid[] is null or c.organisation_id = any(%(ids)s::uuid[]))
  and a.valid_from <= coalesce(c.valid_to, 'infinity') and c.valid_from <= coalesce(a.valid_to, 'infinity')
order by 2, 3
"""
POSTS = """
select p.organisation_id, p.function,
       coalesce(bool_or(a.valid_from <= %(day)s and coalesce(a.valid_to, 'infinity') >= %(day)s), false),
       max(a.valid_to) filter (where a.valid_to < %(day)s)
from parties_post p left join parties_appointment a on a.post_id = p.id
where p.function in ('mayor', 'municipal_director', 'slt_coordinator')
  and (%(ids)s::uuid[] is null or p.organisation_id = any(%(ids)s::uuid[]))
group by 1, 2
"""
BYLAWS = """
select b.organisation_id, count(*), max(b.reviewed_on) from contacts_bylaws b
where %(ids)s::uuid[] is null or b.organisation_id = any(%(ids)s::uuid[]) group by 1
"""


def municipality_facts(day: date, ids: Ids = None) -> dict[UUID, MunicipalityFacts]:
    choices, offers = grouped(ask(CHOICES, ids=ids, day=day)), grouped(ask(OFFERS, ids=ids, day=day))
    contacts, posts = grouped(ask(CONTACTS, ids=ids, day=day)), grouped(ask(POSTS, ids=ids, day=day))
    heard, entries = hearings(day, ids), entries_of(day, ids)
    bylaws = {
        town: (versions, gone_through) for town, versions, gone_through in ask(BYLAWS, ids=ids, day=day)
    }
    found = {}
    for town, sector, population, districts in ask(TOWNS, ids=ids, day=day):
        chosen = {matter: Choice(status, since) for matter, status, since in choices.get(town, [])}
        found[town] = MunicipalityFacts(
            day=day,
            id=town,
            sector=sector,
            population=population,
            districts=districts,
            offers=tuple(Offer(*offer) for offer in offers.get(town, [])),
            contacts=tuple(Span(*span) for span in contacts.get(town, [])),
            functions=frozenset(function for function, is_held, _ in posts.get(town, []) if is_held),
            coordinator_until=next(
                (end for name, _, end in posts.get(town, []) if name == "slt_coordinator"), None
            ),
            hearing=heard.get(town, Hearing()),
            entries=entries.get(town, ()),
            bylaws=bylaws.get(town, (0, None))[0],
            bylaws_reviewed_on=bylaws.get(town, (0, None))[1],
            **chosen,
        )
    return found


SCHOOLS = """
select count(*), count(*) filter (where p.kind in ('county', 'business', 'volunteer')), count(*) filter (where p.kind = 'municipality')
from parties_organisation s left join parties_organisation p on p.id = s.parent_id
where s.kind = 'school' and s.valid_to is null and (%(ids)s::uuid[] is null or s.id = any(%(ids)s::uuid[]))
"""


def schools_on(day: date) -> tuple[int, int, int]:
    """Upper secondary schools: all, those a county or a private house owns, and those a municipality does. V-1-g."""
    [(number, owned, municipal)] = ask(SCHOOLS, ids=None, day=day)
    return number, owned, municipal
