"""Who may do what in a meeting. Both parties have the same rights at every step."""

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.permissions import may_write_in, stands_for
from samrad.forums.models import Forum, Membership
from samrad.forums.permissions import may_run
from samrad.forums.queries import SHARED, is_insider, limited_seat_of, sits_in
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.kernel.clock import now, today
from samrad.meetings.models import AgendaItem, Lift, Meeting, Minutes, Onward, Recipient, Task
from samrad.parties.actor import Actor

State = Meeting.State
OUTSIDE = _("Bare de som sitter i forumet, kan gjøre dette.")


def may_plan(actor: Actor, forum: Forum) -> Answer:
    """Whoever runs the forum plans its meetings."""
    return may_run(actor, forum)


def may_propose(actor: Actor, forum: Forum) -> Answer:
    """Anyone in the forum raises matters, at any time. V-4.1.3-b."""
    if forum.ended_on:
        return not_now(_("Forumet er avsluttet."))
    limited = limited_seat_of(actor, forum)
    if limited and not limited.themes:
        return denied(
            _("Du deltar i saker som er åpnet for deg, og melder ikke egne. Ta kontakt med en av partene.")
        )
    if sits_in(actor, forum) or (is_insider(actor, forum) and actor.may_write):
        return yes
    return denied(OUTSIDE)


def may_change_item(actor: Actor, item: AgendaItem) -> Answer:
    """Whoever runs the forum, and whoever raised the matter until it stands on an agenda."""
    if item.state in {AgendaItem.State.TREATED, AgendaItem.State.WITHDRAWN, AgendaItem.State.POSTPONED}:
        return not_now(_("Saken er avsluttet. Meld en ny sak hvis dere vil ta det opp igjen."))
    if may_run(actor, item.forum):
        return yes
    if item.proposed_by_id == actor.appointment and item.state == AgendaItem.State.PROPOSED:
        return yes
    return denied(_("Bare den som meldte saken, og den som leder forumets arbeid, kan endre den."))


def may_limit(actor: Actor, membership: Membership) -> Answer:
    """Whoever runs the forum says what an external member takes part in. V-4.2-d."""
    allowed = may_run(actor, membership.forum)
    if allowed and not membership.is_external:
        return denied(_("Stillingen sitter for en av partene, og ser det partene ser."))
    if allowed and membership.valid_to and membership.valid_to < today():
        return not_now(_("Medlemmet er gått ut av forumet."))
    return allowed


def may_open_to(actor: Actor, item: AgendaItem) -> Answer:
    """Whoever runs the forum opens a matter to limited members by name, when the forum may see it at all. V-4.2-d."""
    allowed = may_run(actor, item.forum)
    if allowed and (item.face not in SHARED or item.only_for_id):
        return not_now(_("Saken er bare for partene. La hele forumet se den først."))
    return allowed


def may_arrange(actor: Actor, meeting: Meeting) -> Answer:
    """Put matters on the agenda, in order, until the meeting is over."""
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.PLANNED, State.CALLED, State.IN_SESSION}:
        return not_now(_("Møtet er over. Meld saken til neste møte."))
    return allowed


def may_call(actor: Actor, meeting: Meeting) -> Answer:
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.PLANNED, State.CALLED}:
        return not_now(_("Innkallingen sendes før møtet begynner."))
    return _not_before_the_yes(actor, meeting) if allowed else allowed


def _not_before_the_yes(actor: Actor, meeting: Meeting) -> Answer:
    """What a police contact has drafted is neither sent nor begun by the contact before somebody else has said yes. V-5.1-h."""
    if is_own_draft(actor, meeting) and meeting.agenda_approved_by_id is None:
        return not_now(
            _(
                "Du har forberedt møtet for en leder. Lederen, eller en annen som leder arbeidet, godkjenner sakslisten først."
            )
        )
    return yes


def may_ask_for_yes(actor: Actor, meeting: Meeting) -> Answer:
    """Whoever has drafted a meeting on a leader's behalf asks for the yes, once for each agenda. V-5.1-h."""
    if not is_own_draft(actor, meeting):
        return denied(_("Bare den som har forberedt møtet for en leder, ber om godkjenning."))
    if meeting.agenda_approved_by_id or meeting.state not in {State.PLANNED, State.CALLED}:
        return not_now(_("Det er ingen saksliste som venter på godkjenning."))
    return not_now(_("Lederen er spurt.")) if meeting.approval_asked_at else yes


