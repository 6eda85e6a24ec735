"""The minutes as a limited member gets them: the words that were sent to the whole forum, of their own matters alone. V-4.2-d."""

from django.db.models import Q

from samrad.agreements.fingerprint import fingerprint
from samrad.forums.models import Face, Membership
from samrad.forums.queries import SHARED, reached_from, shown_to
from samrad.meetings.content import Content, extract
from samrad.meetings.models import AgendaItem, Meeting, Minutes, MinutesFace, MinutesPart
from samrad.meetings.queries.minutes import faces_of
from samrad.parties.actor import Actor


def own_extract(actor: Actor, minutes: Minutes) -> MinutesFace:
    """What a limited member gets, put together from the parts that they may see. The whole is closed to them.

    Refuses  with `Minutes.DoesNotExist` whoever sees none of it.
    """
    rows = AgendaItem.objects.filter(meeting=minutes.meeting_id)
    theirs = shown_to(actor, minutes.meeting.forum, rows).order_by().values("pk")
    parts = MinutesPart.objects.filter(Q(item=None) | Q(item__in=theirs), minutes=minutes).order_by("place")
    found: list[Content] = list(parts.values_list("content", flat=True))
    if not found:
        raise Minutes.DoesNotExist
    return _face(minutes, found[0] | {"matters": found[1:]})


def extract_for(actor: Actor, minutes: Minutes, member: Membership) -> MinutesFace:
    """The same as somebody of the parties looks through a limited member's eyes."""
    whole = next(face for face in faces_of(actor, minutes) if face.face == Face.FORUM)
    return _face(minutes, extract(whole.content, matters_of_member(minutes.meeting, member)))


def matters_of_member(meeting: Meeting, member: Membership) -> set[str]:
    """The matters of a meeting that a limited member takes part in, by identifier."""
    rows = AgendaItem.objects.filter(meeting=meeting, face__in=SHARED, only_for=None)
    theirs = rows.filter(reached_from(Membership.objects.filter(pk=member.pk), AgendaItem.to_matter))
    return {str(key) for key in theirs.order_by().values_list("pk", flat=True)}


def _face(minutes: Minutes, content: Content) -> MinutesFace:
    found = MinutesFace(minutes=minutes, face=Face.FORUM, content=content, content_hash=fingerprint(content))
    found.is_extract = True
    return found
