"""Who may say what about police contacts."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.contacts.models import AskedDecision
from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import ONLY_WRITERS, may_write_in
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Post


def may_direct_contacts(actor: Actor, district: UUID) -> Answer:
    """Who covers what, and on which terms, is the chief of police's to direct. A municipality neither approves nor blocks. V-5.3-e."""
    if actor.side == "police" and district in actor.parties and actor.may_sign:
        return yes
    return denied(_("Bare den som undertegner for politidistriktet, kan bestemme dette."))


def may_confirm_terms(actor: Actor, district: UUID) -> Answer:
    """Each contact says for themselves that the district's terms are read. V-5.2-g."""
    if actor.function == Post.Function.POLICE_CONTACT and district in actor.parties:
        return yes
    return denied(_("Bare en politikontakt i distriktet kan bekrefte vilkårene."))


def may_approve_contacts(actor: Actor) -> Answer:
    """More than three municipalities are the directorate's to approve; a district may ask, never grant. V-5-f."""
    if actor.is_oversight:
        return yes
    return denied(_("Bare Politidirektoratet kan godkjenne dette. Distriktet kan be om det."))


def may_keep_entries(actor: Actor, owner: Organisation) -> Answer:
    """Each side says where its own functions are reached. V-5.3-i."""
    if owner.pk not in actor.parties or owner.side != actor.side:
        return denied(_("Hver part fører sine egne funksjoner. Be den andre parten rette sine."))
    return yes if actor.may_write else denied(ONLY_WRITERS)


def may_keep_bylaws(actor: Actor, town: Organisation) -> Answer:
    """A municipality adopts its own bylaws; the police may be heard, and never adopt. V-2.2-e."""
    if town.pk not in actor.parties or actor.side != "municipality":
        return denied(_("Det er kommunen som vedtar politivedtekter og fører dem opp."))
    return yes if actor.may_write else denied(ONLY_WRITERS)


def may_state_expectation(actor: Actor, cooperation: Cooperation) -> Answer:
    """The municipality says what it needs of its contact. V-5.3-b."""
    if actor.side != "municipality":
        return denied(_("Det er kommunen som sier hva den forventer."))
    return may_write_in(actor, cooperation)


def may_ask_for_expectations(actor: Actor, cooperation: Cooperation) -> Answer:
    """The police ask before the arrangement is made or changed. V-5.3-b."""
    if actor.side != "police":
        return denied(_("Det er politiet som spør. Kommunen kan si hva den forventer uten å bli spurt."))
    return may_write_in(actor, cooperation)


def may_answer_expectation(actor: Actor, cooperation: Cooperation) -> Answer:
    """The police answer each thing the municipality expects. V-5.3-b."""
    if actor.side != "police":
        return denied(_("Det er politiet som svarer på hva kommunen forventer."))
    return may_write_in(actor, cooperation)


def may_ask_for_advice(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party writes down a question: its own, or one that came to it from somebody outside. V-2.1-i, V-5.1-f."""
    return may_write_in(actor, cooperation)


def may_advise(actor: Actor, cooperation: Cooperation) -> Answer:
    """The police answer what their functions are asked. V-2.1-j."""
    if actor.side != "police":
        return denied(_("Når spørsmålet gjelder en funksjon i politiet, er det politiet som svarer."))
    return may_write_in(actor, cooperation)


def may_know_the_place(actor: Actor, cooperation: Cooperation) -> Answer:
    """What the police gather about a municipality, and ask each other, is theirs. V-5.1-c, V-5.2-d."""
    if actor.side != "police":
        return denied(_("Dette er politiets egen side. Det dere deler, står på sidene for begge."))
    return may_write_in(actor, cooperation)


def may_decide_when_asked(actor: Actor, asked: AskedDecision) -> Answer:
    """Whoever holds the post that was asked. V-5.2-d."""
    if actor.post != asked.head_id:
        return denied(_("Bare den som ble spurt, kan svare."))
    return (
        yes
        if not asked.answer
        else not_now(_("Spørsmålet er allerede besvart. Spør på nytt hvis noe er annerledes."))
    )


def may_divide(actor: Actor, district: UUID) -> Answer:
    """Contacts and leaders write the list together. V-5.3-h."""
    if actor.side == "police" and district in actor.parties and actor.may_write:
        return yes
    return denied(_("Bare politiet i distriktet kan endre hvem som gjør hva."))


def confirming_side(actor: Actor) -> str:
    """For whom the actor says that the list holds: the contacts, or the preventive unit."""
    return "contact" if actor.function == Post.Function.POLICE_CONTACT else "unit"


def may_confirm_division(actor: Actor, district: UUID) -> Answer:
    """A contact confirms for the contacts, whoever signs for the district for the preventive unit. V-5.3-h."""
    if confirming_side(actor) == "contact":
        return may_divide(actor, district)
    return may_direct_contacts(actor, district)
