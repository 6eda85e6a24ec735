"""The meeting while it lasts: begin, go on, who is there, who stands aside, what is written, the end."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.models import Face, Membership
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO, now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.planning import locked, written_in
from samrad.meetings.events import (
    AttendanceListed,
    AttendanceNoted,
    ItemBegun,
    MeetingClosed,
    MeetingOpened,
    NoteWritten,
    StoodAside,
)
from samrad.meetings.joining import joined
from samrad.meetings.live import announce
from samrad.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Disqualification,
    Meeting,
    Note,
    Recipient,
    Task,
)
from samrad.meetings.permissions import may_lead, may_open, may_write_minutes
from samrad.meetings.queries.meetings import item_visible_to, not_on_the_list
from samrad.parties.actor import Actor

State = Meeting.State


@command
def open_meeting(*, actor: Actor, meeting_id: UUID) -> Meeting:
    """Begin. Everybody who sits in the forum that day stands on the list, those who said no as excused.

    Who      `may_open`.
    Refuses  a meeting without matters.
    Records  MeetingOpened.
    """
    meeting = locked(actor, meeting_id)
    may_open(actor, meeting).require()
    first = _on_agenda(meeting).first()
    if first is None:
        raise Refused(_("Møtet har ingen saker ennå. Sett minst én sak på sakslisten."))
    _list_attendance(meeting)
    meeting.state, meeting.opened_at, meeting.current_item = State.IN_SESSION, now(), first
    meeting.agenda_frozen_at = meeting.agenda_frozen_at or now()
    if meeting.assists_id and meeting.agenda_approved_by_id is None:
        meeting.agenda_approved_by_id = actor.appointment  # whoever begins on another's draft says yes to it
    meeting.version += 1
    meeting.save()
    record(MeetingOpened(meeting.pk, meeting.forum_id), by=actor, cooperation=meeting.cooperation_id)
    announce(meeting.pk)
    return meeting


def _on_agenda(meeting: Meeting) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=meeting).exclude(state=AgendaItem.State.WITHDRAWN)
    return rows.order_by("position", "number")


def _list_attendance(meeting: Meeting) -> None:
    day = meeting.starts_at.astimezone(OSLO).date()
    said = {r.membership_id: r for r in Recipient.objects.filter(meeting=meeting)}
    sitting = [
        m
        for m in Membership.objects.filter(forum=meeting.forum)
        if m.sits_on(day) and (m.pk in said or not m.limited)
    ]
    Attendance.objects.bulk_create(
        _on_the_list(meeting, member.pk, said.get(member.pk)) for member in sitting
    )


def _on_the_list(meeting: Meeting, membership: UUID, answer: Recipient | None) -> Attendance:
    return Attendance(
        cooperation_id=meeting.cooperation_id,
        forum=meeting.forum,
        meeting=meeting,
        membership_id=membership,
        substitute_id=answer.substitute_id if answer else None,
        state=Attendance.State.EXCUSED if answer and answer.answer == "no" else Attendance.State.ABSENT,
    )


@command
def list_attendance(*, actor: Actor, meeting_id: UUID, membership_id: UUID) -> Attendance:
    """Put a member who was seated after the meeting opened on its list, where others note that they are there.

    Who      `may_write_minutes`.
    Refuses  whoever does not sit in the forum; whoever stands there already.
    Records  AttendanceListed.
    """
    meeting = locked(actor, meeting_id)
    may_write_minutes(actor, meeting).require()
    if membership_id not in {member.pk for member in not_on_the_list(actor, meeting)}:
        raise Refused(_("Bare de som sitter i forumet og ikke står på listen fra før, kan settes opp."))
    listed = _on_the_list(meeting, membership_id, None)
    listed.save()
    record(AttendanceListed(meeting.pk, membership_id), by=actor, cooperation=meeting.cooperation_id)
    written_in(meeting)
    return listed


@command
def go_to_item(*, actor: Actor, item_id: UUID) -> Meeting:
    """Let the meeting go on with a matter. All pages follow.

    Who      `may_lead`.
    Records  ItemBegun.
    """
    item = item_visible_to(actor, item_id)
    if item.meeting_id is None:
        raise Refused(_("Saken står ikke på sakslisten til dette møtet."))
    meeting = locked(actor, item.meeting_id)
    may_lead(actor, meeting).require()
    meeting.current_item = item
    meeting.save(update_fields=["current_item"])
    record(ItemBegun(meeting.pk, item.pk), by=actor, cooperation=meeting.cooperation_id)
    announce(meeting.pk)
    return meeting


@command
def note_attendance(
    *,
    actor: Actor,
    attendance_id: UUID,
    state: str,
    substitute_id: UUID | None = None,
    from_item_id: UUID | None = None,
    left_before_id: UUID | None = None,
) -> Attendance:
    """Note who is there, by screen or in the room, who came for them, and for which part.

    Who      `may_write_minutes`.
    Refuses  a substitute who neither sits in the forum nor is called in that member's place; a matter of another meeting.
    Records  AttendanceNoted.
    """
    found = Attendance.objects.get(pk=attendance_id)
    meeting = locked(actor, found.meeting_id)
    may_write_minutes(actor, meeting).require()
    sitting = {member.post_id for member in meeting.forum.memberships.all()}
    called = Recipient.objects.filter(meeting=meeting, membership=found.membership_id)
    if substitute_id and substitute_id not in sitting | set(called.values_list("substitute", flat=True)):
        raise Refused(_("Bare de som sitter i forumet eller er kalt inn som vara, kan møte for andre."))
    known = {*_on_agenda(meeting).values_list("pk", flat=True), None}
    if from_item_id not in known or left_before_id not in known:
        raise Refused(_("Saken hører ikke til dette møtet. Velg en fra sakslisten."))
    found.state, found.substitute_id = Attendance.State(state), substitute_id
    found.from_item_id, found.left_before_id = from_item_id, left_before_id
    found.save()
    record(
        AttendanceNoted(meeting.pk, found.membership_id, found.state),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    written_in(meeting)
    return found


@command
def stand_aside(*, actor: Actor, item_id: UUID, membership_id: UUID, provision: str) -> Disqualification:
    """Note that a member stands aside in one matter. The ties themselves are not written down.

    Who      `may_write_minutes`.
    Refuses  a member of another forum; no provision; the same twice.
    Records  StoodAside.
    """
    item = item_visible_to(actor, item_id)
    meeting = _meeting_of(actor, item)
    may_write_minutes(actor, meeting).require()
    if membership_id not in {member.pk for member in meeting.forum.memberships.all()}:
        raise Refused(_("Bare de som sitter i forumet, kan fratre i en sak."))
    basis = guarded(provision, longest=120)
    if not basis:
        raise Refused(_("Skriv hvilken bestemmelse det gjelder, for eksempel forvaltningsloven § 6."))
    try:
        with transaction.atomic():
            aside = Disqualification.objects.create(
                cooperation_id=item.cooperation_id,
                forum=meeting.forum,
                item=item,
                membership_id=membership_id,
                provision=basis,
                noted_at=now(),
            )
    except IntegrityError:
        raise Refused(_("Det er allerede notert at medlemmet fratrer i saken.")) from None
    record(StoodAside(item.pk, membership_id), by=actor, cooperation=item.cooperation_id)
    written_in(meeting)
    return aside


def _meeting_of(actor: Actor, item: AgendaItem) -> Meeting:
    if item.meeting_id is None:
        raise Refused(_("Saken står ikke på noen saksliste ennå."))
    return locked(actor, item.meeting_id)


@command
def write_note(
    *,
    actor: Actor,
    item_id: UUID,
    text: str,
    seen: int,
    seen_text: str = "",
    face: str = "",
    legal_basis: str = "",
    confirmed: bool = False,
) -> Note:
    """Write the minutes of a matter. Two may write at the same time: what does not touch is joined.

    Who      `may_write_minutes`.
    Refuses  two changes of the same lines, showing both; personal data.
    Records  NoteWritten.
    Units    `seen` is the version on the writer's screen, 0 for none, and `seen_text` how it read.
    """
    item = item_visible_to(actor, item_id)
    meeting = _meeting_of(actor, item)
    may_write_minutes(actor, meeting).require()
    shown = Face(face) if face else Face(item.face)
    _require_no_wider(item, shown)
    written, basis = guarded(text, confirmed=confirmed), guarded(legal_basis, longest=120)
    note = _note_of(actor, item, meeting, shown)
    if note.version != seen:
        written = _joined(note, seen_text, written)
    note.text, note.legal_basis = written, basis or note.legal_basis
    note.version += 1
    _keep_basis(item, shown, basis)
    note.written_by_id, note.written_at = actor.appointment, now()
    note.save()
    record(
        NoteWritten(note.pk, item.pk, meeting.pk, note.face, note.version),
        by=actor,
        cooperation=item.cooperation_id,
    )
    written_in(meeting)
    return note


WIDTH = (Face.OWN, Face.PARTIES, Face.FORUM, Face.PUBLIC)


def narrower_faces(item: AgendaItem) -> list[str]:
    """For whom something can be written in a matter that fewer read than the matter itself."""
    return [] if item.only_for_id else [str(face) for face in WIDTH[: WIDTH.index(Face(item.face))]]


def _require_no_wider(item: AgendaItem, shown: Face) -> None:
    if shown != item.face and shown not in narrower_faces(item):
        raise Refused(_("Teksten kan ikke være åpnere enn saken. Åpne saken først, eller velg færre lesere."))


def _note_of(actor: Actor, item: AgendaItem, meeting: Meeting, shown: Face) -> Note:
    """The text for these readers, held, or a new one. What is a party's own belongs to the writer's party."""
    ours = party_of(actor, meeting.forum.cooperation).organisation_id if shown == Face.OWN else None
    owner = item.only_for_id or ours
    note = Note.objects.select_for_update().filter(item=item, face=shown, only_for=owner).first()
    return note or Note(
        cooperation_id=item.cooperation_id,
        forum=meeting.forum,
        item=item,
        face=shown,
        only_for_id=owner,
        version=0,
        written_at=now(),
    )


def _keep_basis(item: AgendaItem, shown: Face, basis: str) -> None:
    """On what basis the whole matter is closed is the matter's own; until the minutes are sent it can be set right."""
    if shown == item.face and basis and basis != item.legal_basis:
        item.legal_basis = basis
        item.save(update_fields=["legal_basis"])


