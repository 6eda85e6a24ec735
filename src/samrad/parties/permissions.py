"""Who may change who is who."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor


def may_keep_the_register(actor: Actor) -> Answer:
    """Organisations, posts and logins are kept by whoever runs the installation."""
    if actor.is_machinery or actor.is_operator:
        return yes
    return denied(_("Bare den som drifter løsningen, kan endre hvem som har hvilken rolle."))


def may_set_own(actor: Actor, person: UUID) -> Answer:
    """A person's own address and language are theirs to set; whoever runs the installation may help."""
    if actor.person == person:
        return yes
    return may_keep_the_register(actor)
