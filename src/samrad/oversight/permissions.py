"""Who may look at what was found."""

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

ERRAND = "refresh_findings"


def may_refresh(actor: Actor) -> Answer:
    """Samråd's own machinery, on the errand that the database knows."""
    return yes if actor.machinery == ERRAND else denied(_("Bare Samråd selv gjør dette."))


def may_see_country(actor: Actor) -> Answer:
    """The directorate sees how the country stands: answers, dates and findings, never content."""
    return yes if actor.is_oversight else denied(_("Bare Politidirektoratet ser status for hele landet."))


def may_see_municipality(actor: Actor, town: Organisation) -> Answer:
    """The directorate, the municipality itself and its police see the very same page."""
    if actor.is_oversight or town.pk in actor.parties or (actor.covers and town.pk in actor.covers):
        return yes
    if not actor.covers and town.district_id in actor.parties:
        return yes
    return denied(_("Bare kommunen selv, politiet som dekker den, og Politidirektoratet ser denne siden."))


def may_see_district(actor: Actor, district: Organisation) -> Answer:
    """The district itself, and the directorate."""
    if actor.is_oversight or district.pk in actor.parties:
        return yes
    return denied(_("Bare politidistriktet selv og Politidirektoratet ser denne siden."))
