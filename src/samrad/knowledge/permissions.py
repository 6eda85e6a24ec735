"""Who may do what with figures."""

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor


def may_import_statistics(actor: Actor) -> Answer:
    """National figures are brought in by whoever runs the installation."""
    if actor.is_machinery or actor.is_operator:
        return yes
    return denied(_("Bare den som drifter løsningen, kan hente inn nasjonale tall."))
