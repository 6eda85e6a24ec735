"""Facts to ask the rules of, as sentences: a council that met twice, an agreement in force. Nothing here is in a database."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from samrad.guide.rules.facts import (
    Agreement,
    Choice,
    Contact,
    CooperationFacts,
    DistrictFacts,
    ForumFacts,
    Meeting,
    Member,
    MunicipalityFacts,
    Offer,
    SltGroup,
    Span,
)

DAY = date(2026, 11, 25)
LEADERS = frozenset({"mayor", "municipal_director", "police_unit_head"})
POST, MAYOR, DIRECTOR, HEAD = (UUID(int=number) for number in range(1, 5))


def a_town(**known: object) -> MunicipalityFacts:
    return replace(MunicipalityFacts(day=DAY, id=uuid4()), **known)  # type: ignore[arg-type] # the names of its fields


def a_contact_from(since: date, until: date | None = None) -> Span:
    return Span(since, until)


def a_district(*contacts: Contact, **known: object) -> DistrictFacts:
    return replace(DistrictFacts(day=DAY, id=uuid4(), contacts=contacts), **known)  # type: ignore[arg-type] # fields


def a_contact(**known: object) -> Contact:
    usual = Contact(
        post=POST,
        municipalities=2,
        inhabitants=9_000,
        share=100,
        other_posts=0,
        all_shares=100,
        unit_kind="operating_unit",
        unit_is_in_district=True,
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def an_agreement(**known: object) -> Agreement:
    usual = Agreement(
        kind="cooperation",
        state="in_force",
        valid_from=date(2025, 1, 1),
        valid_to=date(2028, 12, 31),
        started_on=date(2024, 9, 1),
        approved_by=2,
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def together(*agreements: Agreement, **known: object) -> CooperationFacts:
    return replace(CooperationFacts(day=DAY, id=uuid4(), agreements=agreements), **known)  # type: ignore[arg-type] # fields


def with_slt(*groups: SltGroup, **known: object) -> CooperationFacts:
    return together(slt_in_force=True, slt_groups=groups, **known)


def a_council(*meetings: Meeting, **known: object) -> ForumFacts:
    members = (
        Member("mayor", "municipality", date(2024, 1, 1), MAYOR, MAYOR),
        Member("municipal_director", "municipality", date(2024, 1, 1), DIRECTOR, DIRECTOR),
        Member("police_unit_head", "police", date(2024, 1, 1), HEAD, HEAD),
    )
    usual = ForumFacts(
        day=DAY, id=uuid4(), kind="council", begun_on=date(2024, 1, 1), members=members, meetings=meetings
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def a_meeting(on: date, **known: object) -> Meeting:
    """Held, called three weeks before, all leaders there, minutes approved after ten days."""
    usual = Meeting(
        on=on,
        state="approved",
        called_on=on - timedelta(days=21),
        present=LEADERS,
        minutes_approved_on=on + timedelta(days=10),
    )
    return replace(usual, **known)  # type: ignore[arg-type] # the names of its fields


def planned(on: date) -> Meeting:
    return Meeting(on=on, state="planned")


SPRING, AUTUMN = a_meeting(date(2026, 3, 10)), a_meeting(date(2026, 9, 15))
IN_FORCE = Choice("in_force", date(2025, 1, 1))
OFFERED = Offer("agreement", date(2024, 5, 1))
INVITED = Offer("council", date(2024, 6, 1))
