"""Who may share, and who may read."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import may_write_in
from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor
from samrad.sharing.models import Shared


def may_share(actor: Actor, cooperation: Cooperation) -> Answer:
    """Whoever writes for a party shares for it. V-2.1-d."""
    return may_write_in(actor, cooperation)


def may_read(actor: Actor, shared: Shared, named: Collection[UUID]) -> Answer:
    """The parties read; what is confidential only who sent it and the posts it names. V-4.1.5-c."""
    is_confidential = shared.sensitivity == Shared.Sensitivity.CONFIDENTIAL
    if is_confidential and actor.appointment != shared.sent_by_id and actor.post not in named:
        return denied(_("Bare den som delte det, og de som er nevnt, kan lese dette."))
    return yes


def may_note_obstacle(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party says what stood in the way. V-4.1.5-b."""
    if not actor.is_person:
        return denied(_("Bare en person kan føre dette."))
    return may_write_in(actor, cooperation)
