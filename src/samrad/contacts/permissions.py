"""Who may say what about police contacts."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor
from samrad.parties.models import Post


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
