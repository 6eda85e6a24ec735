"""A question to one of the police's functions, the advice, and what the advice became."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.events import AdviceAsked, AdviceFollowed, AdviceGiven
from samrad.contacts.functions import BY_CODE, POLICE
from samrad.contacts.models import Enquiry
from samrad.contacts.permissions import may_advise, may_ask_for_advice
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.guide.challenges import shared_challenges
from samrad.guide.methods import methods
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LONGEST = 4_000


@command
def ask_for_advice(
    *,
    actor: Actor,
    cooperation_id: UUID,
    function: str,
    text: str,
    theme: str = "",
    asker: str = Enquiry.Asker.MUNICIPALITY,
    town_id: UUID | None = None,
    asked_on: date | None = None,
    confirmed: bool = False,
) -> Enquiry:
    """Ask a function of the police for advice, or write down what somebody asked it in another way.

    Who      those who write for a party (`may_ask_for_advice`).
    Shape    `town_id` is for the police, where several parties could have asked. `asked_on` is today when it is left out.
    Refuses  nothing asked; a function, theme or kind that is not there; a day to come; what looks personal, until confirmed.
    Records  AdviceAsked.
    Source   V-2.1-i, V-2.1-j, V-5.1-f.
    """
    cooperation = with_parties(cooperation_id)
    may_ask_for_advice(actor, cooperation).require()
    if function not in BY_CODE or BY_CODE[function].side != POLICE:
        raise Refused(_("Velg en av politiets funksjoner."))
    if theme and theme not in shared_challenges():
        raise Refused(_("Velg et tema fra listen, eller la det stå åpent."))
    if asker not in Enquiry.Asker.values:
        raise Refused(_("Velg hvem som spør."))
    if asked_on and asked_on > today():
        raise Refused(_("Dagen har ikke vært ennå. Skriv dagen da spørsmålet kom."))
    words = guarded(text, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hva dere trenger råd om."))
    made = Enquiry.objects.create(
        cooperation=cooperation,
        organisation_id=_asking(actor, cooperation, town_id),
        asker=asker,
        function=function,
        theme=theme,
        text=words,
        asked_on=asked_on or today(),
        asked_by_id=actor.appointment,
    )
    record(AdviceAsked(made.pk, made.organisation_id, function), by=actor, cooperation=cooperation.pk)
    return made


def _asking(actor: Actor, cooperation: Cooperation, town_id: UUID | None) -> UUID:
    """On whose side it is asked: one's own, or for the police the party that came to them."""
    if actor.side != "police":
        return party_of(actor, cooperation).organisation_id
    others = [party.organisation_id for party in cooperation.parties.all() if party.side != "police"]
    if town_id is None and len(others) == 1:
        return others[0]
    if town_id not in others:
        raise Refused(_("Velg hvilken part spørsmålet kom fra."))
    return town_id


@command
def give_advice(
    *, actor: Actor, enquiry_id: UUID, answer: str, seen: int, method: str = "", confirmed: bool = False
) -> Enquiry:
    """Write the advice in short. Both parties read it.

    Who      those who write for the police (`may_advise`).
    Refuses  an empty answer; a method that is not there; one written while a colleague answered; what looks personal, until confirmed.
    Records  AdviceGiven.
    Units    `seen` is the version on the writer's screen.
    Source   V-2.1-j, V-5.1-f.
    """
    found = Enquiry.objects.select_for_update().get(pk=enquiry_id)
    may_advise(actor, with_parties(found.cooperation_id)).require()
    if found.version != seen:
        raise Stale(
            _(
                "En kollega svarte mens du skrev. Les svaret som står der, og lagre på nytt hvis ditt skal gjelde."
            ),
            theirs=found.answer,
            version=found.version,
        )
    if method and method not in methods():
        raise Refused(_("Velg en metode fra listen, eller la det stå åpent."))
    words = guarded(answer, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv rådet i korte trekk."))
    found.answer, found.method, found.version = words, method, found.version + 1
    found.answered_on, found.answered_by_id = found.answered_on or today(), actor.appointment
    found.save()
    record(AdviceGiven(found.pk, found.organisation_id), by=actor, cooperation=found.cooperation_id)
    return found


@command
def follow_advice(
    *, actor: Actor, enquiry_id: UUID, cooperation_id: UUID, came_to: str, came_to_id: UUID
) -> Enquiry:
    """Note the matter or the measure that advice became: the rooms that make them do it as they are made.

    Who      those who write for a party (`may_ask_for_advice`).
    Refuses  advice of another cooperation, with `Enquiry.DoesNotExist`; advice that is not given, or has become something.
    Records  AdviceFollowed.
    Source   V-5.1-f.
    """
    found = Enquiry.objects.select_for_update().get(pk=enquiry_id, cooperation=cooperation_id)
    may_ask_for_advice(actor, with_parties(cooperation_id)).require()
    if not found.answered_on:
        raise Refused(_("Rådet er ikke gitt ennå. Vent til politiet har svart."))
    if found.came_to:
        raise Refused(_("Rådet er allerede fulgt opp. Se hva det ble til på siden om spørsmålet."))
    found.came_to, found.came_to_id = Enquiry.CameTo(came_to), came_to_id
    found.save(update_fields=["came_to", "came_to_id"])
    record(AdviceFollowed(found.pk, came_to), by=actor, cooperation=cooperation_id)
    return found