def is_own_draft(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor has drafted the meeting on a leader's behalf: then the approval is somebody else's. V-5.1-h.

    Whichever of their posts the person comes from; only one who also is that very leader says the leader's own yes.
    """
    if meeting.assists_id is None or meeting.planned_by is None or actor.post == meeting.assists_id:
        return False
    return meeting.planned_by.person_id == actor.person


def may_approve_agenda(actor: Actor, meeting: Meeting) -> Answer:
    """The leader whom a police contact assists, or another who runs the forum; never the contact. V-5.1-h."""
    if meeting.assists_id is None or meeting.agenda_approved_by_id:
        return not_now(_("Det er ingen saksliste som venter på godkjenning."))
    if is_own_draft(actor, meeting):
        return denied(_("Du har laget sakslisten. En annen godkjenner den."))
    allowed = yes if actor.post == meeting.assists_id else may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.PLANNED, State.CALLED}:
        return not_now(_("Møtet har begynt eller er avlyst."))
    return allowed


def may_move(actor: Actor, meeting: Meeting) -> Answer:
    """Another time or place, or no meeting after all."""
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.PLANNED, State.CALLED}:
        return not_now(_("Møtet er begynt eller avlyst og kan ikke flyttes."))
    return allowed


def may_answer_call(actor: Actor, recipient: Recipient) -> Answer:
    """Each member answers for their own post, and may change their mind until the meeting begins."""
    if not _is_called(actor, recipient):
        return denied(_("Bare den som er kalt inn, kan svare."))
    if recipient.meeting.state != State.CALLED or recipient.meeting.starts_at <= now():
        return not_now(_("Møtet er begynt, holdt eller avlyst, så det er for sent å svare."))
    return yes


def _is_called(actor: Actor, recipient: Recipient) -> bool:
    if actor.appointment is not None and recipient.appointment_id == actor.appointment:
        return True
    return recipient.membership.post_id == actor.post


def may_note_delivery(actor: Actor, recipient: Recipient) -> Answer:
    """Whoever delivers a mail about the meeting notes how it went, with the member's own rights, however late it is."""
    return yes if _is_called(actor, recipient) else denied(_("Bare den som er kalt inn, kan svare."))


def may_note_substitutes_delivery(actor: Actor, recipient: Recipient) -> Answer:
    """The same for whoever is called in a member's place."""
    if actor.appointment is not None and recipient.substitute_appointment_id == actor.appointment:
        return yes
    return denied(_("Bare den som er kalt inn, kan svare."))


def may_note_told(actor: Actor, recipient: Recipient) -> Answer:
    """Whoever runs the forum notes that they told a member themselves, while it is of use."""
    allowed = may_run(actor, recipient.meeting.forum)
    if allowed and recipient.meeting.state != State.CALLED:
        return not_now(_("Møtet er begynt, holdt eller avlyst, så dette noteres ikke lenger."))
    return allowed


def may_open(actor: Actor, meeting: Meeting) -> Answer:
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.PLANNED, State.CALLED}:
        return not_now(_("Møtet er allerede begynt, holdt eller avlyst."))
    return _not_before_the_yes(actor, meeting) if allowed else allowed


def may_lead(actor: Actor, meeting: Meeting) -> Answer:
    """Move the meeting on, note who is there, and end it."""
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state != State.IN_SESSION:
        return not_now(_("Møtet er ikke i gang."))
    return allowed


def may_write_minutes(actor: Actor, meeting: Meeting) -> Answer:
    """While it lasts and until the minutes are sent."""
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.IN_SESSION, State.HELD}:
        return not_now(_("Referatet skrives i møtet og etterpå, til det er sendt ut."))
    return allowed


def may_send_minutes(actor: Actor, meeting: Meeting) -> Answer:
    allowed = may_run(actor, meeting.forum)
    if allowed and meeting.state not in {State.HELD, State.MINUTES_OUT}:
        return not_now(_("Avslutt møtet før referatet sendes."))
    return allowed


