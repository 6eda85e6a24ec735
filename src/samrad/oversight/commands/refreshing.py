"""Looking again: the facts of some subjects, or of all, judged by the rulebook and kept as findings."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from samrad.guide.references import references
from samrad.guide.rules.book import judged
from samrad.guide.rules.facts import SUBJECTS, CountryFacts, Facts
from samrad.guide.rules.rulebook import RULES
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.oversight import tallies
from samrad.oversight.events import FindingsRefreshed
from samrad.oversight.facts.asking import Ids, planned_once
from samrad.oversight.facts.cooperations import cooperation_facts
from samrad.oversight.facts.districts import district_facts
from samrad.oversight.facts.forums import forum_facts
from samrad.oversight.facts.municipalities import municipality_facts, schools_on
from samrad.oversight.facts.touched import Touched, homes
from samrad.oversight.permissions import may_refresh
from samrad.oversight.wall import as_role
from samrad.parties.actor import Actor

COUNTRY = UUID(int=0)
type Key = tuple[str, UUID, str]


@dataclass(frozen=True)
class Found:
    """A finding as it should stand."""

    cooperation: UUID | None
    organisation: UUID | None
    code: str
    reason: str
    step: str
    numbers: dict[str, Any]

    @property
    def says(self) -> tuple[str, str]:
        """A span lasts as long as this is the same; numbers that move with the days begin no new one."""
        return self.code, self.reason


STANDING = """
select id, subject_kind, subject, requirement, code, reason, step, numbers::text from oversight_finding
where until is null and """
OF_SOME = "subject = any(%(subjects)s::uuid[])"  # two statements: no index serves both
OF_ALL = "subject_kind <> 'country'"
END = "update oversight_finding set until = greatest(since, %(day)s - 1) where id = any(%(rows)s::bigint[])"
RENEW = """
update oversight_finding f set numbers = r.numbers, step = r.step
from jsonb_to_recordset(%(rows)s::jsonb) as r(id bigint, step text, numbers jsonb) where f.id = r.id
"""
LOCK = 6100  # of this room, among the locks of the database
BEGIN = """
insert into oversight_finding (subject_kind, subject, cooperation, organisation, requirement, code, reason, step, numbers, since)
select subject_kind, subject, cooperation, organisation, requirement, code, reason, step, numbers, %(day)s
from jsonb_to_recordset(%(rows)s::jsonb) as r(subject_kind text, subject uuid, cooperation uuid, organisation uuid,
    requirement text, code text, reason text, step text, numbers jsonb)
"""


@command
def refresh_findings(*, actor: Actor, touched: Touched | None = None) -> FindingsRefreshed:
    """Judge what was touched, or everything, and keep what is new.

    Who      Samråd's own machinery, on this errand.
    Records  FindingsRefreshed, when something changed.
    """
    may_refresh(actor).require()
    _one_at_a_time()
    day = today()
    wanted = findings_on(day, touched)
    subjects = {key[1] for key in wanted} | (touched.subjects if touched else set())
    with planned_once() if touched else nullcontext():
        done = _keep(wanted, day, None if touched is None else subjects)
        tallies.refresh(None if touched is None else touched.municipalities, day)
        country = _country(day)
        also = _keep(country, day, {COUNTRY})
    total = FindingsRefreshed(
        len(subjects) + 1, *(one + other for one, other in zip(done, also, strict=True))
    )
    if total.begun or total.ended or total.renewed:
        record(total, by=actor)
    return total


def _one_at_a_time() -> None:
    """Whoever comes later waits until the findings are kept, and then judges what holds by then."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, 0])


def findings_on(day: date, touched: Touched | None = None) -> dict[Key, Found]:
    """What the rulebook says on a day, of what was touched or of everything but the country itself. Nothing is written."""
    towns: Ids = touched.municipalities if touched else None
    home: Ids = touched.cooperations if touched else None
    with as_role("samrad_facts"), planned_once() if touched else nullcontext():
        of_town, of_cooperation = homes(touched)
        municipalities = municipality_facts(day, towns)
        forums = forum_facts(day, home)
        cooperations = cooperation_facts(day, forums, home)
        districts = district_facts(day, touched.districts if touched else None)
    found: dict[Key, Found] = {}
    for town, facts in municipalities.items():
        found |= _judge(facts, of_town.get(town), town)
    for key, cooperation in cooperations.items():
        found |= _judge(cooperation, key, of_cooperation.get(key))
    for key, forum in forums.values():
        found |= _judge(forum, key, of_cooperation.get(key))
    for district, its in districts.items():
        found |= _judge(its, None, district)
    return found


def _judge(facts: Facts, cooperation: UUID | None, organisation: UUID | None) -> dict[Key, Found]:
    kind = SUBJECTS[type(facts)]
    return {
        (kind, facts.id, said.rule.requirement): Found(
            cooperation,
            organisation,
            said.verdict.code,
            said.verdict.reason,
            said.verdict.step,
            {name: plain(number) for name, number in said.verdict.numbers.items()},
        )
        for said in judged(RULES, facts)
    }


def plain(number: int | date) -> int | str:
    return number.isoformat() if isinstance(number, date) else int(number)


def _country(day: date) -> dict[Key, Found]:
    municipalities, inhabitants, with_slt, people_with_slt, not_registered = tallies.slt_in_the_country()
    with as_role("samrad_facts"):
        schools, owned_schools, municipal_schools = schools_on(day)
    facts = CountryFacts(
        day,
        COUNTRY,
        municipalities,
        inhabitants,
        with_slt,
        people_with_slt,
        not_registered,
        references=references(),
        months_between_checks=settings.SOURCE_MONTHS,
        schools=schools,
        owned_schools=owned_schools,
        municipal_schools=municipal_schools,
    )
    return _judge(facts, None, None)


def _keep(wanted: dict[Key, Found], day: date, subjects: Iterable[UUID] | None) -> tuple[int, int, int]:
    """Begin, end and renew rows until they say what is wanted. The days of what still says the same stay."""
    ended: list[int] = []
    renewed: list[dict[str, Any]] = []
    left = dict(wanted)
    for row, kind, subject, requirement, code, reason, step, numbers in _standing(subjects):
        new = left.pop((kind, subject, requirement), None)
        if new is None or new.says != (code, reason):
            ended.append(row)
            if new is not None:
                left[kind, subject, requirement] = new
        elif (new.step, new.numbers) != (step, json.loads(numbers)):
            renewed.append({"id": row, "step": new.step, "numbers": new.numbers})
    begun = [_row(key, new) for key, new in left.items()]
    with connection.cursor() as cursor:
        if ended:
            cursor.execute(END, {"rows": ended, "day": day})
        if renewed:
            cursor.execute(RENEW, {"rows": json.dumps(renewed)})
        if begun:
            cursor.execute(BEGIN, {"rows": json.dumps(begun, default=str), "day": day})
    return len(begun), len(ended), len(renewed)


def _standing(subjects: Iterable[UUID] | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        if subjects is None:
            cursor.execute(STANDING + OF_ALL)
        else:
            cursor.execute(STANDING + OF_SOME, {"subjects": list(subjects)})
        return list(cursor.fetchall())


def _row(key: Key, new: Found) -> dict[str, Any]:
    kind, subject, requirement = key
    return {"subject_kind": kind, "subject": subject, "requirement": requirement} | vars(new)
