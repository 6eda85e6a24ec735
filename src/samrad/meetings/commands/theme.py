"""What a matter is about, and which functions of the police are drawn in."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.functions import KINDS, POLICE
from samrad.cooperation.commands.challenges import raise_challenge
from samrad.forums.models import Face
from samrad.forums.queries import is_insider, limited_seat_of
from samrad.guide.challenges import is_sensitive, shared_challenges
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import (
    agenda_changed,
    is_shared,
    keep_item,
    locked_item,
    theme_of_ones_own,
)
from samrad.meetings.events import ItemThemed
from samrad.meetings.live import announce
from samrad.meetings.models import AgendaItem
from samrad.meetings.permissions import may_change_item
from samrad.meetings.queries.themes import local_themes
from samrad.parties.actor import Actor


@command
def set_theme(
    *,
    actor: Actor,
    item_id: UUID,
    theme: str,
    functions: Collection[str],
    own: str = "",
    seen: int,
    confirmed: bool = False,
) -> AgendaItem:
    """Say what a matter is about, and which functions of the police are drawn in. No theme is a fine answer.

    Who      `may_change_item`; a new theme of one's own is for those who write for a party, as any challenge is.
    Shape    `theme` is a code of the guide's, or the identifier of a local one. `own` names a theme that is on no list yet: all parties
             read the list, so that a matter that is one party's own takes its theme from it and adds none. A matter that gets a
             theme that is easily about individuals is for the parties alone from then on; they may open it again.
    Refuses  a theme or a function that is not there, or that a limited member takes no part in; a new theme for one party's own
             matter; a save on top of somebody else's.
    Records  ItemThemed, for that party alone where the matter is its own; and ChallengeRaised for a theme that is new.
    Source   V-2-c, V-2.1-i, V-2.1-k, V-2.1-l, V-4.1.3-a.
    """
    item = locked_item(actor, item_id)
    may_change_item(actor, item).require()
    if item.version != seen:
        raise Stale(
            _("Noen endret saken mens du skrev. Les den, og lagre på nytt."),
            theirs=item.title,
            version=item.version,
        )
    theme = _fitting(actor, item, theme, own, confirmed)
    known = [kind.code for kind in KINDS if kind.side == POLICE]
    if not set(functions) <= set(known):
        raise Refused(_("Velg en av politiets funksjoner."))
    was_shared, narrowed = is_shared(item), _begins_restricted(actor, item, theme)
    item.theme, item.functions = theme, [code for code in known if code in functions]
    if narrowed:
        item.face = Face.PARTIES
    keep_item(actor, item, item.step)
    if narrowed:
        agenda_changed(item.meeting_id, was_shared)
    announce(item.meeting_id)  # whoever takes part in this theme alone sees it now, and the others no more
    themed = ItemThemed(item.pk, item.forum_id, theme)
    record(themed, by=actor, cooperation=item.cooperation_id, party=item.only_for_id)
    return item


def _begins_restricted(actor: Actor, item: AgendaItem, theme: str) -> bool:
    """Whoever raised it from outside keeps it: only a party decides for the parties alone."""
    is_new = is_sensitive(theme) and not is_sensitive(item.theme)
    return is_new and is_shared(item) and is_insider(actor, item.forum)


def _fitting(actor: Actor, item: AgendaItem, theme: str, own: str, confirmed: bool) -> str:
    """A theme that is on the list, or is put there now."""
    if own.strip() and item.only_for_id:
        raise Refused(
            _(
                "Saken er bare deres egen, men et nytt tema kommer på listen som alle parter leser. Velg et tema fra listen, eller la det stå åpent."
            )
        )
    if own.strip():
        theme = raise_challenge(
            actor=actor, cooperation_id=item.cooperation_id, name=own, confirmed=confirmed
        ).mark
    elif (
        theme
        and theme != item.theme
        and theme not in shared_challenges()
        and theme not in local_themes(actor, item)
    ):
        raise Refused(_("Velg et tema fra listen, eller la det stå åpent."))
    if limited_seat_of(actor, item.forum):
        theme_of_ones_own(actor, item.forum, theme)
    return theme
