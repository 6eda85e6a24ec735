"""Make what all have signed into one sealed file, and let it take the place of what went before."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.db.models import Q

from samrad.agreements.commands import desk
from samrad.agreements.events import AgreementSealed
from samrad.agreements.models import Agreement, Frame, Seal, SealedDocument, Version
from samrad.agreements.permissions import may_seal
from samrad.agreements.queries.agreements import parties_of, version_visible_to
from samrad.cooperation.commands import follow_agreement
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

type MakePdf = Callable[[Version], bytes]


@command
def seal_agreement(*, actor: Actor, version_id: UUID, make_pdf: MakePdf) -> SealedDocument:
    """Keep the sealed file as bytes with its checksum, and put the agreement in force. What is sealed stays sealed.

    Shape    `make_pdf` gives the sealed bytes. If it fails, nothing is changed and the signatures stand: try again.
    Who      either party (`may_seal`), when all have signed.
    Records  AgreementSealed.
    Source   A-om-a: older agreements are superseded from the day this one begins.
    """
    desk.locked(version_visible_to(actor, version_id).agreement_id)
    sealed = SealedDocument.objects.filter(version=version_id).first()
    if sealed:
        return sealed
    version = version_visible_to(actor, version_id)
    may_seal(actor, version).require()
    document = _keep(version, make_pdf(version))
    _publish(version, document)
    _offer_as_frame(version)
    agreement = version.agreement
    agreement.state, agreement.version = Agreement.State.IN_FORCE, agreement.version + 1
    agreement.save(update_fields=["state", "version"])
    _supersede(agreement)
    record(
        AgreementSealed(version.pk, agreement.pk, version.number, document.sha256),
        by=actor,
        cooperation=agreement.cooperation_id,
    )
    follow_agreement(
        actor=actor,
        cooperation_id=agreement.cooperation_id,
        status="in_force",
        since=agreement.valid_from,
    )
    return document


def _keep(version: Version, pdf: bytes) -> SealedDocument:
    return SealedDocument.objects.create(
        cooperation_id=version.cooperation_id,
        version=version,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        sealed_at=now(),
    )


def _publish(version: Version, document: SealedDocument) -> None:
    """What whoever holds the file may know: title, term, and who signed when. Never a word of the text."""
    agreement = version.agreement
    Seal.objects.create(
        sha256=document.sha256,
        cooperation_id=version.cooperation_id,
        agreement=agreement,
        title=str(version.content["title"])[:200],
        version_number=version.number,
        content_hash=version.content_hash,
        signatures=[
            {
                "name": signature.name,
                "post_title": signature.post_title,
                "party": signature.party.official_name,
                "signed_at": signature.signed_at.isoformat(),
            }
            for signature in version.signatures.all()
        ],
        valid_from=agreement.valid_from,
        valid_to=agreement.valid_to,
        sealed_at=document.sealed_at,
    )


def _offer_as_frame(version: Version) -> None:
    """A county agreement may frame school agreements, so its title and years are open. V-3-k."""
    agreement = version.agreement
    if agreement.kind != Agreement.Kind.COUNTY:
        return
    county = next(party for party in parties_of(agreement) if party.kind == "county")
    Frame.objects.create(
        agreement=agreement,
        cooperation_id=agreement.cooperation_id,
        county=county,
        title=str(version.content["title"])[:200],
        valid_from=agreement.valid_from,
        valid_to=agreement.valid_to,
    )


def _supersede(agreement: Agreement) -> None:
    """Older agreements end where this begins. One about the council alone leaves an agreement on services in peace."""
    still_running = Q(valid_to__gte=agreement.valid_from) | Q(pk=agreement.predecessor_id)
    older = Agreement.objects.filter(
        still_running,
        cooperation=agreement.cooperation_id,
        state=Agreement.State.IN_FORCE,
        superseded_on=None,
    ).exclude(pk=agreement.pk)
    if agreement.scope == Agreement.Scope.COUNCIL:
        older = older.exclude(kind=Agreement.Kind.FORMER_SERVICE)
    replaced = list(older.values_list("pk", flat=True))
    Agreement.objects.filter(pk__in=replaced).update(superseded_on=agreement.valid_from)
    Seal.objects.filter(agreement__in=replaced).update(superseded_on=agreement.valid_from)
    Frame.objects.filter(agreement__in=replaced).update(superseded_on=agreement.valid_from)
