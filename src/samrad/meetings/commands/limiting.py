"""What an external member takes part in: all of the forum, or some themes and the matters that are opened to them. V-4.2-d."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.forums.commands.members import named_themes
from samrad.forums.models import Membership
from samrad.forums.queries import limited_members, membership_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import locked_item
from samrad.meetings.events import ItemOpened, MemberLimited
from samrad.meetings.live import announce
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.permissions import may_limit, may_open_to
from samrad.parties.actor import Actor


@command
def limit_member(
    *, actor: Actor, membership_id: UUID, limited: bool, themes: Collection[str] = (), seen: int
) -> Membership:
    """Say what an external member takes part in. It holds at once, also for what was sent before.

    Who      `may_limit`.
    Shape    `themes` are codes of the guide's, or identifiers of local ones. Without any, a limited member takes part in what
             is opened to them by name alone.
    Refuses  a theme that is not there; a change on top of somebody else's.
    Records  MemberLimited.
    Source   V-4.2-d.
    """
    may_limit(actor, membership_visible_to(actor, membership_id)).require()
    Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)
    member = membership_visible_to(actor, membership_id)
    may_limit(actor, member).require()
    if member.version != seen:
        raise Stale(
            _("Noen endret medlemmet mens du skrev. Se hva som står der nå."),
            theirs=member.get_role_display(),
            version=member.version,
        )
    member.limited = limited
    member.themes = named_themes(actor, member.forum, themes) if limited else {}
    member.version += 1
    member.save(update_fields=["limited", "themes", "version"])
    record(
        MemberLimited(member.pk, member.forum_id, limited, tuple(member.themes)),
        by=actor,
        cooperation=member.cooperation_id,
    )
    for meeting in Meeting.objects.filter(forum=member.forum_id, state=Meeting.State.IN_SESSION):
        announce(meeting.pk)
    return member


@command
def open_item_to(*, actor: Actor, item_id: UUID, members: Collection[UUID], seen: int) -> AgendaItem:
    """Open one matter to limited members by name, or close it to them again.

    Who      `may_open_to`.
    Refuses  somebody who is not limited here; a save on top of somebody else's.
    Records  ItemOpened.
    Source   V-4.2-d.
    """
    item = locked_item(actor, item_id)
    may_open_to(actor, item).require()
    if item.version != seen:
        raise Stale(
            _("Noen endret saken mens du skrev. Les den, og lagre på nytt."),
            theirs=item.title,
            version=item.version,
        )
    if not set(members) <= {member.pk for member in limited_members(item.forum)}:
        raise Refused(_("Velg blant medlemmene som deltar i noen av sakene."))
    item.opened_to, item.version = sorted(str(member) for member in members), item.version + 1
    item.save(update_fields=["opened_to", "version"])
    announce(item.meeting_id)
    event = ItemOpened(item.pk, item.forum_id, tuple(members))
    record(event, by=actor, cooperation=item.cooperation_id)
    return item
