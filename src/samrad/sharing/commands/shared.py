"""Sharing knowledge about many with the other party, and opening what was shared."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.guide.law import rules_on
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.sharing.events import KnowledgeShared, SharedRead
from samrad.sharing.models import Reading, Recipient, Shared
from samrad.sharing.permissions import may_read, may_share
from samrad.sharing.queries import one_shared_visible_to, posts_to_name

LONGEST_KEPT = timedelta(days=5 * 366)


@command
def share(
    *,
    actor: Actor,
    cooperation_id: UUID,
    theme: str,
    text: str,
    purpose: str,
    sensitivity: str,
    receiver: str,
    kept_until: date,
    basis: str = "",
    recipients: Collection[UUID] = (),
    confirmed: bool = False,
) -> Shared:
    """Tell the other party something about many, with a purpose and a basis. It is never changed afterwards.

    Who      those who write for a party (`may_share`).
    Shape    `basis` is a provision of the register of law; `recipients` are posts, for what is confidential alone.
    Refuses  nothing said; no purpose; what is not open without a basis; a confidential text that names nobody, or others than
             the parties' own; a last day that has been, or is more than five years off; what looks personal, until confirmed.
    Records  KnowledgeShared.
    Source   V-2.1-d, V-4.1.5-c, V-5.1-e: the basis is asked about before it is sent.
    """
    cooperation = with_parties(cooperation_id)
    may_share(actor, cooperation).require()
    words = _words(theme, text, purpose, confirmed)
    _require_a_basis(sensitivity, basis)
    _require_an_end(kept_until)
    named = _named(cooperation, sensitivity, recipients)
    assert actor.appointment  # whoever writes for a party does it in a post
    made = Shared.objects.create(
        cooperation=cooperation,
        party_id=party_of(actor, cooperation).organisation_id,
        sent_by_id=actor.appointment,
        sensitivity=Shared.Sensitivity(sensitivity),
        receiver=Shared.Receiver(receiver),
        basis=basis,
        shared_on=today(),
        kept_until=kept_until,
        **words,
    )
    Recipient.objects.bulk_create(
        Recipient(cooperation=cooperation, shared=made, post_id=post) for post in sorted(named)
    )
    record(KnowledgeShared(made.pk, made.sensitivity, made.receiver), by=actor, cooperation=cooperation.pk)
    return made


def _words(theme: str, text: str, purpose: str, confirmed: bool) -> dict[str, str]:
    found = {
        "theme": " ".join(guarded(theme, confirmed=confirmed, longest=120).split()),
        "text": guarded(text, confirmed=confirmed, longest=8_000),
        "purpose": " ".join(guarded(purpose, confirmed=confirmed, longest=200).split()),
    }
    if not all(found.values()):
        raise Refused(_("Skriv hva det gjelder, hva dere deler, og hva det skal brukes til."))
    return found


def _require_a_basis(sensitivity: str, basis: str) -> None:
    if basis and basis not in {row.key for row in rules_on(today())}:
        raise Refused(_("Bestemmelsen står ikke i lovregisteret i dag. Velg en av dem i listen."))
    if sensitivity != Shared.Sensitivity.OPEN and not basis:
        raise Refused(
            _("Velg bestemmelsen som gir dere lov til å dele det, eller marker det som åpent for alle.")
        )


def _require_an_end(kept_until: date) -> None:
    if not today() <= kept_until <= today() + LONGEST_KEPT:
        raise Refused(_("Velg en dag fra i dag og inntil fem år fram."))


def _named(cooperation: Cooperation, sensitivity: str, recipients: Collection[UUID]) -> set[UUID]:
    if sensitivity != Shared.Sensitivity.CONFIDENTIAL:
        return set()
    named = set(recipients)
    if not named:
        raise Refused(_("Velg hvem som kan lese det."))
    if not named <= {post.pk for post in posts_to_name(cooperation)}:
        raise Refused(_("En av dem du valgte, hører ikke til partene. Velg blant dem i listen."))
    return named


@command
def open_shared(*, actor: Actor, shared_id: UUID) -> Shared:
    """Read something that was shared. Both parties see that it was read, and by whom.

    Who      the parties; of what is confidential the sender and those it names (`may_read`).
    Refuses  with `Shared.DoesNotExist`.
    Records  SharedRead, the first time that day, for others than the sender.
    Source   V-4.1.5-c.
    """
    found, cooperation = one_shared_visible_to(actor, shared_id)
    may_read(actor, found, {row.post_id for row in found.recipients.all()}).require()
    if actor.appointment == found.sent_by_id:
        return found
    _row, is_new = Reading.objects.get_or_create(
        cooperation=cooperation, shared=found, by_id=actor.appointment, on=today()
    )
    if is_new:
        record(SharedRead(found.pk), by=actor, cooperation=cooperation.pk)
    return found
