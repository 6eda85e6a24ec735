"""Who may do what in a forum. Both parties have the same rights; an external member sees, and speaks in the meeting."""

from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Choice, Cooperation
from samrad.cooperation.permissions import may_state_choice, may_write_in, stands_for
from samrad.forums.models import Assessment, Forum, Membership, PreventionModel
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.kernel.clock import today
from samrad.parties.actor import Actor


def may_set_up(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party may set up a forum."""
    return may_write_in(actor, cooperation)


def may_run(actor: Actor, forum: Forum) -> Answer:
    """Whoever coordinates or signs for a party, and the forum's own secretary."""
    if is_secretary(actor, forum):
        return _while_it_lives(forum)
    allowed = may_write_in(actor, forum.cooperation)
    return _while_it_lives(forum) if allowed else allowed


def is_secretary(actor: Actor, forum: Forum) -> bool:
    """Whether the actor's post is secretary here today, for one of the parties."""
    return stands_for(actor, forum.cooperation) and any(
        membership.post_id == actor.post
        and membership.role == Membership.Role.SECRETARY
        and membership.sits_on(today())
        for membership in forum.memberships.all()
    )


def _while_it_lives(forum: Forum) -> Answer:
    return not_now(_("Forumet er avsluttet.")) if forum.ended_on else yes


def may_choose_otherwise(actor: Actor, forum: Forum) -> Answer:
    """Either party says for the forum why it does otherwise than the guide advises. V-1.1-b."""
    allowed = may_write_in(actor, forum.cooperation)
    return _while_it_lives(forum) if allowed else allowed


def may_leave_region(actor: Actor, cooperation: Cooperation) -> Answer:
    """A municipality takes itself out of a region, and nobody else does. V-4.4-e."""
    allowed = may_write_in(actor, cooperation)
    if not allowed:
        return allowed
    if cooperation.kind != Cooperation.Kind.REGIONAL or actor.side == "police":
        return denied(_("Bare en kommune i et regionalt samarbeid kan gå ut av det."))
    return yes


def may_say_yes(actor: Actor, assessment: Assessment) -> Answer:
    """Each party says its own yes, once. V-4.2-f."""
    allowed = may_write_in(actor, assessment.forum.cooperation)
    if not allowed:
        return allowed
    if any(given.party_id in actor.parties for given in assessment.yeses.all()):
        return not_now(_("Dere har allerede sagt ja. Motparten svarer for seg."))
    return _while_it_lives(assessment.forum)


def may_take_in(actor: Actor, forum: Forum, assessment: Assessment | None) -> Answer:
    """An external member comes after the parties have agreed that it is needed. V-4.2-f, V-4.4-e."""
    allowed = may_run(actor, forum)
    if not allowed:
        return allowed
    if assessment is None or assessment.forum_id != forum.pk or assessment.agreed_on is None:
        return denied(
            _(
                "Partene må først bli enige om at forumet trenger andre. Før vurderingen, så sier hver part sitt ja."
            )
        )
    return yes


def may_choose_model(actor: Actor, choice: Choice) -> Answer:
    """The municipality chooses SLT, another model or none, freely and alone. V-6-l, V-6-m."""
    return may_state_choice(actor, choice)


def may_order_model(actor: Actor, model: PreventionModel) -> Answer:
    """The municipality says whom its model is for and who coordinates it. V-6-d, V-6-h."""
    if model.organisation_id not in actor.parties:
        return denied(_("Det er kommunen som bestemmer dette. Politiet deltar på nivåene."))
    if not actor.may_write:
        return denied(_("Bare den som koordinerer eller undertegner for kommunen, kan gjøre dette."))
    return not_now(_("Modellen er avsluttet.")) if model.ended_on else yes


def may_set_up_levels(actor: Actor, model: PreventionModel) -> Answer:
    """Either party sets up the three levels of SLT where the municipality has chosen it. V-6-f."""
    allowed = may_write_in(actor, model.cooperation)
    if not allowed:
        return allowed
    if model.ended_on or not model.is_slt:
        return not_now(_("De tre nivåene hører til SLT. Kommunen har ikke valgt SLT nå."))
    return yes


def may_confirm_briefing(actor: Actor, membership: Membership) -> Answer:
    """Each member confirms for themselves, deputies and external members too. V-4.1.5-e."""
    if membership.post_id != actor.post:
        return denied(_("Hver enkelt bekrefter for seg selv."))
    return yes


def may_say_basis(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party says what a thing rests on in law. V-1-e."""
    return may_write_in(actor, cooperation)


def may_note_introduction(actor: Actor, membership: Membership) -> Answer:
    """The member, and those who run the forum. V-4.3-j."""
    return yes if membership.post_id == actor.post else may_run(actor, membership.forum)


def may_place_in_region(actor: Actor, forum: Forum) -> Answer:
    """Each municipality says it for itself. V-4.4-b."""
    allowed = may_write_in(actor, forum.cooperation)
    if not allowed:
        return allowed
    if forum.kind != Forum.Kind.COUNCIL_REGIONAL or actor.side != "municipality":
        return denied(
            _(
                "Bare en kommune i et regionalt politiråd kan si om det kommer i stedet for eget politiråd eller i tillegg."
            )
        )
    return _while_it_lives(forum)


def may_go_through(actor: Actor, cooperation: Cooperation) -> Answer:
    """The municipality goes through what is its own after an election. V-2.2-k."""
    allowed = may_write_in(actor, cooperation)
    if allowed and actor.side != "municipality":
        return denied(_("Det er kommunen som går gjennom dette etter et kommunevalg."))
    return allowed
