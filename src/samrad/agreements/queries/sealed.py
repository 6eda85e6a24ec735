"""A sealed agreement and everything around it: its versions, its requests for revision, and what comes after it."""

from dataclasses import dataclass

from django.db.models import Prefetch

from samrad.agreements.models import Agreement, Approval, RevisionRequest, SealedDocument, Signature, Version
from samrad.agreements.queries.agreements import agreements_visible_to, revision_requests_of
from samrad.cooperation.queries import stands_inside
from samrad.parties.actor import Actor

SEALED = "in_force"


@dataclass(frozen=True)
class SealedAgreement:
    """What the parties have of an agreement after it was sealed. One of a former kind has no versions here."""

    agreement: Agreement
    versions: list[Version]
    requests: list[RevisionRequest]
    all_of_cooperation: list[Agreement]

    @property
    def version(self) -> Version | None:
        """The one that was signed; what was voided on the way stays as evidence."""
        return next((version for version in reversed(self.versions) if version.voided_at is None), None)

    @property
    def document(self) -> SealedDocument | None:
        """The kept file, without its bytes."""
        return getattr(self.version, "document", None)

    @property
    def waiting_request(self) -> RevisionRequest | None:
        return next((request for request in self.requests if not request.reply), None)

    @property
    def successors(self) -> list[Agreement]:
        """What was begun from this one."""
        return [row for row in self.all_of_cooperation if row.predecessor_id == self.agreement.pk]

    @property
    def under_work(self) -> list[Agreement]:
        """The next agreement on its way, begun from this one."""
        return [row for row in self.successors if row.state != SEALED]


def sealed_agreement(actor: Actor, agreement: Agreement) -> SealedAgreement:
    """In the same number of statements however long its history is. Refuses with `Agreement.DoesNotExist`."""
    if not stands_inside(actor, agreement.cooperation) or agreement.state != SEALED:
        raise Agreement.DoesNotExist
    versions = (
        Version.objects.filter(agreement=agreement)
        .select_related("frozen_by", "voided_by", "document")
        .defer("document__pdf")
        .prefetch_related(
            Prefetch("approvals", Approval.objects.select_related("party")),
            Prefetch("signatures", Signature.objects.select_related("party")),
        )
        .order_by("number")
    )
    return SealedAgreement(
        agreement=agreement,
        versions=list(versions),
        requests=revision_requests_of(actor, agreement),
        all_of_cooperation=list(agreements_visible_to(actor, agreement.cooperation)),
    )
