"""The link by which the owner of a measure tells how it goes without a login. It is signed, and nothing of it is kept.

It names one measure and one holder of the owning post, and opens that measure alone. It ends with the day it was made for.
"""

import base64
from binascii import Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.parties.actor import Actor
from samrad.parties.queries import actor_in

SIGNER = signing.Signer(sep=".", salt="samrad.plans.report")
SIZE = 36  # bytes: two identifiers, and a time in seconds
LASTS = timedelta(days=120)


class NoSuchReportLink(Refused):
    """A link that Samråd has not made, or that was not copied whole."""


class ReportLinkIsOver(Refused):
    """A link that Samråd has made, and that opens nothing any more."""


@dataclass(frozen=True)
class HeldReport:
    """What a link says: which measure, who holds it, and until when."""

    measure: UUID
    appointment: UUID
    until: datetime


def report_link_for(actor: Actor, measure_id: UUID) -> str:
    """The secret part of the address at which this holder of the post tells how the measure goes."""
    assert actor.appointment
    until = int((now() + LASTS).timestamp())
    packed = measure_id.bytes + actor.appointment.bytes + until.to_bytes(4, "big")
    return SIGNER.sign(base64.urlsafe_b64encode(packed).decode())


def report_held_by(link: str) -> HeldReport:
    """What the link says. Refuses with `NoSuchReportLink` and `ReportLinkIsOver`, each with its sentence."""
    try:
        packed = base64.urlsafe_b64decode(SIGNER.unsign(link))
    except (signing.BadSignature, Error, ValueError):
        packed = b""
    if len(packed) != SIZE:
        raise NoSuchReportLink(
            _(
                "Lenken er ikke hel. Kopier hele lenken fra e-posten, eller logg inn og fortell på tiltakets side."
            )
        )
    until = datetime.fromtimestamp(int.from_bytes(packed[32:], "big"), UTC)
    if until <= now():
        raise ReportLinkIsOver(_("Lenken virker ikke lenger. Logg inn for å fortelle hvordan det går."))
    return HeldReport(UUID(bytes=packed[:16]), UUID(bytes=packed[16:32]), until)


def the_holder(held: HeldReport) -> Actor:
    """Whoever the link was made for, while they hold the post. Refuses with `ReportLinkIsOver`."""
    actor = actor_in(held.appointment)
    if actor is None:
        raise ReportLinkIsOver(
            _("Lenken gjaldt en som ikke har stillingen lenger. Den som har den nå, forteller i Samråd.")
        )
    return actor
