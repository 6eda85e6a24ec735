"""Which municipalities a contact has, and the directorate's word where there are more than three."""

import re
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.events import ApprovalAsked, ApprovalDecided, AssignmentEnded, ContactAssigned
from samrad.contacts.models import Approval, ApprovedTown
from samrad.contacts.permissions import may_approve_contacts, may_direct_contacts
from samrad.contacts.rules import needs_approval
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Coverage, Organisation, Post
from samrad.parties.queries import covered_on

REFERENCE = re.compile(r"[\w/.-]{1,40}")


def district_of(post: Post) -> UUID:
    """The district that a contact acts for."""
    return post.acts_for_id or post.organisation_id


def contact_post(post_id: UUID) -> Post:
    """The post of a police contact, locked. Refuses with `Post.DoesNotExist`."""
    return Post.objects.select_for_update().get(pk=post_id, function=Post.Function.POLICE_CONTACT)


@command
def assign_contact(*, actor: Actor, post_id: UUID, organisation_id: UUID, valid_from: date) -> Coverage:
    """Give a municipality a police contact from a day. A fourth municipality is recorded, not refused: the world is as it is.

    Who      whoever signs for the district (`may_direct_contacts`).
    Refuses  a municipality of another district, or one that is no more; one that the contact has from that day or later.
    Records  ContactAssigned.
    Source   V-5-c, V-5-d, V-5-e.
    """
    post = contact_post(post_id)
    may_direct_contacts(actor, district_of(post)).require()
    town = Organisation.objects.get(pk=organisation_id, kind=Organisation.Kind.MUNICIPALITY)
    if town.valid_to is not None or town.district_id != district_of(post):
        raise Refused(_("Kommunen hører ikke til politidistriktet. Velg en kommune i distriktet."))
    later = post.coverages.filter(organisation=town).exclude(valid_to__lt=valid_from)
    if later.exists():
        raise Refused(
            _("Politikontakten har allerede denne kommunen da. Velg en senere dag, eller en annen kontakt.")
        )
    coverage = Coverage.objects.create(post=post, organisation=town, valid_from=valid_from)
    record(ContactAssigned(coverage.pk, post.pk, town.pk, valid_from), by=actor)
    return coverage


@command
def end_assignment(*, actor: Actor, coverage_id: int, on: date) -> Coverage:
    """Let a contact's responsibility for a municipality end after a day. What was done stays.

    Who      `may_direct_contacts`.
    Refuses  an end before the beginning; one that is over.
    Records  AssignmentEnded.
    """
    coverage = Coverage.objects.select_for_update(of=("self",)).select_related("post").get(pk=coverage_id)
    may_direct_contacts(actor, district_of(coverage.post)).require()
    if on < coverage.valid_from:
        raise Refused(_("Ansvaret kan ikke slutte før det begynner."))
    if coverage.valid_to and coverage.valid_to < today():
        raise Refused(
            _("Ansvaret er allerede slutt. Gi kontakten kommunen på nytt om det skal gjelde igjen.")
        )
    coverage.valid_to = on
    coverage.save(update_fields=["valid_to"])
    record(AssignmentEnded(coverage.pk, on), by=actor)
    return coverage


@command
def ask_for_approval(*, actor: Actor, post_id: UUID) -> Approval:
    """Ask the directorate to let a contact have the municipalities it has today: these, and no others.

    Who      `may_direct_contacts`.
    Refuses  a contact with three or fewer; a second application while one is open.
    Records  ApprovalAsked.
    Source   V-5-f.
    """
    post = contact_post(post_id)
    may_direct_contacts(actor, district_of(post)).require()
    towns = covered_on(post, today())
    if not needs_approval(towns):
        raise Refused(_("Politikontakten har tre kommuner eller færre. Da trengs det ingen godkjenning."))
    if post.approvals.filter(granted=None).exists():
        raise Refused(_("Direktoratet har allerede fått spørsmålet, og har ikke svart ennå."))
    approval = Approval.objects.create(post=post, applied_on=today())
    ApprovedTown.objects.bulk_create(ApprovedTown(approval=approval, organisation_id=town) for town in towns)
    record(ApprovalAsked(approval.pk, post.pk, len(towns)), by=actor)
    return approval


@command
def decide_approval(
    *, actor: Actor, approval_id: UUID, granted: bool, reference: str = "", valid_to: date | None = None
) -> Approval:
    """Say yes or no to a contact having these municipalities.

    Who      the directorate (`may_approve_contacts`). A district can ask, and never grant.
    Refuses  what is decided already; an end before today; a case number with anything but letters, digits and / . -
    Records  ApprovalDecided.
    Source   V-5-f.
    """
    may_approve_contacts(actor).require()
    approval = Approval.objects.select_for_update().get(pk=approval_id)
    if approval.granted is not None:
        raise Refused(_("Dette er allerede avgjort."))
    if valid_to and valid_to < today():
        raise Refused(_("Godkjenningen kan ikke slutte før den begynner. Velg en dag fra i dag av."))
    if reference and not REFERENCE.fullmatch(reference):
        raise Refused(_("Skriv saksnummeret med bare bokstaver, tall og tegnene / . og -."))
    approval.granted, approval.decided_on = granted, today()
    approval.reference, approval.valid_to = reference, valid_to
    approval.save()
    record(ApprovalDecided(approval.pk, granted), by=actor)
    return approval
