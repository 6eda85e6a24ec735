"""Who may do what with figures, and with what the parties know together."""

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import ONLY_WRITERS, may_write_in
from samrad.forums.models import Forum
from samrad.forums.permissions import may_run
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.knowledge.models import Contribution, KnowledgeRequest, Prioritisation, SituationPicture
from samrad.parties.actor import Actor

NOT_YOURS = _("Bare den som har skrevet bidraget, kan gjøre dette. Motparten har sine egne.")


def may_import_statistics(actor: Actor) -> Answer:
    """National figures are brought in by whoever runs the installation."""
    if actor.is_machinery or actor.is_operator:
        return yes
    return denied(_("Bare den som drifter løsningen, kan hente inn nasjonale tall."))


def may_order_knowledge(actor: Actor, forum: Forum) -> Answer:
    """Whoever runs the forum orders for it, alike for both parties. V-4.1.5-f."""
    return may_run(actor, forum)


def may_change_request(actor: Actor, request: KnowledgeRequest) -> Answer:
    """Whoever may order, until the request is withdrawn."""
    allowed = may_order_knowledge(actor, request.forum)
    if allowed and request.withdrawn_on:
        return not_now(_("Bestillingen er trukket."))
    return allowed


def may_contribute(actor: Actor, request: KnowledgeRequest) -> Answer:
    """Each party writes its own. A request that is withdrawn asks for nothing."""
    allowed = may_write_in(actor, request.forum.cooperation)
    if allowed and request.withdrawn_on:
        return not_now(_("Bestillingen er trukket."))
    return allowed


def may_change_contribution(actor: Actor, contribution: Contribution) -> Answer:
    """Its own party, until it is handed over: then it stands as it was given."""
    if contribution.owner_id not in actor.parties:
        return denied(NOT_YOURS)
    if not actor.may_write:
        return denied(ONLY_WRITERS)
    if contribution.state != Contribution.State.DRAFT:
        return not_now(_("Bidraget er levert. Trekk det og lever et nytt hvis noe er galt."))
    return yes


def may_withdraw_contribution(actor: Actor, contribution: Contribution) -> Answer:
    """The party that handed it over may take it back at any time. Then it is gone for everybody."""
    if contribution.owner_id not in actor.parties:
        return denied(NOT_YOURS)
    if not actor.may_write:
        return denied(ONLY_WRITERS)
    if contribution.state != Contribution.State.HANDED_OVER:
        return not_now(_("Bidraget er ikke levert, eller det er allerede trukket."))
    return yes


def may_register_process(actor: Actor, cooperation: Cooperation) -> Answer:
    """The processes are the police's own. Both parties see them. V-4.1.6-b."""
    if actor.side != "police":
        return denied(_("Prosessene er politiets. Det er politiet som skriver dem inn."))
    return may_write_in(actor, cooperation)


def may_work_on_picture(actor: Actor, picture: SituationPicture) -> Answer:
    """Those who write for a party, until a decision rests on it."""
    allowed = may_write_in(actor, picture.forum.cooperation)
    if allowed and picture.frozen_on:
        return not_now(_("En beslutning bygger på dette bildet, og da endres det ikke. Begynn på et nytt."))
    return allowed


def may_rest_on(actor: Actor, picture: SituationPicture) -> Answer:
    """Those who write for a party may say that a decision rests on a picture, frozen or not."""
    return may_write_in(actor, picture.forum.cooperation)


def may_score(actor: Actor, prioritisation: Prioritisation) -> Answer:
    """Each party scores alone, once, before it sees what the other thinks."""
    allowed = may_write_in(actor, prioritisation.forum.cooperation)
    if allowed and any(row.party_id in actor.parties for row in prioritisation.handed_in.all()):
        return not_now(_("Dere har levert vurderingen. Den åpnes når alle har levert."))
    if allowed and prioritisation.state != Prioritisation.State.SCORING:
        return not_now(_("Vurderingene er allerede åpnet."))
    return allowed


def may_propose_choice(actor: Actor, prioritisation: Prioritisation) -> Answer:
    """Either party may propose when both have scored, until both have said yes."""
    allowed = may_write_in(actor, prioritisation.forum.cooperation)
    if allowed and prioritisation.state == Prioritisation.State.SCORING:
        return not_now(_("Begge parter må levere vurderingen sin før noe velges."))
    if allowed and prioritisation.state == Prioritisation.State.DECIDED:
        return not_now(_("Valget er gjort. Begynn på et nytt når dere vil se på det igjen."))
    return allowed


def may_confirm_choice(actor: Actor, prioritisation: Prioritisation) -> Answer:
    """The party that did not propose says its own yes."""
    allowed = may_propose_choice(actor, prioritisation)
    if not allowed:
        return allowed
    if prioritisation.state != Prioritisation.State.PROPOSED:
        return not_now(_("Ingen har foreslått et valg ennå."))
    mine = {row.party_id for row in prioritisation.yeses.all() if row.proposal == prioritisation.proposal}
    if mine & actor.parties:
        return not_now(_("Dere har allerede sagt ja. Motparten svarer for seg."))
    return yes


def may_bring_series(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party brings its own figures in."""
    return may_write_in(actor, cooperation)
