"""What the country adds up to: a code for each municipality and matter, and counts for each choice of filters.

A change is added to the counts of the sixteen choices of filters it stands in, so that no page adds up a country.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

MATTERS = ("agreement", "council", "slt", "contact", "meetings", "evaluation")
SIZES = (2_000, 5_000, 20_000, 50_000)  # inhabitants from which the next size begins
PLACE = (
    "organisation",
    "name",
    "slug",
    "district",
    "county",
    "centrality",
    "size",
    "population",
    "tile_x",
    "tile_y",
)
COLUMNS = (*PLACE, *MATTERS)
# What is missing is the police's offer, and only where nothing was answered: an answer stands, whoever asked.
STATUS = """
with town as (
    select o.* from parties_organisation o where o.kind = 'municipality' and o.valid_to is null
        and (%(all)s or o.id = any(%(towns)s::uuid[]))
), chosen as (
    select organisation_id, matter, status, coalesce(since, answered_on, asked_on) as since from cooperation_choice
    where organisation_id in (select id from town)
), said as (
    select subject, requirement, code from oversight_finding where until is null and subject_kind = 'municipality'
        and requirement in ('V-3-c', 'V-4-d', 'V-5-c') and subject = any(array(select id from town))
), homes as (
    select organisation_id as town, cooperation_id from cooperation_cooperationparty
    where left_on is null and organisation_id = any(array(select id from town))
), theirs as materialized (
    select cooperation, requirement, code from oversight_finding
    where until is null and cooperation = any(array(select cooperation_id from homes))
        and (subject_kind, requirement) in (('forum', 'V-4.1.2-f'), ('cooperation', 'V-7-n'))
), together as (
    select h.town, f.requirement, min(array_position(
        array['kept', 'unknown', 'short', 'not_applicable'], f.code::text)) as best
    from theirs f join homes h on h.cooperation_id = f.cooperation group by 1, 2
)
select t.id, t.name, t.slug, coalesce(t.district_id, %(nowhere)s), coalesce(t.county_id, %(nowhere)s),
    coalesce(t.centrality, 0), width_bucket(coalesce(t.population, 0), %(sizes)s::int[]) + 1, coalesce(t.population, 0),
    t.tile_x, t.tile_y,
    case when s1.code = 'short' and coalesce(c1.status, 'not_asked') = 'not_asked' then 'missing'
        else coalesce(c1.status, 'not_asked') end,
    case when s2.code = 'short' and coalesce(c2.status, 'not_asked') = 'not_asked' then 'missing'
        else coalesce(c2.status, 'not_asked') end,
    coalesce(c3.status, 'not_asked'), coalesce(s3.code, 'unknown'),
    coalesce((array['kept', 'unknown', 'short', 'not_applicable'])[m.best], 'not_applicable'),
    coalesce((array['kept', 'unknown', 'short', 'not_applicable'])[e.best], 'not_applicable'),
    c1.since, c2.since, c3.since
from town t
left join chosen c1 on c1.organisation_id = t.id and c1.matter = 'agreement'
left join chosen c2 on c2.organisation_id = t.id and c2.matter = 'council'
left join chosen c3 on c3.organisation_id = t.id and c3.matter = 'slt'
left join said s1 on s1.subject = t.id and s1.requirement = 'V-3-c'
left join said s2 on s2.subject = t.id and s2.requirement = 'V-4-d'
left join said s3 on s3.subject = t.id and s3.requirement = 'V-5-c'
left join together m on m.town = t.id and m.requirement = 'V-4.1.2-f'
left join together e on e.town = t.id and e.requirement = 'V-7-n'
"""
KNOWN = """
select organisation, name, slug, district, county, centrality, size, population, tile_x, tile_y,
    agreement, council, slt, contact, meetings, evaluation
from oversight_status where %(all)s or organisation = any(%(towns)s::uuid[])
"""
WRITE = """
insert into oversight_status (organisation, name, slug, district, county, centrality, size, population, tile_x, tile_y,
    agreement, council, slt, contact, meetings, evaluation)
select * from jsonb_to_recordset(%(rows)s::jsonb) as r(organisation uuid, name text, slug text, district uuid, county uuid,
    centrality int, size int, population int, tile_x int, tile_y int,
    agreement text, council text, slt text, contact text, meetings text, evaluation text)
on conflict (organisation) do update set name = excluded.name, slug = excluded.slug, district = excluded.district,
    county = excluded.county, centrality = excluded.centrality, size = excluded.size, population = excluded.population,
    tile_x = excluded.tile_x, tile_y = excluded.tile_y, agreement = excluded.agreement, council = excluded.council,
    slt = excluded.slt, contact = excluded.contact, meetings = excluded.meetings, evaluation = excluded.evaluation
