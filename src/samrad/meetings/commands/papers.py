"""A paper laid before the meeting, and on its way out of quarantine."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.words import guarded
from samrad.forums.models import Face
from samrad.forums.queries import is_insider
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import agenda_changed, is_shared, locked_item
from samrad.meetings.events import PaperAdded, PaperChecked
from samrad.meetings.models import Paper
from samrad.meetings.papers import media_type_of
from samrad.meetings.permissions import may_change_item
from samrad.meetings.queries.meetings import quarantined_paper
from samrad.meetings.scanning import is_wanted
from samrad.parties.actor import Actor

LONGEST_NAME = 40


@command
def add_paper(*, actor: Actor, item_id: UUID, filename: str, data: bytes, face: str = "") -> Paper:
    """Lay a paper before the meeting. It is what its content says, not what its name says.

    Shape    It stays in quarantine until `check_paper`, where the installation has a scanner.

    Who      `may_change_item`.
    Refuses  an empty or huge file, a kind that is not taken, a name that does not fit the content.
    Records  PaperAdded.
    Source   V-4.1.4-e; SECURITY.md M10.
    """
    item = locked_item(actor, item_id)
    may_change_item(actor, item).require()
    media_type = media_type_of(filename, data)
    paper = Paper.objects.create(
        cooperation_id=item.cooperation_id,
        forum=item.forum,
        item=item,
        filename=guarded(filename, longest=160) or _("vedlegg"),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        face=(Face(face) if face else item.face) if is_insider(actor, item.forum) else Face.FORUM,
        only_for_id=item.only_for_id,
        state=Paper.State.QUARANTINE if is_wanted() else Paper.State.CLEAN,
        uploaded_by_id=actor.appointment,
        uploaded_at=now(),
    )
    agenda_changed(item.meeting_id, is_shared(paper))
    record(PaperAdded(paper.pk, item.pk, media_type, paper.size), by=actor, cooperation=item.cooperation_id)
    return paper


@command
def check_paper(*, actor: Actor, paper_id: UUID, scan: Callable[[bytes], str]) -> Paper:
    """Let a paper out of quarantine, or refuse it for good: then its bytes are not kept.

    Shape    `scan` gives the name of what it found, or nothing.
    Who      `may_change_item`.
    Refuses  a paper that is checked already; anything while the scanner cannot be asked.
    Records  PaperChecked.
    Source   SECURITY.md M10.
    """
    paper = quarantined_paper(actor, paper_id)
    may_change_item(actor, paper.item).require()
    Paper.objects.select_for_update().get(pk=paper_id)
    if paper.state != Paper.State.QUARANTINE:
        raise Refused(_("Filen er allerede kontrollert."))
    paper.refusal = scan(bytes(paper.data))[:LONGEST_NAME]
    paper.state = Paper.State.REFUSED if paper.refusal else Paper.State.CLEAN
    if paper.refusal:
        paper.data = b""
    paper.save(update_fields=["state", "refusal", "data"])
    record(PaperChecked(paper.pk, paper.item_id, paper.state), by=actor, cooperation=paper.cooperation_id)
    return paper
