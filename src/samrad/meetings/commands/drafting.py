"""What a police contact prepares on a leader's behalf: whom it assists, and who approves it. V-5.1-h."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.events import AgendaApproved, ApprovalOfAgendaAsked
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.permissions import may_approve_agenda, may_ask_for_yes
from samrad.meetings.queries.leaders import leaders_to_assist
from samrad.meetings.queries.meetings import meeting_visible_to
from samrad.parties.actor import Actor


def assisted(actor: Actor, chosen: UUID | None) -> UUID | None:
    """The leader on whose behalf it is: the one that is chosen, else the contact's own. None when no contact drafts it."""
    leaders = [post.pk for post in leaders_to_assist(actor)]
    if chosen and chosen not in leaders:
        raise Refused(
            _("Velg hvilken leder du forbereder møtet for: lederen for enheten eller driftsenheten.")
        )
    return chosen or next(iter(leaders), None)


@command
def ask_for_yes(*, actor: Actor, meeting_id: UUID) -> Meeting:
    """Ask the leader whom one assists to say yes to the agenda: they get a mail, and a line on their start page.

    Who      whoever has drafted it (`may_ask_for_yes`).
    Refuses  an agenda without matters.
    Records  ApprovalOfAgendaAsked.
    Source   V-5.1-h.
    """
    meeting_visible_to(actor, meeting_id)
    Meeting.objects.select_for_update().get(pk=meeting_id)
    meeting = meeting_visible_to(actor, meeting_id)
    may_ask_for_yes(actor, meeting).require()
    if not AgendaItem.objects.filter(meeting=meeting, state=AgendaItem.State.ON_AGENDA).exists():
        raise Refused(_("Sakslisten er tom. Sett minst én sak på den før du ber om godkjenning."))
    assert meeting.assists_id
    meeting.approval_asked_at = now()
    meeting.save(update_fields=["approval_asked_at"])
    asked = ApprovalOfAgendaAsked(meeting.pk, meeting.forum_id, meeting.assists_id)
    record(asked, by=actor, cooperation=meeting.cooperation_id)
    return meeting


@command
def approve_agenda(*, actor: Actor, meeting_id: UUID, seen: int) -> Meeting:
    """Say yes to an agenda that a police contact has drafted, so that the contact can send it.

    Who      the leader it is drafted for, or another who runs the forum (`may_approve_agenda`); never whoever drafted it.
    Refuses  an agenda that has changed since it was seen.
    Records  AgendaApproved.
    Source   V-5.1-h.
    """
    meeting_visible_to(actor, meeting_id)
    Meeting.objects.select_for_update().get(pk=meeting_id)
    meeting = meeting_visible_to(actor, meeting_id)
    may_approve_agenda(actor, meeting).require()
    if meeting.version != seen:
        raise Stale(
            _("Sakslisten er endret siden du så på den. Se over på nytt, og godkjenn så."),
            theirs=meeting.title,
            version=meeting.version,
        )
    meeting.agenda_approved_by_id, meeting.approval_asked_at = actor.appointment, None
    meeting.save(update_fields=["agenda_approved_by", "approval_asked_at"])
    record(AgendaApproved(meeting.pk, meeting.forum_id), by=actor, cooperation=meeting.cooperation_id)
    return meeting
