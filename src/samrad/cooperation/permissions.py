"""Who may do what in a cooperation, and why not."""

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Choice, Comment, Cooperation, Offer
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.parties.actor import Actor

OUTSIDE = _("Bare partene i samarbeidet kan gjøre dette.")
ONLY_WRITERS = _("Bare den som koordinerer eller undertegner for parten, kan gjøre dette.")


def stands_for(actor: Actor, cooperation: Cooperation) -> bool:
    return any(
        party.organisation_id in actor.parties and party.left_on is None
        for party in cooperation.parties.all()
    )


def may_write_in(actor: Actor, cooperation: Cooperation) -> Answer:
    """A party's signatories and coordinators write; its members read. Alike for all parties."""
    if not stands_for(actor, cooperation):
        return denied(OUTSIDE)
    return yes if actor.may_write else denied(ONLY_WRITERS)


def may_comment(actor: Actor, cooperation: Cooperation) -> Answer:
    """Everybody who acts for a party talks with the others, also whoever else only reads. V-4.1.4-a."""
    return yes if stands_for(actor, cooperation) else denied(OUTSIDE)


def may_take_back(actor: Actor, comment: Comment, cooperation: Cooperation) -> Answer:
    """Whoever wrote a comment, and whoever writes for the same party. V-4.1.4-a."""
    if comment.taken_back_on is not None:
        return not_now(_("Kommentaren er trukket."))
    if not stands_for(actor, cooperation) or comment.party_id not in actor.parties:
        return denied(
            _("Bare den som skrev kommentaren, eller den som skriver for samme part, kan trekke den.")
        )
    if comment.by_id == actor.appointment or actor.may_write:
        return yes
    return denied(_("Bare den som skrev kommentaren, eller den som skriver for samme part, kan trekke den."))


def may_offer(actor: Actor, cooperation: Cooperation) -> Answer:
    """The police offer and invite: it is their duty, and only theirs. V-3-c, V-4-d."""
    if actor.side != "police":
        return denied(_("Det er politiet som tilbyr avtalen. Kommunen svarer når den vil."))
    return may_write_in(actor, cooperation)


def may_answer(actor: Actor, offer: Offer) -> Answer:
    """The municipality answers, freely, and may change its answer. V-3-d, V-4-e."""
    if offer.organisation_id not in actor.parties:
        return denied(_("Bare kommunen selv kan svare på tilbudet."))
    return yes if actor.may_write else denied(ONLY_WRITERS)


def may_state_choice(actor: Actor, choice: Choice) -> Answer:
    """A municipality says itself what it does about council, agreement and SLT. V-2.3-c."""
    if choice.organisation_id not in actor.parties:
        return denied(_("Bare kommunen selv kan si hva den har valgt."))
    if not actor.may_write:
        return denied(ONLY_WRITERS)
    if choice.status == Choice.Status.IN_FORCE and choice.matter == "agreement":
        return not_now(_("Avtalen er i kraft. Den endres ved revisjon, ikke her."))
    return yes


def may_found(actor: Actor) -> Answer:
    """Whoever writes for a party may set up a regional, school or county cooperation that its own house is part of."""
    return yes if actor.may_write else denied(ONLY_WRITERS)
