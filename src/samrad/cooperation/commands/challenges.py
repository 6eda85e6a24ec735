"""Raise a challenge: one of the guide's examples, or one in one's own words."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.events import ChallengeRaised, ConsequencesSet
from samrad.cooperation.models import Challenge
from samrad.cooperation.permissions import may_write_in
from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.guide.challenges import shared_challenges
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LONGEST = 4_000


@command
def raise_challenge(
    *, actor: Actor, cooperation_id: UUID, code: str = "", name: str = "", confirmed: bool = False
) -> Challenge:
    """Name a challenge. The same one is raised once: whoever raises it again gets the one that is there.

    Who      those who write for a party (`may_write_in`). Both parties see it.
    Refuses  neither a code nor a name; a code that the guide does not have; what looks personal, until it is confirmed.
    Records  ChallengeRaised.
    Source   V-2-b, V-2-c, A-mal-b: nothing is chosen for anybody.
    """
    cooperation = with_parties(cooperation_id)
    may_write_in(actor, cooperation).require()
    words = " ".join(guarded(name, confirmed=confirmed, longest=160).split())
    if code and code not in shared_challenges():
        raise Refused(_("Velg en av utfordringene i listen, eller skriv en egen."))
    if not code and not words:
        raise Refused(_("Velg en utfordring, eller skriv en egen."))
    owner = party_of(actor, cooperation).organisation_id
    challenge, is_new = Challenge.objects.get_or_create(
        cooperation=cooperation,
        code=code,
        name=words,
        defaults={"raised_for_id": owner, "raised_on": today()},
    )
    if is_new:
        record(ChallengeRaised(challenge.pk, code), by=actor, cooperation=cooperation.pk)
    return challenge


@command
def set_consequences(
    *,
    actor: Actor,
    challenge_id: UUID,
    for_people: str,
    for_society: str,
    told_by: str = "",
    seen: int,
    confirmed: bool = False,
) -> Challenge:
    """Write what a challenge costs, human and economic, for people and for society, in words and with the source.

    Who      those who write for a party (`may_write_in`). Both parties see it.
    Refuses  consequences without a source; a save on top of another's.
    Records  ConsequencesSet.
    Source   V-8-a: no amount is asked for, and none is worked out.
    """
    challenge = Challenge.objects.select_for_update().get(pk=challenge_id)
    may_write_in(actor, with_parties(challenge.cooperation_id)).require()
    if challenge.version != seen:
        raise Stale(
            _("Noen endret teksten mens du skrev. Les det som står der nå, og lagre på nytt."),
            theirs=f"{challenge.for_people}\n\n{challenge.for_society}".strip(),
            version=challenge.version,
        )
    challenge.for_people = guarded(for_people, confirmed=confirmed, longest=LONGEST)
    challenge.for_society = guarded(for_society, confirmed=confirmed, longest=LONGEST)
    challenge.told_by = " ".join(guarded(told_by, confirmed=confirmed, longest=300).split())
    if (challenge.for_people or challenge.for_society) and not challenge.told_by:
        raise Refused(_("Skriv hvor dere har det fra."))
    challenge.version += 1
    challenge.save(update_fields=["for_people", "for_society", "told_by", "version"])
    record(ConsequencesSet(challenge.pk, challenge.version), by=actor, cooperation=challenge.cooperation_id)
    return challenge