def may_remark(actor: Actor, minutes: Minutes) -> Answer:
    """Anyone in the forum may have a remark recorded until the minutes are approved."""
    if not sits_in(actor, minutes.meeting.forum) and not is_insider(actor, minutes.meeting.forum):
        return denied(OUTSIDE)
    if minutes.state != Minutes.State.SENT:
        return not_now(_("Referatet er godkjent eller erstattet. Ta merknaden opp i neste møte."))
    return yes


def may_approve_minutes(actor: Actor, minutes: Minutes) -> Answer:
    """One yes for each party, by those who write for it. V-4.1.2-c."""
    allowed = may_write_in(actor, minutes.meeting.forum.cooperation)
    if not allowed:
        return allowed
    if minutes.state != Minutes.State.SENT:
        return not_now(_("Det er ingen versjon av referatet som venter på godkjenning."))
    if any(given.party_id in actor.parties for given in minutes.approvals.all()):
        return not_now(_("Dere har allerede godkjent referatet."))
    if is_own_draft(actor, minutes.meeting):
        return not_now(_("Du har forberedt møtet for en leder. En annen hos dere godkjenner referatet."))
    return yes


def may_note(actor: Actor, task: Task) -> Answer:
    """Those who write for a party, on what it sees. The other party never reads it. V-2.3-f."""
    return may_write_in(actor, task.forum.cooperation)


def may_follow_up(actor: Actor, task: Task) -> Answer:
    """Whoever holds the post that owns the task, and whoever runs the forum."""
    if not task.is_open:
        return not_now(_("Oppgaven er avsluttet."))
    if task.owner_id == actor.post:
        return yes
    if not stands_for(actor, task.forum.cooperation):
        return denied(OUTSIDE)
    return may_run(actor, task.forum)


def may_lift(actor: Actor, item: AgendaItem) -> Answer:
    """Whoever runs the forum for a party lifts its matters or sends them down. One party's own matter stays its own. V-6-j."""
    if not stands_for(actor, item.forum.cooperation):
        return denied(OUTSIDE)
    if item.only_for_id:
        return denied(_("Saken er bare deres egen. Del den med motparten først."))
    if item.state == AgendaItem.State.WITHDRAWN:
        return not_now(_("Saken er trukket."))
    return may_run(actor, item.forum)


def may_answer_lift(actor: Actor, lift: Lift) -> Answer:
    """Whoever runs the forum that a matter came to says what becomes of it."""
    if not stands_for(actor, lift.to_forum.cooperation):
        return denied(OUTSIDE)
    return may_run(actor, lift.to_forum)


def may_answer_matter(actor: Actor, item: AgendaItem) -> Answer:
    """Those who write for the party that is asked, also after the meeting; in it, whoever writes the minutes. V-1-h."""
    if item.addressed_to_id is None:
        return not_now(_("Saken er ikke rettet til noen av partene."))
    if item.state == AgendaItem.State.WITHDRAWN:
        return not_now(_("Saken er trukket."))
    if item.addressed_to_id in actor.parties and actor.may_write:
        return yes
    if item.meeting and may_write_minutes(actor, item.meeting):
        return yes
    return denied(_("Det er parten saken er rettet til, som svarer."))


def may_coordinate(actor: Actor, item: AgendaItem) -> Answer:
    """Whoever runs the forum, from the matter is raised until the minutes are sent. One party's own matter coordinates nothing."""
    allowed = may_run(actor, item.forum)
    if not allowed:
        return allowed
    if item.only_for_id:
        return denied(_("Saken er bare deres egen. Del den med motparten først."))
    over = {State.MINUTES_OUT, State.APPROVED, State.CANCELLED}
    if item.state == AgendaItem.State.WITHDRAWN or (item.meeting and item.meeting.state in over):
        return not_now(_("Referatet er sendt, eller saken er trukket."))
    return yes


def may_answer_from_outside(actor: Actor, onward: Onward) -> Answer:
    """Whoever runs the forum, and the post that sent the matter, writes down what came back. V-1-i."""
    if onward.decision.responsible_id == actor.post and is_insider(actor, onward.forum):
        return yes
    return may_run(actor, onward.forum)
