"""The minutes as a record: sent, remarked on, approved by all parties, and frozen."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from samrad.agreements.fingerprint import fingerprint
from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.models import Face
from samrad.forums.queries import is_insider
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.planning import locked
from samrad.meetings.content import Content, content_for
from samrad.meetings.events import MinutesApproved, MinutesSent, RemarkMade
from samrad.meetings.models import Meeting, Minutes, MinutesApproval, MinutesFace, Remark
from samrad.meetings.permissions import may_approve_minutes, may_remark, may_send_minutes
from samrad.meetings.queries.minutes import matters_of, meeting_head, minutes_visible_to
from samrad.parties.actor import Actor

type MakePdf = Callable[[MinutesFace], bytes]
State = Meeting.State


def faces_now(actor: Actor, meeting: Meeting) -> list[tuple[str, UUID | None, Content]]:
    """Every face of the minutes as they would be sent now: face, whose own it is, and content. For the preview too.

    A party's own face is made by whoever sends, for the own party alone: another's own passages nobody else sees.
    """
    head, matters = meeting_head(actor, meeting), matters_of(actor, meeting)
    faces: list[tuple[str, UUID | None, Content]] = [
        (face, None, content_for(face, None, head, matters)) for face in ("parties", "forum", "public")
    ]
    for party in actor.parties:
        if any(
            matter.only_for == party or any(n.only_for == party for n in matter.notes) for matter in matters
        ):
            faces.append(("own", party, content_for("own", party, head, matters)))
    return faces


@command
def send_minutes(*, actor: Actor, meeting_id: UUID, seen: int) -> Minutes:
    """Send the minutes to the parties for approval, and to the members. What was sent before is replaced, and kept.

    Who      `may_send_minutes`.
    Refuses  a meeting that changed since it was seen.
    Records  MinutesSent.
    Source   V-4.1.2-c.
    """
    meeting = locked(actor, meeting_id)
    may_send_minutes(actor, meeting).require()
    if meeting.version != seen:
        raise Stale(
            _("Møtet er endret siden du så over referatet. Se over på nytt, og send så."),
            theirs=meeting.title,
            version=meeting.version,
        )
    faces = faces_now(actor, meeting)
    Minutes.objects.filter(meeting=meeting, state=Minutes.State.SENT).update(state=Minutes.State.REPLACED)
    last = Minutes.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
    minutes = Minutes.objects.create(
        cooperation_id=meeting.cooperation_id,
        forum=meeting.forum,
        meeting=meeting,
        number=(last or 0) + 1,
        content_hash=fingerprint({"faces": [content for _face, _party, content in faces]}),
        sent_at=now(),
        sent_by_id=actor.appointment,
    )
    MinutesFace.objects.bulk_create(_face(minutes, *one) for one in faces)
    meeting.state, meeting.version = State.MINUTES_OUT, meeting.version + 1
    meeting.save(update_fields=["state", "version"])
    record(
        MinutesSent(minutes.pk, meeting.pk, minutes.number, minutes.content_hash),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    return minutes


def _face(minutes: Minutes, face: str, only_for: UUID | None, content: dict[str, Any]) -> MinutesFace:
    return MinutesFace(
        cooperation_id=minutes.cooperation_id,
        forum_id=minutes.forum_id,
        minutes=minutes,
        face=face,
        only_for_id=only_for,
        content=content,
        content_hash=fingerprint(content),
    )


@command
def remark_on_minutes(*, actor: Actor, minutes_id: UUID, text: str, confirmed: bool = False) -> Remark:
    """Have a remark recorded beside the minutes. It is never edited in.

    Who      anyone in the forum (`may_remark`).
    Refuses  no words.
    Records  RemarkMade.
    """
    minutes = minutes_visible_to(actor, minutes_id)
    may_remark(actor, minutes).require()
    words = guarded(text, confirmed=confirmed, longest=4_000)
    if not words:
        raise Refused(_("Skriv merknaden først."))
    forum = minutes.meeting.forum
    inside = is_insider(actor, forum)
    remark = Remark.objects.create(
        cooperation_id=minutes.cooperation_id,
        forum=forum,
        minutes=minutes,
        text=words,
        face=Face.PARTIES if inside else Face.FORUM,
        party_id=party_of(actor, forum.cooperation).organisation_id if inside else None,
        by_id=actor.appointment,
        at=now(),
    )
    record(
        RemarkMade(remark.pk, minutes.pk, minutes.meeting_id), by=actor, cooperation=minutes.cooperation_id
    )
    return remark


@command
def approve_minutes(*, actor: Actor, minutes_id: UUID, seen_hash: str, make_pdf: MakePdf) -> Minutes:
    """Say the party's yes. The last yes freezes the minutes, each face as a file.

    Shape    `make_pdf` gives the file of one face. If it fails, nothing is changed: try again.
    Who      `may_approve_minutes`, once for each party.
    Refuses  another version than the one seen.
    Records  MinutesApproved.
    Source   V-4.1.2-c; DESIGN.md 6.
    """
    found = minutes_visible_to(actor, minutes_id)
    meeting = locked(actor, found.meeting_id)
    minutes = minutes_visible_to(actor, minutes_id)
    may_approve_minutes(actor, minutes).require()
    if minutes.content_hash != seen_hash:
        raise Stale(
            _("Dette er ikke den versjonen av referatet du leste. Les den som gjelder, og prøv igjen."),
            theirs=_("Versjon %(number)s") % {"number": minutes.number},
            version=minutes.number,
        )
    ours = party_of(actor, meeting.forum.cooperation).organisation_id
    assert actor.appointment
    MinutesApproval.objects.create(
        cooperation_id=minutes.cooperation_id,
        forum=meeting.forum,
        minutes=minutes,
        party_id=ours,
        content_hash=minutes.content_hash,
        by_id=actor.appointment,
        at=now(),
    )
    everybody = {p.organisation_id for p in meeting.forum.cooperation.parties.all() if p.left_on is None}
    is_last = everybody <= set(minutes.approvals.values_list("party", flat=True))
    if is_last:
        _freeze(meeting, minutes, make_pdf)
    record(
        MinutesApproved(minutes.pk, meeting.pk, ours, is_last), by=actor, cooperation=minutes.cooperation_id
    )
    return minutes


def _freeze(meeting: Meeting, minutes: Minutes, make_pdf: MakePdf) -> None:
    minutes.state, minutes.approved_at = Minutes.State.APPROVED, now()
    minutes.save(update_fields=["state", "approved_at"])
    for face in MinutesFace.objects.filter(minutes=minutes):
        face.minutes = minutes
        face.pdf = make_pdf(face)
        face.sha256 = hashlib.sha256(face.pdf).hexdigest()
        face.save(update_fields=["pdf", "sha256"])
    meeting.state, meeting.version = State.APPROVED, meeting.version + 1
    meeting.save(update_fields=["state", "version"])
