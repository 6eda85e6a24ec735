"""Who may deliver notices, and who may see how the delivery goes."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor

ERRAND = "deliver_notices"


def may_deliver(actor: Actor) -> Answer:
    """Samråd's own machinery, on the errand that the database knows."""
    return yes if actor.machinery == ERRAND else denied(_("Bare Samråd selv gjør dette."))


def may_watch_the_post(actor: Actor) -> Answer:
    """Whoever runs the installation sees how many mails there are in each state; never whose, and never what."""
    if actor.is_operator or actor.is_machinery:
        return yes
    return denied(_("Bare den som drifter løsningen, ser dette."))


def may_choose(actor: Actor, person: UUID) -> Answer:
    """What is sent to a person is that person's own choice."""
    return yes if actor.person == person else denied(_("Bare du selv velger hva du får på e-post."))
