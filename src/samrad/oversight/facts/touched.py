"""Which subjects an event touches, by identifiers alone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from samrad.oversight.wall import as_role


@dataclass(frozen=True)
class Touched:
    """Subjects to look at again. Forums come with their cooperations."""

    municipalities: frozenset[UUID] = frozenset()
    cooperations: frozenset[UUID] = frozenset()
    districts: frozenset[UUID] = frozenset()
    forums: frozenset[UUID] = field(default=frozenset())

    @property
    def subjects(self) -> frozenset[UUID]:
        return self.municipalities | self.cooperations | self.districts | self.forums


# `named` are whatever identifiers the event holds: of a cooperation, an organisation, a post, an appointment.
TOUCHED = """
with named as (select unnest(%(named)s::uuid[]) as id),
posts as (
    select p.id, p.organisation_id, p.acts_for_id from parties_post p
    where p.id in (select id from named) or p.id in (
        select a.post_id from parties_appointment a where a.id in (select id from named))
        or p.id in (select y.post_id from contacts_approval y where y.id in (select id from named))
), houses as (
    select o.id, o.kind, o.district_id from parties_organisation o where o.id in (select id from named)
        or o.id in (select organisation_id from posts) or o.id in (select acts_for_id from posts)
        or o.id in (select c.organisation_id from parties_coverage c join posts p on p.id = c.post_id)
        or o.id in (select cp.organisation_id from cooperation_cooperationparty cp
                    where cp.cooperation_id in (select id from named))
), towns as (
    select id, district_id from houses where kind = 'municipality'
), homes as (
    select c.id from cooperation_cooperation c where c.id in (select id from named) or c.id in (
        select cp.cooperation_id from cooperation_cooperationparty cp join towns t on t.id = cp.organisation_id) or c.id in (
        select m.cooperation_id from forums_membership m join posts p on p.id = m.post_id)
)
select 'towns', id from towns
union select 'towns', s.before_id from parties_succession s join towns t on t.id = s.after_id
union select 'towns', cp.organisation_id from cooperation_cooperationparty cp join homes h on h.id = cp.cooperation_id
    join parties_organisation o on o.id = cp.organisation_id and o.kind = 'municipality'
union select 'homes', id from homes
union select 'districts', district_id from towns where district_id is not null
union select 'districts', id from houses where kind = 'police_district'
union select 'forums', f.id from forums_forum f join homes h on h.id = f.cooperation_id
"""
# The few that are asked for are found first, and the rest is looked up by their keys, whatever the database knows of its tables.
HOMES = """
with seats as materialized (
    select cp.organisation_id as town, cp.cooperation_id as home from cooperation_cooperationparty cp where cp.left_on is null{of_some}
)
select town, home from seats
where home = any(array(select c.id from cooperation_cooperation c
        where c.id = any(array(select home from seats)) and c.kind = 'municipal' and c.ended_on is null))
    and town = any(array(select o.id from parties_organisation o
        where o.id = any(array(select town from seats)) and o.kind = 'municipality'))
"""
OF_SOME = " and (cp.organisation_id = any(%(towns)s::uuid[]) or cp.cooperation_id = any(%(homes)s::uuid[]))"


def touched_by(named: Collection[UUID]) -> Touched:
    """What an event that names these identifiers is about."""
    with as_role("samrad_facts"), connection.cursor() as cursor:
        cursor.execute(TOUCHED, {"named": list(named)})
        rows = cursor.fetchall()
    kinds = ("towns", "homes", "districts", "forums")
    return Touched(*(frozenset(key for kind, key in rows if kind == wanted) for wanted in kinds))


def homes(touched: Touched | None = None) -> tuple[dict[UUID, UUID], dict[UUID, UUID]]:
    """Each municipality's own cooperation, and each such cooperation's municipality, of these or of all. Asked in the role for facts."""
    with connection.cursor() as cursor:
        if touched is None:
            cursor.execute(HOMES.format(of_some=""))
        else:
            cursor.execute(
                HOMES.format(of_some=OF_SOME),
                {"towns": list(touched.municipalities), "homes": list(touched.cooperations)},
            )
        rows = cursor.fetchall()
    return dict(rows), {home: town for town, home in rows}
