"""What a matter is about, and which functions of the police are drawn in."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.functions import KINDS, POLICE
from samrad.guide.challenges import shared_challenges
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import locked_item
from samrad.meetings.events import ItemThemed
from samrad.meetings.models import AgendaItem
from samrad.meetings.permissions import may_change_item
from samrad.parties.actor import Actor


@command
def set_theme(
    *, actor: Actor, item_id: UUID, theme: str, functions: Collection[str], seen: int
) -> AgendaItem:
    """Say which of the guide's challenges a matter is about, and which functions of the police are drawn in.

    Who      `may_change_item`.
    Refuses  a theme or a function that is not there; a save on top of somebody else's.
    Records  ItemThemed.
    Source   V-2.1-i, V-2.1-k, V-2.1-l.
    """
    item = locked_item(actor, item_id)
    may_change_item(actor, item).require()
    if item.version != seen:
        raise Stale(
            _("Noen endret saken mens du skrev. Les den, og lagre på nytt."),
            theirs=item.title,
            version=item.version,
        )
    if theme and theme not in shared_challenges():
        raise Refused(_("Velg et tema fra listen, eller la det stå åpent."))
    known = [kind.code for kind in KINDS if kind.side == POLICE]
    if not set(functions) <= set(known):
        raise Refused(_("Velg en av politiets funksjoner."))
    item.theme, item.functions = theme, [code for code in known if code in functions]
    item.version += 1
    item.save(update_fields=["theme", "functions", "version"])
    record(ItemThemed(item.pk, item.forum_id, theme), by=actor, cooperation=item.cooperation_id)
    return item
