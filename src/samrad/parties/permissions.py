"""Who may change who is who."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Answer, denied, yes
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Post


def may_keep_the_register(actor: Actor) -> Answer:
    """Organisations, posts and logins are kept by whoever runs the installation."""
    if actor.is_machinery or actor.is_operator:
        return yes
    return denied(_("Bare den som drifter løsningen, kan endre hvem som har hvilken rolle."))


def may_register(actor: Actor, kind: str, owner: object) -> Answer:
    """The owner registers its upper secondary schools itself; all else is the register's keeper's."""
    if kind == Organisation.Kind.SCHOOL and isinstance(owner, Organisation):
        return may_keep_schools(actor, owner)
    return may_keep_the_register(actor)


def may_keep_schools(actor: Actor, owner: Organisation) -> Answer:
    """The owner keeps its own upper secondary schools, and whoever runs the installation keeps all. V-4.2-e."""
    if may_keep_the_register(actor):
        return yes
    if actor.organisation != owner.pk:
        return denied(_("Bare den som eier skolene, og den som drifter løsningen, kan føre dem."))
    if not actor.may_write:
        return denied(_("Bare den som koordinerer eller undertegner for skoleeieren, kan føre skolene."))
    return yes


def may_renew(actor: Actor, post: Post) -> Answer:
    """Whoever writes for a house says who holds its posts; who signs is named by one who signs. V-2.2-k.

    Otherwise a coordinator could let somebody sign for the house who nobody that signs has chosen.
    """
    return yes if may_keep_the_register(actor) else _may_renew_in_own_house(actor, post)


def _may_renew_in_own_house(actor: Actor, post: Post) -> Answer:
    if post.organisation_id != actor.organisation or not actor.may_write:
        return denied(
            _(
                "Bare den som koordinerer eller undertegner for virksomheten, kan si hvem som har stillingene der."
            )
        )
    if post.power == Post.Power.SIGNATORY and not actor.may_sign:
        return denied(
            _("Hvem som undertegner, sier en som selv undertegner, eller den som drifter løsningen.")
        )
    return yes


def may_read_handover(actor: Actor, post: Post) -> Answer:
    """Whoever holds the post, and whoever of its house may say who holds it next. Each reads what they themselves may see."""
    return yes if actor.post == post.pk else _may_renew_in_own_house(actor, post)


def may_set_own(actor: Actor, person: UUID) -> Answer:
    """A person's own address and language are theirs to set; whoever runs the installation may help."""
    if actor.person == person:
        return yes
    return may_keep_the_register(actor)
