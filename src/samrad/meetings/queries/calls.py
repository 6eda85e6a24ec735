"""A call as the one who is called holds it in hand: by the link in the mail, without a login.

The link names one call and one holder of the post, and is signed; nothing of it is kept. It ends when the meeting begins.
"""

import base64
from binascii import Error
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.meetings.models import Meeting, Recipient
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.parties.queries import actor_in

SIGNER = signing.Signer(sep=".", salt="samrad.meetings.answer")
SIZE = 36  # bytes: two identifiers, and a time in seconds


class NoSuchLink(Refused):
    """A link that Samråd has not made, or that was not copied whole."""


class LinkIsOver(Refused):
    """A link that Samråd has made, and that opens nothing any more."""


@dataclass(frozen=True)
class Held:
    """What a link says: which call, who holds it, and until when."""

    recipient: UUID
    appointment: UUID
    until: datetime


def link_to(recipient: Recipient, meeting: Meeting) -> str:
    """The secret part of the address at which this call is answered, by the one who holds the post today."""
    assert recipient.appointment_id
    until = int(meeting.starts_at.timestamp())
    packed = recipient.pk.bytes + recipient.appointment_id.bytes + until.to_bytes(4, "big")
    return SIGNER.sign(base64.urlsafe_b64encode(packed).decode())


def held_by(link: str) -> Held:
    """What the link says. Refuses with `NoSuchLink` and `LinkIsOver`, each with its sentence."""
    try:
        packed = base64.urlsafe_b64decode(SIGNER.unsign(link))
    except (signing.BadSignature, Error, ValueError):
        packed = b""
    if len(packed) != SIZE:
        raise NoSuchLink(
            _("Lenken er ikke hel. Kopier hele lenken fra e-posten, eller logg inn og svar på møtets side.")
        )
    until = datetime.fromtimestamp(int.from_bytes(packed[32:], "big"), UTC)
    if until <= now():
        raise LinkIsOver(
            _(
                "Lenken gjaldt til møtet begynte, og virker ikke lenger. Logg inn for å se hva som ble bestemt."
            )
        )
    return Held(UUID(bytes=packed[:16]), UUID(bytes=packed[16:32]), until)


def the_called(held: Held) -> Actor:
    """Whoever the link was made for, while they hold the post. Refuses with `LinkIsOver`."""
    actor = actor_in(held.appointment)
    if actor is None:
        raise LinkIsOver(
            _("Lenken gjaldt en som ikke har stillingen lenger. Den som har den nå, svarer i Samråd.")
        )
    return actor


def holder_of_call(recipient_id: UUID) -> UUID | None:
    """Whose call it is, by appointment. Expects the wall open for that call alone."""
    return Recipient.objects.filter(pk=recipient_id).values_list("appointment", flat=True).first()


def call_in_hand(actor: Actor, recipient_id: UUID, *, locked: bool = False) -> Recipient:
    """The one call that the wall is open for, with its meeting. Refuses with `LinkIsOver` when it is not the actor's."""
    mine = Recipient.objects.filter(appointment=actor.appointment)
    rows = mine.select_related("meeting__cooperation", "substitute")
    rows = rows.select_for_update(of=("self",)) if locked else rows
    try:
        return rows.get(pk=recipient_id)
    except Recipient.DoesNotExist:
        raise LinkIsOver(_("Innkallingen finnes ikke lenger. Logg inn for å se møtene dine.")) from None


def posts_beside(actor: Actor) -> list[Post]:
    """The other posts in the actor's own house: who can come in their place. Open facts."""
    rows = Post.objects.filter(organisation=actor.organisation).exclude(appointments=actor.appointment)
    return list(rows.exclude(power=Post.Power.NONE).select_related("organisation").order_by("title"))