"""
GONE = "delete from oversight_status where organisation = any(%(towns)s::uuid[])"
ADD = """
insert into oversight_tally as kept (matter, code, month, district, county, centrality, size, municipalities, inhabitants)
select matter, code, month, district, county, centrality, size, sum(n), sum(people)
from jsonb_to_recordset(%(rows)s::jsonb) as r(matter text, code text, month date, district uuid, county uuid, centrality int,
    size int, n int, people bigint)
group by matter, code, month, cube (district, county, centrality, size)
on conflict on constraint a_tally_is_kept_once do update set
    municipalities = kept.municipalities + excluded.municipalities, inhabitants = kept.inhabitants + excluded.inhabitants
"""
EMPTY = "delete from oversight_tally where municipalities = 0 and inhabitants = 0"
SLT = """
select coalesce(sum(municipalities), 0), coalesce(sum(inhabitants), 0),
    coalesce(sum(municipalities) filter (where code = 'in_force'), 0),
    coalesce(sum(inhabitants) filter (where code = 'in_force'), 0),
    coalesce(sum(municipalities) filter (where code = 'not_asked'), 0)
from oversight_tally where matter = 'slt' and month is null and district is null and county is null
    and centrality is null and size is null
"""
NOWHERE = UUID(int=0)
type Row = tuple[Any, ...]


def refresh(towns: Collection[UUID] | None, day: date) -> None:
    """The status of these municipalities, or of all, and the counts they stand in."""
    given: dict[str, Any] = {
        "all": towns is None,
        "towns": list(towns or ()),
        "nowhere": NOWHERE,
        "sizes": list(SIZES),
    }
    or_all = "" if towns is None else "%(all)s or "  # left out where it is some: no index serves both
    with connection.cursor() as cursor:
        cursor.execute(STATUS.replace(or_all, ""), given)
        now = {row[0]: row for row in cursor.fetchall()}
        cursor.execute(KNOWN.replace(or_all, ""), given)
        before = {row[0]: row for row in cursor.fetchall()}
        changed = [row for key, row in now.items() if row[: len(COLUMNS)] != before.get(key)]
        gone = [key for key in before if key not in now]
        if not changed and not gone:
            return
        if gone:
            cursor.execute(GONE, {"towns": gone})
        rows = [dict(zip(COLUMNS, row, strict=False)) for row in changed]
        cursor.execute(WRITE, {"rows": json.dumps(rows, default=str)})
        moves = [move for key in gone for move in _moves(before[key], None, day)]
        moves += [move for row in changed for move in _moves(before.get(row[0]), row, day)]
        cursor.execute(ADD, {"rows": json.dumps(moves, default=str)})
        cursor.execute(EMPTY)


def _moves(before: Row | None, now: Row | None, day: date) -> list[dict[str, Any]]:
    """What goes out of the counts and what comes in: as it stands, and in the month it came."""
    found = []
    for at, matter in enumerate(MATTERS, len(PLACE)):
        if before and now and before[1:10] == now[1:10] and before[at] == now[at]:
            continue
        for row, sign in ((before, -1), (now, 1)):
            if row is not None:
                since = _since(row, at, day) if before is None else day
                found += [_move(row, matter, row[at], sign, month) for month in (None, since.replace(day=1))]
    return found


def _since(row: Row, at: int, day: date) -> date:
    """A free choice that is seen for the first time has its own day, when it has one."""
    place = at - len(PLACE) + len(COLUMNS)
    own = row[place] if place < len(row) else None
    return own if own and own <= day and row[at] != "missing" else day


def _move(row: Row, matter: str, code: str, sign: int, month: date | None) -> dict[str, Any]:
    place = dict(zip(PLACE, row, strict=False))
    return {
        "matter": matter,
        "code": code,
        "month": month,
        "district": place["district"],
        "county": place["county"],
        "centrality": place["centrality"],
        "size": place["size"],
        "n": sign,
        "people": sign * place["population"],
    }


def slt_in_the_country() -> Row:
    """Municipalities and inhabitants, those with SLT, and those nobody has asked. V-6-e."""
    with connection.cursor() as cursor:
        cursor.execute(SLT)
        municipalities, inhabitants, with_slt, people, not_registered = cursor.fetchone()
    return int(municipalities), int(inhabitants), int(with_slt), int(people), int(not_registered)