def _joined(note: Note, seen_text: str, written: str) -> str:
    together = joined(seen_text, note.text, written)
    if together is None:
        raise Stale(
            _("Noen skrev i de samme linjene. Begge tekstene står her. Sett dem sammen, og lagre på nytt."),
            theirs=note.text,
            version=note.version,
        )
    return together


@command
def close_meeting(*, actor: Actor, meeting_id: UUID) -> Meeting:
    """End the meeting. Matters that were not reached are raised again by themselves. V-4.1.2-a.

    Who      `may_lead`.
    Records  MeetingClosed.
    """
    meeting = locked(actor, meeting_id)
    may_lead(actor, meeting).require()
    _carry_on(actor, meeting)
    meeting.state, meeting.closed_at, meeting.current_item = State.HELD, now(), None
    meeting.version += 1
    meeting.save()
    decisions = Decision.objects.filter(item__meeting=meeting).count()
    tasks = Task.objects.filter(item__meeting=meeting).count()
    record(
        MeetingClosed(meeting.pk, meeting.forum_id, decisions, tasks),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    announce(meeting.pk)
    return meeting


def _carry_on(actor: Actor, meeting: Meeting) -> None:
    """What has notes or an outcome is treated; the rest goes to the next meeting as raised, with where it came from."""
    for item in _on_agenda(meeting).filter(state=AgendaItem.State.ON_AGENDA):
        touched = item.kind in {"follow_up", "any_other"} or item.notes.exclude(text="").exists()
        item.state = AgendaItem.State.TREATED if touched else AgendaItem.State.POSTPONED
        item.save(update_fields=["state"])
        if not touched:
            raise_again(actor, item)


def raise_again(actor: Actor, item: AgendaItem) -> AgendaItem:
    """The same matter among those that are raised, for the next meeting. No deed of its own."""
    columns = ("title", "background", "what_to_decide", "kind", "level", "step", "presenter_id", "time_minutes",
               "face", "legal_basis", "only_for_id", "is_about_slt", "proposed_for_id", "addressed_to_id", "areas",
               "needs_knowledge", "theme", "opened_to")  # fmt: skip
    return AgendaItem.objects.create(
        cooperation_id=item.cooperation_id,
        forum_id=item.forum_id,
        carried_from=item,
        proposed_by_id=actor.appointment,
        proposed_at=now(),
        **{column: getattr(item, column) for column in columns},
    )
