"""The minutes as a record: sent, remarked on, approved by all parties, and frozen."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from samrad.agreements.fingerprint import fingerprint
from samrad.cooperation import wall
from samrad.cooperation.queries import living_parties, party_of
from samrad.cooperation.words import guarded
from samrad.forums.models import Face
from samrad.forums.queries import is_insider
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO, now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.planning import locked
from samrad.meetings.content import without_basis
from samrad.meetings.events import MinutesApproved, MinutesSent, RemarkMade
from samrad.meetings.models import (
    Meeting,
    Minutes,
    MinutesApproval,
    MinutesFace,
    MinutesPart,
    PublishedMinutes,
    Remark,
)
from samrad.meetings.permissions import may_approve_minutes, may_remark, may_send_minutes
from samrad.meetings.queries.faces import all_matters, own_faces, shared_faces, stand_ins
from samrad.meetings.queries.minutes import minutes_visible_to
from samrad.parties.actor import Actor

type MakePdf = Callable[[MinutesFace], bytes]
State = Meeting.State


@command
def send_minutes(*, actor: Actor, meeting_id: UUID, seen: int) -> Minutes:
    """Send the minutes to the parties for approval, and to the members. What was sent before is replaced, and kept.

    Who      `may_send_minutes`.
    Shape    What a party has for itself is gathered inside that party's own wall, in the same moment.
    Refuses  a meeting that changed since it was seen; in an open forum, something closed without a legal basis.
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
    _require_basis(actor, meeting)
    faces = shared_faces(actor, meeting)
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
    MinutesFace.objects.bulk_create(_face(minutes, *one) for one in faces + own_faces(actor, meeting))
    MinutesPart.objects.bulk_create(_parts(minutes, next(c for f, _party, c in faces if f == Face.FORUM)))
    for other in stand_ins(actor, meeting.forum).values():
        with wall.lent_to(other, back_to=actor):
            MinutesFace.objects.bulk_create(_face(minutes, *one) for one in own_faces(other, meeting))
    meeting.state, meeting.version = State.MINUTES_OUT, meeting.version + 1
    meeting.save(update_fields=["state", "version"])
    record(
        MinutesSent(minutes.pk, meeting.pk, minutes.number, minutes.content_hash),
        by=actor,
        cooperation=meeting.cooperation_id,
    )
    return minutes


def _require_basis(actor: Actor, meeting: Meeting) -> None:
    """Whoever reads published minutes is told on what basis something in them is closed."""
    lacking = without_basis(all_matters(actor, meeting)) if meeting.forum.face == Face.PUBLIC else []
    if lacking:
        raise Refused(
            _("Forumet er åpent, og sak %(numbers)s er lukket uten hjemmel. Skriv hjemmelen i saken først.")
            % {"numbers": ", ".join(lacking)}
        )


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


def _parts(minutes: Minutes, content: dict[str, Any]) -> list[MinutesPart]:
    """What the whole forum gets, each matter by itself."""
    shown = [(UUID(each["id"]), each) for each in content["matters"] if not each["hidden"]]
    head = {name: value for name, value in content.items() if name != "matters"}
    return [
        MinutesPart(
            cooperation_id=minutes.cooperation_id,
            forum_id=minutes.forum_id,
            minutes=minutes,
            item_id=item,
            place=place,
            content=part,
        )
        for place, (item, part) in enumerate([(None, head), *shown])
    ]


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
             In an open forum the public face is published then, for everybody.
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
    everybody = {p.organisation_id for p in living_parties(meeting.forum.cooperation)}
    is_last = everybody <= set(minutes.approvals.values_list("party", flat=True))
    if is_last:
        _freeze(actor, meeting, minutes, make_pdf)
    record(
        MinutesApproved(minutes.pk, meeting.pk, ours, is_last), by=actor, cooperation=minutes.cooperation_id
    )
    return minutes


def _freeze(actor: Actor, meeting: Meeting, minutes: Minutes, make_pdf: MakePdf) -> None:
    """The last yes: a file of every face, another party's own made inside that party's wall."""
    minutes.state, minutes.approved_at = Minutes.State.APPROVED, now()
    minutes.save(update_fields=["state", "approved_at"])
    _keep_files(minutes, make_pdf)
    for other in stand_ins(actor, meeting.forum).values():
        with wall.lent_to(other, back_to=actor):
            _keep_files(minutes, make_pdf)
    meeting.state, meeting.version = State.APPROVED, meeting.version + 1
    meeting.save(update_fields=["state", "version"])
    if meeting.forum.face == Face.PUBLIC:
        _publish(meeting, minutes)


def _keep_files(minutes: Minutes, make_pdf: MakePdf) -> None:
    """Those that this wall shows and that have none yet."""
    for face in MinutesFace.objects.filter(minutes=minutes, pdf=None):
        face.minutes = minutes
        face.pdf = make_pdf(face)
        face.sha256 = hashlib.sha256(face.pdf).hexdigest()
        face.save(update_fields=["pdf", "sha256"])


def _publish(meeting: Meeting, minutes: Minutes) -> None:
    """Lay the public face out for everybody, as it was approved."""
    face = MinutesFace.objects.get(minutes=minutes, face=Face.PUBLIC, only_for=None)
    PublishedMinutes.objects.create(
        cooperation_id=minutes.cooperation_id,
        forum=meeting.forum,
        minutes=minutes,
        forum_name=meeting.forum.name,
        title=meeting.title,
        held_on=meeting.starts_at.astimezone(OSLO).date(),
        language=meeting.forum.language,
        content=face.content,
        pdf=face.pdf,
        sha256=face.sha256,
        published_at=now(),
    )
