"""Agreements, as the actor may see them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from samrad.agreements.models import Agreement, Approval, Clause, RevisionRequest, Signature, Version
from samrad.agreements.rules import opened_by
from samrad.cooperation.models import Cooperation, CooperationParty
from samrad.cooperation.queries import cooperations_of, keys_inside, living_parties, stands_inside
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.rows import lay_beside
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

PARTIES = Prefetch(
    "cooperation__parties", CooperationParty.objects.select_related("organisation").order_by("order")
)
REQUEST_PARTIES = Prefetch(
    "agreement__cooperation__parties",
    CooperationParty.objects.select_related("organisation").order_by("order"),
)


def parties_of(agreement: Agreement) -> list[Organisation]:
    """The equals, municipality before police."""
    return [party.organisation for party in living_parties(agreement.cooperation)]


def our_party(actor: Actor, agreement: Agreement) -> Organisation:
    """The party the actor stands for in this agreement. Refuses with `Agreement.DoesNotExist`."""
    for organisation in parties_of(agreement):
        if organisation.pk in actor.parties:
            return organisation
    raise Agreement.DoesNotExist


@question
def agreement_visible_to(actor: Actor, agreement_id: UUID) -> Steps[Agreement]:
    """Refuses with `Agreement.DoesNotExist`, alike for what is foreign and what is not there. One statement."""
    [found, parties] = yield [_agreement(agreement_id), _parties_to(agreement_id)]
    if not found:
        raise Agreement.DoesNotExist
    agreement: Agreement = found[0]
    lay_beside(agreement.cooperation, "parties", parties)
    if not stands_inside(actor, agreement.cooperation):
        raise Agreement.DoesNotExist
    return agreement


@composed
def _agreement(agreement: UUID) -> QuerySet[Agreement]:
    return Agreement.objects.filter(pk=agreement).select_related("predecessor", "cooperation").order_by()


@composed
def _parties_to(agreement: UUID) -> QuerySet[CooperationParty]:
    rows = CooperationParty.objects.filter(cooperation__agreements=agreement)
    return rows.select_related("organisation").order_by("order")


def agreements_visible_to(actor: Actor, cooperation: Cooperation) -> "QuerySet[Agreement]":
    """Every agreement of a cooperation, newest first: that the other has a draft may be known, its text may not."""
    if not stands_inside(actor, cooperation):
        return Agreement.objects.none()
    return cooperation.agreements.exclude(state=Agreement.State.DISCARDED).select_related("started_by")


def agreements_in(actor: Actor, cooperations: Iterable[UUID]) -> list[Agreement]:
    """The agreements of some cooperations in which the actor stands, the newest first. One statement."""
    inside = {cooperation.pk for cooperation in cooperations_of(actor)} & set(cooperations)
    rows = Agreement.objects.filter(cooperation__in=inside).exclude(state=Agreement.State.DISCARDED)
    return list(rows.select_related("cooperation", "started_by").order_by("-valid_from"))


@question
def agreements_in_force(actor: Actor) -> Steps[list[Agreement]]:
    """What is sealed in the actor's cooperations. For clocks on the start page.

    Shape    `is_followed` says that another was begun from it, `is_answered` that a wish to revise it was.
    """
    [found] = yield [_in_force(actor)]
    return found


def opened_in_force(actor: Actor, cooperation: Cooperation) -> frozenset[str] | None:
    """The kinds of external members that the agreement in force opens for; none where there is no such agreement. V-4.2-g."""
    running = [
        one
        for one in agreements_in_force(actor)
        if one.cooperation_id == cooperation.pk and one.standing(today()) == "in_force"
    ]
    if not running:
        return None
    clauses = Clause.objects.filter(agreement__in=running, shared=True).exclude(state=Clause.State.REMOVED)
    return opened_by(clauses.values_list("role", flat=True))


@composed
def _in_force(actor: Actor) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(cooperation__in=keys_inside(actor), state=Agreement.State.IN_FORCE)
    answered = RevisionRequest.objects.filter(agreement=OuterRef("pk")).exclude(reply="")
    return rows.select_related("cooperation").annotate(
        is_followed=Exists(Agreement.objects.filter(predecessor=OuterRef("pk"))),
        is_answered=Exists(answered),
    )


EVIDENCE = (
    Prefetch(
        "approvals",
        Approval.objects.select_related("party", "approved_by__person", "approved_by__post").order_by(
            "approved_at"
        ),
    ),
    Prefetch("signatures", Signature.objects.select_related("party")),
)


def versions_visible_to(actor: Actor, agreement: Agreement) -> list[Version]:
    """Every frozen version with its approvals and signatures, voided ones too: they are evidence. Three statements."""
    if not stands_inside(actor, agreement.cooperation):
        return []
    rows = Version.objects.filter(agreement=agreement).select_related("frozen_by", "voided_by")
    return _of(agreement, rows.prefetch_related(*EVIDENCE).order_by("number"))


def voided_versions_of(actor: Actor, agreement: Agreement) -> list[Version]:
    """What was opened again, with the approvals and signatures that fell, newest first. The text is not fetched."""
    if not stands_inside(actor, agreement.cooperation):
        return []
    rows = Version.objects.filter(agreement=agreement, voided_at__isnull=False).defer("content")
    return _of(
        agreement,
        rows.select_related("frozen_by", "voided_by").prefetch_related(*EVIDENCE).order_by("-number"),
    )


def _of(agreement: Agreement, rows: "QuerySet[Version]") -> list[Version]:
    """The versions, each knowing its agreement without asking for it again."""
    versions = list(rows)
    for version in versions:
        version.agreement = agreement
    return versions


def version_visible_to(actor: Actor, version_id: UUID) -> Version:
    """Refuses with `Version.DoesNotExist`."""
    version = Version.objects.select_related("agreement__cooperation", "frozen_by").prefetch_related(
        Prefetch("approvals", Approval.objects.select_related("party")),
        Prefetch("signatures", Signature.objects.select_related("party")),
        Prefetch("agreement__cooperation__parties", CooperationParty.objects.select_related("organisation")),
    )
    found = version.get(pk=version_id)
    if not stands_inside(actor, found.agreement.cooperation):
        raise Version.DoesNotExist
    return found


def revision_requests_of(actor: Actor, agreement: Agreement) -> list[RevisionRequest]:
    if not stands_inside(actor, agreement.cooperation):
        return []
    return list(agreement.revision_requests.select_related("asked_by", "replied_by"))


@question
def revision_requests_waiting(actor: Actor) -> Steps[list[tuple[RevisionRequest, list[Organisation]]]]:
    """Unanswered requests in the cooperations of somebody who may write, with the parties. For the start page."""
    if not actor.may_write:
        return []
    [requests, equals] = yield [_unanswered(actor), _asked_in(actor)]
    return [
        (row, [party.organisation for party in equals if party.cooperation_id == row.cooperation_id])
        for row in requests
    ]


def _unanswered_bare(actor: Actor) -> QuerySet[RevisionRequest]:
    return RevisionRequest.objects.filter(cooperation__in=keys_inside(actor), reply="")


@composed
def _unanswered(actor: Actor) -> QuerySet[RevisionRequest]:
    return _unanswered_bare(actor).select_related("agreement__cooperation", "asked_by")


@composed
def _asked_in(actor: Actor) -> QuerySet[CooperationParty]:
    """The parties where something is unanswered."""
    where = _unanswered_bare(actor).values("cooperation")
    parties = CooperationParty.objects.filter(cooperation__in=where, left_on=None)
    return parties.select_related("organisation").order_by("order")


def revision_request_visible_to(actor: Actor, request_id: UUID) -> RevisionRequest:
    """Refuses with `RevisionRequest.DoesNotExist`."""
    request = (
        RevisionRequest.objects.select_related("agreement__cooperation", "asked_by")
        .prefetch_related(REQUEST_PARTIES)
        .get(pk=request_id)
    )
    if not stands_inside(actor, request.agreement.cooperation):
        raise RevisionRequest.DoesNotExist
    return request
