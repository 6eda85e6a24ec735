"""What an agreement obliges a party to: written down with who answers, and marked each time."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, living_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Post
from samrad.plans.events import PromiseMade, PromiseMarked
from samrad.plans.models import Promise, PromiseMark
from samrad.plans.models.measure import Rhythm
from samrad.plans.permissions import may_mark, may_promise
from samrad.plans.queries.measures import owners_for
from samrad.plans.queries.promises import obligations_of
from samrad.plans.rules import moved_on

LONGEST, YEARS_AHEAD = 4_000, 12
Verdict = PromiseMark.Verdict


@command
def make_promise(
    *,
    actor: Actor,
    agreement_id: UUID,
    clause: UUID,
    text: str,
    party_id: UUID,
    owner_id: UUID,
    due_on: date,
    every: str = Rhythm.ONCE,
    is_presence: bool = False,
    confirmed: bool = False,
) -> Promise:
    """Write down what a clause obliges one party to: which post answers, and by when or how often.

    Who      those who write for a party (`may_promise`).
    Refuses  a clause that is no obligation of an agreement that binds; no text; a party or a post from outside; a day far ahead.
    Records  PromiseMade.
    Source   A-tjen-a, V-2.1-b.
    """
    agreement = Agreement.objects.get(pk=agreement_id)
    cooperation = cooperation_by_id(actor, agreement.cooperation_id)
    may_promise(actor, cooperation).require()
    if clause not in {each.lineage for each in obligations_of(actor, agreement, cooperation)}:
        raise Refused(_("Velg et punkt som er merket som forpliktelse i en avtale som gjelder."))
    words = " ".join(guarded(text, confirmed=confirmed, longest=300).split())
    if not words:
        raise Refused(_("Skriv hva parten har lovet."))
    post = _post_of(cooperation, owner_id, party_id)
    if due_on.year > today().year + YEARS_AHEAD:
        raise Refused(_("Fristen er for langt fram. Velg en tidligere dag."))
    made = Promise.objects.create(
        cooperation_id=agreement.cooperation_id,
        agreement=agreement,
        clause=clause,
        text=words,
        party_id=party_id,
        owner=post,
        every=Rhythm(every),
        due_on=due_on,
        is_presence=is_presence,
        made_at=now(),
    )
    event = PromiseMade(made.pk, agreement.pk, party_id, owner_id, due_on)
    record(event, by=actor, cooperation=agreement.cooperation_id)
    return made


def _post_of(cooperation: Cooperation, owner_id: UUID, party_id: UUID) -> Post:
    """The post that answers, in the house of a party that has not left."""
    post = owners_for(cooperation).filter(pk=owner_id).first()
    living = {party.organisation_id for party in living_parties(cooperation)}
    if post is None or party_id not in {post.organisation_id, post.acts_for_id} & living:
        raise Refused(_("Ansvarlig må være en stilling hos parten som har lovet det."))
    return post


@command
def mark_promise(
    *,
    actor: Actor,
    promise_id: UUID,
    verdict: str,
    reason: str = "",
    ends: bool = False,
    seen: int,
    confirmed: bool = False,
) -> PromiseMark:
    """Say what became of a promise on its day: kept, kept late, not kept or waived. Then the next occasion is due.

    Who      those who write for a party (`may_mark`).
    Shape    `ends` takes away the occasions to come.
    Refuses  «not kept» and «waived» without a reason; a day to come that is marked as not kept; a save on top of another's.
    Records  PromiseMarked.
    Source   A-tjen-a.
    """
    promise = Promise.objects.select_for_update().get(pk=promise_id)
    may_mark(actor, promise, cooperation_by_id(actor, promise.cooperation_id)).require()
    if promise.version != seen:
        raise Stale(
            _("Noen oppdaterte forpliktelsen mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=f"{promise.text}, {promise.due_on:%d.%m.%Y}",
            version=promise.version,
        )
    chosen, words = Verdict(verdict), guarded(reason, confirmed=confirmed, longest=LONGEST)
    if chosen in {Verdict.NOT_KEPT, Verdict.WAIVED} and not words:
        raise Refused(_("Skriv hvorfor, så begge parter kan lese det."))
    if chosen in {Verdict.NOT_KEPT, Verdict.LATE} and promise.due_on >= today():
        raise Refused(_("Fristen er ikke ute ennå."))
    mark = PromiseMark.objects.create(
        cooperation_id=promise.cooperation_id,
        promise=promise,
        due_on=promise.due_on,
        verdict=chosen,
        reason=words,
        at=now(),
        by_id=actor.appointment,
    )
    following = None if ends else moved_on(promise.due_on, promise.every)
    promise.due_on = following or promise.due_on
    promise.closed_on = None if following else today()
    promise.version += 1
    promise.save()
    event = PromiseMarked(promise.pk, promise.agreement_id, chosen, mark.due_on)
    record(event, by=actor, cooperation=promise.cooperation_id)
    return mark
