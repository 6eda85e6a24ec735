"""A paper on its way out of quarantine."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.events import PaperChecked
from samrad.meetings.models import Paper
from samrad.meetings.permissions import may_change_item
from samrad.meetings.queries.meetings import quarantined_paper
from samrad.parties.actor import Actor

LONGEST_NAME = 40


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
        raise Refused(_("Filen er alt kontrollert."))
    paper.refusal = scan(bytes(paper.data))[:LONGEST_NAME]
    paper.state = Paper.State.REFUSED if paper.refusal else Paper.State.CLEAN
    if paper.refusal:
        paper.data = b""
    paper.save(update_fields=["state", "refusal", "data"])
    record(PaperChecked(paper.pk, paper.item_id, paper.state), by=actor, cooperation=paper.cooperation_id)
    return paper
