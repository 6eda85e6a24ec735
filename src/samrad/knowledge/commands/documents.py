"""The files of a contribution: in, checked, and out again. The same rules as for the papers of a meeting."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import DocumentAdded, DocumentChecked, DocumentRemoved
from samrad.knowledge.models import Document
from samrad.knowledge.permissions import may_change_contribution
from samrad.knowledge.queries.requests import contribution_visible_to, quarantined_document
from samrad.meetings.papers import media_type_of
from samrad.meetings.scanning import is_wanted
from samrad.parties.actor import Actor

LONGEST_NAME = 40
MOST = 10  # files of one contribution


@command
def add_document(*, actor: Actor, contribution_id: UUID, filename: str, data: bytes) -> Document:
    """Lay a file by a draft. It is what its content says, and stays in quarantine until it is checked where there is a scanner.

    Who      `may_change_contribution`.
    Refuses  what `media_type_of` refuses; more than ten files.
    Records  DocumentAdded, for the party alone.
    Source   SECURITY.md M10.
    """
    contribution = contribution_visible_to(actor, contribution_id)
    may_change_contribution(actor, contribution).require()
    if len(contribution.documents.all()) >= MOST:
        raise Refused(_("Et bidrag kan ha ti vedlegg. Ta bort et, eller slå to sammen."))
    media_type = media_type_of(filename, data)
    document = Document.objects.create(
        cooperation_id=contribution.cooperation_id,
        contribution=contribution,
        owner_id=contribution.owner_id,
        filename=guarded(filename, longest=160) or _("vedlegg"),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        state=Document.State.QUARANTINE if is_wanted() else Document.State.CLEAN,
        uploaded_at=now(),
    )
    record(
        DocumentAdded(document.pk, contribution.pk, media_type, document.size),
        by=actor,
        cooperation=contribution.cooperation_id,
        party=contribution.owner_id,
    )
    return document


@command
def check_document(*, actor: Actor, document_id: UUID, scan: Callable[[bytes], str]) -> Document:
    """Let a file out of quarantine, or refuse it for good: then its bytes are not kept.

    Shape    `scan` gives the name of what it found, or nothing.
    Who      `may_change_contribution`.
    Refuses  a file that is checked already; anything while the scanner cannot be asked.
    Records  DocumentChecked, for the party alone.
    """
    document = quarantined_document(actor, document_id)
    may_change_contribution(actor, document.contribution).require()
    Document.objects.select_for_update().get(pk=document_id)
    if document.state != Document.State.QUARANTINE:
        raise Refused(_("Filen er allerede kontrollert."))
    document.refusal = scan(bytes(document.data))[:LONGEST_NAME]
    document.state = Document.State.REFUSED if document.refusal else Document.State.CLEAN
    if document.refusal:
        document.data = b""
    document.save(update_fields=["state", "refusal", "data"])
    record(
        DocumentChecked(document.pk, document.contribution_id, document.state),
        by=actor,
        cooperation=document.cooperation_id,
        party=document.owner_id,
    )
    return document


@command
def remove_document(*, actor: Actor, document_id: UUID) -> Document:
    """Take a file away from a draft.

    Who      `may_change_contribution`.
    Records  DocumentRemoved, for the party alone.
    """
    document = quarantined_document(actor, document_id)
    may_change_contribution(actor, document.contribution).require()
    Document.objects.filter(pk=document_id).delete()
    record(
        DocumentRemoved(document_id, document.contribution_id),
        by=actor,
        cooperation=document.cooperation_id,
        party=document.owner_id,
    )
    return document
