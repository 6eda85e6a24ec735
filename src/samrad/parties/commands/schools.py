"""The register of upper secondary schools: who owns them, what they are called, and where they stand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.commands.register import free_slug, register_organisation
from samrad.parties.events import SchoolKept
from samrad.parties.models import SCHOOL_OWNERS, Organisation, School
from samrad.parties.permissions import may_keep_schools
from samrad.parties.rules import is_organisation_number

Kind = Organisation.Kind


@dataclass(frozen=True)
class SchoolFacts:
    """What is known of a school. `number` is its organisation number, where it has one; `valid_to` its last day, when it is closed."""

    name: str
    municipality_id: UUID
    number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@command
def keep_school(
    *, actor: Actor, owner_id: UUID, facts: SchoolFacts, school_id: UUID | None = None
) -> Organisation:
    """Enter a school in the register, or mend what stands there. A school that is closed stays, with its last day.

    Who      its owner, or whoever runs the installation (`may_keep_schools`).
    Refuses  an owner that can own no school; a school of another owner; no name, or one that the owner has; a number that is no
             organisation number, or another school's; a place that is no living municipality; days in the wrong order or to come.
    Records  SchoolKept, and OrganisationRegistered the first time.
    Source   V-4.2-e.
    """
    # Locked first: two may enter the same school in the same second.
    owner = Organisation.objects.select_for_update().get(pk=owner_id, sector__in=SCHOOL_OWNERS, valid_to=None)
    may_keep_schools(actor, owner).require()
    town = Organisation.objects.get(pk=facts.municipality_id, kind=Kind.MUNICIPALITY, valid_to=None)
    known = Organisation.objects.get(pk=school_id, kind=Kind.SCHOOL, parent=owner) if school_id else None
    name, number = " ".join(facts.name.split())[:120], facts.number.replace(" ", "").replace("\u00a0", "")
    if not name:
        raise Refused(_("Skriv hva skolen heter."))
    _require_number(number, known)
    begins = facts.valid_from or (known.valid_from if known else today())
    _require_days(begins, facts.valid_to)
    if known is None:
        known = register_organisation(
            actor=actor, kind=Kind.SCHOOL, name=name, sector=owner.sector, parent=owner, number=number,
            valid_from=begins, is_fictional=owner.is_fictional,
        )  # fmt: skip
    elif facts.valid_to is None:
        known.slug = free_slug(Kind.SCHOOL, name, owner, besides=known.pk)
    known.name, known.official_name, known.number = name, name, number
    known.valid_from, known.valid_to = begins, facts.valid_to
    known.save(update_fields=["name", "official_name", "number", "slug", "valid_from", "valid_to"])
    School.objects.update_or_create(organisation=known, defaults={"municipality": town})
    record(SchoolKept(known.pk, town.pk, facts.valid_to is not None), by=actor)
    return known


def _require_days(begins: date, ends: date | None) -> None:
    if begins > today():
        raise Refused(_("Før opp skolen når den har åpnet."))
    if ends and not begins <= ends <= today():
        raise Refused(_("Den siste dagen må være etter den første, og kan ikke være fram i tid."))


def _require_number(number: str, known: Organisation | None) -> None:
    if not number:
        return
    if not is_organisation_number(number):
        raise Refused(_("Et organisasjonsnummer har ni siffer."))
    others = Organisation.objects.filter(kind=Kind.SCHOOL, number=number, valid_to=None)
    if others.filter(~Q(pk=known.pk if known else None)).exists():
        raise Refused(_("En annen skole har dette organisasjonsnummeret."))
