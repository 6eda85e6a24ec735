"""What a municipality expects and needs of its contact, and the district's answer. It neither approves nor blocks."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.events import ExpectationAnswered, ExpectationsAsked, ExpectationStated
from samrad.contacts.models import Expectation, Heard
from samrad.contacts.permissions import (
    may_answer_expectation,
    may_ask_for_expectations,
    may_state_expectation,
)
from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LONGEST = 4_000


@command
def ask_for_expectations(*, actor: Actor, cooperation_id: UUID) -> int:
    """Ask the municipality what it needs of its police contact, before the arrangement is made or changed.

    Who      those who write for the police (`may_ask_for_expectations`).
    Records  ExpectationsAsked for each municipality. Gives back how many.
    Source   V-5.3-b.
    """
    cooperation = with_parties(cooperation_id)
    may_ask_for_expectations(actor, cooperation).require()
    towns = [party.organisation_id for party in cooperation.parties.all() if party.side == "municipality"]
    for town in towns:
        Heard.objects.update_or_create(organisation_id=town, defaults={"asked_on": today()})
        record(ExpectationsAsked(town), by=actor, cooperation=cooperation.pk)
    return len(towns)


@command
def state_expectation(
    *, actor: Actor, cooperation_id: UUID, text: str, confirmed: bool = False
) -> Expectation:
    """Say what the municipality expects of its contact. Shared with the police at once.

    Who      those who write for the municipality (`may_state_expectation`).
    Refuses  nothing said; what looks personal, until the writer has confirmed that it is not.
    Records  ExpectationStated.
    Source   V-5.3-b.
    """
    cooperation = with_parties(cooperation_id)
    may_state_expectation(actor, cooperation).require()
    words = guarded(text, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hva dere forventer."))
    town = party_of(actor, cooperation).organisation_id
    made = Expectation.objects.create(
        cooperation=cooperation,
        organisation_id=town,
        text=words,
        stated_on=today(),
        stated_by_id=actor.appointment,
    )
    Heard.objects.update_or_create(organisation_id=town, defaults={"stated_on": today(), "answered_on": None})
    record(ExpectationStated(made.pk, town), by=actor, cooperation=cooperation.pk)
    return made


@command
def answer_expectation(
    *, actor: Actor, expectation_id: UUID, answer: str, seen: int, confirmed: bool = False
) -> Expectation:
    """Answer what the municipality expects: what the district does about it, or why it does not.

    Who      those who write for the police (`may_answer_expectation`).
    Refuses  an empty answer; one written while a colleague answered; what looks personal, until confirmed.
    Records  ExpectationAnswered.
    Units    `seen` is the version on the writer's screen.
    Source   V-5.3-b, V-5.3-e: the district decides, and says what it has decided.
    """
    found = Expectation.objects.select_for_update().get(pk=expectation_id)
    may_answer_expectation(actor, with_parties(found.cooperation_id)).require()
    if found.version != seen:
        raise Stale(
            _(
                "En kollega svarte mens du skrev. Les svaret som står der, og lagre på nytt hvis ditt skal gjelde."
            ),
            theirs=found.answer,
            version=found.version,
        )
    words = guarded(answer, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hva dere gjør, eller hvorfor dere ikke gjør det."))
    found.answer, found.answered_on, found.answered_by_id = words, today(), actor.appointment
    found.version += 1
    found.save()
    # Locked first: two colleagues may answer the last two in the same second, and one of them has to see both.
    list(Heard.objects.select_for_update().filter(organisation=found.organisation_id))
    left = Expectation.objects.filter(
        cooperation=found.cooperation_id, organisation=found.organisation_id, answered_on=None
    )
    if not left.exists():
        Heard.objects.filter(organisation=found.organisation_id).update(answered_on=today())
    record(ExpectationAnswered(found.pk, found.organisation_id), by=actor, cooperation=found.cooperation_id)
    return found
